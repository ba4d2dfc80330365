"""Clips as bytes: what was copied comes back, and nothing else comes in."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import journey_of, named
from workbench.domain.clips import Clip
from workbench.domain.elements import ELEMENT_TYPES
from workbench.editing.clipboard import clip_of
from workbench.storage.clips import MOST_BYTES, clip_bytes, read_clip
from workbench.storage.problems import FileProblem


def sample() -> Clip:
    document = journey_of("Billing > First bill @Finance -> Hotline 40%, end", "Help > Hotline -> end")
    return clip_of(document, [named(document, "First bill").id, named(document, "Hotline").id])


def written() -> dict[str, Any]:
    return json.loads(clip_bytes(sample()))


def test_a_clip_comes_back_as_it_was() -> None:
    assert read_clip(clip_bytes(sample())) == sample()


def test_the_order_of_tables_does_not_matter() -> None:
    record = written()
    record["tables"] = dict(reversed(record["tables"].items()))
    ranks = [ELEMENT_TYPES.index(type(each)) for each in read_clip(json.dumps(record).encode()).elements]
    assert ranks == sorted(ranks)


def changed(**changes: Any) -> bytes:
    return json.dumps({**written(), **changes}).encode()


def with_table(name: str, rows: object) -> bytes:
    return changed(tables={**written()["tables"], name: rows})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it is damaged"),
        (b"\xff\xfe\x00", "it is damaged"),
        (clip_bytes(sample())[:-9], "it is damaged"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 10_000, "it is damaged"),
        (b"{}", "no part of a journey"),
        (b"null", "no part of a journey"),
        (b'{"format": "journey-workbench-clip", "format": "x"}', "stands twice"),
        (b'{"format": NaN}', "NaN is no number"),
        (changed(version=2), "another version of the program"),
        (changed(brought=None), "incomplete"),
        (changed(brought=[1]), "damaged"),
        (changed(brought=["stranger"]), "“stranger” is said to be copied"),
        (changed(tables=[]), "incomplete"),
        (with_table("touchpoints", {}), "damaged"),
        (with_table("touchpoints", []), "is not there"),
        (with_table("programs", [{"id": "x"}]), "there is no table “programs”"),
        (with_table("personas", [{"id": "x", "name": "y"}]), "cannot be pasted"),
        (with_table("phases", [{"id": "x", "run": "rm"}]), "no such field"),
        (b" " * (MOST_BYTES + 1), "more than 64,000,000"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FileProblem, match=sentence) as caught:
        read_clip(data)
    assert str(caught.value).startswith("What was copied cannot be pasted: ")
    assert str(caught.value).endswith(".")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_file_problem(data: bytes) -> None:
    with pytest.raises(FileProblem):
        read_clip(data)


@given(st.data())
def test_no_single_altered_byte_raises_anything_but_a_file_problem(data: st.DataObject) -> None:
    whole = bytearray(clip_bytes(sample()))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = sample()
    with suppress(FileProblem):
        found = read_clip(bytes(whole))
    assert found.placed
