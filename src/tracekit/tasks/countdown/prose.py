"""A Countdown trace in plain words."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.language import CODECS, VOCABULARY

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^left": [
            "I have {numbers}.",
            "I start with {numbers}.",
            "The numbers are {numbers}.",
            "I have {numbers} to work with.",
            "At the start there are {numbers}.",
            "My numbers are {numbers}.",
        ],
        "left": ["Now I have {numbers}.", "{numbers} are left.", "That leaves {numbers}.", "Then I have {numbers}."],
        "combine left": [
            ", leaving {numbers}.",
            ", so {numbers} remain.",
            ", and now {numbers} are left.",
            ", with {numbers} to go on with.",
            "; that leaves {numbers}.",
        ],
        "combine": [
            "{a:p} {op} {b:p} = {result}.",
            "Try {a:p} {op} {b:p} = {result}.",
            "Let me take {a:p} {op} {b:p} = {result}.",
            "Say {a:p} {op} {b:p} = {result}.",
            "Next, {a:p} {op} {b:p} = {result}.",
            "I could take {a:p} {op} {b:p} = {result}.",
            "What about {a:p} {op} {b:p} = {result}?",
            "Perhaps {a:p} {op} {b:p} = {result}.",
        ],
        "miss": [
            "That is {result}, not {target}.",
            "It ends with {result}, but I need {target}.",
            "The last number is {result} and not {target}.",
            "I wanted {target} and have {result}.",
        ],
        "combine miss": [
            ", not {target}.",
            ", but I need {target}.",
            ", which is not {target}.",
            ", and that misses {target}.",
            ": not {target}.",
        ],
        "back": [
            "That cannot work, so back to {numbers}.",
            "This is ruled out. Back to {numbers}.",
            "So this fails, and I return to {numbers}.",
            "Nothing comes of that. I go back to {numbers}.",
            "That does not work: back to {numbers}.",
            "So that is out. Once more from {numbers}.",
        ],
        "switch": [
            "I leave that open and take up {numbers} again.",
            "Before I go on here, I return to {numbers}.",
            "Let me keep that for later and go back to {numbers}.",
            "I put this on hold. Back to {numbers}.",
            "That can wait: I look at {numbers} once more.",
        ],
        "aside": [
            "I set this line aside and return to {numbers}.",
            "Let me leave that for now and go back to {numbers}.",
            "I drop this for the moment. Back to {numbers}.",
            "Rather than stay on this line, I return to {numbers}.",
            "There may be more to try on this line, but I go back to {numbers}.",
            "Leaving this as it is, I start again from {numbers}.",
        ],
        "solved": [
            "That is the target. The answer is {answer}.",
            "That does it: {answer}.",
            "This is what I need. Put together: {answer}.",
            "There is the target, so the answer is {answer}.",
        ],
        "combine solved": [
            ", which is the target. The answer is {answer}.",
            ", as wanted. Put together: {answer}.",
            ", and that is it: {answer}.",
            ", the target. So the answer is {answer}.",
        ],
        "restate": [
            "So far: {moves}.",
            "What stands so far is {moves}.",
            "To keep track: {moves}.",
            "Up to here I have {moves}.",
            "The steps that stand are {moves}.",
        ],
        "check": [
            "Check: {result:p} {inverse} {b:p} = {a}, so {a:p} {op} {b:p} is {result}.",
            "Let me check that: {result:p} {inverse} {b:p} gives {a}, so {a:p} {op} {b:p} = {result} is right.",
            "I check {a:p} {op} {b:p} = {result} by going back: {result:p} {inverse} {b:p} = {a}.",
            "Is {a:p} {op} {b:p} really {result}? Yes, as {result:p} {inverse} {b:p} = {a}.",
            "From {result:p} {inverse} {b:p} = {a} I see that {a:p} {op} {b:p} = {result} holds.",
        ],
        "list": [
            "With {a} and {b} I could make {results}.",
            "From {a} and {b} come {results}.",
            "The two numbers {a} and {b} can give {results}.",
            "Taking {a} and {b} together, {results} can be had.",
            "{a} and {b} would make {results}.",
        ],
        "compare": [
            "Taking {a:p} {op} {b:p} would make {result}, {distance} {side} {target}.",
            "As for {a:p} {op} {b:p}, that would be {result}, which is {distance} {side} {target}.",
            "With {a:p} {op} {b:p} I would get {result}, and that lies {distance} {side} {target}.",
            "{a:p} {op} {b:p} would be {result}: {distance} {side} {target}.",
            "If I took {a:p} {op} {b:p}, I would have {result}, {distance} {side} {target}.",
        ],
        "backward": [
            "Working back from {target}: {need:p} {op} {by:p} would make it, so {need} from the others would do.",
            "To end on {target} with {op} {by:p}, I would need {need}, since {need:p} {op} {by:p} = {target}.",
            "If the others made {need}, then {need:p} {op} {by:p} would be {target}.",
            "Seen from the end, {need} would do, as {need:p} {op} {by:p} = {target}.",
            "For {target} it would be enough to get {need} from the others: {need:p} {op} {by:p} = {target}.",
        ],
        "subgoal": [
            "One subgoal could be {goal} from {numbers}: then {goal:p} {op} {by:p} = {target}.",
            "A plan in two parts: first {goal} from {numbers}, then {goal:p} {op} {by:p} = {target}.",
            "A step on the way could be to make {goal} out of {numbers}, as {goal:p} {op} {by:p} is {target}.",
            "If {numbers} gave {goal}, then {goal:p} {op} {by:p} = {target}.",
            "With {goal} from {numbers} I would be done, since {goal:p} {op} {by:p} = {target}.",
        ],
        "gave_up": [
            "I stop here without an answer.",
            "I have not found a way, and I give up here.",
            "This is as far as I go, without a solution.",
            "I end the search here with nothing found.",
            "Here I give up; I have no answer.",
        ],
        "unsolvable": [
            "That was the last possibility: the target cannot be made.",
            "So there is no solution.",
            "With that everything has been tried, and nothing makes the target.",
            "No way is left: the target is out of reach.",
            "All of it fails, so this has no solution.",
        ],
    },
    new_line=("back", "aside", "switch"),
)
