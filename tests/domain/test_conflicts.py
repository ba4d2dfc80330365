"""Questions that only a person can answer."""

from workbench.domain.conflicts import Conflict, ConflictKind, Side

QUESTION = Conflict(
    "bill", "failure", ConflictKind.BOTH_CHANGED, "touchpoint “First bill”", "chance of failure", "20 %", "5 %",
    default=Side.THEIRS,
)  # fmt: skip
NAMES = {Side.MINE: "here", Side.THEIRS: "in the file"}


def test_a_question_is_put_in_one_sentence_with_both_answers_and_the_one_that_holds() -> None:
    assert QUESTION.sentence(NAMES) == (
        "Touchpoint “First bill”, chance of failure – here: 20 %; in the file: 5 %. Kept: in the file."
    )


def test_a_question_is_known_by_its_element_and_field() -> None:
    assert QUESTION.key == ("bill", "failure")
    assert [QUESTION.answer(side) for side in Side] == ["20 %", "5 %"]


def test_each_side_is_the_other_of_the_other() -> None:
    assert [side.other for side in Side] == [Side.THEIRS, Side.MINE]
