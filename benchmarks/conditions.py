"""The page that shows one problem under every condition.

    python benchmarks/conditions.py                              # print what goes between the marks of the page
    python benchmarks/conditions.py --write docs/conditions.md   # put it there

Every text comes from the library, and so does what is said of it: certifier and verifier are asked anew. The same
version gives the same page.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import tracekit
from tables import put
from tracekit.corruptors import CORRUPTORS, corrupt, get_corruptor
from tracekit.data.completions import parts_of, text_of
from tracekit.data.controls import length_matched
from tracekit.data.corruption import outcome_of_text
from tracekit.data.masks import masked_slices
from tracekit.data.settings import remark_kinds_of
from tracekit.errors import TracekitError
from tracekit.reading import lexicon_of
from tracekit.search.events import Remark

LEVELS = (0, 1, 3, 5, 10)
OTHERS = 23
"""So many more problems lend their traces to the conditions that need another one."""

Row = Mapping[str, Any]
Slices = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Example:
    """A problem, chosen so that it can have every number of backtracks shown, and its texts are short."""

    title: str
    task: tracekit.Task[Any, Any]
    seed: int

    @cache  # noqa: B019 - there are two of them
    def rows(self, **options: Any) -> list[Row]:
        """Rows with one backtrack, the example's first, then those of other problems."""
        return self.ladder(**options)[1]

    @cache  # noqa: B019
    def ladder(self, **options: Any) -> dict[int, list[Row]]:
        """By the number of backtracks, the example's row and those of others, on the same way to a solution."""
        remarks = dict(options.pop("remarks", ()))
        problems = [self.task.problem(seed=self.seed, index=index) for index in range(1 + OTHERS)]
        rows = tracekit.trace_dataset(
            self.task, problems, backtracks=list(LEVELS), ladder=True, remarks=remarks or None, **options
        )
        if list(rows["index"][: len(LEVELS)]) != [0] * len(LEVELS):
            raise SystemExit(f"the {self.title} example cannot have {LEVELS} any more, with {options}")
        return {k: [row for row in rows if row["backtracks"] == k] for k in LEVELS}

    def alone(self, **options: Any) -> Row:
        """A row of the example that is on no ladder."""
        problem = self.task.problem(seed=self.seed)
        row: Row = tracekit.trace_dataset(self.task, [problem], **options)[0]
        return row

    def matched(self, **options: Any) -> tuple[Row, Row]:
        """The row without backtracks, padded with remarks, and the one with 3 that it matches in length."""
        pairs = length_matched(self.task, n=1, backtracks=3, seed=self.seed, **options)
        return pairs.without[0], pairs.with_backtracks[0]


EXAMPLES = (
    Example("Countdown", tracekit.get_task("countdown", min_numbers=4, max_numbers=4), 23),
    Example("Sudoku, 6x6", tracekit.get_task("mini_sudoku", size=6, min_empty=16, max_empty=20), 149),
)


@dataclass(frozen=True)
class Shown:
    """A row, and the slices of its completion that are to be marked."""

    row: Row
    marked: Slices = ()


@dataclass(frozen=True)
class Condition:
    """A condition: its name, how it is made, what is to be said of it, and the example's text under it.

    ``make`` gives None where the task does not have it.
    """

    name: str
    code: str
    about: str
    make: Callable[[Example], Shown | None]
    declares: str = ""


@dataclass(frozen=True)
class Group:
    """Conditions that belong together."""

    title: str
    about: str
    conditions: tuple[Condition, ...]


def _plain(name: str, code: str, about: str, make: Callable[[Example], Row]) -> Condition:
    return Condition(name, code, about, lambda example: Shown(make(example)))


def backtracks() -> Group:
    """The numbers of backtracks."""

    def condition(k: int) -> Condition:
        about = {0: "The way to the solution alone.", 1: "The text that all corruptors below start from."}
        return _plain(
            f"k = {k}", f"make_dataset(task, n=..., backtracks={k})", about.get(k, ""), lambda e: e.ladder()[k][0]
        )

    return Group(
        "Numbers of backtracks",
        "Five rungs of a ladder (`backtracks=[0, 1, 3, 5, 10], ladder=True`): the same problem, the same way to its "
        "solution, more and more wrong turns.",
        tuple(condition(k) for k in LEVELS),
    )


