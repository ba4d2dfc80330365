from workbench.exchange.problems import ImportProblem, quoted


def test_the_message_says_where_what_and_how_to_mend_it():
    problem = ImportProblem("log.csv", "the column “time” is empty", "fill it in", 1234)
    assert str(problem) == "“log.csv”, line 1,234: the column “time” is empty; fill it in."


def test_a_problem_of_the_whole_file_names_no_line():
    assert str(ImportProblem("log.csv", "it is empty", "choose another")) == "“log.csv”: it is empty; choose another."


def test_what_is_quoted_from_a_file_stays_in_the_sentence():
    assert quoted("two\r\nlines\x1b[31m") == "“two lines[31m”"
    assert quoted("x" * 61) == f"“{'x' * 59}…”"
