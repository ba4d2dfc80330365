"""A damaged file is opened, or refused in one sentence; a journal keeps what comes before the damage."""

from pathlib import Path
from random import Random

from tests.torture.damage import cut_and_altered, damage


def test_no_cut_and_no_altered_bit_leads_to_anything_but_a_sentence(tmp_path: Path) -> None:
    tally = damage(100, tmp_path)
    assert tally.faults == {}
    assert tally.cases == 3 * 201


def test_each_alteration_is_of_one_bit_where_it_says() -> None:
    data = bytes(range(200))
    for place, altered in list(cut_and_altered(data, Random(1), 20))[101:]:
        differing = [n for n in range(200) if data[n] != altered[n]]
        assert differing == [place]
        assert (data[place] ^ altered[place]).bit_count() == 1