def strategies() -> Group:
    """The strategies."""
    return Group(
        "Strategies",
        "Above, each task is searched by its own strategy: see [Where wrong turns lie](where-wrong-turns-lie.md) and "
        "[Strategies](backtracks.md#strategies).",
        (
            _plain(
                "exhaustive",
                'backtracks=3, strategy="exhaustive"',
                "Each wrong turn is refuted before it is left.",
                lambda e: e.alone(backtracks=3, strategy="exhaustive"),
            ),
            _plain(
                "detour",
                'backtracks=3, strategy="detour"',
                "Each wrong turn is followed to one dead end, and set aside.",
                lambda e: e.alone(backtracks=3, strategy="detour"),
            ),
            _plain(
                "natural",
                'strategy="natural", ordering="plausible"',
                "The search as it runs, with as many backtracks as it takes.",
                lambda e: e.alone(strategy="natural", ordering="plausible"),
            ),
            _plain(
                "natural, unsolved",
                'strategy="natural", ordering="plausible", max_moves=5, keep_unsolved=True',
                "The same search, given up after five moves; it has no answer.",
                lambda e: e.alone(strategy="natural", ordering="plausible", max_moves=5, keep_unsolved=True),
            ),
        ),
    )


def styles() -> Group:
    """The styles other than prose."""
    return Group(
        "Styles",
        "The trace with k = 1 in the other styles. `prose` stands above.",
        tuple(
            _plain(style, f'backtracks=1, style="{style}"', about, lambda e, style=style: e.rows(style=style)[0])  # type: ignore[misc]
            for style, about in (
                ("symbolic", "One line for each event."),
                ("marked", "Prose with tokens for dead ends and returns."),
            )
        ),
    )


REMARKS = (
    ("verification", {"check": 1.0}, "Each result is checked, wherever there is a check to make."),
    ("backward chaining", {"backward": 1.0}, "What would lead to the target is worked out from behind."),
    ("subgoals", {"subgoal": 1.0}, "A plan in two parts."),
    ("all behaviours", {"check": 1.0, "backward": 1.0, "subgoal": 1.0}, "The three together, with backtracking."),
    ("restating", {"restate": 1.0}, "What has been done, or what stands, is said again."),
    ("listing", {"list": 1.0}, "What two numbers can make, or what can stand in a cell."),
)


def remarks() -> Group:
    """The behaviours, and the other kinds of remarks."""

    def condition(name: str, shares: Mapping[str, float], about: str) -> Condition:
        def make(example: Example) -> Shown | None:
            if not set(shares) <= set(remark_kinds_of(example.task)):
                return None
            row = example.rows(remarks=tuple(shares.items()))[0]
            return Shown(row, remark_slices(row))

        return Condition(name, f"backtracks=1, remarks={json.dumps(dict(shares))}", about, make)

    return Group(
        "Behaviours and other remarks",
        "True sentences that make no move, put into the trace with k = 1; they are marked. The first four are the "
        "behaviours of arXiv 2503.01307. See [Remarks](controls.md#remarks).",
        tuple(condition(*each) for each in REMARKS),
    )


def controls() -> Group:
    """The controls for length."""

    def side(number: int, **options: Any) -> Callable[[Example], Shown]:
        def make(example: Example) -> Shown:
            row = example.matched(**options)[number]
            return Shown(row, () if number else remark_slices(row))

        return make

    return Group(
        "Controls for length",
        "Pairs of the same problem and the same length. "
        "See [Pairs of the same length](controls.md#pairs-of-the-same-length).",
        (
            Condition(
                "long without backtracks",
                "length_matched(task, n=..., backtracks=3).without",
                "k = 0, padded with remarks (marked) until it is as long as the next text.",
                side(0),
            ),
            Condition("its partner, k = 3", "length_matched(...).with_backtracks", "An ordinary trace.", side(1)),
            Condition(
                "short with backtracks",
                "length_matched(..., orderings=16).with_backtracks",
                "k = 3, the shortest of 16 traces.",
                side(1, orderings=16),
            ),
        ),
    )


