"""What the plain readers of this folder give back, and rows for them to read.

A reader knows the words of its task and the rules of the puzzle from nowhere but itself: it is standard library only,
and takes every word literally. Only this file and the tests import the library, to make texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

STYLES = ("prose", "reflective", "symbolic", "marked")


class Fault(NamedTuple):
    """A sentence that is false or that cannot be read: where it begins, what it says, and what is wrong with it."""

    position: int
    sentence: str
    what: str


@dataclass
class Reading:
    """What a reader made of a thinking."""

    backtracks: int = 0
    answer: str | None = None
    faults: list[Fault] = field(default_factory=list)


class Text(NamedTuple):
    """A row as a reader gets it."""

    problem: dict[str, Any]
    parameters: dict[str, Any]
    thinking: str
    row: dict[str, Any]


def text_of(row: dict[str, Any]) -> Text:
    """A row in the prompt format ``plain``, taken apart."""
    thinking = row["completion"].partition("<think>")[2].partition("</think>")[0]
    return Text(json.loads(row["problem"]), json.loads(row["meta"])["parameters"], thinking, row)


def texts(task: Any, n: int, **options: Any) -> Iterator[Text]:
    """The first ``n`` rows that ``make_dataset`` makes with these options, one after another."""
    import tracekit

    for row in tracekit.stream_dataset(task, n=n, **options):
        yield text_of(row)


def texts_with(
    name: str, settings: Sequence[tuple[dict[str, Any], dict[str, Any]]], n: int, seed: int, style: str
) -> Iterator[Text]:
    """``n`` texts of a task with each of some settings, as they come from the writer: no judge has seen them.

    A setting is the parameters of the task and the options of its rows.
    """
    import tracekit

    for parameters, options in settings:
        task = tracekit.get_task(name, **parameters)
        yield from texts(task, n, style=style, seed=seed + STYLES.index(style), certify=False, **options)


def disagreement(text: Text, found: Reading) -> str | None:
    """What a reader found that the row does not say; None if they agree and nothing is wrong."""
    answer = text.row["answer"] if json.loads(text.row["meta"])["solved"] else None
    told, right = (found.backtracks, found.answer, found.faults), (text.row["backtracks"], answer, [])
    return None if told == right else f"{told} is not {right}\n{text.problem}\n{text.thinking}"


def disagreements(read: Callable[..., Reading], told: Iterable[Text], *, with_parameters: bool = False) -> list[str]:
    """What a reader found in texts that their rows do not say; some readers have to know the task's parameters."""
    found = []
    for text in told:
        known = (text.parameters,) if with_parameters else ()
        found.append(disagreement(text, read(text.problem, text.thinking, text.row["style"], *known)))
    return [each for each in found if each]
