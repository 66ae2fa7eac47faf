"""The phrases of reflective texts about list functions, as a plain reader knows them."""

from __future__ import annotations


def supposed(*phrases: str) -> dict[str, list[str]]:
    """A kind of rule, or a rule of it, in the same words."""
    fields = {"kind": "[family]", "guess": "[rule]"}
    return {kind: [text.replace("[it]", field) for text in phrases] for kind, field in fields.items()}


REFLECTIVE_HEADS = {
    "start": [
        "Okay, so I need to find the rule that turns each input into its output",
        "Alright, let me look at the examples and figure out what is going on",
        "Hmm, let me think about what happens to these lists",
        r"Okay, let's see\. What do the outputs have to do with the inputs\?",
        "Let me start by looking for a pattern in the examples",
        r"So what is the pattern in the examples\?",
        r"Okay, so which rule is behind this\?",
        r"Hmm, what could the rule be\?",
        "Let me think about the examples again",
        r"So what do the outputs have to do with the inputs\?",
    ],
    **supposed(
        "Maybe I have to [it]",
        r"Hmm, what if I [it]\?",
        "Let me try to [it]",
        "Okay, maybe the rule is to [it]",
        r"Could it be that I have to [it]\?",
        "Perhaps the idea is to [it]",
        r"Let me think\. What happens if I [it]\?",
        "I wonder what I get if I [it]",
        "Maybe it works if I [it]",
        "So one possibility is to [it]",
    ),
    "open": [
        r"But how exactly\? There is more than one way to do that",
        "Hmm, several rules would do that",
        r"Okay, but which rule of that kind\?",
        r"How would that go, though\? I can think of more than one way",
        "So let me see which rule of that kind it could be",
        r"Okay, but in which way would I [family]\?",
    ],
    "only": [
        "Looking at the first example, the one kind of rule that I can think of is to [family]",
        "Hmm, just one kind of rule comes to mind here, and that is to [family]",
        "From the first example, I'd say that I have to [family]",
        "Okay, I can think of only one kind of thing to do here: [family]",
        "So the one kind of rule I would try here is to [family]",
    ],
    "sole": [
        "In that case, the one thing I would try is to [rule]",
        "Hmm, just one rule of that kind comes to mind: [rule]",
        "Then all I can think of is to [rule]",
        "Okay, and for that I can see only one rule to try: [rule]",
        "The one such rule I would try here is to [rule]",
    ],
    "fits": [
        "Let me check input [n]: I get [output], and that matches",
        r"For input [n] that gives [output]\. Yes, that's right",
        "Input [n] becomes [output], which is what I need",
        "Okay, input [n] gives [output], and so it should",
        r"Let me look at input [n]\. I'd have [output], which is correct",
        "With input [n] I get [output], as in the example",
    ],
    "misfit": [
        "Hmm, input [n] gives [output], but it should be [given]",
        "Wait, input [n] would become [output], and the example says [given]",
        "Let me check input [n]: I get [output], not [given]",
        "For input [n] I'd have [output] instead of [given]",
        r"Hmm, wait\. Input [n] turns into [output], and I need [given]",
        r"Okay, input [n] would become [output] then\. That doesn't match [given]",
    ],
    "undone": [
        "Hmm, I can't do that with input [n]",
        "Wait, with input [n] that isn't even possible",
        "But input [n] doesn't allow that",
        "Let me check input [n]: no, it can't be done there",
        "Okay, for input [n] there's no way to do that",
    ],
    "back": [
        "No, so that's not the rule",
        "Hmm, that can't be it, then",
        "Okay, so that one is ruled out",
        "Wait, so this rule is wrong",
        "Scratch that",
        "Right, that rule doesn't hold up",
        "So no, not that one",
        r"Hmm, that's wrong\. Let me look for another way to [family]",
        "Okay, that fails, so back to the question of how to [family]",
    ],
    "aside": [
        "Hmm, let me leave that rule for now",
        "Wait, let me hold off on that one",
        "I'm not sure about this, so I'll set it aside",
        "Let me put that aside and look for another way to [family]",
        "Okay, I'll leave that for a moment and look for another way to [family]",
    ],
    "back_start": [
        r"Hmm, none of the rules of this kind that I can think of works\. Let me go back to the examples",
        r"Okay, I'm out of rules of this kind, and they all failed\. So back to the start",
        "Wait, that was the last rule of this kind I could think of, so I have to start over",
        r"So of the rules of this kind that I know, none fits\. Let me look at the examples again",
        r"Right, every rule of this kind that I had is ruled out\. Let me think again from the beginning",
    ],
    "aside_start": [
        r"Hmm, maybe I'm on the wrong track with this kind of rule\. Let me go back to the examples",
        "There may be other rules of this kind, but let me think about the examples again",
        r"Let me step back\. I'll leave this kind of rule for now and start again",
        "Wait, before I try more rules of this kind, let me look at the examples again",
        r"I'm not getting anywhere with this one\. Let me set this kind aside and go back to the start",
        "I haven't ruled out this kind of rule, but let me look at it from another side",
    ],
    "apply": [
        r"Great, so the rule fits every example\. The last input then gives [result]",
        r"Okay, that works for all of the examples\. Now the last input: it becomes [result]",
        r"So all the examples agree with it\. Applying the same rule to the last input, I get [result]",
        r"Yes, every example comes out right\. So for the last input I get [result]",
        r"Nice, it holds for all of them\. Let me apply it to the last input: [result]",
    ],
    "solved": [
        "So that's my answer",
        "That should be the answer, then",
        "And that's the answer",
        "So the answer is [result]",
        "Okay, I'm going with [result]",
    ],
    "restate": [
        "Let me look at example [n] again: [given] goes to [output]",
        "Just to recall, in example [n] the input is [given] and the output is [output]",
        r"Wait, what was example [n]\? The input was [given], and the output [output]",
        "Okay, example [n] again: from [given] to [output]",
        "Let me write down example [n] once more: the input [given], the output [output]",
    ],
    "compare": [
        "In example [n], the length goes from [before] to [after] and the sum from [sum_before] to [sum_after]",
        "Let me compare the lists of example [n]: lengths [before] and [after], sums [sum_before] and [sum_after]",
        r"Example [n]: length [before] before and [after] after\. The sums\? They are [sum_before] and [sum_after]",
        r"And example [n]\? The sum goes from [sum_before] to [sum_after], the length from [before] to [after]",
        r"Example [n] goes from length [before] to [after]\. And the sum\? It was [sum_before], then [sum_after]",
    ],
    "gave_up": [
        "I've been at this for a while and still don't have the rule, so I'll stop here",
        r"Hmm, I don't see the rule\. I'm going to stop",
        r"Okay, I give up here\. I haven't found the rule",
        "I can't find it right now, so I end here without an answer",
        "At this point I stop, with no rule found",
    ],
    "unsolvable": [
        "Hmm, I'm out of ideas: no rule that I know fits",
        "Okay, that was the last rule I could think of, and none of them fits",
        "So I know no rule that fits all of the examples",
        r"Wait, there's nothing left that I could try\. None of my rules fits",
        "Everything I could think of is ruled out, so I know no rule that fits",
    ],
}
REFLECTIVE_TAILS = [
    ("kind|only", "open", [", though there is more than one way to do that", ", but I'm not sure how exactly"]),
    ("kind|only", "sole", [", and then the one rule that comes to mind is to [rule]"]),
    (
        "guess",
        "fits",
        [
            "; then input [n] would become [output], and so it should",
            ": input [n] gives [output] then, which matches",
            "; so input [n] becomes [output], and that's right",
        ],
    ),
    (
        "fits",
        "fits",
        [
            ", and input [n] gives [output], so that works too",
            "; input [n] becomes [output], fine",
            "; from input [n] I get [output], right again",
            ", and for input [n] it's [output], which is also right",
        ],
    ),
    (
        "guess",
        "misfit",
        [
            "; then input [n] would become [output], but it's [given]",
            "; hmm, input [n] gives [output] then, not [given]",
            ": that turns input [n] into [output], and I need [given]",
        ],
    ),
    (
        "fits",
        "misfit",
        [
            ", but wait, input [n] gives [output], not [given]",
            ", but input [n] becomes [output], and it should be [given]",
            "; hmm, for input [n] it's [output] and not [given]",
        ],
    ),
    ("fits", "undone", [", but wait, with input [n] it can't be done", "; hmm, input [n] doesn't allow it, though"]),
    ("apply", "solved", [", and that's my answer", ", so that's the answer", ", which I'll give as the answer"]),
]
