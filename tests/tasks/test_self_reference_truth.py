"""Self-reference texts say nothing false, nothing true is called false, and no problem comes twice in disguise."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from self_reference_oracle import brute_force, holds, values_under

import tracekit
from tracekit.seeding import Stream
from tracekit.tasks.self_reference import SelfReference, SelfReferenceProblem

TASK = SelfReference()
STYLES = ("prose", "symbolic", "reflective")
Told = list[dict[str, Any]]


def told_of(index: int, **settings: Any) -> tuple[tracekit.Trace[SelfReferenceProblem], Told]:
    trace = tracekit.solve(TASK, TASK.problem(seed=12, index=index), backtracks=index % 6, seed=index, **settings)
    return trace, json.loads(json.dumps(TASK.vocabulary.to_json(trace.events)))


def certified(problem: SelfReferenceProblem, told: Told, style: str, seed: int) -> tracekit.Certificate:
    """What is found of the text that tells some events."""
    events = TASK.vocabulary.from_json(told)
    text = tracekit.render(tracekit.Trace(TASK, problem, events), style, seed=seed).text
    return tracekit.certify(TASK, problem, text, style=style)


def oracle(problem: SelfReferenceProblem, told: Told) -> bool:
    return holds(TASK.question(problem), problem.statements, told)


# --- what is true in another form or order ----------------------------------------------------------------------------


def blocks_of(told: Told) -> list[Told]:
    """The events of each number, and those of the end."""
    starts = [i for i, event in enumerate(told) if event["is"] in ("case", "solved")]
    return [told[i:j] for i, j in zip(starts, [*starts[1:], len(told)], strict=True)]


def values_in_another_order(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    return [{**e, "values": stream.shuffled(e["values"])} if e["is"] == "values" else e for e in told]


def another_sufficient_reason(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    """Any statements of the right value will do, if they are one too many; in any order."""
    found = [dict(event) for event in told]
    for event in found:
        for kind, field, value in (("too_many", "trues", True), ("too_few", "falses", False)):
            if event["is"] == kind:
                right = values_under(TASK.question(problem), event["t"])
                codes = [[i + 1, code] for i, code in enumerate(problem.statements) if right[i] is value]
                event[field] = stream.shuffled(codes)[: (event["t"] if value else event["f"]) + 1]
    return found


def other_count(event: dict[str, Any], n: int) -> dict[str, Any]:
    """The same with the false ones counted for the true ones, or the other way round."""
    names = {"true_ones": "false_ones", "not_so_true": "not_so_false", "t": "f", "count": "rest"}
    names |= {new: old for old, new in names.items()}
    return {names.get(k, k): names[v] if k == "is" else n - v for k, v in event.items()}


def the_other_count(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    """The false ones are counted where the true ones were, or the other way round; then, or for the contradiction."""
    kinds = ("true_ones", "false_ones", "not_so_true", "not_so_false")
    n = len(problem.statements)
    return [other_count(event, n) if event["is"] in kinds and stream.chance(0.5) else event for event in told]


def numbers_in_another_order(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    *blocks, end = blocks_of(told)
    found = [dict(event) for block in stream.shuffled(blocks) for event in block]
    for nth, event in enumerate([event for event in found if event["is"] == "fits"], 1):
        event["nth"] = nth
    return found + end


def less_worked_out(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    """The outcome is said before the statements have all been worked out or counted."""
    left_out = ("values", "true_ones", "false_ones")
    return [event for event in told if event["is"] not in left_out or stream.chance(0.6)]


def more_counted(problem: SelfReferenceProblem, told: Told, stream: Stream) -> Told:
    """Both are counted, or the same ones twice; the statements are gone through again."""
    found = []
    for event in told:
        found.append(event)
        if event["is"] in ("true_ones", "false_ones"):
            found.append(stream.pick([event, other_count(event, len(problem.statements))]))
        elif event["is"] == "values" and stream.chance(0.3):
            found.append(event)
    return found


HARMLESS: Sequence[Callable[[SelfReferenceProblem, Told, Stream], Told]] = (
    values_in_another_order,
    another_sufficient_reason,
    the_other_count,
    numbers_in_another_order,
    less_worked_out,
    more_counted,
)


@pytest.mark.parametrize("change", HARMLESS)
def test_what_is_true_in_another_form_is_not_called_false(change: Any) -> None:
    changed = 0
    for index in range(60):
        trace, told = told_of(index)
        stream = Stream("harmless", change.__name__, index)
        new = change(trace.problem, told, stream)
        assert oracle(trace.problem, new)
        certificate = certified(trace.problem, new, STYLES[index % 3], index)
        assert certificate.ok, certificate.error
        assert certificate.n_backtracks == index % 6
        assert all(statement.holds for statement in certificate.statements)
        changed += new != told
    assert changed > 50


def test_several_changes_at_once() -> None:
    for index in range(100):
        trace, told = told_of(index)
        stream = Stream("several", index)
        for change in stream.shuffled(HARMLESS)[:3]:
            told = change(trace.problem, told, stream)
        assert oracle(trace.problem, told)
        certificate = certified(trace.problem, told, STYLES[index % 3], index)
        assert certificate.ok, certificate.error


def test_what_is_only_said_in_another_form_is_not_out_of_order() -> None:
    for index in range(20):
        trace, told = told_of(index)
        for change in (values_in_another_order, another_sufficient_reason):
            told = change(trace.problem, told, Stream(index))
        certificate = certified(trace.problem, told, "prose", index)
        assert {statement.verdict for statement in certificate.statements} == {"true"}
    trace, told = told_of(4)
    certificate = certified(trace.problem, the_other_count(trace.problem, told, Stream(1)), "prose", 1)
    assert {statement.verdict for statement in certificate.statements} == {"true", "out_of_order"}


# --- what is false ----------------------------------------------------------------------------------------------------


def spoiled(told: Told, problem: SelfReferenceProblem, stream: Stream) -> Told:
    """Some event with another number, value or statement; left out, said twice or in another place."""
    found = [dict(event) for event in told]
    i = stream.below(len(found))
    event = found[i]
    ways: list[Callable[[], object]] = [
        lambda: found.pop(i),
        lambda: found.insert(stream.below(len(found)), dict(event)),
        lambda: found.insert(stream.below(len(found) - 1), found.pop(i)),
    ]
    for field in event.keys() & {"t", "f", "count", "rest", "nth"}:
        ways += [lambda field=field: event.update({field: max(0, min(9, event[field] + stream.pick((-1, 1))))})] * 3
    for field in event.keys() & {"trues", "falses"}:
        listed, number = event[field], stream.between(1, len(problem.statements))
        other = [number, problem.statements[number - 1]]
        for new in (
            listed[1:] or listed,
            [*listed, other],
            [other, *listed[1:]],
            [[listed[0][0], "true=9"], *listed[1:]],
        ):
            ways.append(lambda field=field, new=new: event.update({field: new}))
    if "values" in event:
        values = [list(each) for each in event["values"]]
        j = stream.below(len(values))
        ways += [
            lambda: event.update(values=[[a, b, c is not (n == j)] for n, (a, b, c) in enumerate(values)]),
            lambda: event.update(values=values[:j] + values[j + 1 :]),
            lambda: event.update(values=[*values[:j], [values[j][0], "true=9", values[j][2]], *values[j + 1 :]]),
            lambda: event.update(values=[*values, values[j]]),
        ]
    if "answer" in event:
        ways += [lambda: event.update(answer=str(stream.below(5)))] * 3
    stream.pick(ways)()
    return found


def test_nothing_false_is_accepted() -> None:
    false, kinds = 0, Counter[str]()
    for index in range(700):
        trace, told = told_of(index % 60)
        stream = Stream("spoiled", index)
        if index % 2:
            told = stream.pick(HARMLESS)(trace.problem, told, stream)
        new = spoiled(told, trace.problem, stream)
        events = TASK.vocabulary.from_json(new)
        certificate = tracekit.certify(TASK, trace.problem, tracekit.Trace(TASK, trace.problem, events))
        if oracle(trace.problem, new):
            assert certificate.ok, (certificate.error, new)
            continue
        false += 1
        kinds[str(certificate.error and certificate.error.rule)] += 1
        assert not certificate.ok, new
    assert false > 400
    assert len(kinds) >= 6, kinds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("statements 1 (at least 1 true) and 3 (an odd number true) would be true, one too many", True),
        ("statements 3 (an odd number true) and 1 (at least 1 true) would be true, one too many", True),
        ("statements 1 (at least 1 true) and 5 (both 1 and 3) would be true, one too many", True),
        ("statement 1 (at least 1 true) would be true, one too many", False),  # one may be
        (
            "statements 1 (at least 1 true), 3 (an odd number true) and 5 (both 1 and 3) would be true, one too many",
            False,
        ),
        ("statements 1 (at least 1 true) and 1 (at least 1 true) would be true, one too many", False),
        ("statements 1 (at least 1 true) and 2 (at most 3 false) would be true, one too many", False),
        ("statements 2 (at most 3 false) and 4 (at least 5 true) would be false, one too many", False),
    ],
)
def test_one_too_many_is_one_too_many(text: str, holds: bool) -> None:
    problem = SelfReferenceProblem(statements=("true>=1", "false<=3", "true odd", "true>=5", "#1 and #3"))
    thinking = (
        "Say 0 true and 5 false. Suppose it is so. Then 1 (at least 1 true) is false, 2 (at most 3 false) is false, "
        "3 (an odd number true) is false, 4 (at least 5 true) is false and 5 (both 1 and 3) is false. That is 0 true. "
        f"That fits: solution 1.\nNow 1 true and 4 false. No, {text}.\n"
    )
    certificate = tracekit.certify(TASK, problem, thinking)
    assert certificate.statements[6].verdict == ("true" if holds else "false")
    assert [statement.verdict for statement in certificate.statements[:6]] == ["true"] * 6


def test_the_end_is_true_only_if_every_number_has_been_tested() -> None:
    trace, told = told_of(3)
    *blocks, (end,) = blocks_of(told)
    for left_out in range(len(blocks)):
        rest = [event for i, block in enumerate(blocks) if i != left_out for event in block]
        events = TASK.vocabulary.from_json([*rest, end])
        certificate = tracekit.certify(TASK, trace.problem, tracekit.Trace(TASK, trace.problem, events))
        assert not certificate.ok


# --- twins ------------------------------------------------------------------------------------------------------------


def canonical_form(problem: SelfReferenceProblem) -> object:
    """The least of all renumberings; a claim about numbers is the numbers for which it holds."""
    question, n = TASK.question(problem), len(problem.statements)
    lines = re.findall(r"^[0-9]\. (.*)$", question, re.MULTILINE)
    claims: list[tuple[str, tuple[int, ...]]] = []
    for i, line in enumerate(lines):
        if re.search("tatement [0-9]|tatements [0-9]", line):
            claims.append((re.sub("[0-9]", "", line), tuple(int(digit) - 1 for digit in re.findall("[0-9]", line))))
        else:
            claims.append(("", tuple(t for t in range(n + 1) if values_under(question, t)[i])))
    forms = []
    for order in itertools.permutations(range(n)):
        form = [("", (0,))] * n
        for i, (words, numbers) in enumerate(claims):
            form[order[i]] = words, numbers if not words else tuple(sorted(order[j] for j in numbers))
        forms.append(tuple(form))
    return min(forms)


def test_two_problems_have_one_fingerprint_just_if_they_are_the_same() -> None:
    task = SelfReference(min_statements=5, max_statements=5)
    by_form: dict[object, set[str]] = {}
    by_fingerprint: dict[str, set[object]] = {}
    for index in range(700):
        problem = task.problem(seed=index // 350, index=index % 350)
        form, fingerprint = canonical_form(problem), task.fingerprint(problem)
        by_form.setdefault(form, set()).add(fingerprint)
        by_fingerprint.setdefault(fingerprint, set()).add(form)
    assert all(len(found) == 1 for found in (*by_form.values(), *by_fingerprint.values()))
    assert len(by_form) > 600


def test_variants_are_drawn_from_all_renumberings_and_wordings() -> None:
    problem = SelfReferenceProblem(statements=("true>=2", "#1 true", "false odd", "#2 xor #3", "true=5"))
    stream = Stream("variants")
    seen = set()
    for variant in itertools.islice(TASK.variants(problem, stream), 3000):
        seen.add(variant.statements)
        assert brute_force(TASK.question(variant)) == brute_force(TASK.question(problem))
    assert {canonical_form(SelfReferenceProblem(statements=each)) for each in seen} == {canonical_form(problem)}
    # Of the 120 orders 20 keep the second statement behind the first, and the fourth behind the second and third:
    # 1 2 3 4, 1 3 2 4 or 3 1 2 4, with the fifth in five places, so 15. Each in 2 x 2 x 4 wordings.
    assert len(seen) == 15 * 16
    assert {code for each in seen for code in each if code[0] != "#"} == {
        *("true>=2", "false<=3", "false odd", "true even", "true=5", "true>=5", "false<=0", "false=0"),
    }


def test_no_twin_of_a_test_problem_is_in_train() -> None:
    train = {TASK.fingerprint(TASK.problem(seed=3, index=index)) for index in range(4000)}
    for index in range(1000):
        problem = TASK.problem(seed=4, index=index, split="test")
        assert TASK.fingerprint(problem) not in train
        for variant in itertools.islice(TASK.variants(problem, Stream("twins", index)), 2):
            assert TASK.split_of(variant) == "test"
            assert TASK.fingerprint(variant) == TASK.fingerprint(problem)
