from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named, phase_named, way
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Journey, Persona, Phase, Reactions, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.parameters import REACTION_PARAMETERS
from workbench.domain.places import NOT_PLACED, Place
from workbench.domain.rules import check
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Control, Origin, TransitionKind
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.locking import set_locked
from workbench.editing.structure import add, set_fields
from workbench.simulation.arrays import Floats
from workbench.simulation.build import LARGE, Case, build, improved, leave_factor
from workbench.simulation.exact import solve_case
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.problems import LoopWithoutExit, ModelProblem
from workbench.simulation.reactions import breakdown_curve, leave_curve, recovered_levels, silent_curve

FINISHED, GAVE_UP = "finished", "gave up"


def one_step(**fields: object) -> Document:
    """Two touchpoints in a row, the first with these fields."""
    document = journey_of("Use > first", "> second")
    set_fields(document, named(document, "first").id, **fields)
    return document


def built(document: Document) -> Case:
    return build(document, JOURNEY)


def ways(model: JourneyModel, routing: Routing, source: str) -> dict[str, float]:
    """By name of the target, the shares that the model lets leave a touchpoint."""
    names = [*model.names, FINISHED, GAVE_UP]
    row = model.names.index(source)
    own = range(routing.ptr[row], routing.ptr[row + 1])
    return {names[routing.target[each]]: float(routing.share[each]) for each in own}


def onward(document: Document, source: str) -> dict[str, float]:
    model = built(document).model
    return ways(model, model.routing, source)


def after_failure(document: Document, source: str) -> dict[str, float]:
    model = built(document).model
    return ways(model, model.failure_demand, source)


def with_shares(document: Document, source: str, shares: Mapping[str, float]) -> Document:
    """Give the transitions out of a touchpoint exactly these shares, whatever they add up to."""
    for target, share in shares.items():
        set_fields(document, way(document, source, target).id, weight=Quantity(share))
    return document


class TestGuesses:
    def test_what_nobody_has_stated_stands_at_its_guess(self) -> None:
        model = built(journey_of("Use > first", "> second")).model
        touchpoints = {
            "failure": 0.08,
            "severity": 2.0,
            "soothing": 0.5,
            "carry_over": 0.1,
            "retry": 0.3,
            "contact_cost": 8.01,
            "recovery_cost": 34.03,
            "contact_time": 6.0,
            "recovery_time": 25.0,
            "leave_factor": 1.0,
        }
        assert {field: getattr(model, field).tolist() for field in touchpoints} == {
            field: pytest.approx([guess] * 2) for field, guess in touchpoints.items()
        }

    def test_a_contact_takes_the_customer_as_long_as_somebody_serves_unless_something_else_is_said(self) -> None:
        document = journey_of("Use > Call", "> Page", "> Form")
        set_fields(document, named(document, "Call").id, channel=Channel.PHONE, handling_time=Quantity(30.0))
        set_fields(document, named(document, "Page").id, channel=Channel.WEB, handling_time=Quantity(0.0))
        form = {"handling_time": Quantity(2.0), "contact_time": Quantity(12.0), "recovery_time": Quantity(40.0)}
        set_fields(document, named(document, "Form").id, **form)
        model = built(document).model
        assert model.contact_time.tolist() == [30.0, 6.0, 12.0]
        assert model.recovery_time.tolist() == [25.0, 25.0, 40.0]

    def test_guessed_reactions_are_those_that_the_literature_supports(self) -> None:
        model = built(journey_of("Use > first")).model
        assert model.breakdown == pytest.approx(breakdown_curve(10))
        assert model.leave == pytest.approx(leave_curve(10))
        assert model.silent == pytest.approx(silent_curve(10))
        assert model.recovered_level.tolist() == recovered_levels(10).tolist()
        assert model.defection_cost == 200.0

    def test_every_guess_about_failures_severity_and_reactions_is_counted(self) -> None:
        assert built(journey_of("Use > first", "> second")).guesses == 2 * 2 + len(REACTION_PARAMETERS)

    @pytest.mark.parametrize("origin", [Origin.EXPERT, Origin.SURVEY, Origin.LOG])
    @pytest.mark.parametrize("field", ["failure", "severity"])
    def test_what_somebody_knows_is_no_guess(self, field: str, origin: Origin) -> None:
        guesses = built(one_step(**{field: Quantity(0.5)})).guesses
        assert built(one_step(**{field: Quantity(0.5, origin)})).guesses == guesses - 1

    def test_what_lies_beyond_control_is_not_asked_for(self) -> None:
        assert built(one_step(control=Control.EXTERNAL)).guesses == built(one_step()).guesses - 2

    def test_influences_are_guesses_of_the_journey_they_lie_in(self) -> None:
        document = one_step()
        before = built(document).guesses
        pair = named(document, "first").id, named(document, "second").id
        add(document, Influence(id="own", source=pair[0], target=pair[1]))
        assert built(document).guesses == before + 1
        for element in (
            Journey(id="other", title="Other"),
            Touchpoint(id="a", journey="other", name="a"),
            Touchpoint(id="b", journey="other", name="b"),
            Influence(id="elsewhere", source="a", target="b"),
        ):
            add(document, element)
        assert built(document).guesses == before + 1

    def test_the_patience_of_each_kind_of_customer_is_a_guess(self) -> None:
        document = remembering()
        before = built(document).guesses
        assert built(with_two_personas(document)).guesses == before + 2