PAIRS = ("shuffled_responses", "swapped_traces", "wrong_answers")
CONTENT = (
    "corrupted_numbers",
    "false_dead_ends",
    "false_contradictions",
    "uncorrected_wrong_turns",
    "unsolved_searches",
)
STRUCTURE = (
    *("deleted_steps", "inserted_steps", "shuffled_steps", "truncated", "without_backtracks", "without_keywords"),
    *("dropped_parts", "added_checks", "removed_checks"),
)
NOTHING = ("empty_thinking", "filler", "answer_only")
DOSES: Mapping[str, float] = {
    "corrupted_numbers": 0.5,
    "deleted_steps": 0.33,
    "inserted_steps": 0.33,
    "shuffled_steps": 0.67,
    "truncated": 0.5,
}
"""Doses other than the whole; those of arXiv 2502.07374 where it has the corruptor."""
DROPPED = {
    f"dropped_parts, level {level}": {"levels": tuple(float(each == level) for each in (1, 2, 3, 4))}
    for level in (1, 2, 3, 4)
}


def corruptors() -> list[Group]:
    """All corruptors, in four groups."""

    def condition(title: str, name: str, parameters: Mapping[str, Any]) -> Condition:
        corruptor = get_corruptor(name, dose=DOSES.get(name, 1.0), **parameters)
        arguments = {"dose": corruptor.dose, **parameters}
        code = f'corrupt(data, get_corruptor("{name}", {", ".join(f"{k}={v!r}" for k, v in arguments.items())}))'
        declared = corruptor.declared

        def make(example: Example) -> Shown:
            checked = name == "removed_checks"
            rows = example.rows(remarks=(("check", 1.0),)) if checked else example.rows()
            row = corrupt(rows, corruptor)[0]
            record = tracekit.corruption_of(row)
            if record is None or not record.touched:
                raise SystemExit(f"{title} does not touch the {example.title} example")
            return Shown(row, [(start, end) for start, end in record.positions])

        about = re.sub(r"``(.*?)``", r"`\1`", str(type(corruptor).__doc__).splitlines()[0])
        source = f"Dose {corruptor.dose:g} of the {corruptor.unit}. Source: {corruptor.source}."
        start = " It starts from the text with verification." if name == "removed_checks" else ""
        declares = f"{declared.thinking} / {declared.answer}"
        return Condition(title, code, f"{about}{start} {source}", make, declares)

    def group(title: str, about: str, names: Iterable[str]) -> Group:
        each = [
            condition(title, name, parameters)
            for name in names
            for title, parameters in (DROPPED.items() if name == "dropped_parts" else [(name, {})])
        ]
        return Group(title, about, tuple(each))

    if missing := set(CORRUPTORS) - {*PAIRS, *CONTENT, *STRUCTURE, *NOTHING}:
        raise SystemExit(f"corruptors without a place on the page: {missing}")
    return [
        group("Trace and answer", "Corruptors of what goes with what.", PAIRS),
        group("Content", "The sentences keep their places, and say something else.", CONTENT),
        group("Structure", "The sentences keep their words, and are in other places or missing.", STRUCTURE),
        group("No content", "Controls for the tokens alone.", NOTHING),
    ]


def masks() -> Group:
    """The loss masks."""

    def condition(mask: Any, about: str) -> Condition:
        def make(example: Example) -> Shown:
            row = example.ladder(style="marked")[3][0]
            return Shown(row, masked_slices(row, mask))

        return Condition(mask, f'backtracks=3, style="marked"; tokenize(row, tokenizer, mask="{mask}")', about, make)

    return Group(
        "Loss masks",
        "What a mask leaves out of the loss is marked. See [Loss masks](training-data.md#loss-masks).",
        (
            condition("wrong_steps", "Moves that are taken back later. Dead ends and returns are learnt."),
            condition("wrong_branches", "All between a wrong turn and the return from it, with the returns inside."),
        ),
    )


def remark_slices(row: Row) -> Slices:
    """Which slices of a row's completion are remarks."""
    loaded = tracekit.load_row(row)
    thinking, _ = parts_of(row)
    _, spans, error = lexicon_of(loaded.task, loaded.style).read(thinking or "")
    if error:
        raise error
    offset = len("<think>")
    return [(span.start + offset, span.end + offset) for span in spans if isinstance(span.event, Remark)]


