from ui.exporting.steps import Steps, outcome_of


def three_steps(seen: list[float]) -> Steps:
    for share in (0.0, 0.5, 0.9):
        seen.append(share)
        yield share
    return b"done"


def test_all_the_steps_are_made_one_after_the_other_and_end_with_the_file() -> None:
    seen: list[float] = []
    assert outcome_of(three_steps(seen)) == b"done"
    assert seen == [0.0, 0.5, 0.9]
