"""How a self-reference trace is told."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from tracekit.language.codec import Codec
from tracekit.language.lexicon import Lexicon
from tracekit.language.shapes import Record
from tracekit.language.vocabulary import Kind, Vocabulary, ends, returns
from tracekit.search.events import ChoicePoint, DeadEnd, Decision, Inference, Remark
from tracekit.tasks.self_reference.claims import code_of_short, code_of_symbols, short, symbols
from tracekit.tasks.self_reference.problem import (
    Contradiction,
    Count,
    Fits,
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


def _listed(*, prefix: str = "", named: bool = False, none: str = "none") -> Codec:
    """``1 (at least 2 true), 4 (2 is false) and 5 (...)``, or what stands for none."""
    item = r"[1-9] \([a-z0-9 ]{1,40}\)"
    one = re.compile(r"([1-9]) \(([a-z0-9 ]+)\)")
    before = "statements? " if named else prefix

    def write(statements: Statements) -> str:
        texts = list(map(_item, statements))
        if not texts:
            return none
        text = f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]
        return f"statement{'s' if len(texts) > 1 else ''} {text}" if named else prefix + text

    def read(text: str) -> Statements:
        return tuple([(int(number), code_of_short(words)) for number, words in one.findall(text)])

    return _exactly(Codec(f"(?:{none}|{before}{item}(?:, {item})*(?: and {item})?)", write, read))


@functools.lru_cache(maxsize=4096)
def _item(statement: tuple[int, str]) -> str:
    return f"{statement[0]} ({short(statement[1])})"


def _row(*, prefix: str = "", none: str = "-") -> Codec:
    """``#1 T>=2, #4 2 false``, or what stands for none."""
    item = r"#[1-9] [A-Za-z0-9<=> -]{1,12}"

    def write(statements: Statements) -> str:
        texts = [f"#{number} {symbols(code)}" for number, code in statements]
        return prefix + ", ".join(texts) if texts else none

    def read(text: str) -> Statements:
        parts = [] if text == none else text.removeprefix(prefix).split(", ")
        return tuple([(int(part[1]), code_of_symbols(part[3:])) for part in parts])

    return _exactly(Codec(f"(?:{none}|{re.escape(prefix)}{item}(?:, {item})*)", write, read))


def _single(statements: Codec) -> Codec:
    """One statement, told like a list of one."""

    def read(text: str) -> tuple[int, str]:
        (statement,) = statements.read(text)
        return statement  # type: ignore[no-any-return]

    return Codec(statements.pattern, lambda statement: statements.write((statement,)), read)


DIGIT = Codec(r"[0-9]", str, int)
CODECS = {
    **dict.fromkeys(("t", "f", "count", "nth"), DIGIT),
    "answer": Codec(r"[0-9]{1,2}"),
    **dict.fromkeys(("trues", "falses"), _listed()),
    **dict.fromkeys(("trues:named", "falses:named"), _listed(named=True, none="no statement")),
    "said": _single(_listed(named=True, none="no statement")),
    "said:row": _single(_row()),
    **dict.fromkeys(("done", "fitting"), Codec(r"[0-9]{1,2}", str, int)),
    "more": _listed(prefix=" and also ", none=""),
    "more:row": _row(prefix=" + ", none=""),
    **dict.fromkeys(("trues:row", "falses:row"), _row()),
}

COUNT = Record(Count, true="t", false="f")
VOCABULARY = Vocabulary(
    Kind("case", ChoicePoint, place=COUNT),
    Kind("too_many", Decision, move=Record(RuleOut, value=True, statements="trues")),
    Kind("too_few", Decision, move=Record(RuleOut, value=False, statements="falses")),
    Kind("suppose", Decision, move=Suppose),
    Kind("values_many", Inference, move=Record(Values, value=True, statements="trues", rest="falses")),
    Kind("values_few", Inference, move=Record(Values, value=False, statements="falses", rest="trues")),
    Kind("fits", Inference, move=Record(Fits, place=COUNT, true="trues", false="falses", made="count")),
    Kind("contradiction", DeadEnd, reason=Record(Contradiction, supposed="t", made="count")),
    *returns(to=COUNT),
    *ends(answer="answer"),
    Kind("restate", Remark, claim=Record(Quote, statement="said")),
    Kind("tally", Remark, claim=Tally),
)

# How a number is taken up must not give away what becomes of it: the same openings stand before all continuations.
_FIRST = (
    "The number of true statements settles each of them, so I go through the numbers. Take {t} true and {f} false",
    "Once I know how many are true, I know which ones, so I take one number after another. Say {t} true and {f} false",
    "Each number of true statements fixes every truth value, so I test them in turn. First {t} true and {f} false",
)
_NEXT = (
    "Now {t} true and {f} false",
    "Next, {t} true and {f} false",
    "Say {t} true and {f} false",
    "Take {t} true and {f} false",
    "What about {t} true and {f} false",
)
_CONTINUATIONS = {
    "case suppose values_many contradiction": (
        "|. Let me see.| Then {trues:named}{more} would be true and {falses} false|. That is {count} true, not {t}.",
        "|. I go through them:| that makes {trues}{more} true and {falses} false|, so {count} true instead of {t}.",
        "|, to be worked out:| {trues:named}{more} would be true and {falses} false|: {count} true and not {t}.",
        "|. One by one| I get {trues}{more} as true and {falses} as false|: {count} true, and not {t}.",
    ),
    "case suppose values_few contradiction": (
        "|. Let me see.| Then {falses:named}{more} would be false and {trues} true|. That is {count} true, not {t}.",
        "|. I go through them:| that makes {falses}{more} false and {trues} true|, so {count} true instead of {t}.",
        "|, to be worked out:| {falses:named}{more} would be false and {trues} true|: {count} true and not {t}.",
        "|. One by one| I get {falses}{more} as false and {trues} as true|: {count} true, and not {t}.",
    ),
    "fits": (
        ". Let me see. Then {trues:named} would be true and {falses} false. That is {count} true: solution {nth}.",
        ". I go through them: that makes {trues} true and {falses} false, so {count} true. Solution {nth}.",
        ", to be worked out: {falses:named} would be false and {trues} true, which makes {count} true. Solution {nth}.",
        ". One by one I get {trues} as true and {falses} as false: {count} true, which is solution {nth}.",
    ),
    **{
        f"case {kind}": (
            f"|: no, {{{field}:named}} would be {value}, one too many.",
            f"|. But then {{{field}:named}} would be {value}, which is one too many.",
            f"|. That is ruled out by {{{field}:named}}: one too many would be {value}.",
            f"|: impossible, since {{{field}:named}} would be {value}, one more than there may be.",
        )
        for kind, field, value in (("too_many", "trues", "true"), ("too_few", "falses", "false"))
    },
}


