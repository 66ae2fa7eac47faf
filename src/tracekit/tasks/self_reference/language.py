"""What a self-reference trace can tell, and how its values are written."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from tracekit.language.codec import Codec
from tracekit.language.shapes import Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.self_reference.claims import code_of_short, code_of_symbols, short, symbols
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Counted,
    Fits,
    Judged,
    Quote,
    RuleOut,
    Statements,
    Suppose,
    Tally,
    Values,
)


def _exactly(codec: Codec) -> Codec:
    """The same, but reads only what it would itself write."""

    def read(text: str) -> object:
        value = codec.read(text)
        if codec.write(value) != text:
            raise ValueError(f"{text!r} is not how this is written")
        return value

    return Codec(codec.pattern, codec.write, read)


_ITEM = r"[1-9] \([a-z0-9 ]{1,40}\)"


@functools.lru_cache(maxsize=4096)
def _item(statement: tuple[int, str]) -> str:
    return f"{statement[0]} ({short(statement[1])})"


def _listed(texts: list[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]


def _statements() -> Codec:
    """``statements 1 (at least 2 true), 4 (2 is false) and 5 (...)``; there is at least one."""
    one = re.compile(r"([1-9]) \(([a-z0-9 ]+)\)")

    def write(statements: Statements) -> str:
        return f"statement{'s' if len(statements) > 1 else ''} {_listed(list(map(_item, statements)))}"

    def read(text: str) -> Statements:
        return tuple([(int(number), code_of_short(words)) for number, words in one.findall(text)])

    return _exactly(Codec(f"statements? {_ITEM}(?:, {_ITEM})*(?: and {_ITEM})?", write, read))


def _values(words: Mapping[bool, str]) -> Codec:
    """``1 (at least 2 true) is true, 4 (2 is false) is false and 5 (...) is true``, with such words for the values."""
    by_words = {text: value for value, text in words.items()}
    told = "|".join(map(re.escape, words.values()))
    item = f"{_ITEM}(?:{told})"
    one = re.compile(rf"([1-9]) \(([a-z0-9 ]+)\)({told})")

    def write(values: tuple[Judged, ...]) -> str:
        return _listed([_item((number, code)) + words[value] for number, code, value in values])

    def read(text: str) -> tuple[Judged, ...]:
        return tuple([(int(number), code_of_short(code), by_words[value]) for number, code, value in one.findall(text)])

    return _exactly(Codec(f"{item}(?:, {item})*(?: and {item})?", write, read))


def _row() -> Codec:
    """``#1 T>=2, #4 2 false``."""
    item = r"#[1-9] [A-Za-z0-9<=> -]{1,12}"

    def write(statements: Statements) -> str:
        return ", ".join([f"#{number} {symbols(code)}" for number, code in statements])

    def read(text: str) -> Statements:
        return tuple([(int(part[1]), code_of_symbols(part[3:])) for part in text.split(", ")])

    return _exactly(Codec(f"{item}(?:, {item})*", write, read))


def _values_row() -> Codec:
    """``#1 T>=2 yes, #4 2 false no``."""
    item = r"#[1-9] [A-Za-z0-9<=> -]{1,12} (?:yes|no)"

    def write(values: tuple[Judged, ...]) -> str:
        return ", ".join([f"#{number} {symbols(code)} {'yes' if value else 'no'}" for number, code, value in values])

    def read(text: str) -> tuple[Judged, ...]:
        parts = [(part[1], *part[3:].rsplit(" ", 1)) for part in text.split(", ")]
        return tuple([(int(number), code_of_symbols(code), value == "yes") for number, code, value in parts])

    return _exactly(Codec(f"{item}(?:, {item})*", write, read))


def _single(statements: Codec) -> Codec:
    """One statement, told like a list of one."""

    def read(text: str) -> tuple[int, str]:
        (statement,) = statements.read(text)
        return statement  # type: ignore[no-any-return]

    return Codec(statements.pattern, lambda statement: statements.write((statement,)), read)


DIGIT = Codec(r"[0-9]", str, int)
CODECS = {
    **dict.fromkeys(("t", "f", "count", "rest", "nth"), DIGIT),
    "answer": Codec(r"[0-9]{1,2}"),
    **dict.fromkeys(("trues", "falses"), _statements()),
    **dict.fromkeys(("trues:row", "falses:row"), _row()),
    "values": _values({True: " is true", False: " is false"}),
    "values:bare": _values({True: " true", False: " false"}),
    "values:as": _values({True: " as true", False: " as false"}),
    "values:holds": _values({True: " holds", False: " fails"}),
    "values:row": _values_row(),
    "said": _single(_statements()),
    "said:row": _single(_row()),
    **dict.fromkeys(("done", "fitting"), Codec(r"[0-9]{1,2}", str, int)),
}

COUNT = Record(Count, true="t", false="f")
VOCABULARY = Vocabulary(
    Kind("case", ChoicePoint, place=COUNT),
    Kind("suppose", Decision, move=Record(Suppose, place=COUNT)),
    Kind("too_many", Decision, move=Record(RuleOut, value=True, place=COUNT, statements="trues")),
    Kind("too_few", Decision, move=Record(RuleOut, value=False, place=COUNT, statements="falses")),
    Kind("values", Inference, move=Values),
    Kind("true_ones", Inference, move=Record(Counted, value=True, made="count")),
    Kind("false_ones", Inference, move=Record(Counted, value=False, made="rest")),
    Kind("fits", Inference, move=Record(Fits, place=COUNT)),
    Kind("not_so_true", DeadEnd, reason=Record(Contradiction, value=True, supposed="t", made="count")),
    Kind("not_so_false", DeadEnd, reason=Record(Contradiction, value=False, supposed="f", made="rest")),
    *returns(to=COUNT),
    *ends(answer="answer"),
    Kind("restate", Remark, claim=Record(Quote, statement="said")),
    Kind("tally", Remark, claim=Tally),
)
