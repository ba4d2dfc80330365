import io
import json

import pytest

from workbench.commands.common import CommandProblem, print_json


def test_plain_data_is_printed_as_it_is() -> None:
    out = io.StringIO()
    print_json({"name": "Wi-Fi „neu“", "mean": 0.1}, out)
    assert json.loads(out.getvalue()) == {"name": "Wi-Fi „neu“", "mean": 0.1}
    assert "„neu“" in out.getvalue()


def test_it_can_be_read_in_whatever_encoding_a_system_writes_it() -> None:
    written = io.BytesIO()
    out = io.TextIOWrapper(written, "cp1252", errors="backslashreplace")
    print_json({"name": "Début 客服 😀"}, out)
    out.flush()
    assert json.loads(written.getvalue()) == {"name": "Début 客服 😀"}


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_beyond_all_bounds_is_refused_before_anything_is_printed(number: float) -> None:
    out = io.StringIO()
    with pytest.raises(CommandProblem, match="too large"):
        print_json({"cost": 1.0, "sum": number}, out)
    assert out.getvalue() == ""