@cache
def groups() -> tuple[Group, ...]:
    """All conditions."""
    return (backtracks(), strategies(), styles(), remarks(), controls(), *corruptors(), masks())


def verdict(row: Row) -> tuple[str, str]:
    """What certifier and verifier say of a row's thinking and of its answer."""
    thinking, answer = parts_of(row)
    outcome = outcome_of_text(tracekit.load_row(row), thinking or "", answer)
    k = outcome.backtracks or 0
    told = f"certified, {k} backtrack{'' if k == 1 else 's'}" if outcome.rule is None else outcome.rule
    return told, outcome.answer


def marked_up(text: str, slices: Slices) -> str:
    """A text as HTML, with what is marked, and a sign where something was taken out."""
    pieces, last = [], 0
    for start, end in sorted(slices):
        pieces.append(escape(text[last:start], quote=False))
        inside = escape(text[start:end], quote=False)
        pieces.append(f"<mark>{inside}</mark>" if inside else "<i></i>")
        last = max(last, end)
    return "".join([*pieces, escape(text[last:], quote=False)])


def cell(example: Example, condition: Condition) -> str:
    """One text and what is said of it."""
    shown = condition.make(example)
    if shown is None:
        return f"<div><p><b>{example.title}</b> <span>this task has no such remarks</span></p></div>"
    text = text_of(shown.row["completion"])
    thinking, answer = verdict(shown.row)
    good = thinking.startswith("certified")
    said = (
        f"<p><b>{example.title}</b> <span class={'good' if good else 'bad'}>thinking: {escape(thinking)}</span> "
        f"<span class={'good' if answer == 'right' else 'bad'}>answer: {answer}</span> "
        f"<span>{len(text):,} characters</span></p>"
    )
    return f"<div>{said}<pre>{marked_up(text, shown.marked)}</pre></div>"


def anchor(name: str) -> str:
    """The anchor of a condition's heading."""
    return "c-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def overview() -> str:
    """A table of all conditions."""
    heads = ["condition", "declared", *(head for example in EXAMPLES for head in (example.title, "characters"))]
    lines = [f"| {' | '.join(heads)} |", "|:--|:--|" + ":--|--:|" * len(EXAMPLES)]
    for group in groups():
        for condition in group.conditions:
            cells = [f"[{condition.name}](#{anchor(condition.name)})", condition.declares or "-"]
            for example in EXAMPLES:
                shown = condition.make(example)
                if shown is None:
                    cells += ["-", "-"]
                else:
                    cells += [" / ".join(verdict(shown.row)), f"{len(text_of(shown.row['completion'])):,}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def texts() -> str:
    """All conditions with their texts."""
    parts = []
    for group in groups():
        parts += [f"## {group.title}", group.about]
        for condition in group.conditions:
            thinking, _, answer = condition.declares.partition(" / ")
            declares = f" Declared: thinking {thinking}, answer {answer}." if answer else ""
            parts.append(f"### {condition.name} {{ #{anchor(condition.name)} }}")
            parts.append(f"{condition.about}{declares}".strip())
            parts.append(f"`{condition.code}`")
            cells = "\n".join(cell(example, condition) for example in EXAMPLES)
            parts.append(f'<div class="conditions">\n{cells}\n</div>')
    return "\n\n".join(part for part in parts if part)


def prompts() -> str:
    """The two problems."""
    cells = "\n".join(
        f"<div><p><b>{example.title}</b></p><pre>{escape(example.rows()[0]['prompt'], quote=False)}</pre></div>"
        for example in EXAMPLES
    )
    return f'<div class="conditions">\n{cells}\n</div>'


def sections() -> dict[str, str]:
    """What stands between the marks of the page."""
    return {"conditions-prompts": prompts(), "conditions-overview": overview(), "conditions-texts": texts()}


def main() -> None:
    """Print the sections or write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="page to write into; else they are printed")
    args = parser.parse_args()
    try:
        made = sections()
    except TracekitError as error:
        raise SystemExit(f"the examples do not have all conditions any more: {error}") from error
    if args.write:
        args.write.write_text(put(made, args.write.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{args.write} has its texts.")
    else:
        print("\n\n".join(made.values()))


if __name__ == "__main__":
    main()
