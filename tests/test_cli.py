import io
import json
import os
import shlex
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from typing_extensions import override

from tests.helpers.commands import ask, refused
from tests.helpers.projects import broadband, save_project
from tests.helpers.sessions import rename, workplace
from tests.helpers.tables import write_table
from workbench.cli import EXAMPLES, main
from workbench.commands.choosing import phase_id, place_id
from workbench.domain.document import Document
from workbench.domain.elements import Department, Element, Journey, Phase, Responsibility, Touchpoint
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, Role
from workbench.lookup import find_by_name
from workbench.samples import samples
from workbench.session import Session, Workplace
from workbench.storage.store import read_snapshot

LOG = ("--case", "case", "--activity", "activity", "--time", "time")
WAYS = ("--from", "from", "--to", "to", "--weight", "weight")


def told_by(status: int, *arguments: object) -> tuple[str, str]:
    """The output and the complaints of a command that ends with `status`."""
    out, err = io.StringIO(), io.StringIO()
    assert main([str(each) for each in arguments], out, err) == status, err.getvalue()
    return out.getvalue(), err.getvalue()


def changed(**fields: dict[str, object]) -> list[Element]:
    """The broadband journey, with fields of some elements changed."""
    return [replace(element, **fields.get(element.id, {})) for element in broadband()]


