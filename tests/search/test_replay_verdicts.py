"""What is true in another form, what is out of order, and what is false, on a problem that can be worked out by hand.

Three variables, called 0, 1 and 2, with the values 1 and 2. Not together: 0 = 1 with 1 = 1; 1 = 2 with 2 = 1; 0 = 1
with 2 = 2. So 0 = 1 has no solution: 1 is 2, then nothing is left for 2.
"""

from __future__ import annotations

from typing import Any

import pytest
from toy_constraints import ConstraintSpace, NamedSpace

from tracekit.search.events import (
    Backtrack,
    ChoicePoint,
    DeadEnd,
    Decision,
    Event,
    GaveUp,
    Inference,
    Remark,
    Solved,
    Switch,
    Unsolvable,
)
from tracekit.search.replay import Replay, replay
from tracekit.search.rules import Rule

FORBIDDEN = frozenset(map(frozenset, [{(0, 1), (1, 1)}, {(1, 2), (2, 1)}, {(0, 1), (2, 2)}]))
SPACE = ConstraintSpace((2, 2, 2), FORBIDDEN)
IMPOSSIBLE = ConstraintSpace((2, 2, 2), FORBIDDEN | {frozenset({(0, 2), (1, 1)}), frozenset({(0, 2), (1, 2)})})


def put(variable: int, value: int) -> Any:
    return ("put", variable, value)


def choose(variable: int, *values: int) -> ChoicePoint:
    return ChoicePoint(("of", variable), tuple(put(variable, value) for value in values or (1, 2)))


def decide(variable: int, value: int) -> Decision:
    return Decision(put(variable, value))


def infer(variable: int, value: int, reason: str = "only") -> Inference:
    return Inference(put(variable, value), reason)


def back(variable: int, *values: int, refuted: bool = True) -> Backtrack:
    return Backtrack(("of", variable), refuted, tuple(put(variable, value) for value in values))


def dead(*reason: Any) -> DeadEnd:
    return DeadEnd(tuple(reason))


BASE: list[Event] = [
    choose(0),
    decide(0, 1),
    infer(1, 2),
    dead("none", 2),
    back(0, 2),
    decide(0, 2),
    choose(1),
    decide(1, 1),
    choose(2),
    decide(2, 2),
    Solved(),
]
"""As the search says it."""


def verdicts(events: list[Event], space: ConstraintSpace = SPACE) -> str:
    """A letter for each event: true, out of order, idle (out of order, and it changes nothing), false, unread."""
    findings = replay(space, events).findings
    letters = []
    for i in range(len(events)):
        found = findings.get(i)
        letters.append("t" if found is None else "fu"[found.rule is None] if not found.in_itself else "oi"[found.idle])
    return "".join(letters)


def outcome(events: list[Event], space: ConstraintSpace = SPACE) -> Replay:
    found = replay(space, events)
    assert found.violation is None, found.violation
    return found


def test_the_search_itself() -> None:
    assert SPACE.solutions == [(2, 1, 1), (2, 1, 2), (2, 2, 2)]
    assert not IMPOSSIBLE.solutions
    assert verdicts(BASE) == "t" * len(BASE)
    measures = outcome(BASE).measures
    assert (measures.decisions, measures.inferences, measures.backtracks, measures.set_aside) == (4, 1, 1, 0)
    assert measures.luck == 2  # 0 = 1 was refuted, so 0 = 2 was no guess


def test_other_forms_are_true() -> None:
    told: list[Event] = [
        ChoicePoint(("variable", 0), (("set", 2, 0), put(0, 1))),
        Decision(("set", 1, 0)),
        Inference(("set", 2, 1), "left"),
        dead("empty", 2),
        Backtrack(("variable", 0), True, (("set", 2, 0),)),
        Decision(("set", 2, 0)),
        ChoicePoint(("of", 1), (put(1, 2), put(1, 1))),
        Decision(("set", 1, 1)),
        choose(2, 2, 1),
        decide(2, 2),
        Solved("2,1,2"),
    ]
    assert verdicts(told) == "t" * len(told)
    assert outcome(told).path == outcome(BASE).path == [put(0, 2), put(1, 1), put(2, 2)]
    measures = outcome(told).measures
    assert measures.causes == {("empty", 2)}
    measures.causes = outcome(BASE).measures.causes
    assert measures == outcome(BASE).measures


