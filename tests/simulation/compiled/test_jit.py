import pathlib

import pytest

from workbench.simulation.compiled import jit
from workbench.simulation.compiled.jit import KernelFolder, kernel


@pytest.fixture(autouse=True)
def _fresh_stamps() -> None:
    jit._stamp.cache_clear()


def test_machine_code_is_kept_apart_for_every_state_of_the_sources(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    source = tmp_path / "one.py"
    source.write_text("a kernel")
    first = KernelFolder.beside(source, 1)
    (tmp_path / "two.py").write_text("another kernel")
    jit._stamp.cache_clear()
    second = KernelFolder.beside(source, 1)
    assert first is not None
    assert second is not None
    assert first.get_cache_path() != second.get_cache_path()
    assert pathlib.Path(second.get_cache_path()).parent == tmp_path / "kept"


def test_where_nothing_can_be_written_kernels_are_compiled_anew(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))

    @kernel
    def twice(number: int) -> int:
        return 2 * number

    assert KernelFolder.beside(tmp_path / "one.py", 1) is None
    assert twice(21) == 42


def test_a_compiled_kernel_is_found_again(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))

    def twice(number: int) -> int:
        return 2 * number

    kernel(twice)(1)
    again = kernel(twice)
    again(1)
    assert sum(again.stats.cache_hits.values()) == 1


def test_a_program_without_sources_is_told_apart_by_its_own_file(tmp_path: pathlib.Path) -> None:
    assert len(jit._stamp(tmp_path / "nothing here")) == 16


@pytest.mark.parametrize(("platform", "variable"), [("win32", "LOCALAPPDATA"), ("linux", "XDG_CACHE_HOME")])
def test_by_default_machine_code_lies_in_the_users_cache_folder(
    platform: str, variable: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr(jit.sys, "platform", platform)
    assert jit._root() == tmp_path / "journey-workbench" / "kernels"
