from workbench.exchange.problems import ImportProblem


def test_the_message_says_where_what_and_how_to_mend_it():
    problem = ImportProblem("log.csv", "the column “time” is empty", "fill it in", 1234)
    assert str(problem) == "“log.csv”, line 1,234: the column “time” is empty; fill it in."


def test_a_problem_of_the_whole_file_names_no_line():
    assert str(ImportProblem("log.csv", "it is empty", "choose another")) == "“log.csv”: it is empty; choose another."
