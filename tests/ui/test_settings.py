import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.settings import Product, Settings, SettingsFile
from workbench.pictures import Paper, PictureChoice, PictureKind

CHOSEN = Settings(
    theme="dark",
    type_scale=1.25,
    reduce_motion=True,
    recent_files=("/journeys/café.journey",),
    panel_width=420,
    panel_visible=False,
    outline_visible=True,
    strip_visible=False,
    minimap_visible=True,
    recent_actions=("run", "tidy"),
    table_columns=("Phase", "Layer"),
    geometry="AdnQywAD",
    picture=PictureChoice(PictureKind.PDF, 1.5, paper=Paper.A3, poster=True).as_plain(),
    products=(
        Product("/journeys/café.journey#j", "/journeys/café.pdf", 12, 1_700_000_000_000_000, ("a",), {"dark": True}),
    ),
)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    SettingsFile(tmp_path / "new" / "folder").save(CHOSEN)
    assert SettingsFile(tmp_path / "new" / "folder").load() == CHOSEN


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == Settings()


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", "\x00\x01"])
def test_a_broken_file_gives_the_defaults_and_is_kept_aside(tmp_path: Path, text: str) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_text(text)
    assert file.load() == Settings()
    assert (tmp_path / "settings.json.broken").read_text() == text
    assert not file.path.exists()


def test_bytes_that_are_no_text_are_kept_aside_too(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.path.write_bytes(b"\xff\xfe\x00")
    assert file.load() == Settings()
    assert (tmp_path / "settings.json.broken").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", ["dark"]),
        ("type_scale", 9),
        ("type_scale", True),
        ("panel_width", 5),
        ("panel_width", "wide"),
        ("panel_visible", "yes"),
        ("recent_files", [1]),
        ("recent_files", "one"),
        ("geometry", 3),
        ("picture", "png"),
        ("products", [1]),
        ("products", [{"project": "p"}]),
        ("products", [{"project": "p", "path": "a", "size": 1.5, "changed": 1, "chosen": [], "picture": {}}]),
        ("products", [{"project": "p", "path": "a", "size": 1, "changed": 1, "chosen": [], "picture": []}]),
    ],
)
def test_one_value_that_makes_no_sense_costs_only_itself(tmp_path: Path, name: str, value: object) -> None:
    file = SettingsFile(tmp_path)
    file.save(CHOSEN)
    found = json.loads(file.path.read_text())
    file.path.write_text(json.dumps(found | {name: value, "from_the_future": 1}))
    loaded = file.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    others = [other for other in found if other != name]
    assert [getattr(loaded, other) for other in others] == [getattr(CHOSEN, other) for other in others]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.save(CHOSEN)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(tmp_path)
    file.save(CHOSEN)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        file.save(Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
    assert file.load() == CHOSEN


@given(st.lists(st.text(min_size=1, max_size=3), max_size=40))
def test_recent_files_are_few_and_each_stands_once_with_the_last_first(paths: list[str]) -> None:
    settings = Settings()
    for path in paths:
        settings = settings.with_recent(path)
    assert len(set(settings.recent_files)) == len(settings.recent_files) <= 12
    assert settings.recent_files[:1] == tuple(paths[-1:])


def test_a_file_that_is_gone_leaves_the_list() -> None:
    assert Settings(recent_files=("a", "b")).without_recent("a").recent_files == ("b",)


@given(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=40))
def test_of_each_project_the_last_picture_is_remembered_and_of_few_projects_only(projects: list[str]) -> None:
    settings = Settings()
    for number, project in enumerate(projects):
        settings = settings.with_product(Product(project, f"{number}.png", number, 0))
    assert len(settings.products) <= 12
    if projects:
        found = settings.product_of(projects[-1])
        assert found is not None
        assert found.size == len(projects) - 1
    assert settings.product_of("z") is None
