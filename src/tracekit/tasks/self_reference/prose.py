"""A self-reference trace in plain words."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.self_reference.language import CODECS, VOCABULARY

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^case": [
            "The number of true statements settles each of them, so I test the numbers. Take {t} true and {f} false.",
            "Once I know how many are true, I know which, so I go number by number. Say {t} true and {f} false.",
            "Each number of true statements fixes every truth value, so I test them all. First {t} true and {f} false.",
            "I look for numbers of true statements that are consistent. To begin with, {t} true and {f} false.",
            "How many are true decides which are, so I test the numbers in turn. I start with {t} true and {f} false.",
            "Every number of true statements is a case of its own. The first one is {t} true and {f} false.",
        ],
        "case": [
            "Now {t} true and {f} false.",
            "Next, {t} true and {f} false.",
            "Say {t} true and {f} false.",
            "Take {t} true and {f} false.",
            "What about {t} true and {f} false?",
            "Then {t} true and {f} false.",
            "Could it be {t} true and {f} false?",
            "On to {t} true and {f} false.",
        ],
        "suppose": [
            "Let me see.",
            "I go through the statements.",
            "I suppose so and take them one by one.",
            "Let me work that out.",
            "Suppose it is so.",
            "Let me look at each statement.",
        ],
        "case suppose": [
            ", which has to be worked out.",
            ", and I go through the statements.",
            ", which I work out.",
            ", so let me look at each statement.",
            ", supposing that it is so.",
        ],
        "values": [
            "Then {values}.",
            "One by one, {values}.",
            "I get {values:as}.",
            "So {values:holds}.",
            "That makes {values:bare}.",
        ],
        "suppose values": [
            ": {values}.",
            ": {values:bare}.",
            ": {values:holds}.",
        ],
        "true_ones": [
            "That is {count} true.",
            "So the true ones number {count}.",
            "Counting the true ones, I get {count}.",
            "In all, {count} true.",
        ],
        "values true_ones": [
            ", so {count} true.",
            ", which is {count} true.",
            ": {count} true.",
            "; true in all: {count}.",
        ],
        "false_ones": [
            "That is {rest} false.",
            "So the false ones number {rest}.",
            "Counting the false ones, I get {rest}.",
            "In all, {rest} false.",
        ],
        "values false_ones": [
            ", so {rest} false.",
            ", which is {rest} false.",
            ": {rest} false.",
            "; false in all: {rest}.",
        ],
        "fits": [
            "That fits: solution {nth}.",
            "It is as supposed, so this is solution {nth}.",
            "So it fits, and I have solution {nth}.",
            "That agrees, which makes it solution {nth}.",
        ],
        **{
            f"{counted} fits": [
                ", as supposed: solution {nth}.",
                ", so it fits: solution {nth}.",
                ", just as many as supposed, which is solution {nth}.",
                ", and that agrees. Solution {nth}.",
            ]
            for counted in ("true_ones", "false_ones")
        },
        **{
            f"not_so_{value}": [
                f"But I supposed {{{supposed}}} {value}, not {{{made}}}.",
                f"It should be {{{supposed}}} {value} and is {{{made}}}.",
                f"But {{{made}}} {value} is not {{{supposed}}}.",
                f"I need {{{supposed}}} {value} and have {{{made}}}.",
            ]
            for value, supposed, made in (("true", "t", "count"), ("false", "f", "rest"))
        },
        **{
            f"{value}_ones not_so_{value}": [
                f", not {{{supposed}}}.",
                f" instead of {{{supposed}}}.",
                f", and not {{{supposed}}}.",
                f", where I supposed {{{supposed}}}.",
                f", but it had to be {{{supposed}}}.",
            ]
            for value, supposed in (("true", "t"), ("false", "f"))
        },
        **{
            key: [text.replace("*", field).replace("%", value) for text in texts]
            for kind, field, value in (("too_many", "trues", "true"), ("too_few", "falses", "false"))
            for key, texts in {
                kind: [
                    "No, {*} would be %, one too many.",
                    "But then {*} would be %, which is one too many.",
                    "That is ruled out: {*} would be %, one too many.",
                    "It is impossible, since {*} would be %, one more than there may be.",
                    "It is out, for {*} would be %: one too many.",
                ],
                f"case {kind}": [
                    ", but then {*} would be %, one too many.",
                    ": no, {*} would be %, one too many.",
                    ", which is ruled out: {*} would be %, one too many.",
                    ": impossible, since {*} would be %, one more than there may be.",
                ],
                f"back {kind}": [
                    ", where {*} would be %, one too many.",
                    ", which is out: {*} would be %, one too many.",
                    "; that is out, as {*} would be %, one too many.",
                ],
            }.items()
        },
        "back": [
            "A contradiction, so back to {t} true and {f} false.",
            "That cannot be. Back to {t} true and {f} false.",
            "This does not add up, and I return to {t} true and {f} false.",
            "That refutes it, so I go back to {t} true.",
            "So that fails. I am back at {t} true.",
        ],
        "aside": [
            "I leave this for now and return to {t} true and {f} false.",
            "Let me set this aside and go back to {t} true and {f} false.",
            "I put that on hold. Back to {t} true and {f} false.",
            "Rather than go on here, I return to {t} true and {f} false.",
            "I drop this for the moment and go back to {t} true and {f} false.",
        ],
        "solved": [
            "That was the last number. Solutions found: {answer}.",
            "No number is left to test, so the number of solutions is {answer}.",
            "All numbers are done: the answer is {answer}.",
            "With that every number has been tested, and the count of solutions is {answer}.",
            "This was the last of the numbers, which makes the answer {answer}.",
        ],
        "restate": [
            "I bear in mind {said}.",
            "To recall, there is {said}.",
            "Not to be forgotten: {said}.",
            "Let me keep {said} in view.",
            "One of the statements is {said}.",
        ],
        "tally": [
            "Tested so far: {done}. Found to fit: {fitting}.",
            "To keep count: {done} done, {fitting} fitting.",
            "Numbers done: {done}. Solutions among them: {fitting}.",
            "Up to here, {done} dealt with and {fitting} found to fit.",
            "That makes {done} tested, with solutions numbering {fitting}.",
        ],
        "gave_up": [
            "I stop here without an answer.",
            "I have not come to the end, and I give up here.",
            "This is as far as I go, without an answer.",
            "I end the search here, before all numbers are done.",
            "Here I give up; I have no answer.",
        ],
        "unsolvable": [
            "Every way has been tried and has failed.",
            "So there is no way to the end.",
            "Nothing is left to try, and all of it has failed.",
            "No way is left, so this cannot be done.",
            "All ways have failed.",
        ],
        # The same in full, where it is not known which number is at hand.
        "?suppose": ["Suppose that it is {t} true and {f} false."],
        "?fits": ["So {t} true and {f} false fits: solution {nth}."],
        "?too_many": ["It is not {t} true and {f} false, for {trues} would be true, one too many."],
        "?too_few": ["It is not {t} true and {f} false, for {falses} would be false, one too many."],
    },
    new_line=("case", "solved"),
)