@pytest.mark.parametrize(
    ("place", "moves"),
    [
        (("of", 0), (put(0, 1),)),
        (("of", 0), (put(0, 1), put(0, 1))),
        (("of", 0), (put(0, 1), ("set", 1, 0))),
        (("of", 0), (put(0, 1), put(0, 2), put(0, 2))),
        (("of", 0), (put(0, 1), put(1, 2))),
        (("of", 0), ()),
        (("of", 0), None),
        (("of", 0), 7),
        (("of", 0), "12"),
        (("of", 1), (put(0, 1), put(0, 2))),
        (("of", 3), (put(3, 1), put(3, 2))),
        (("of", None), (put(0, 1), put(0, 2))),
        ("of", (put(0, 1), put(0, 2))),
        (None, None),
    ],
)
def test_other_sets_are_false(place: Any, moves: Any) -> None:
    assert verdicts([ChoicePoint(place, moves)]) == "f"
    assert verdicts([*BASE[:5], Backtrack(place, True, moves)])[5] == "f"


def test_another_choice_point_first() -> None:
    told = [choose(2), decide(2, 2), choose(1), decide(1, 1), infer(0, 2), Solved()]
    assert verdicts(told) == "otottt"
    assert outcome(told).measures.luck == 2
    assert outcome(told).measures.inferences == 1
    assert verdicts([choose(2), decide(0, 1)]) == "of"
    assert verdicts([choose(2, 1)]) == "f"
    # 0 = 1 leaves one value for 1 and one for 2: there is nothing to choose any more.
    assert verdicts([choose(0), decide(0, 1), choose(2)]) == "ttf"


def test_steps_in_another_order_or_besides() -> None:
    start = BASE[:2]
    assert verdicts([*start, infer(2, 1)]) == "tto"
    assert verdicts([*start, infer(2, 1), dead("none", 1), back(0, 2), *BASE[5:]]) == "ttot" + "t" * 7
    assert verdicts([*start, Inference(("check", 0)), infer(1, 2)]) == "ttit"
    assert verdicts([*start, Inference(("check", 1))]) == "ttf"
    assert verdicts([*start, infer(2, 2)]) == "ttf"
    assert verdicts([*start, infer(2, 1, "because")]) == "ttf"
    assert verdicts([*start, infer(1, 2, "because")]) == "ttf"
    counts = outcome([*start, Inference(("check", 0)), infer(2, 1), dead("none", 1), *BASE[4:]]).measures
    assert (counts.inferences, counts.remarks, counts.decisions, counts.backtracks) == (1, 1, 4, 1)


def test_a_dead_end_seen_early() -> None:
    told = [choose(0), decide(0, 1), dead("pair", 1, 2), back(0, 2), *BASE[5:]]
    assert verdicts(told) == "tto" + "t" * 7
    assert outcome(told).measures.luck == outcome(BASE).measures.luck
    assert verdicts([*told[:3], back(0, 2, refuted=False)]) == "ttof"  # it is refuted
    assert verdicts([dead("pair", 1, 2)]) == "f"
    assert verdicts([choose(0), decide(0, 2), dead("pair", 1, 2)]) == "ttf"
    nothing = ConstraintSpace((2, 1, 1), frozenset({frozenset({(1, 1), (2, 1)})}))
    assert verdicts([dead("pair", 1, 2), Unsolvable()], nothing) == "ot"


def test_an_idea_taken_up_again() -> None:
    """Here 1 = 1 and 1 = 2 leave nothing for 2, whatever 0 is."""
    space = ConstraintSpace((2, 3, 2), frozenset(frozenset({(1, a), (2, b)}) for a in (1, 2) for b in (1, 2)))
    again: list[Event] = [
        choose(0),
        decide(0, 1),
        choose(1, 1, 2, 3),
        decide(1, 1),
        dead("none", 2),
        back(0, 2, refuted=False),
        decide(0, 2),
        choose(1, 1, 2, 3),
        decide(1, 1),
        dead("none", 2),
        back(0, 1, refuted=False),  # nothing is untried there: 0 = 1 was set aside
        decide(0, 1),
        choose(1, 1, 2, 3),
        decide(1, 3),
        choose(2),
        decide(2, 1),
        Solved(),
    ]
    # What is not refuted at 0: 1, and 2 as well, which has only been set aside now.
    assert verdicts(again, space)[10] == "f"
    again[10] = back(0, 1, 2, refuted=False)
    assert verdicts(again, space) == "t" * 10 + "oo" + "t" * 5
    assert outcome(again, space).measures.set_aside == 2
    # What has failed on that line has not been forgotten: 1 = 1 cannot be tried again.
    assert verdicts([*again[:13], decide(1, 1)], space)[-1] == "f"
    assert replay(space, [*again[:13], decide(1, 1)]).findings[13].rule is Rule.ALREADY_TRIED
    # Once all has failed below it, it is not taken up again.
    gone: list[Event] = [*BASE[:5], decide(0, 1)]
    assert replay(SPACE, gone).findings[5].rule is Rule.ALREADY_TRIED