class TestRouting:
    @pytest.mark.parametrize(
        ("stated", "used"),
        [
            ((0.5, 0.25), (2 / 3, 1 / 3)),
            ((1.0, 1.0), (0.5, 0.5)),
            ((0.6, 0.4), (0.6, 0.4)),
            ((1e-320, 0.0), (1.0, None)),
        ],
    )
    def test_shares_are_used_in_proportion(self, stated: tuple[float, float], used: tuple[float, float | None]) -> None:
        document = journey_of("Use > first -> second, third", "> second", "> third")
        with_shares(document, "first", dict(zip(("second", "third"), stated, strict=True)))
        expected = {name: share for name, share in zip(("second", "third"), used, strict=True) if share is not None}
        assert onward(document, "first") == pytest.approx(expected)

    def test_a_flow_to_the_end_finishes_and_a_way_out_leaves_in_silence(self) -> None:
        document = journey_of("Use > first -> end 80%", "~> end 20%")
        assert onward(document, "first") == pytest.approx({FINISHED: 0.8, GAVE_UP: 0.2})

    def test_failure_demand_that_ends_the_journey_leaves_in_silence(self) -> None:
        document = journey_of("Use > first -> end", "!> end 30%")
        assert onward(document, "first") == {FINISHED: 1.0}
        assert after_failure(document, "first") == pytest.approx({GAVE_UP: 0.3})

    def test_a_way_out_to_a_touchpoint_leads_there(self) -> None:
        document = journey_of("Use > first -> second 90% ~> third 10%", "> second", "> third")
        assert onward(document, "first") == pytest.approx({"second": 0.9, "third": 0.1})

    def test_a_touchpoint_that_leads_nowhere_finishes(self) -> None:
        assert onward(journey_of("Use > first"), "first") == {FINISHED: 1.0}

    def test_transitions_of_weight_zero_are_not_taken(self) -> None:
        document = journey_of("Use > first -> second, third !> third", "> second", "> third")
        none = {
            each.id: Quantity(0.0) for each in document.of(Transition) if each.source == named(document, "first").id
        }
        for transition, weight in none.items():
            set_fields(document, transition, weight=weight)
        assert (onward(document, "first"), after_failure(document, "first")) == ({FINISHED: 1.0}, {})

    def test_failure_demand_keeps_its_shares_up_to_all_customers(self) -> None:
        document = journey_of("Use > first -> end !> second, third", "> second", "> third")
        with_shares(document, "first", {"second": 0.2, "third": 0.3})
        assert after_failure(document, "first") == pytest.approx({"second": 0.2, "third": 0.3})
        with_shares(document, "first", {"second": 0.9, "third": 0.6})
        assert after_failure(document, "first") == pytest.approx({"second": 0.6, "third": 0.4})

    def test_two_ways_to_one_place_are_taken_together(self) -> None:
        document = journey_of("Use > first -> second 50%, end 20% ~> second 30%", "> second")
        assert onward(document, "first") == pytest.approx({"second": 0.8, FINISHED: 0.2})

    @pytest.mark.parametrize("kind", [TransitionKind.FLOW, TransitionKind.GIVE_UP])
    def test_customers_who_go_over_to_another_journey_have_finished_this_one(self, kind: TransitionKind) -> None:
        elements = [
            Journey(id=JOURNEY, title="Own"),
            Journey(id="other", title="Other"),
            Touchpoint(id="here", journey=JOURNEY, name="here"),
            Touchpoint(id="there", journey="other", name="there"),
            Transition(id="over", source="here", target="there", kind=kind),
            Transition(id="back", source="there", target="here"),
            Influence(id="across", source="there", target="here"),
        ]
        case = built(Document(elements))
        assert case.model.names == ("here",)
        assert ways(case.model, case.model.routing, "here") == {FINISHED: 1.0}
        assert case.model.influence_source.size == 0


