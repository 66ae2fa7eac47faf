"""All rules: single steps and steps one after another, divided into families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tracekit.tasks.list_functions.step import Numbers, Run, Step
from tracekit.tasks.list_functions.steps_to_lists import ARRANGE, CHANGE, EXTEND, KEEP, PLACE, SOME
from tracekit.tasks.list_functions.steps_to_numbers import COUNT, ELEMENT, NUMBER, TEST

Rules = Sequence[Sequence[Step]]


class Rule(NamedTuple):
    """A rule: one to three steps.

    Attributes:
        code: its name in compact notation, ``keep even, sort up``.
        words: what to do, ``keep the even numbers, then sort ...``.
        family: the name of its family.
        level: how hard it is to find: 1 (one plain step), 2, or 3 (several steps, or one that few think of).
        run: from an input to an output; None where it cannot be done.
        hint: what inputs have to be like for the rule to show; see ``inputs``.
        near: rules that it could be mistaken for, as with a limit one lower or higher.
    """

    code: str
    words: str
    family: str
    level: int
    run: Run
    hint: str
    near: tuple[Run, ...]


class Group(NamedTuple):
    """Rules that differ only in their last step: what comes before has to be done but once.

    Attributes:
        run: all steps but the last; None if there are none.
        same_length: whether none of the last steps changes the number of elements.
        last_steps: the compact notation of each rule, and its last step.
    """

    run: Run | None
    same_length: bool
    last_steps: tuple[tuple[str, Run], ...]


class Glance(NamedTuple):
    """What one sees at once of an input and its output.

    Attributes:
        first: the input.
        given: the output.
        longer: how many elements the output has more than the input; negative if it has fewer.
        part: all elements of the output come from the input, none more often than there.
        in_order: the same, and in the order of the input.
    """

    first: Numbers
    given: Numbers
    longer: int
    part: bool
    in_order: bool

    @classmethod
    def at(cls, first: Numbers, given: Numbers) -> Glance:
        """The glance at an input and its output."""
        longer = len(given) - len(first)
        part = longer <= 0 and not Counter(given) - Counter(first)
        rest = iter(first)
        in_order = part and all(v in rest for v in given)
        return cls(first, given, longer, part, in_order)


_Test = Callable[[Glance], bool]


class Family(NamedTuple):
    """Rules of one kind.

    Attributes:
        name: in compact notation.
        words: what to do, as in "Let me try to ...".
        can: whether a rule of this kind could do that; False only if none can.
        rules: its rules in canonical order.
        groups: the same rules, those together that differ only in their last step.
    """

    name: str
    words: str
    can: _Test
    rules: tuple[Rule, ...]
    groups: tuple[Group, ...]


def _rule(family: str, steps: Sequence[Step]) -> Rule:
    words = ", then ".join(step.words for step in steps)
    if family == "pick, change":
        words = words.replace("each number", "it")
    runs = [step.run for step in steps]
    hint = next((step.hint for step in steps if step.hint), "")
    level = steps[0].level if len(steps) == 1 else min(3, 1 + max(step.level for step in steps) + (len(steps) > 2))
    near = [_chain([*runs[:i], run, *runs[i + 1 :]]) for i, step in enumerate(steps) for run in step.near]
    return Rule(_code(steps), words, family, level, _chain(runs), hint, tuple(near))


def _code(steps: Sequence[Step]) -> str:
    return ", ".join(step.code for step in steps)


def _chain(runs: Sequence[Run]) -> Run:
    if len(runs) == 1:
        return runs[0]
    if len(runs) == 2:
        first, second = runs

        def run_two(x: Numbers) -> Numbers | None:
            y = first(x)
            return None if y is None else second(y)

        return run_two

    def run(x: Numbers) -> Numbers | None:
        y: Numbers | None = x
        for step in runs:
            if y is None:
                return None
            y = step(y)
        return y

    return run


def _named(steps: Iterable[Step], codes: str) -> list[Step]:
    by_code = {step.code: step for step in steps}
    return [by_code[code] for code in codes.split(" | ")]


def _each_then_each(first: Sequence[Step], second: Sequence[Step]) -> list[tuple[Step, ...]]:
    return [(a, b) for a in first for b in second]


_SORTS = _named(ARRANGE, "sort up | sort down")
_KEEP_CHANGE = [
    *_each_then_each(
        _named(KEEP, "keep even | keep odd | keep >20 | keep >50 | keep <50 | keep mult 3"),
        _named(CHANGE, "+1 | -1 | *2 | *3"),
    ),
    *_each_then_each(_named(KEEP, "take 3 | drop 1 | odd places"), _named(CHANGE, "+1 | *2 | square")),
    *_each_then_each(_named(KEEP, "keep even | drop mult 5"), _named(CHANGE, "half | tens")),
    *_each_then_each(_named(KEEP, "drop ends | take last 3"), _named(PLACE, "+i | running sum")),
]
_ORDER_KEEP = [
    *_each_then_each(_SORTS, _named(KEEP, "take 2 | take 3 | drop 1 | drop 2 | odd places | drop ends | distinct")),
    *_each_then_each(_named(ARRANGE, "reverse"), _named(KEEP, "take 2 | take 3 | drop 2 | odd places | drop ends")),
    *_each_then_each(
        _named(KEEP, "keep even | keep odd | keep >20 | keep <50 | drop mult 5"), [*_SORTS, *_named(ARRANGE, "reverse")]
    ),
    *[
        (*keep, *sort, *take)
        for keep in ([step] for step in _named(KEEP, "keep even | keep odd"))
        for sort in ([step] for step in _SORTS)
        for take in ([step] for step in _named(KEEP, "take 2 | drop 1"))
    ],
]
_ORDER_CHANGE = [
    *_each_then_each(
        _SORTS,
        [
            *_named(CHANGE, "+1 | +2 | +3 | +5 | +10 | -1 | -2 | -3 | *2 | *3 | 2x+1 | half | last digit | digit sum"),
            *_named(PLACE, "+i | +i+1 | -i | *i | +first | running sum | sums | steps"),
        ],
    ),
    *_each_then_each(_named(ARRANGE, "reverse"), [*_named(CHANGE, "+1 | *2 | last digit"), *_named(PLACE, "+i | *i")]),
    *_each_then_each(_named(ARRANGE, "rotate 1 | swap ends"), _named(CHANGE, "+1 | *2 | 2x-1")),
]
_PICK_CHANGE = _each_then_each(
    _named(ELEMENT, "at 1 | at 2 | at 3 | at -2 | max | min | max 2"), _named(CHANGE, "+10 | *3 | square | 2x-4")
)


def _one(glance: Glance) -> bool:
    return len(glance.given) == 1


_WORDS = {
    "keep": "keep some of the elements",
    "order": "keep all the elements, perhaps in another order",
    "change": "change every element in the same way",
    "some": "change only some of the elements",
    "place": "change each element by its position or by other elements",
    "element": "pick one element",
    "count": "count something",
    "number": "work out one number from the list",
    "test": "answer a question about the list, with 1 for yes and 0 for no",
    "pick, change": "pick one element and then change it",
    "keep, change": "keep some of the elements and then change them",
    "order, keep": "keep some of the elements, in another order",
    "order, change": "put the elements in another order and then change them",
    "extend": "add something to the list",
}
# Name, ``can`` and rules of each family, a step alone for a rule of one step.
_FAMILIES: Sequence[tuple[str, _Test, Sequence[Step] | Rules]] = (
    ("keep", lambda g: g.in_order, KEEP),
    ("order", lambda g: g.part and not g.longer, ARRANGE),
    ("change", lambda g: not g.longer, CHANGE),
    ("some", lambda g: not g.longer, SOME),
    ("place", lambda g: g.longer in (0, -1), PLACE),
    ("element", lambda g: _one(g) and g.part, ELEMENT),
    ("count", lambda g: _one(g) and 0 <= g.given[0] <= len(g.first), COUNT),
    ("number", _one, NUMBER),
    ("test", lambda g: g.given in ((0,), (1,)), TEST),
    ("pick, change", _one, _PICK_CHANGE),
    ("keep, change", lambda g: g.longer <= 0, _KEEP_CHANGE),
    ("order, keep", lambda g: g.part, _ORDER_KEEP),
    ("order, change", lambda g: g.longer in (0, -1), _ORDER_CHANGE),
    ("extend", lambda g: g.longer > 0, EXTEND),
)


def _groups(rules: Sequence[Sequence[Step]]) -> tuple[Group, ...]:
    by_start: dict[tuple[Step, ...], list[tuple[str, Step]]] = {}
    for steps in rules:
        by_start.setdefault(tuple(steps[:-1]), []).append((_code(steps), steps[-1]))
    return tuple(
        Group(
            _chain([step.run for step in start]) if start else None,
            all(step.same_length for _, step in ends),
            tuple((code, step.run) for code, step in ends),
        )
        for start, ends in by_start.items()
    )


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        name: Family(name, _WORDS[name], can, tuple(_rule(name, steps) for steps in rules), _groups(rules))
        for name, can, listed in _FAMILIES
        for rules in [[(rule,) if isinstance(rule, Step) else rule for rule in listed]]
    }
)
"""All families by name."""


RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for family in FAMILIES.values() for rule in family.rules})
"""All rules by their compact notation."""