def test_what_failed_before_a_line_was_set_aside_counts() -> None:
    """1 = 1 failed, the line was set aside and taken up again, 1 = 2 failed: so all of 0 = 1 has failed."""
    events: list[Event] = [
        choose(0),
        decide(0, 1),
        choose(1),
        decide(1, 1),
        dead("none", 2),
        back(0, 2, refuted=False),
        decide(0, 2),
        choose(1),
        decide(1, 1),
        dead("none", 2),
        back(0, 1, 2, refuted=False),
        decide(0, 1),
        choose(1),
        decide(1, 2),
        dead("none", 2),
    ]
    both = ConstraintSpace((2, 2, 2), frozenset(frozenset({(1, a), (2, b)}) for a in (1, 2) for b in (1, 2)))
    assert verdicts([*events, back(0, 2)], both) == "t" * 10 + "oo" + "ttt" + "o"
    assert verdicts([*events, back(0, 2, refuted=False)], both)[-1] == "f"
    assert verdicts([*events, Unsolvable()], both)[-1] == "f"
    rest: list[Event] = [back(0, 2), decide(0, 2), choose(1), decide(1, 2), dead("none", 2), Unsolvable()]
    assert verdicts([*events, *rest], both)[-6:] == "oottt" + "t"


def test_set_aside_is_not_said_of_what_is_refuted() -> None:
    said = [*BASE[:4], back(0, 2, refuted=False), *BASE[5:]]
    found = replay(SPACE, said)
    assert verdicts(said) == "ttttf" + "t" * 6
    assert found.findings[4].rule is Rule.REFUTED_LINE
    assert found.violation is not None
    assert found.violation.rule is Rule.REFUTED_LINE
    assert (found.measures.set_aside, found.measures.luck) == (0, 0)  # nothing behind it counts


def test_more_is_said_of_a_state_before_one_decides() -> None:
    """The choice point is left as it is; if the state fails in another way, all of it has failed."""
    assert verdicts([choose(0), choose(0)]) == "ti"
    assert verdicts([choose(0), choose(2), decide(2, 2)]) == "tot"
    assert verdicts([choose(0), choose(2), decide(0, 2)]) == "tof"
    assert verdicts([choose(0), choose(2), choose(0), decide(0, 2)]) == "toot"
    assert verdicts([choose(0), choose(2, 1)]) == "tf"
    assert verdicts([choose(0), Inference(("check", 0))]) == "tf"
    assert verdicts([choose(0), Solved()]) == "tf"
    start = [choose(2), decide(2, 1), choose(0)]  # now 1 has to be 1
    assert verdicts([*start, infer(1, 1), infer(0, 2), Solved()]) == "ottott"
    assert verdicts([*start, decide(0, 1), dead("none", 1), back(0, 2)]) == "ottttt"
    # 0 is named, then something else fails before 0 is decided: all of 2 = 1 has failed.
    tight = ConstraintSpace((2, 1, 2), frozenset({frozenset({(1, 1), (2, 1)})}))
    events = [choose(2), decide(2, 1), choose(0), dead("none", 1)]
    assert verdicts([*events, back(2, 2)], tight) == "otto" + "t"
    assert verdicts([*events, back(2, 2, refuted=False)], tight)[-1] == "f"


def test_what_was_to_be_decided_is_decided_late() -> None:
    space = ConstraintSpace((2, 1, 2), frozenset({frozenset({(0, 1), (2, 1)})}))
    told = [choose(0), infer(1, 1), decide(0, 2), choose(2), decide(2, 2), Solved()]
    assert verdicts(told, space) == "toottt"
    assert verdicts([choose(0), infer(1, 1), decide(2, 2)], space) == "tof"
    assert verdicts([infer(1, 1), decide(0, 2)], space) == "of"


def test_more_is_said_of_a_dead_end() -> None:
    start = BASE[:4]
    assert verdicts([*start, dead("empty", 2), dead("none", 2), back(0, 2), decide(0, 2)]) == "tttt" + "ii" + "tt"
    assert verdicts([*start, Inference(("check", 1)), back(0, 2)]) == "tttt" + "it"
    assert verdicts([*start, dead("none", 1)]) == "ttttf"
    assert verdicts([*start, choose(2)]) == "ttttf"
    early = [choose(0), decide(0, 1), dead("pair", 1, 2)]
    assert verdicts([*early, infer(1, 2), infer(2, 1), back(0, 2), decide(0, 2)]) == "tto" + "of" + "tt"


