"""The phrases of texts about list functions, as a plain reader knows them."""

from __future__ import annotations

import re

from list_functions_rules import FAMILIES
from list_functions_talk import REFLECTIVE_HEADS, REFLECTIVE_TAILS, supposed
from phrases import Phrases

NUMBERS = r"-?\d{1,18}(?:(?:, ?| )-?\d{1,18})*"


def any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


RULES = {words: (family, run) for family, (_, rows) in FAMILIES.items() for _, words, run in rows}
SHORT = {code: words for _, rows in FAMILIES.values() for code, words, _ in rows}
KINDS = {words: family for family, (words, _) in FAMILIES.items()}
LIST = rf"\[ ?(?:{NUMBERS})? ?\]"
SLOTS = {
    "family": any_of(list(KINDS)),
    "rule": any_of(list(RULES)),
    **dict.fromkeys(("n", "before", "after"), r"\d{1,3}"),
    **dict.fromkeys(("sum_before", "sum_after"), r"-?\d{1,18}"),
    **dict.fromkeys(("output", "given", "result"), LIST),
}
SHORT_SLOTS = {**SLOTS, "family": any_of([f"kind {family}" for family in FAMILIES]), "rule": any_of(list(SHORT))}

PROSE_HEADS = {
    "start": [
        r"What turns each input into its output\?",
        "I am looking for the rule behind the examples",
        r"Which rule could it be\?",
        "I look for one rule that gives every output from its input",
        "The question is what makes the outputs out of the inputs",
        r"What do the examples have in common\?",
    ],
    **supposed(
        r"What if I [it]\?",
        r"What happens if I [it]\?",
        "Suppose that I [it]",
        "Let me try to [it]",
        "The rule may be to [it]",
        "Perhaps I have to [it]",
        "I could try to [it]",
        "One idea is to [it]",
        "It could be that I have to [it]",
        "My guess is to [it]",
    ),
    "open": [
        "There is more than one way to do that",
        r"How exactly would that be done\?",
        r"Which rule of that kind might it be\?",
        "How, I have yet to see",
        "Several rules would do that",
        r"What rule would that be\?",
        r"In which way might I [family]\?",
    ],
    "only": [
        "Going by the first example, the one kind of rule that I would try is to [family]",
        "From the first example I take it that I have to [family]",
        "Only one kind of rule comes to mind here: to [family]",
        "I see just one kind of rule to try: I have to [family]",
        "The examples make me think of just one thing to do, and that is to [family]",
    ],
    "sole": [
        "Then the one thing that I would try is this: [rule]",
        "All that I would try then is this: [rule]",
        "Just one rule of that kind comes to mind: [rule]",
        "I see one way to do that here: [rule]",
        "The one rule to try then is to [rule]",
    ],
    "fits": [
        "Input [n] gives [output], as it should",
        "Input [n] becomes [output], just as given",
        "From input [n] I get [output], as wanted",
        "For input [n] that makes [output], which is right",
        "With input [n] it is [output], as in the example",
        "Input [n] turns into [output], and that agrees",
    ],
    "misfit": [
        "Input [n] would give [output], but its output is [given]",
        "Input [n] gives [output], not [given]",
        "Then input [n] should be [given], and I get [output]",
        "That turns input [n] into [output], not into [given]",
        "Input [n] becomes [output], though [given] is wanted",
        "Input [n] does not agree: I get [output] instead of [given]",
    ],
    "undone": [
        "That cannot be done with input [n]",
        "Input [n] does not allow that at all",
        "With input [n] there is no way to do that",
        "I cannot do that with input [n]",
        "For input [n] that is impossible",
    ],
    "back": [
        "So that is not the rule",
        "That rules it out",
        "That is wrong, then",
        "So this rule fails",
        "No, that cannot be the rule",
        "Not that, then",
        "One rule fewer",
        "That one is out",
        "The examples speak against it",
        "That is ruled out, so I look for another way to [family]",
        "It is not that: back to the question of how to [family]",
    ],
    "aside": [
        "I leave this rule for now",
        "Let me set that one aside",
        "That rule can wait",
        "I put this off and look for another way to [family]",
        "Leaving that for the moment, I look for another way to [family]",
    ],
    "back_start": [
        r"That was the last rule of this kind that I could think of, and none works\. Back to the start",
        "So none of the rules of this kind that I know works, and I go back to the examples",
        r"With that, every rule of this kind that I had is ruled out\. I start again",
        r"I know no other rule of this kind to try, and those I had are out\. Back to the examples",
        r"That rules out all that I could think of in this kind\. I look at the examples once more",
    ],
    "aside_start": [
        "I leave this kind of rule for now and go back to the examples",
        "Let me set this kind aside and start again",
        "Rather than try more rules of this kind, I go back to the examples",
        "There may be more rules of this kind, but I look at the examples once more",
        "I put this kind of rule off and begin anew",
    ],
    "apply": [
        r"So the rule fits every example\. The last input gives [result]",
        r"That holds for every example\. By the same rule the last input becomes [result]",
        r"All examples agree\. Applied to the last input, the rule gives [result]",
        r"The rule explains them all\. From the last input it makes [result]",
        r"Every example is as it should be\. With the last input I get [result]",
    ],
    "solved": [
        "That is the answer",
        "This is what I answer",
        "So this is the answer",
        "The answer is [result]",
        "My answer is [result]",
    ],
    "restate": [
        "To recall, example [n] has the input [given] and the output [output]",
        "As given, example [n] leads from [given] to [output]",
        "Once more, example [n]: the input is [given], the output [output]",
        "In example [n], [given] is turned into [output]",
        "Example [n] takes [given] to [output]",
    ],
    "compare": [
        "In example [n] the length goes from [before] to [after], and the sum from [sum_before] to [sum_after]",
        "Example [n]: length [before] before and [after] after, sum [sum_before] before and [sum_after] after",
        "The lists of example [n] have the lengths [before] and [after] and the sums [sum_before] and [sum_after]",
        "In example [n] the length is [before], then [after]; the sum is [sum_before], then [sum_after]",
        "Example [n] has the sum [sum_before] before, [sum_after] after, and the length [before] and [after]",
    ],
    "gave_up": [
        "I stop here without having found the rule",
        "I have not found the rule, and give up here",
        "This is as far as I go, without an answer",
        "Here I give up, with no rule found",
        "I end here; the rule is still unknown to me",
    ],
    "unsolvable": [
        "That was the last possibility: I know no rule that fits",
        "So no rule that I know fits",
        "With that I have tried all the rules that I could think of, and none fits",
        "None of the rules that I could think of is left",
        "All that I could think of is ruled out, so I know no rule that fits",
    ],
}
PROSE_TAILS = [
    ("kind|only", "open", ["; there is more than one way to do that", "; how exactly, I have yet to see"]),
    ("kind|only", "sole", ["; then the one rule that comes to mind is to [rule]"]),
    (
        "guess",
        "fits",
        [
            ": input [n] gives [output], as it should",
            "; then input [n] becomes [output], just as given",
            "; input [n] turns into [output] then, which is right",
        ],
    ),
    ("sole", "fits", ["; input [n] gives [output] then, as it should", "; then input [n] becomes [output], as given"]),
    (
        "fits",
        "fits",
        [
            "; input [n] gives [output], right again",
            ", and input [n] gives [output], as given",
            "; from input [n] comes [output], as it should",
            "; for input [n] it is [output], right as well",
            "; input [n] becomes [output], which agrees, too",
        ],
    ),
    (
        "guess",
        "misfit",
        [
            ": input [n] then gives [output], not [given]",
            "; then input [n] becomes [output], but it should be [given]",
            "; that makes [output] of input [n], and not [given]",
        ],
    ),
    ("sole", "misfit", ["; then input [n] gives [output], not [given]"]),
    (
        "fits",
        "misfit",
        [
            ", but input [n] gives [output], not [given]",
            "; input [n], though, becomes [output] and not [given]",
            ", but of input [n] it makes [output] where [given] is given",
        ],
    ),
    ("guess", "undone", ["; with input [n] that cannot be done"]),
    ("fits", "undone", [", but with input [n] it cannot be done", "; input [n], though, does not allow it"]),
    ("apply", "solved", [", and that is the answer", ", my answer", ", which is the answer"]),
]

