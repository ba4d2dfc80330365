from ui.canvas.boxes import Box, around, between


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).meets(Box(9.9, 9.9, 20, 20))


def test_a_point_on_the_edge_is_held() -> None:
    assert Box(0, 0, 10, 10).holds(10, 0)
    assert not Box(0, 0, 10, 10).holds(10.1, 0)


def test_growing_can_differ_across_and_down() -> None:
    assert Box(0, 0, 10, 10).grown(1, 2) == Box(-1, -2, 11, 12)
    assert Box(0, 0, 10, 10).grown(3) == Box(-3, -3, 13, 13)


def test_moving_keeps_the_size() -> None:
    moved = Box(0, 0, 10, 20).moved(5, -5)
    assert (moved.width, moved.height, moved.middle) == (10, 20, (10.0, 5.0))


def test_nothing_lies_around_no_boxes() -> None:
    assert around([]) is None
    assert around([Box(0, 0, 1, 1), Box(-5, 3, 0, 9)]) == Box(-5, 0, 1, 9)


def test_what_two_boxes_have_in_common_lies_in_both() -> None:
    assert Box(0, 0, 10, 10).common(Box(5, -5, 20, 8)) == Box(5, 0, 10, 8)


def test_two_corners_give_one_box_in_whatever_order() -> None:
    assert between((3, 9), (7, 2)) == between((7, 2), (3, 9)) == Box(3, 2, 7, 9)