def test_giving_up_and_solving() -> None:
    assert verdicts([choose(2), decide(2, 2), GaveUp()]) == "ott"
    assert verdicts([*BASE[:10], Solved("2 1 1")]) == "t" * 10 + "f"
    assert verdicts([choose(2), decide(2, 2), choose(1), decide(1, 1), infer(0, 2), Solved("2 1 2")])[-1] == "t"
    assert verdicts([*BASE, Solved()])[-1] == "f"


def test_what_cannot_be_solved() -> None:
    events: list[Event] = [choose(1), decide(1, 1), dead("none", 0), back(1, 2), decide(1, 2), infer(2, 2)]
    assert verdicts([*events, dead("none", 0), Unsolvable()], IMPOSSIBLE) == "ottttott"
    assert verdicts([*events[:3], Unsolvable()], IMPOSSIBLE) == "ottf"


def test_lines_are_named_in_any_form() -> None:
    space = NamedSpace((2, 2, 2), FORBIDDEN)
    start = (0, 0, 0)
    events: list[Event] = [
        ChoicePoint(("variable", 1, start)),
        decide(1, 1),
        ChoicePoint(("of", 2, (0, 1, 0))),
        Switch(("variable", 1, start)),
        decide(1, 2),
        infer(2, 2),
        infer(0, 2),
        Solved(),
    ]
    assert verdicts(events, space) == "otottott"
    # From there to the other line, which its place alone names, and back.
    there: list[Event] = [*events[:4], Switch(("variable", 2, (0, 1, 0))), decide(2, 1), infer(0, 2), Solved()]
    assert verdicts(there, space) == "otottttt"
    assert verdicts([*events[:3], Switch(("of", 2, (0, 1, 0)))], space)[-1] == "f"  # it is there already


ODD: list[Any] = [
    *(None, 0, 1.5, "", "put", b"", True, (), (None,), frozenset()),
    *(("put",), ("put", 0), ("put", None, None), ("of", "x"), ("check",), ("check", None), ("check", 99), ("pair", 0)),
    *([1], {"a": 1}, ("put", [0], 1)),
]


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_hostile_values_raise_nothing(value: Any) -> None:
    odd: list[Any] = [
        ChoicePoint(value, (put(0, 1),)),
        ChoicePoint(("of", 0), value),
        ChoicePoint(("of", 0), (value, value)),
        Decision(value),
        Inference(value, "only"),
        Inference(put(0, 1), value),
        DeadEnd(value),
        Backtrack(value, True, (put(0, 1),)),
        Backtrack(("of", 0), value, value),
        Backtrack(("of", 0), True, (), value),
        Switch(value, value, value),
        Solved(value),
        Remark(value),
        value,
    ]
    for i in range(len(BASE) + 1):
        for event in odd:
            found = replay(SPACE, [*BASE[:i], event, *BASE[i:]])
            assert found.violation is None or found.violation.index <= len(BASE) + 1


class Counting(ConstraintSpace):
    """Counts how often it is asked."""

    asked = 0

    def __getattribute__(self, name: str) -> Any:
        if name in ("look", "choice_at", "after_inference", "accepts_dead_end", "legal_move", "after", "why_not"):
            type(self).asked += 1
        return super().__getattribute__(name)


@pytest.mark.parametrize(
    "told",
    [
        [choose(0), choose(2), choose(1)],
        [choose(0), decide(0, 2), choose(1), choose(2), Inference(("check", 0))],
        [choose(2), decide(2, 2), Switch(("of", 2), (put(2, 1),))],
        [dead("none", 0), infer(0, 1), back(0, 1, 2)],
        [choose(0), decide(0, 1), dead("pair", 1, 2), back(0, 2, refuted=False)],
        [choose(0), decide(0, 1), dead("pair", 1, 2), dead("pair", 1, 2), back(0, 2), infer(2, 1)],
    ],
)
def test_the_same_over_and_over_takes_linear_time(told: list[Event]) -> None:
    asked = {}
    for n in (50, 100, 200, 400):
        before = Counting.asked
        replay(Counting((2, 2, 2), FORBIDDEN), told * n)
        asked[n] = Counting.asked - before
    assert asked[400] - asked[200] <= 2.2 * (asked[200] - asked[100]) + 100