class TestPlaces:
    def test_rows_are_in_the_order_of_the_map_and_known_by_id(self) -> None:
        document = journey_of("Order > Offer", "Use > First use", "Order > Contract")
        case = built(document)
        assert case.model.names == ("Offer", "Contract", "First use")
        assert case.ids == tuple(named(document, name).id for name in case.model.names)
        assert case.phases == tuple(phase_named(document, name).id for name in ("Order", "Use"))
        assert (case.model.phase.tolist(), case.model.phase_names) == ([0, 0, 1], ("Order", "Use"))

    def test_touchpoints_without_a_phase_come_last_in_one_of_their_own(self) -> None:
        case = built(journey_of("- > Idea", "Order > Offer"))
        assert (case.model.names, case.model.phase.tolist()) == (("Offer", "Idea"), [0, 1])
        assert (case.phases[-1], case.model.phase_names[-1]) == (None, NOT_PLACED)

    def test_a_phase_of_another_journey_counts_as_none(self) -> None:
        elements = [
            Journey(id=JOURNEY, title="Own"),
            Journey(id="other", title="Other"),
            Phase(id="theirs", journey="other", name="Theirs", order=0.0),
            Touchpoint(id="astray", journey=JOURNEY, name="astray", phase="theirs"),
        ]
        assert built(Document(elements)).phases == (None,)

    def test_names_alike_become_distinct(self) -> None:
        case = built(journey_of("Order > Call", "> Call", "> Call (2)", "Use > Call"))
        assert case.model.names == ("Call", "Call (2)", "Call (2) (2)", "Call (3)")

    def test_customers_begin_in_the_shares_stated(self) -> None:
        document = journey_of("Order > Offer", "> Contract")
        for name, share in (("Offer", 0.1), ("Contract", 0.3)):
            set_fields(document, named(document, name).id, entry=share)
        assert built(document).model.entry == pytest.approx([0.25, 0.75])

    def test_what_a_fix_can_act_on_is_known(self) -> None:
        document = remembering()
        case = built(document)
        assert set(case.ids) - case.controllable == {named(document, "A storm").id}

    def test_a_journey_without_touchpoints_is_refused(self) -> None:
        with pytest.raises(ModelProblem, match="no touchpoint"):
            built(empty_journey())


