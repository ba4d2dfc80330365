from workbench.editing.names import free_name


def test_a_name_that_nothing_bears_stays_as_it_is() -> None:
    assert free_name("Fix", ["Fixed", "Fix 2"]) == "Fix"


def test_a_name_that_is_taken_gets_the_lowest_free_number() -> None:
    assert free_name("Fix", ["Fix"]) == "Fix 2"
    assert free_name("Fix", ["Fix", "Fix 2", "Fix 4"]) == "Fix 3"