def opened(path: Path) -> Document:
    return Document(read_snapshot(path)[1])


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """What the window would keep its versions in, too."""
    monkeypatch.setenv("JOURNEY_WORKBENCH_STATE", str(tmp_path))
    return workplace(tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return save_project(tmp_path / "broadband.journey", broadband())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    rows = ("1,ask,2026-01-01,Sales", "1,pay,2026-01-02,Cash", "1,pay,2026-01-03,Cash", "2,ask,2026-01-01,Sales")
    return write_table(tmp_path / "log.csv", "case,activity,time,owner", *rows)


def test_the_examples_of_the_help_speak_of_what_is_in_the_sample():
    document = opened(next(each.path for each in samples() if each.key == "broadband"))
    (journey,) = document.of(Journey)
    named = 0
    for line in EXAMPLES.splitlines():
        words = shlex.split(line)
        for option, value in pairwise(words):
            name = value.rpartition("=")[0]
            if option in ("--improve", "--vary"):
                assert place_id(document, journey, name)
            elif option == "--at":
                assert place_id(document, journey, value)
            elif option == "--late-from":
                assert phase_id(document, journey, value)
            elif option == "--staff":
                assert find_by_name(name, document.of(Department), "departments")
            else:
                continue
            named += 1
    assert named >= 8


class TestSimulate:
    def test_fewer_failures_early_prevent_breakdowns_later(self, project: Path):
        answer = json.loads(ask("simulate", project, "--improve", "Welcome pack=30%", "--json"))
        assert answer["entrants"] == 1000
        assert answer["change"]["late_breakdowns"] < 0
        assert answer["change"]["late_breakdowns"] == pytest.approx(
            answer["change"]["exposure"] + answer["change"]["hazard"]
        )
        failures = {state: answer[state]["touchpoints"][1]["failures"] for state in ("baseline", "scenario")}
        assert failures["scenario"] / failures["baseline"] == pytest.approx(0.7, abs=0.02)

    def test_the_same_is_told_in_a_table_and_a_sentence(self, project: Path):
        text = ask("simulate", project, "--improve", "welcome=0.3", "--entrants", "100")
        assert text.startswith("Broadband customer\nPer 100 customers")
        assert "fewer failures at “Welcome pack”" in text
        assert "Rests on " in text

    def test_without_an_improvement_the_journey_is_told_as_it_is(self, project: Path):
        answer = json.loads(ask("simulate", project, "--json"))
        assert answer["baseline"] == answer["scenario"]
        assert "after" not in ask("simulate", project)

    def test_a_phase_can_be_improved_and_another_be_the_first_of_the_later_ones(self, project: Path):
        late = [
            json.loads(ask("simulate", project, "--json", "--improve", "Order=50%", *more))["change"]["late_breakdowns"]
            for more in ((), ("--late-from", "bill"))
        ]
        assert late[0] < late[1] < 0

    def test_what_is_beyond_control_cannot_be_improved(self, project: Path):
        assert "touchpoint “A storm” is beyond control" in refused("simulate", project, "--improve", "A storm=30%")
        assert "phase “Setup” is beyond control" in refused("simulate", project, "--improve", "Setup=30%")

    def test_an_empty_phase_cannot_be_improved(self, tmp_path: Path):
        path = save_project(tmp_path / "a.journey", [*broadband(), Phase(id="p9", journey="j", name="After", order=9)])
        assert "there is no touchpoint in phase “After”" in refused("simulate", path, "--improve", "After=1%")

    def test_an_unknown_name_is_answered_with_the_nearest(self, project: Path):
        assert "nearest are “Welcome pack”" in refused("simulate", project, "--improve", "Welcom pack=30%")
        assert "nearest are “Billing”" in refused("simulate", project, "--late-from", "Biling")

    def test_an_improvement_is_said_once(self, project: Path):
        twice = ("--improve", "Order=30%", "--improve", "order=20%")
        assert "phase “Order” is to be improved twice" in refused("simulate", project, *twice)

    @pytest.mark.parametrize("improvement", ["Order", "=30%", "Order=much", "Order=30", "Order=-5%", "Order=nan"])
    def test_an_improvement_that_cannot_be_read_is_refused_with_an_example(self, project: Path, improvement: str):
        assert "30%" in refused("simulate", project, "--improve", improvement)

    @pytest.mark.parametrize("entrants", ["0", "many", "inf"])
    def test_the_number_of_customers_is_above_zero(self, project: Path, entrants: str):
        assert "above 0, such as 1000" in refused("simulate", project, "--entrants", entrants)

    def test_of_several_journeys_one_is_chosen_by_its_title(self, tmp_path: Path):
        path = save_project(tmp_path / "two.journey", [*broadband(), Journey(id="k", title="Shop visitor")])
        assert "2 journeys; choose “Broadband customer”, “Shop visitor” with --journey" in refused("simulate", path)
        assert ask("simulate", path, "--journey", "broad").startswith("Broadband customer")

    def test_a_journey_that_cannot_run_is_refused_with_the_reason(self, tmp_path: Path):
        path = save_project(tmp_path / "bare.journey", [Journey(id="j", title="Bare")])
        assert "no touchpoint" in refused("simulate", path)
        assert "holds no journey" in refused("simulate", save_project(tmp_path / "none.journey", []))


class TestCheck:
    def test_doubts_are_told_and_do_no_harm(self, project: Path):
        out = io.StringIO()
        assert main(["check", str(project)], out, io.StringIO()) == 0
        assert "doubt: Nobody answers for “Welcome pack”. Name one" in out.getvalue()

    def test_a_problem_gives_the_exit_status_one(self, tmp_path: Path):
        loop = write_table(tmp_path / "loop.csv", "from,to,weight", "a,b,1", "b,a,1")
        ask("import", loop, "-o", tmp_path / "loop.journey", *WAYS)
        out = io.StringIO()
        assert main(["check", str(tmp_path / "loop.journey"), "--json"], out, io.StringIO()) == 1
        first = json.loads(out.getvalue())[0]
        assert (first["code"], first["severity"], first["journey"]) == ("loop-without-exit", "problem", "loop")

    def test_several_journeys_are_told_apart(self, tmp_path: Path):
        empty = Phase(id="p9", journey="k", name="Visit", order=0)
        path = save_project(tmp_path / "two.journey", [*broadband(), Journey(id="k", title="Shop visitor"), empty])
        assert "doubt: Shop visitor: Nothing happens in the phase “Visit”." in ask("check", path)
        assert "Visit" not in ask("check", path, "--journey", "Broadband customer")

    def test_where_all_is_well_that_is_said(self, tmp_path: Path):
        owned = [Department(id="d", name="Sales", code="SA")]
        owned += [
            Responsibility(id=f"r-{each.id}", touchpoint=each.id, party="d", role=Role.ACCOUNTABLE)
            for each in broadband()
            if isinstance(each, Touchpoint)
        ]
        path = save_project(tmp_path / "owned.journey", [*broadband(), *owned])
        assert ask("check", path) == "Nothing is wrong or doubtful.\n"


class TestImport:
    def test_an_event_log_becomes_a_journey(self, tmp_path: Path, log: Path):
        path = tmp_path / "log.journey"
        text = ask("import", log, "-o", path, *LOG, "--owner", "owner", "--failure", "8%")
        assert text == (
            f"Read 2 cases, 4 events, 2 activities, 2 directly-follows pairs, 2 departments. Written to {path}.\n"
        )
        document = opened(path)
        assert [each.name for each in document.of(Touchpoint)] == ["ask", "pay"]
        stated = {each.failure for each in document.of(Touchpoint)}
        assert stated == {Quantity(0.08, Origin.GUESS, note="set at import")}

    def test_the_engine_gives_back_the_log_where_nothing_fails(self, tmp_path: Path):
        cases = ["abcd", "abbd", "bacc", "ad", "dd", "abcabcd"]
        rows = [f"{n},{event},2026-01-{day:02d}" for n, case in enumerate(cases) for day, event in enumerate(case, 1)]
        path = tmp_path / "log.journey"
        ask(
            "import", write_table(tmp_path / "log.csv", "case,activity,time", *rows), "-o", path, *LOG, "--failure", "0"
        )
        baseline = json.loads(ask("simulate", path, "--json"))["baseline"]
        last = Counter(case[-1] for case in cases)
        assert baseline["ends"] == pytest.approx({each: last[each] / len(cases) for each in "abcd"}, abs=1e-9)
        assert baseline["expected_visits"] == pytest.approx(len(rows) / len(cases), abs=1e-9)
        assert baseline["completed"] == pytest.approx(1, abs=1e-9)

    @pytest.mark.parametrize(
        ("file", "columns", "ends", "visits"),
        [
            (
                "interval_event_log.csv",
                ("case:concept:name", "concept:name", "start_timestamp"),
                {"confirm payment": 895 / 1266, "make delivery": 230 / 1266, "cancel order": 141 / 1266},
                8109 / 1266,
            ),
            (
                "running-example.csv",
                ("case:concept:name", "concept:name", "time:timestamp"),
                {"pay compensation": 0.5, "reject request": 0.5},
                7.0,
            ),
        ],
    )
    def test_the_engine_gives_back_published_logs(
        self,
        tmp_path: Path,
        shared_data: Path,
        file: str,
        columns: tuple[str, str, str],
        ends: dict[str, float],
        visits: float,
    ):
        case, activity, time = columns
        path = tmp_path / "log.journey"
        named = ("--case", case, "--activity", activity, "--time", time, "--failure", "0")
        ask("import", shared_data / "event-logs" / file, "-o", path, *named)
        baseline = json.loads(ask("simulate", path, "--json"))["baseline"]
        assert {name: baseline["ends"][name] for name in ends} == pytest.approx(ends, abs=1e-9)
        assert baseline["expected_visits"] == pytest.approx(visits, abs=1e-9)

    def test_a_table_of_transitions_becomes_a_journey(self, tmp_path: Path):
        path = tmp_path / "ways.journey"
        table = write_table(tmp_path / "ways.csv", "from;to;weight", "ask;pay;0,5", "pay;use;1")
        text = ask("import", table, "-o", path, *WAYS, "--start", "pay")
        assert "begins at “pay”" in text
        assert {each.name: each.entry for each in opened(path).of(Touchpoint)} == {"ask": None, "pay": 1.0, "use": None}

    @pytest.mark.parametrize(
        "options", [(), LOG[:4], (*LOG, *WAYS), (*LOG, "--start", "ask"), (*WAYS, "--owner", "owner")]
    )
    def test_columns_of_one_kind_of_table_are_asked_for(self, tmp_path: Path, log: Path, options: tuple[str, ...]):
        message = refused("import", log, "-o", tmp_path / "log.journey", *options)
        assert "“log.csv” has “case”, “activity”, “time”, “owner”." in message

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"kase,activity,time\n1,ask,2026-01-01\n", "no column “case”, only “kase”"),
            (b"case,activity,time\n1,ask,soon\n", "line 2: “soon” is not a date"),
            (b"", "it is empty"),
            (b"case,activity,time\n", "a header but no rows"),
            (b"case,activity,time\n1,\x00,2026\n", "a binary file"),
            (b"PK\x03\x04", "a workbook or an archive"),
        ],
    )
    def test_a_bad_log_is_refused_and_nothing_is_written(self, tmp_path: Path, content: bytes, message: str):
        log = tmp_path / "log.csv"
        log.write_bytes(content)
        assert message in refused("import", log, "-o", tmp_path / "log.journey", *LOG)
        assert os.listdir(tmp_path) == ["log.csv"]

    def test_what_cannot_be_read_is_refused(self, tmp_path: Path):
        assert "no such file" in refused("import", tmp_path / "no.csv", "-o", tmp_path / "a.journey", *LOG)
        assert "it is a folder" in refused("import", tmp_path, "-o", tmp_path / "a.journey", *LOG)

    def test_a_file_that_is_there_is_replaced_by_force_only(self, tmp_path: Path, log: Path):
        path = tmp_path / "log.journey"
        path.write_text("precious")
        assert "there already; choose another name, or add --force" in refused("import", log, "-o", path, *LOG)
        assert path.read_text() == "precious"
        ask("import", log, "-o", path, *LOG, "--force")
        assert opened(path).of(Journey)[0].title == "log"

    def test_the_table_itself_is_never_replaced(self, log: Path):
        before = log.read_bytes()
        assert "would be replaced by the journey" in refused("import", log, "-o", log, *LOG, "--force")
        assert log.read_bytes() == before

    def test_a_folder_that_is_not_there_is_refused(self, tmp_path: Path, log: Path):
        assert "its folder is gone" in refused("import", log, "-o", tmp_path / "no" / "log.journey", *LOG)