def _joined(openings: Sequence[str], continuations: Sequence[str]) -> list[str]:
    """Each opening with each continuation; a question goes on after its question mark."""
    return [
        f"{opening}{_after_question(rest) if opening.startswith('What') else rest}"
        for opening in openings
        for rest in continuations
    ]


def _after_question(continuation: str) -> str:
    part = "|" if continuation.startswith("|") else ""
    rest = continuation.removeprefix(part)
    changes = {". ": "? ", ": no,": "? No,", ", to be": "? To be", ": impossible": "? Impossible"}
    for old, new in changes.items():
        if rest.startswith(old):
            return f"{part}{new}{rest[len(old) :]}"
    raise ValueError(f"{continuation!r}: no such sentence after a question")


PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        **{f"^{key}": _joined(_FIRST, rests) for key, rests in _CONTINUATIONS.items()},
        **{key: _joined(_NEXT, rests) for key, rests in _CONTINUATIONS.items()},
        **{
            f"back {kind}": [
                f"So {{t}} is ruled out|: it makes too {much} true.",
                f"A contradiction, so back to {{t}}|, which makes too {much} true and is out.",
                f"That cannot be, so I go back and strike {{t}}|: too {much}.",
                f"This does not add up. Back to {{t}}|, which is out with too {much} true.",
                f"That refutes it, and I return to {{t}}|: crossed off, too {much}.",
            ]
            for kind, much in (("too_many", "many"), ("too_few", "few"))
        },
        "solved": [
            "That was the last number. Solutions found: {answer}.",
            "No number is left to test, so the number of solutions is {answer}.",
            "All numbers are done: the answer is {answer}.",
            "With that every number has been tested, and the count of solutions is {answer}.",
        ],
        "restate": ["I bear in mind {said}.", "To recall, there is {said}.", "Not to be forgotten: {said}."],
        "tally": [
            "Tested so far: {done}, and {fitting} of that fit.",
            "To keep count: {done} done, {fitting} fitting.",
        ],
        "gave_up": ["I stop here without an answer.", "I have not come to the end, and I give up here."],
        "unsolvable": ["Every way has been tried and has failed.", "So there is no way to the end."],
        # The parts of the sentences above, where a text has only one of them.
        "?case": ["Now {t} true and {f} false."],
        "?suppose": ["I suppose so, and work it out."],
        "?values_many": ["It makes {trues}{more} true and {falses} false."],
        "?values_few": ["It makes {falses}{more} false and {trues} true."],
        "?contradiction": ["But {count} true is not {t}."],
        "?too_many": ["It would make {trues} true, one too many, so it is out."],
        "?too_few": ["It would make {falses} false, one too many, so it is out."],
        "?back": ["That is ruled out, so back to {t} true and {f} false."],
        "?aside": ["I leave this for now and return to {t} true and {f} false."],
    },
    new_line=("case", "fits", "solved"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "case suppose values_many contradiction": [
            "T={t} F={f}|, try|: true {trues:row}{more:row}; false {falses:row}|; {count} != {t}"
        ],
        "case suppose values_few contradiction": [
            "T={t} F={f}|, try|: false {falses:row}{more:row}; true {trues:row}|; {count} != {t}"
        ],
        "case too_many": ["T={t} F={f}|, out: true {trues:row}"],
        "case too_few": ["T={t} F={f}|, out: false {falses:row}"],
        "fits": ["T={t} F={f}: true {trues:row}; false {falses:row}; {count}, fits {nth}"],
        "back too_many": ["refuted, back to {t}|, out above"],
        "back too_few": ["refuted, back to {t}|, out below"],
        "solved": ["solved: {answer}"],
        "restate": ["recall {said:row}"],
        "tally": ["done {done}, fit {fitting}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no way left"],
        "?case": ["T={t} F={f}"],
        "?suppose": ["try"],
        "?values_many": ["true {trues:row}{more:row}; false {falses:row}"],
        "?values_few": ["false {falses:row}{more:row}; true {trues:row}"],
        "?contradiction": ["{count} != {t}"],
        "?too_many": ["out: true {trues:row}"],
        "?too_few": ["out: false {falses:row}"],
        "?back": ["refuted, back to T={t} F={f}"],
        "?aside": ["aside, back to T={t} F={f}"],
    },
    new_line=VOCABULARY.kinds,
)
