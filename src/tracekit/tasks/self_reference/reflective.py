"""A self-reference trace as reasoning models talk after training by RL: in the first person, doubting, rechecking."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.self_reference.language import CODECS, VOCABULARY

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^case": [
            "Okay, so if I know how many are true, I know which ones. Let me begin with {t} true and {f} false.",
            "Hmm, the number of true statements settles them all, so let me take {t} true and {f} false first.",
            "Alright, I'll test each possible number of true statements. First, what about {t} true and {f} false?",
            "Let me think. I can go by how many of them are true, and I'll start with {t} true and {f} false.",
            "So I need to count the ways that work. I'll go by the number of true ones: {t} true and {f} false first.",
            "Hmm, these talk about each other. Let me go number by number, and begin with {t} true and {f} false.",
        ],
        "case": [
            "Okay, now {t} true and {f} false.",
            "Next up, {t} true and {f} false.",
            "What if it's {t} true and {f} false?",
            "Let me look at {t} true and {f} false.",
            "Hmm, could it be {t} true and {f} false?",
            "Then I have to look at {t} true and {f} false.",
            "And how about {t} true and {f} false?",
            "Moving on to {t} true and {f} false.",
        ],
        "suppose": [
            "Let's say that's the case.",
            "I'm not sure, so let me work it out.",
            "Let me go through the statements one at a time.",
            "Hmm, let me just assume it and see.",
            "I'd better look at every single statement.",
            "Suppose for a moment that this is right.",
        ],
        "case suppose": [
            ", and let me just assume that for now.",
            ", which I'd like to work out in full.",
            ", so let me go statement by statement.",
            ", hmm, let me see what that gives.",
        ],
        "values": [
            "Then {values}.",
            "Okay, so {values}.",
            "Taking each in turn, {values}.",
            "Let me see, {values:holds}.",
            "I'd have {values:as}.",
            "One after another: {values:bare}.",
        ],
        "suppose values": [
            ": {values}.",
            ": {values:holds}.",
            ": {values:bare}.",
        ],
        "true_ones": [
            "So that's {count} true.",
            "Let me count the true ones: {count}.",
            "How many are true now? I count {count}.",
            "Counting up, I see {count} true.",
            "Okay, that comes to {count} true.",
        ],
        "values true_ones": [
            ", so that's {count} true.",
            ", and if I count the true ones, I get {count}.",
            ", which comes to {count} true.",
        ],
        "false_ones": [
            "So that's {rest} false.",
            "Let me count the false ones: {rest}.",
            "How many are false now? I count {rest}.",
            "Counting up, I see {rest} false.",
            "Okay, that comes to {rest} false.",
        ],
        "values false_ones": [
            ", so that's {rest} false.",
            ", and if I count the false ones, I get {rest}.",
            ", which comes to {rest} false.",
        ],
        "fits": [
            "Yes, that's what I assumed! So this is solution {nth}.",
            "Great, it's consistent, which gives me solution {nth}.",
            "And that matches, so I've got solution {nth}.",
            "Okay, this one works: solution {nth}.",
            "Right, that agrees with what I assumed. Solution {nth}.",
        ],
        **{
            f"{counted} fits": [
                ", and yes, that's what I assumed. Solution {nth}!",
                ", which matches, so here's solution {nth}.",
                ", so it's consistent: solution {nth}.",
                ", exactly as assumed, and that makes it solution {nth}.",
            ]
            for counted in ("true_ones", "false_ones")
        },
        **{
            f"not_so_{value}": [
                f"Wait, I assumed {{{supposed}}} {value}, and {{{made}}} isn't {{{supposed}}}.",
                f"Hmm, but I needed {{{supposed}}} {value}, not {{{made}}}.",
                f"But no, {{{made}}} {value} isn't the {{{supposed}}} that I assumed.",
                f"That doesn't match: {{{made}}} {value} against the {{{supposed}}} I assumed.",
                f"Hold on, it should have been {{{supposed}}} {value}, and it's {{{made}}}.",
            ]
            for value, supposed, made in (("true", "t", "count"), ("false", "f", "rest"))
        },
        **{
            f"{value}_ones not_so_{value}": [
                f", but wait, I assumed {{{supposed}}}.",
                f", hmm, and not {{{supposed}}}.",
                f", which isn't {{{supposed}}}.",
                f", but it would have to be {{{supposed}}}.",
            ]
            for value, supposed in (("true", "t"), ("false", "f"))
        },
        **{
            key: [text.replace("*", field).replace("%", value) for text in texts]
            for kind, field, value in (("too_many", "trues", "true"), ("too_few", "falses", "false"))
            for key, texts in {
                kind: [
                    "Wait, {*} would be %, and that's one too many.",
                    "No, that can't be, because {*} would be %, one too many.",
                    "Hmm, but {*} would be %. That's one more than there may be.",
                    "Actually, {*} would be %, which is one too many, so this is out.",
                    "I can rule that out: {*} would be %, one too many.",
                    "But look, {*} would be %, and this is one more than allowed.",
                ],
                f"case {kind}": [
                    ", but wait, {*} would be %, and that's one too many.",
                    ", but that can't be, since {*} would be %, one too many.",
                    ", hmm, but then {*} would be %, one more than allowed.",
                    ": no, because {*} would be %, and that's one too many.",
                ],
                f"back {kind}": [
                    ", and it's out, because {*} would be %, one too many.",
                    ", which is out, since {*} would be %, one too many.",
                    ", where {*} would be %, and that's one too many.",
                ],
            }.items()
        },
        "back": [
            "Okay, so that's a contradiction. Back to {t} true and {f} false.",
            "Hmm, this doesn't work, so let me go back to {t} true and {f} false.",
            "So my assumption was wrong. Going back to {t} true and {f} false.",
            "Right, that can't be it. Let me return to {t} true.",
            "No good, this contradicts itself. I'm back at {t} true.",
            "Wait, then the assumption fails. Back to {t} true.",
        ],
        "aside": [
            "Hmm, let me set this aside for now and go back to {t} true and {f} false.",
            "Let me leave that for the moment. Back to {t} true and {f} false.",
            "I'd rather not go on with this now, so back to {t} true and {f} false.",
            "Wait, let me put this on hold and return to {t} true and {f} false.",
            "I'll come back to that later. For now, {t} true and {f} false again.",
        ],
        "solved": [
            "Okay, that was the last number to check. In total, the number of solutions is {answer}.",
            "So I've been through all the numbers, and the answer is {answer}.",
            "Alright, no number is left. Counting the solutions, I get {answer}.",
            "And with that every number has been tested. The number of solutions should be {answer}.",
            "That's all of them, so my final count is {answer}.",
        ],
        "restate": [
            "Let me keep in mind that there's {said}.",
            "Wait, let me not forget {said}.",
            "Just to be sure what it says, I look again: {said}.",
            "Hmm, let me read that again: {said}.",
            "Okay, one more look at {said}.",
        ],
        "tally": [
            "Let me see where I am: {done} tested, {fitting} fitting.",
            "So far I've done {done}, and I've found {fitting} that fit.",
            "Okay, quick count: {done} done, {fitting} fitting.",
            "Just to keep track, numbers tested: {done}, solutions: {fitting}.",
            "Wait, how many have I done? That's {done}, with {fitting} fitting.",
        ],
        "gave_up": [
            "I've been at this for a while, so I'll stop here without an answer.",
            "Hmm, I'm not through with all the numbers, and I'm going to stop.",
            "Okay, I give up here. I don't have an answer.",
            "I can't go on like this, so I end here without an answer.",
            "At this point I stop, before I've tested every number.",
        ],
        "unsolvable": [
            "Okay, so I've tried everything, and all of it fails.",
            "Hmm, nothing is left to try, and nothing worked.",
            "Wait, that was the last way, so this can't be done.",
            "So every single way fails.",
            "That's all there was to try, and none of it works.",
        ],
        # The same in full, where it is not known which number is at hand.
        "?suppose": ["Let me assume that it's {t} true and {f} false."],
        "?fits": ["Okay, {t} true and {f} false works: solution {nth}."],
        "?too_many": ["It can't be {t} true and {f} false, because {trues} would be true, one too many."],
        "?too_few": ["It can't be {t} true and {f} false, because {falses} would be false, one too many."],
    },
    new_line=("case", "solved"),
)
