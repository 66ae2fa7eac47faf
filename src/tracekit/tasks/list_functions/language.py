"""What a trace about list functions can tell, and how its values are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracekit.language.codec import Codec, one_of
from tracekit.language.shapes import Computed, Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.list_functions.problem import (
    Apply,
    Example,
    Fits,
    Guess,
    Lengths,
    Misfit,
    OfKind,
    Start,
    Undone,
    write_list,
)
from tracekit.tasks.list_functions.rules import FAMILIES, RULES
from tracekit.tasks.list_functions.step import Numbers


def _read_list(text: str) -> Numbers:
    return tuple(map(int, re.findall(r"-?[0-9]++", text)))


def _list(write: Callable[[Numbers], str]) -> Codec:
    # With commas, blanks or both. At most 100 numbers of at most 18 digits: a text cannot make the reader work with
    # huge ones.
    number, blank = r"-?[0-9]{1,18}+", r"\x20?+"
    return Codec(rf"\[{blank}(?:{number}(?:(?:,{blank}|\x20){number}){{0,99}}+)?+{blank}\]", write, _read_list)


LIST = _list(write_list)
ROW = _list(lambda numbers: write_list(numbers).replace(",", ""))

_KINDS = {name: family.words for name, family in FAMILIES.items()}
_IS_KIND = "|".join(map(re.escape, _KINDS.values()))
# There are hundreds of rules: what looks like one is looked up. A comma is part of it only before these words, and what
# names a kind of rules is no rule: the same sentences tell both.
_AFTER_COMMA = r"then|counting from|rounding|beginning with|each of them once|first with|third with|the second of"
_RULE = rf"(?!(?:{_IS_KIND})(?![a-z0-9 ]))[a-z][a-z0-9 ]{{1,160}}+(?:, (?:{_AFTER_COMMA})[a-z0-9 ]{{0,80}}+){{0,6}}+"

CODECS = {
    "family": one_of(_KINDS),
    "family:code": one_of({name: f"kind {name}" for name in FAMILIES}),
    "rule": one_of({code: rule.words for code, rule in RULES.items()}, _RULE),
    "rule:code": one_of(RULES.keys(), r"(?!kind )[a-z0-9+*/<>?=,-][a-z0-9+*/<>?=, -]{1,80}+"),
    **dict.fromkeys(("n", "before", "after"), Codec(r"[0-9]{1,3}", str, int)),
    **dict.fromkeys(("sum_before", "sum_after"), Codec(r"-?[0-9]{1,18}", str, int)),
    **dict.fromkeys(("output", "given", "result"), LIST),
    **dict.fromkeys(("output:row", "given:row", "result:row"), ROW),
}

VOCABULARY = Vocabulary(
    Kind("start", ChoicePoint, place=Start),
    Kind("open", ChoicePoint, place=OfKind),
    Kind("fits", Inference, move=Record(Fits, number="n")),
    Kind("guess", Decision, move=Guess),
    Kind("kind", Decision, move=OfKind),
    Kind("only", Inference, move=OfKind),
    Kind("sole", Inference, move=Guess),
    Kind("apply", Inference, move=Record(Apply, output="result")),
    Kind("misfit", DeadEnd, reason=Record(Misfit, number="n", produced="output")),
    Kind("undone", DeadEnd, reason=Record(Undone, number="n")),
    *returns(to=OfKind),
    *returns("start", to=Start),
    *ends(answer=Computed(str, {"result": Numbers}, lambda answer: (_read_list(answer),), write_list)),
    Kind("restate", Remark, claim=Record(Example, number="n", input="given")),
    Kind("compare", Remark, claim=Record(Lengths, number="n")),
)


def supposing(sentences: tuple[str, ...]) -> dict[str, list[str]]:
    """The phrases for both sorts of decisions, a kind of rule and a rule of it: the same, with another field in them.

    Else the opening of a decision would tell how far the search has come, and by that how likely it is to fail.

    Args:
        sentences: templates with the field ``{it}``, which stands for what to do, as in "Let me try to ...".
    """
    return {kind: [text.replace("{it", f"{{{field}") for text in sentences] for kind, field in _SUPPOSED}


_SUPPOSED = (("kind", "family"), ("guess", "rule"))