class TestWaysOut:
    @pytest.mark.parametrize(
        "lines",
        [
            ("Use > first -> second", "> second -> third", "> third -> second"),
            ("Use > first -> second", "> second -> third", "> third -> second !> end 30%"),
            ("Use > first -> second, third", "> second -> second", "> third -> second"),
        ],
    )
    def test_a_loop_that_only_anger_leads_out_of_is_refused_by_name(self, lines: tuple[str, ...]) -> None:
        with pytest.raises(LoopWithoutExit) as caught:
            built(journey_of(*lines))
        assert caught.value.touchpoints == ("first", "second", "third")

    @pytest.mark.parametrize(
        "lines",
        [
            ("Use > first -> second", "> second -> first 99%, third 1%", "> third"),
            ("Use > first -> second", "> second -> first 80%", "~> end 20%", "> third -> end"),
            ("Use > first -> end", "> second -> third", "> third -> second"),
        ],
        ids=["a way out", "giving up", "nobody comes there"],
    )
    def test_any_other_loop_is_run(self, lines: tuple[str, ...]) -> None:
        document = journey_of(*lines)
        for each in document.of(Touchpoint):
            set_fields(document, each.id, entry=1.0 if each.name == "first" else 0.0)
        assert solve_case(built(document)).ends.sum() == pytest.approx(1.0)

    @given(seed=st.integers(0, 10**6))
    def test_what_is_refused_is_what_the_check_of_the_map_reports(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        names = ["a", "b", "c", "d", "e"]
        lines = [f"> {name} -> {random.choice([*names, 'end'])}" for name in names]
        document = journey_of(f"Use {lines[0]}", *lines[1:])
        reported = any(each.code == "loop-without-exit" for each in check(document, JOURNEY))
        # All of them begin somewhere, so that nobody's loop goes unseen.
        for each in document.of(Touchpoint):
            set_fields(document, each.id, entry=0.2)
        try:
            built(document)
        except LoopWithoutExit:
            assert reported
        else:
            assert not reported


class TestLevels:
    def test_irritation_has_ten_levels_and_five_in_a_large_journey(self) -> None:
        def levels(touchpoints: int) -> int:
            listed = (Touchpoint(id=f"t{i}", journey=JOURNEY, name=f"t{i}") for i in range(touchpoints))
            return built(Document([Journey(id=JOURNEY, title="Long"), *listed])).model.levels

        assert [levels(LARGE), levels(LARGE + 1)] == [10, 5]

    def test_stated_levels_count_and_scale_what_is_told_in_shares_of_the_glass(self) -> None:
        document = one_step(severity=Quantity(0.5), soothing=Quantity(0.25))
        add(document, Reactions(id="r", journey=JOURNEY, levels=4))
        model = built(document).model
        assert (model.levels, model.severity[0], model.soothing[0]) == (4, 2.0, 1.0)
        assert model.recovered_level.tolist() == [0, 0, 1, 2, 3]


class TestReactions:
    @pytest.mark.parametrize(
        ("field", "value", "curve", "expected"),
        [
            ("breakdown_calm", 0.3, "breakdown", breakdown_curve(10, floor=0.3)),
            ("breakdown_full", 0.9, "breakdown", breakdown_curve(10, ceiling=0.9)),
            ("threshold", 0.4, "breakdown", breakdown_curve(10, threshold=0.4)),
            ("sharpness", 0.5, "breakdown", breakdown_curve(10, width=0.5)),
            ("leave_calm", 0.3, "leave", np.linspace(0.3, 0.59, 11)),
            ("leave_full", 0.9, "leave", np.linspace(0.17, 0.9, 11)),
            ("silent_full", 0.5, "silent", silent_curve(10, full=0.5)),
            ("recovery_drop", 0.6, "recovered_level", np.array([0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])),
            ("recovery_drop", 0.0, "recovered_level", np.arange(11)),
            ("defection_cost", 12.0, "defection_cost", 12.0),
        ],
    )
    def test_what_is_stated_replaces_the_guess(
        self, field: str, value: float, curve: str, expected: Floats | float
    ) -> None:
        document = one_step()
        add(document, Reactions(id="r", journey=JOURNEY, **{field: Quantity(value)}))
        assert getattr(built(document).model, curve) == pytest.approx(expected)

    def test_reactions_hold_for_their_own_journey_only(self) -> None:
        document = one_step()
        add(document, Journey(id="other", title="Other"))
        add(document, Reactions(id="r", journey="other", levels=3))
        assert built(document).model.levels == 10


class TestPersonas:
    def test_without_personas_all_customers_are_average(self) -> None:
        (segment,) = built(remembering()).segments
        assert segment.share == 1.0

    def test_shares_are_used_in_proportion_and_none_is_left_out(self) -> None:
        document = with_two_personas(remembering())
        add(document, Persona(id="nobody", name="Nobody", share=Quantity(0.0)))
        segments = built(document).segments
        assert {each.name: each.share for each in segments} == pytest.approx({"Hurried": 0.75, "Quiet": 0.25})

    def test_personas_of_one_name_are_told_apart(self) -> None:
        document = with_two_personas(remembering())
        for persona in list(document.of(Persona)):
            set_fields(document, persona.id, name="Hasty")
        assert [segment.name for segment in built(document).segments] == ["Hasty", "Hasty (2)"]

    def test_personas_who_are_nobody_leave_average_customers(self) -> None:
        document = remembering()
        guesses = built(document).guesses
        add(document, Persona(id="nobody", name="Nobody", share=Quantity(0.0)))
        case = built(document)
        assert ([each.name for each in case.segments], case.guesses) == ([""], guesses)

    def test_patience_fading_and_silent_leaving_scale_what_they_name(self) -> None:
        average = built(remembering()).model
        hurried, quiet = (segment.model for segment in built(with_two_personas(remembering())).segments)
        assert hurried.severity == pytest.approx(average.severity * 2)
        assert hurried.soothing.tolist() == average.soothing.tolist()
        assert quiet.severity.tolist() == average.severity.tolist()
        assert quiet.soothing == pytest.approx(average.soothing * 2)
        assert quiet.silent == pytest.approx(average.silent * 20)

    def test_leaving_in_silence_stays_a_probability(self) -> None:
        document = one_step()
        add(document, Reactions(id="r", journey=JOURNEY, silent_full=Quantity(0.5)))
        add(document, Persona(id="p", name="Gone", silent_leaving=Quantity(50.0)))
        silent = built(document).model.silent
        assert (silent[0], silent.max()) == (0.0, 1.0)


class TestRecovery:
    def test_leaving_depends_on_how_well_a_breakdown_is_made_good(self) -> None:
        assert leave_factor(np.array([0.0, 0.25, 0.5, 0.75, 1.0])) == pytest.approx([1.8, 1.4, 1.0, 0.585, 0.17])

    @given(quality=st.floats(0, 1), change=st.floats(-1, 2))
    def test_a_better_recovery_is_reckoned_in_quality_and_not_in_leaving(self, quality: float, change: float) -> None:
        model = built(one_step(recovery_quality=Quantity(quality))).model
        better = improved(model, [(0, "recovery_quality", change)])
        wanted = min(1.0, quality * (1 + change))
        assert better.leave_factor[0] == pytest.approx(leave_factor(np.array([wanted]))[0], abs=1e-9)
        assert better.leave_factor[1] == model.leave_factor[1]


class TestImproved:
    def test_changes_of_one_parameter_multiply_in_any_order(self) -> None:
        model = built(one_step(failure=Quantity(0.6))).model
        changes = [(0, "failure", 1.0), (0, "failure", -0.5), (1, "failure", -0.25)]
        for order in (changes, changes[::-1]):
            assert improved(model, order).failure == pytest.approx([0.6, 0.06])
        assert model.failure.tolist() == [0.6, 0.08]

    @pytest.mark.parametrize("parameter", ["failure", "carry_over", "retry"])
    def test_probabilities_end_at_zero_and_one(self, parameter: str) -> None:
        model = built(one_step(**{parameter: Quantity(0.6)})).model
        bounds = [getattr(improved(model, [(0, parameter, change)]), parameter)[0] for change in (-1.0, -3.0, 9.0)]
        assert bounds == [0.0, 0.0, 1.0]

    @pytest.mark.parametrize("parameter", ["severity", "soothing", "contact_cost", "recovery_cost"])
    def test_amounts_end_at_zero_alone(self, parameter: str) -> None:
        model = built(one_step()).model
        before = getattr(model, parameter)[0]
        bounds = [getattr(improved(model, [(0, parameter, change)]), parameter)[0] for change in (-1.0, -3.0, 9.0)]
        assert bounds == pytest.approx([0.0, 0.0, 10 * before])

    def test_different_parameters_change_beside_each_other(self) -> None:
        model = built(one_step()).model
        both = improved(model, [(0, "severity", -0.5), (1, "retry", -1.0)])
        assert (both.severity.tolist(), both.retry.tolist()) == ([1.0, 2.0], [0.3, 0.0])

    @pytest.mark.parametrize("parameter", ["entry", "levels", "leave_factor", "charm"])
    def test_a_parameter_that_touchpoints_lack_is_refused(self, parameter: str) -> None:
        with pytest.raises(ModelProblem, match=f"no “{parameter}” to change; choose one of failure, severity"):
            improved(built(one_step()).model, [(0, parameter, -0.3)])


def test_the_end_is_the_only_target_that_is_no_touchpoint() -> None:
    document = remembering()
    ends = [each for each in document.of(Transition) if each.target == END]
    targets = built(document).model.routing.target
    assert int((targets >= len(document.of(Touchpoint))).sum()) == len(ends)


def test_notes_frames_and_locks_mean_nothing_to_the_simulation() -> None:
    document = one_step(failure=Quantity(0.3))
    before = solve_case(built(document))
    here = Extent(Place(phase_named(document, "Use").id), 300, 300)
    note, frame = add_note(document, JOURNEY, "Why?", here), add_frame(document, JOURNEY, "Workshop", here)
    set_locked(document, [note.id, frame.id, named(document, "first").id], locked=True)
    after = solve_case(built(document))
    assert np.array_equal(after.breakdowns, before.breakdowns)
    assert np.array_equal(after.visits, before.visits)
    assert [finding.subjects for finding in check(document, JOURNEY) if {note.id, frame.id} & {*finding.subjects}] == []