class TestNew:
    def test_a_template_becomes_a_journey_called_after_the_file(self, tmp_path: Path):
        path = tmp_path / "Donor.journey"
        assert ask("new", "-o", path, "--template", "three") == f"Written to {path}.\n"
        document = opened(path)
        assert document.of(Journey)[0].title == "Donor"
        assert len(document.of(Phase)) == 3

    def test_the_title_can_be_given(self, tmp_path: Path):
        ask("new", "-o", tmp_path / "a.journey", "--title", " A citizen's permit ")
        document = opened(tmp_path / "a.journey")
        assert document.of(Journey)[0].title == "A citizen's permit"
        assert len(document.of(Phase)) == 11

    def test_an_unknown_template_is_answered_with_those_that_there_are(self, tmp_path: Path):
        message = refused("new", "-o", tmp_path / "a.journey", "--template", "ten")
        assert "eleven-phases" in message
        assert "eight" in message
        assert os.listdir(tmp_path) == []


class TestDiff:
    def test_what_differs_is_told_by_name(self, project: Path, tmp_path: Path):
        later = save_project(tmp_path / "later.journey", changed(bill={"name": "Invoice"}, pack={"x": 9.0}))
        told = ["“Welcome pack” moved on the map", "Renamed “First bill” to “Invoice”"]
        assert told_by(1, "diff", project, later) == ("\n".join(told) + "\n", "")
        answer = json.loads(ask("diff", project, later, "--json", status=1))
        assert answer["told"] == told
        assert answer["summary"] == "Renamed “First bill” and 1 more change"
        assert answer["added"] == answer["removed"] == []
        assert answer["changed"][0] == {
            "table": "touchpoints", "id": "pack", "called": "touchpoint “Welcome pack”", "fields": ["x"]
        }  # fmt: skip

    def test_two_equal_files_do_not_differ(self, project: Path):
        assert told_by(0, "diff", project, project) == ("Nothing differs.\n", "")


