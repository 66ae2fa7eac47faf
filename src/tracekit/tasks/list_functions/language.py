"""How a trace about list functions is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracekit.language.codec import Codec, one_of
from tracekit.language.lexicon import Lexicon
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


def _list(separator: str, write: Callable[[Numbers], str]) -> Codec:
    # At most 100 numbers of at most 18 digits: a text cannot make the reader work with huge ones.
    number = r"-?[0-9]{1,18}+"
    return Codec(rf"\[(?:{number}(?:{separator}{number}){{0,99}}+)?+\]", write, _read_list)


LIST = _list(", ", write_list)
ROW = _list(" ", lambda numbers: write_list(numbers).replace(",", ""))
CODECS = {
    "family": one_of({name: family.words for name, family in FAMILIES.items()}),
    "family:code": one_of(FAMILIES.keys()),
    # There are hundreds of rules: what looks like one is looked up.
    "rule": one_of({code: rule.words for code, rule in RULES.items()}, r"[a-z][a-z0-9 ,]{1,160}+"),
    "rule:code": one_of(RULES.keys(), r"[a-z0-9+*/<>?=,-][a-z0-9+*/<>?=, -]{1,80}+"),
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

_HOW: Sequence[str] = (
    "Perhaps {family}|, but how exactly?",
    "It may be that {family}|. There is more than one way to do that.",
    "It could be that {family}|. Which rule of that kind might it be?",
    "My idea is that {family}|; how, I have yet to see.",
    "Suppose {family}|. What rule would that be?",
    "Say {family}|. Several rules would do that.",
)

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^start": [
            "What turns each input into its output?",
            "I am looking for the rule behind the examples.",
            "Which rule could it be?",
            "I look for one rule that gives every output from its input.",
        ],
        "kind open": _HOW,
        "kind sole": [
            "Perhaps {family}|. Then the one thing to try is this: {rule}.",
            "It may be that {family}|. All that I could do then is this: {rule}.",
        ],
        "only open": [
            "Going by the first example I would say that {family}|, but how exactly?",
            "From the first example I take it that {family}|. What rule would that be?",
            "Only one kind of rule comes to mind: {family}|. There is more than one way to do that.",
        ],
        "only sole": ["Only one kind of rule comes to mind: {family}|, and in just one way: {rule}."],
        "guess": [
            "Suppose I {rule}.",
            "What if I {rule}?",
            "Let me {rule}.",
            "Say I {rule}.",
            "One way would be to {rule}.",
            "I could {rule}.",
        ],
        "guess misfit": [
            "Suppose I {rule}|: input {n} then gives {output}, not {given}.",
            "What happens if I {rule}|? Input {n} becomes {output}, but it should be {given}.",
        ],
        "fits": [
            "Input {n} gives {output}, as it should.",
            "Input {n} becomes {output}, just as given.",
            "From input {n} I get {output}, and so it should be.",
            "For input {n} that makes {output}, which is right.",
            "With input {n} it is {output}, as wanted.",
            "Input {n} turns into {output}, and that agrees.",
        ],
        "fits fits": [
            "Input {n} gives {output}| and input {n} gives {output}, both as they should be.",
            "That makes {output} of input {n}| and {output} of input {n}, which is right.",
            "For input {n} I get {output}|, for input {n} {output}: right both times.",
            "It is {output} for input {n}|, as given, and {output} for input {n}, as given too.",
        ],
        "fits fits fits": [
            "It gives {output} for input {n}|, {output} for input {n}| and {output} for input {n}, all of them right.",
            "Input {n} becomes {output}|, input {n} becomes {output}| and input {n} becomes {output}, just as given.",
            "Inputs and results: {n} makes {output}|, {n} makes {output}| and {n} makes {output}, all as given.",
        ],
        "fits fits fits fits": [
            "Input {n} gives {output}|, input {n} {output}|, input {n} {output}| and input {n} {output}, all right.",
            "In turn: {output} for input {n}|, {output} for {n}|, {output} for {n}| and {output} for {n}, all right.",
            "I get {output} from input {n}|, {output} from {n}|, {output} from {n}| and {output} from {n}, as given.",
        ],
        "fits fits fits fits fits": [
            "Input {n} makes {output}|, input {n} {output}|, {n} {output}|, {n} {output}| and {n} {output}, as given.",
            "Input {n} gives {output}|, {n} gives {output}|, {n} {output}|, {n} {output}| and {n} {output}, all right.",
        ],
        "misfit": [
            "Input {n} would give {output}, but its output is {given}.",
            "But input {n} gives {output}, not {given}.",
            "Then input {n} should be {given}, and I get {output}.",
            "That turns input {n} into {output}, not into {given}.",
            "Input {n} becomes {output}, though {given} is wanted.",
        ],
        "fits misfit": [
            "Input {n} gives {output}, as it should|, but input {n} gives {output}, not {given}.",
            "For input {n} it is {output}, which is right|; for input {n} it is {output} and not {given}.",
        ],
        "undone": ["That cannot be done with input {n}.", "Input {n} does not allow that at all."],
        "fits undone": ["Input {n} gives {output}, as it should|, but with input {n} it cannot be done."],
        "back guess": [
            "So that is not the rule|. Suppose instead I {rule}.",
            "That rules it out|. What if I {rule}?",
            "That is wrong, then|. Let me {rule}.",
            "This fails|. Another way would be to {rule}.",
            "So no|. I could also {rule}.",
            "That is ruled out, and I try another|: {rule}.",
            "No, that cannot be the rule|. Now suppose I {rule}.",
            "Not that, then|. How about this: {rule}?",
            "One rule less|. Next I try this: {rule}.",
            "That one is out|. Say I {rule}.",
            "The examples speak against it|. Let me try to {rule}.",
        ],
        "back_start": [
            "That was the last rule of this kind that I could think of, and none works. Back to the start.",
            "So no rule of this kind works, and I go back to the examples.",
            "With that, every rule of this kind that I had is ruled out. I start again.",
        ],
        "aside_start": [
            "I leave this kind of rule for now and go back to the examples.",
            "Let me set this kind aside and start again.",
            "Rather than try more rules of this kind, I go back to the examples.",
        ],
        "apply solved": [
            "So the rule fits every example. The last input gives {result}|, and that is the answer.",
            "That holds for every example. By the same rule the last input becomes {result}|, my answer.",
            "All examples agree. Applied to the last input, the rule gives {result}|. That is the answer.",
            "The rule explains them all. From the last input it makes {result}|, which is the answer.",
        ],
        "restate": [
            "To recall, example {n} has the input {given} and the output {output}.",
            "As given, example {n} leads from {given} to {output}.",
        ],
        "compare": [
            "Example {n}: {before} numbers become {after}, and their sum goes from {sum_before} to {sum_after}.",
            "In example {n}, {before} numbers with the sum {sum_before} turn into {after} with the sum {sum_after}.",
        ],
        "gave_up": ["I stop here without having found the rule.", "I have not found the rule, and give up here."],
        "unsolvable": ["That was the last possibility: I know no rule that fits.", "So no rule that I know fits."],
        # The parts of the sentences above, where a text has only one of them.
        "?start": ["The rule is still open."],
        "?kind": ["I think that {family}."],
        "?only": ["I can only think that {family}."],
        "?open": ["How is it done if {family}?"],
        "?sole": ["The one thing to try is this: {rule}."],
        "?back": ["That is ruled out, so back to the idea that {family}."],
        "?aside": ["I leave this for now and return to the idea that {family}."],
        "?apply": ["So the rule fits every example, and the last input gives {result}."],
        "?solved": ["The answer is {result}."],
    },
    new_line=("kind", "only", "back", "back_start", "aside", "aside_start", "apply"),
)

SYMBOLIC = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "start": ["find the rule"],
        "kind open": ["kind {family:code}|, which?"],
        "?kind": ["kind {family:code}"],
        "only open": ["must be {family:code}|, which?"],
        "?only": ["must be {family:code}"],
        "?open": ["which {family:code}?"],
        "guess": ["try: {rule:code}"],
        "sole": ["only: {rule:code}"],
        "fits": ["{n} -> {output:row} ok"],
        "misfit": ["{n} -> {output:row}, not {given:row}"],
        "undone": ["{n} -> none"],
        "back": ["refuted, back to {family:code}"],
        "back_start": ["refuted, back to start"],
        "aside": ["aside, back to {family:code}"],
        "aside_start": ["aside, back to start"],
        "apply solved": ["last -> {result:row}|, solved"],
        "?apply": ["last -> {result:row}"],
        "?solved": ["solved {result:row}"],
        "restate": ["example {n}: {given:row} to {output:row}"],
        "compare": ["example {n}: length {before} to {after}, sum {sum_before} to {sum_after}"],
        "gave_up": ["gave up"],
        "unsolvable": ["no rule fits"],
    },
    new_line=VOCABULARY.kinds,
)
