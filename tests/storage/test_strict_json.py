"""JSON that means the same to every reader."""

import pytest

from workbench.storage.problems import FileProblem
from workbench.storage.strict_json import strict_decoder


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "“c” stands twice in the same record; remove one, or ask again"),
        ("[NaN]", "NaN is no number that can be calculated with; replace it, or ask again"),
        ("[-Infinity]", "-Infinity is no number"),
    ],
)
def test_what_readers_understand_differently_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FileProblem, match=sentence):
        strict_decoder("ask again").decode(text)


def test_all_else_is_read_as_usual() -> None:
    assert strict_decoder("").decode('{"a": [1, 2.5, null, "x"]}') == {"a": [1, 2.5, None, "x"]}