class TestMerge:
    @pytest.fixture
    def versions(self, project: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
        """The project and what two people made of it: one question, and one more change on either side."""
        mine = changed(bill={"name": "Invoice", "notes": "a"})
        theirs = changed(bill={"notes": "bb"}, pack={"name": "Parcel"})
        return (
            project,
            save_project(tmp_path / "mine.journey", mine),
            save_project(tmp_path / "theirs.journey", theirs),
        )

    def test_what_two_people_changed_apart_is_written_as_one(self, project: Path, tmp_path: Path):
        mine = save_project(tmp_path / "mine.journey", changed(bill={"name": "Invoice"}))
        theirs = save_project(tmp_path / "theirs.journey", changed(pack={"name": "Parcel"}))
        out = tmp_path / "both.journey"
        assert told_by(0, "merge", project, mine, theirs, "-o", out) == (f"Merged. Written to {out}.\n", "")
        assert {"Invoice", "Parcel"} <= {touchpoint.name for touchpoint in opened(out).of(Touchpoint)}

    def test_a_driver_for_git_may_write_over_mine_and_learns_of_open_conflicts(self, versions: tuple[Path, Path, Path]):
        base, mine, theirs = versions
        before = read_snapshot(mine)[0]
        out, err = told_by(1, "merge", base, mine, theirs, "-o", mine)
        assert err == "conflict: Touchpoint “Invoice”, notes – mine: “a”; theirs: “bb”. Kept: theirs.\n"
        assert "1 conflict still open" in out
        assert opened(mine).get(Touchpoint, "bill").notes == "bb"
        assert opened(mine).get(Touchpoint, "pack").name == "Parcel"
        after = read_snapshot(mine)[0]
        assert (after.uuid, after.generation) == (before.uuid, before.generation + 1)

    @pytest.mark.parametrize(("side", "notes"), [("mine", "a"), ("theirs", "bb")])
    def test_all_conflicts_can_be_settled_for_one_side(
        self, versions: tuple[Path, Path, Path], tmp_path: Path, side: str, notes: str
    ):
        out, err = told_by(0, "merge", *versions, "-o", tmp_path / "both.journey", f"--{side}")
        assert f"1 conflict settled as {side} has it" in out
        assert err == ""
        assert opened(tmp_path / "both.journey").get(Touchpoint, "bill").notes == notes

    def test_another_file_is_replaced_by_force_only(self, versions: tuple[Path, Path, Path]):
        base, mine, theirs = versions
        before = theirs.read_bytes()
        assert "add --force" in refused("merge", base, mine, theirs, "-o", theirs)
        assert theirs.read_bytes() == before
        told_by(1, "merge", base, mine, theirs, "-o", theirs, "--force")
        assert theirs.read_bytes() != before

    def test_what_cannot_be_merged_is_refused_and_nothing_is_written(
        self, versions: tuple[Path, Path, Path], tmp_path: Path
    ):
        base, mine, _ = versions
        out = tmp_path / "both.journey"
        stranger = save_project(tmp_path / "stranger.journey", [Journey(id="k", title="Shop visitor")])
        double = save_project(tmp_path / "double.journey", [Journey(id="bill", title="x"), Journey(id="j", title="y")])
        broken = tmp_path / "broken.journey"
        broken.write_bytes(mine.read_bytes()[:-99])
        assert "have nothing in common" in refused("merge", base, mine, stranger, "-o", out)
        assert "“bill” stands for touchpoint “First bill” and for" in refused("merge", base, base, double, "-o", out)
        assert "“broken.journey” cannot be opened" in refused("merge", base, mine, broken, "-o", out)
        assert not out.exists()


class TestFiles:
    @pytest.mark.parametrize("command", ["simulate", "check"])
    def test_a_file_that_is_no_journey_is_refused(self, tmp_path: Path, project: Path, command: str):
        whole = project.read_text(encoding="utf-8")
        cases = {
            "cut.journey": (whole[: len(whole) // 2], "cut off at character"),
            "newer.journey": (whole.replace('"schema":1', '"schema":999'), "newer"),
            "dangling.journey": (
                whole.replace('"target":"bill"', '"target":"gone"'),
                "“gone”, which is not in the file",
            ),
        }
        for name, (content, message) in cases.items():
            path = tmp_path / name
            path.write_text(content, encoding="utf-8")
            assert message in refused(command, path), name

    def test_a_missing_file_and_a_folder_are_refused(self, tmp_path: Path):
        assert "“no.journey” cannot be opened" in refused("check", tmp_path / "no.journey")
        assert "cannot be opened" in refused("check", tmp_path)

    def test_a_file_that_may_not_be_read_is_refused(self, project: Path, monkeypatch: pytest.MonkeyPatch):
        def refuse(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        # the superuser, as whom tests may run, can read everything
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert "read-only for you, or another program holds it" in refused("check", project)


class _Broken(io.StringIO):
    """An output that fails at the first write."""

    def __init__(self, failure: BaseException) -> None:
        super().__init__()
        self._failure = failure

    @override
    def write(self, _: str) -> int:
        raise self._failure


class TestEnding:
    @pytest.mark.parametrize(("failure", "status"), [(BrokenPipeError(), 141), (KeyboardInterrupt(), 130)])
    def test_a_closed_pipe_and_an_interruption_end_quietly(self, project: Path, failure: BaseException, status: int):
        err = io.StringIO()
        assert main(["check", str(project)], _Broken(failure), err) == status
        assert err.getvalue() == ""

    def test_the_help_shows_examples(self, capsys: pytest.CaptureFixture[str]):
        with pytest.raises(SystemExit) as ended:
            ask("--help")
        assert ended.value.code == 0
        assert 'simulate broadband.journey --improve "Welcome pack=30%"' in capsys.readouterr().out

    @pytest.mark.parametrize("arguments", [(), ("chekc",), ("check",), ("check", "a.journey", "--what")])
    def test_a_wrong_command_is_refused_with_where_to_look(self, arguments: tuple[str, ...]):
        assert "--help" in refused(*arguments)


@pytest.fixture
def saved_twice(project: Path, place: Workplace) -> Path:
    session = Session.open(project, place)
    for name in ("Box", "Parcel"):
        rename(session, "pack", name)
        session.save()
    session.close()
    return project


@pytest.mark.parametrize("command", ["check", "simulate"])
def test_a_damaged_file_is_refused_with_the_way_to_its_last_version(saved_twice: Path, command: str) -> None:
    saved_twice.write_bytes(saved_twice.read_bytes()[:500])
    message = refused(command, saved_twice)
    assert "it is cut off at character 500. The last version kept on this computer is from" in message
    assert f"journey-workbench restore {saved_twice} -o NEW.journey" in message


def test_the_versions_are_listed_and_each_can_be_written_into_a_file(saved_twice: Path, tmp_path: Path) -> None:
    saved_twice.write_bytes(b"")
    listed = ask("versions", saved_twice).splitlines()
    labels = ["Renamed “Box”", "Renamed “Welcome pack”", "As it was first opened or saved here"]
    assert [line.rpartition("  ")[2] for line in listed] == labels
    for number, name in (("1", "Parcel"), ("2", "Box"), ("3", "Welcome pack")):
        ask("restore", saved_twice, "--version", number, "-o", tmp_path / f"{number}.journey")
        assert opened(tmp_path / f"{number}.journey").elements["pack"].describe() == f"touchpoint “{name}”"
    plain = json.loads(ask("versions", saved_twice, "--json"))
    assert [each["number"] for each in plain] == [1, 2, 3]


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--version", 4), "choose one from 1 to 3"), (("--version", 0), "choose one from 1 to 3"), ((), "left as it is")],
)
def test_a_version_that_is_not_there_or_would_hide_the_damage_is_refused(
    saved_twice: Path, tmp_path: Path, options: tuple[object, ...], words: str
) -> None:
    target = tmp_path / "new.journey" if options else saved_twice
    assert words in refused("restore", saved_twice, *options, "-o", target)


def test_a_file_without_versions_has_none_to_list(project: Path) -> None:
    assert "no version of “broadband.journey” is kept on this computer" in refused("versions", project)


def test_a_file_that_something_else_has_changed_is_read_with_a_remark(project: Path) -> None:
    project.write_text(project.read_text("utf-8").replace("Welcome pack", "Parcel"), "utf-8")
    assert "is not as it was last saved" in told_by(0, "check", project)[1]
