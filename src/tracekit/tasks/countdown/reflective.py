"""A Countdown trace as reasoning models talk after training by RL: in the first person, doubting, looking again."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.countdown.language import CODECS, VOCABULARY

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^left": [
            "Okay, so I have the numbers {numbers}.",
            "Alright, let me see what there is: {numbers}.",
            "Hmm, I've got {numbers} here.",
            "Let me start by writing down the numbers: {numbers}.",
            "First, the numbers that I can use are {numbers}.",
        ],
        "left": [
            "So now I'm left with {numbers}.",
            "That leaves me with {numbers}.",
            "Then what I have is {numbers}.",
            "Okay, {numbers} to work with now.",
        ],
        "combine left": [
            ", which would leave me with {numbers}.",
            ", so I'd have {numbers}.",
            ", and then {numbers} are there to use.",
            ", and that leaves {numbers}.",
        ],
        "combine": [
            "Let me try {a:p} {op} {b:p} = {result}.",
            "Maybe I can do {a:p} {op} {b:p} = {result}.",
            "I wonder about {a:p} {op} {b:p} = {result}.",
            "What if I take {a:p} {op} {b:p} = {result}?",
            "Hmm, {a:p} {op} {b:p} = {result}.",
            "Let's see, {a:p} {op} {b:p} = {result}.",
            "I could go for {a:p} {op} {b:p} = {result}.",
            "Perhaps {a:p} {op} {b:p} = {result} is worth a try.",
            "Okay, how about {a:p} {op} {b:p} = {result}?",
        ],
        "miss": [
            "Hmm, that gives {result}, and I need {target}.",
            "Wait, that's {result}, not {target}.",
            "So I end up with {result} instead of {target}.",
            "No, {result} isn't {target}.",
        ],
        "combine miss": [
            ", but no, I need {target}.",
            ", hmm, and that's not {target}.",
            ", which isn't the {target} I'm after.",
            ", and wait, the target is {target}.",
        ],
        "back": [
            "Okay, so that doesn't work at all. Let me go back to {numbers}.",
            "Hmm, that line leads nowhere. Back to {numbers}.",
            "Wait, nothing comes of this, so I should go back to where I had {numbers}.",
            "Right, that one is out. Let me think again with {numbers}.",
            "No, this can't be it. Going back to {numbers}.",
            "So this fails. I have to return to {numbers}.",
        ],
        "switch": [
            "Actually, let me hold on to that and look at {numbers} first.",
            "Hmm, before I go on here, let me get back to {numbers}.",
            "I'm not sure about this, so I'll keep it for later and take up {numbers}.",
            "Wait, maybe I should look at {numbers} first.",
            "I can always come back to this. For now, {numbers} again.",
        ],
        "aside": [
            "Hmm, there may be more to this, but let me set it aside and go back to {numbers}.",
            "I'm not getting anywhere here right now, so back to {numbers}.",
            "Maybe another way is better. Let me leave this for now and return to {numbers}.",
            "Wait, let me not stay on this line. Back to {numbers}.",
            "I haven't ruled this out, but I'd rather start again from {numbers}.",
            "Let me put this line on hold and go back to {numbers}.",
        ],
        "solved": [
            "Yes, that's the target! So the answer is {answer}.",
            "Great, that is what I need. Putting it all together: {answer}.",
            "There it is. So I can write it as {answer}.",
            "And that's exactly the target, so my answer is {answer}.",
        ],
        "combine solved": [
            ", and yes, that's the target! So the answer is {answer}.",
            ", which is exactly what I need. Putting it together: {answer}.",
            ", and that's it. So I can write {answer}.",
            ", oh nice, that is the target. My answer is {answer}.",
        ],
        "restate": [
            "Let me recap: {moves}.",
            "Okay, where am I? So far I have {moves}.",
            "Just to keep track, up to here it's {moves}.",
            "So, to sum up what stands at this point: {moves}.",
            "Let me not lose track: {moves}.",
        ],
        "check": [
            "Let me double-check that: {result:p} {inverse} {b:p} = {a}, so {a:p} {op} {b:p} is indeed {result}.",
            "Wait, is {a:p} {op} {b:p} really {result}? Going back, {result:p} {inverse} {b:p} = {a}, so yes.",
            "Hmm, let me verify {a:p} {op} {b:p} = {result}: {result:p} {inverse} {b:p} = {a}. Okay, good.",
            "Did I get {a:p} {op} {b:p} = {result} right? {result:p} {inverse} {b:p} = {a}, so I did.",
            "I'd better make sure of {a:p} {op} {b:p} = {result}. Since {result:p} {inverse} {b:p} = {a}, it holds.",
        ],
        "list": [
            "Let me see what {a} and {b} can make: {results}.",
            "With {a} and {b} I could get {results}.",
            "Hmm, from {a} and {b} there would be {results}.",
            "So {a} and {b} could give me {results}.",
            "What do {a} and {b} offer? I see {results}.",
        ],
        "compare": [
            "If I did {a:p} {op} {b:p}, I'd get {result}, which is {distance} {side} {target}.",
            "Hmm, {a:p} {op} {b:p} would give {result}, and that's {distance} {side} {target}.",
            "Let me think: {a:p} {op} {b:p} makes {result}, so {distance} {side} {target}.",
            "I also see {a:p} {op} {b:p}, that would be {result}, {distance} {side} {target}.",
            "Just to compare, {a:p} {op} {b:p} would be {result}. That's {distance} {side} {target}.",
        ],
        "backward": [
            "To get {target} I could use {need:p} {op} {by:p}, so I'd need {need} from the others.",
            "Hmm, working backwards from {target}, if the others made {need}, then {need:p} {op} {by:p} would do it.",
            "What would I need before the last step? With {need} it would be {need:p} {op} {by:p} = {target}.",
            "Suppose the others gave me {need}. Then {need:p} {op} {by:p} = {target}, and I'd be done.",
            "If I could only get {need}, then {need:p} {op} {by:p} = {target}.",
        ],
        "subgoal": [
            "Maybe a smaller goal helps: if I get {goal} from {numbers}, then {goal:p} {op} {by:p} = {target}.",
            "Let me break this down. With {goal} out of {numbers} I'd have {goal:p} {op} {by:p} = {target}.",
            "Okay, so one plan: make {goal} from {numbers}, and then {goal:p} {op} {by:p} = {target}.",
            "Hmm, if {numbers} could give {goal}, then {goal:p} {op} {by:p} would be {target}.",
            "I could aim for {goal} using {numbers}, because {goal:p} {op} {by:p} = {target}.",
        ],
        "gave_up": [
            "I've been at this for a while and still have no answer, so I'll stop here.",
            "Hmm, I don't have a solution, and I'm going to stop.",
            "Okay, I give up here. I haven't found a way.",
            "I can't go on like this, so I end here without an answer.",
            "At this point I stop, with nothing found.",
        ],
        "unsolvable": [
            "Okay, so I've tried everything, and the target just can't be made.",
            "Hmm, nothing is left to try. There's no solution.",
            "Wait, that was the last option, so this has no solution.",
            "So every single way fails, which means that the target can't be reached.",
            "That's all there was to try, and none of it works: no solution.",
        ],
    },
    new_line=("back", "aside", "switch"),
)