SYMBOLIC_HEADS = {
    "start": [
        "find the rule",
    ],
    **supposed(
        "try: [it]",
    ),
    "only": [
        "only: [family]",
    ],
    "sole": [
        "only: [rule]",
    ],
    "open": [
        r"which [family]\?",
    ],
    "fits": [
        "[n] -> [output] ok",
    ],
    "misfit": [
        "[n] -> [output], not [given]",
    ],
    "undone": [
        "[n] -> none",
    ],
    "back": [
        "refuted, back to [family]",
    ],
    "back_start": [
        "refuted, back to start",
    ],
    "aside": [
        "aside, back to [family]",
    ],
    "aside_start": [
        "aside, back to start",
    ],
    "apply": [
        "last -> [result]",
    ],
    "solved": [
        "solved [result]",
    ],
    "restate": [
        "example [n]: [given] to [output]",
    ],
    "compare": [
        "example [n]: length [before] to [after], sum [sum_before] to [sum_after]",
    ],
    "gave_up": [
        "gave up",
    ],
    "unsolvable": [
        "no rule fits",
    ],
}
SYMBOLIC_TAILS = [
    ("kind|only", "open", [r", which\?"]),
    ("apply", "solved", [", solved"]),
]

STYLES = {
    "prose": Phrases(SLOTS, PROSE_HEADS, PROSE_TAILS),
    "reflective": Phrases(SLOTS, REFLECTIVE_HEADS, REFLECTIVE_TAILS),
    "symbolic": Phrases(SHORT_SLOTS, SYMBOLIC_HEADS, SYMBOLIC_TAILS, end=""),
}
STYLES["marked"] = STYLES["prose"]
