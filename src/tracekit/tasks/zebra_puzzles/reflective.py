"""A trace of a zebra puzzle as reasoning models talk after training by RL: in the first person, full of doubt.

A house *to try* is one that the search takes into account under its settings; no more is said of it.
"""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.zebra_puzzles.language import INFERENCES, LASTS, RETURNS, VOCABULARY, after
from tracekit.tasks.zebra_puzzles.notation import CODECS

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^options": [
            "Okay, so let me start with {value}. I can try house {houses:or}.",
            "Alright, where do I begin? Maybe with {value}, where I have houses {houses} to try.",
            "Hmm, let me look at {value} first: houses {houses} are there to try.",
            "Let me see. For {value} I could try house {houses:or}.",
            "First, I want to place {value}, and I have houses {houses} to try.",
        ],
        "options": [
            "Okay, what about {value}? I can try house {houses:or}.",
            "Now for {value} I could try house {houses:or}.",
            "Let me think about {value}: houses {houses} are there to try.",
            "Hmm, {value} next. The houses to try are {houses}.",
            "So where does that leave {value}? I have houses {houses} to try.",
            "And then {value}. There I'd have houses {houses} to try.",
            "Let me move on to {value}, with houses {houses} to try.",
            "Next I need to place {value}. I'm looking at houses {houses}.",
        ],
        "try": [
            "Let me try house {house}.",
            "Maybe house {house}.",
            "I'll go with house {house} and see.",
            "Let's say house {house}.",
            "What if house {house} has {value}?",
            "Suppose I put {value} in house {house}.",
            "Let me just assume house {house} for now.",
        ],
        **after(
            ["options"],
            {
                "try": [
                    ", and maybe I'll start with {house}.",
                    "; let's say it's {house}.",
                    ", so let me try {house}.",
                    "; I'm not sure, but let me take {house}.",
                    "; suppose I go with {house}.",
                ]
            },
        ),
        **after(
            [name for name in RETURNS if name not in LASTS],
            {
                "try": [
                    ", so let me try {house}.",
                    ", and maybe it's {house}.",
                    "; what about house {house}?",
                    ", so I'll take {house} this time.",
                    "; okay, let me go with {house}.",
                ]
            },
        ),
        **after(
            LASTS,
            {
                "try": [
                    ", so let me try that.",
                    ", and I'll go with it.",
                    "; okay, let me take that one.",
                    ", so house {house} it is for now.",
                    "; let me see where that leads.",
                ]
            },
        ),
        "given": [
            "Clue {clue} tells me directly that {value} must be in house {house}.",
            "Okay, so clue {clue} puts {value} in house {house}.",
            "From clue {clue} I know that house {house} has {value}.",
            "Clue {clue} is a direct one: {value} in house {house}.",
            "So, by clue {clue}, I'll write {value} in house {house}.",
            "Let me put {value} in house {house}, because clue {clue} says so.",
        ],
        "by_clue": [
            "Wait, clue {clue} has {demand}, so {value} must be in house {house}.",
            "Okay, clue {clue} wants {demand}, and that means house {house} for {value}.",
            "So by clue {clue}, {demand}, I get {value} in house {house}.",
            "Let me use clue {clue}: {demand}. Then {value} can only be in house {house}.",
            "Hmm, {demand}, says clue {clue}. So house {house} has to have {value}.",
            "Because clue {clue} has {demand}, I need {value} in house {house}.",
        ],
        "by_clue_but": [
            "Clue {clue} has {demand}, but hold on, {taken}, so {value} must be in house {house}.",
            "Let me see, clue {clue} wants {demand}. Since {taken}, I'm left with house {house} for {value}.",
            "Okay, {taken}, and clue {clue} has {demand}, so it has to be house {house} for {value}.",
            "Hmm, by clue {clue} ({demand}) only house {house} can have {value}, because {taken}.",
            "Wait, {taken}. So with clue {clue} ({demand}) I can only put {value} in house {house}.",
        ],
        "last": [
            "So for {value} only house {house} is still free.",
            "And what about {value}? The one house that isn't taken is {house}.",
            "Okay, all the other houses are taken, so {value} must be in house {house}.",
            "Let me see, {value}: only house {house} is free.",
            "Then {value} must be in house {house}, the last one free.",
            "Hmm, for {value} no house but {house} is free.",
        ],
        "left": [
            "Let me think about {value}: {why}. So it must be house {house}.",
            "Hmm, {why}, so {value} must be in house {house}.",
            "Okay, since {why}, I have to put {value} in house {house}.",
            "For {value} it has to be house {house}, because {why}.",
            "So where would {value} go? I see that {why}, so it must be house {house}.",
        ],
        **after(
            ("try", *INFERENCES),
            {
                "given": [
                    ", and clue {clue} tells me that house {house} has {value}.",
                    ", and then by clue {clue} I have {value} in house {house}.",
                    "; okay, and clue {clue} puts {value} in house {house}.",
                ],
                "by_clue": [
                    ", and since clue {clue} has {demand}, {value} must be in house {house}.",
                    "; then clue {clue} ({demand}) means house {house} for {value}.",
                    ", and then by clue {clue}, {demand}, I get {value} in house {house}.",
                ],
                "by_clue_but": [
                    ", and since {taken}, clue {clue} ({demand}) leaves me only house {house} for {value}.",
                    "; clue {clue} wants {demand}, and {taken}, so it's house {house} for {value}.",
                ],
                "last": [
                    ", and only house {house} is still free for {value}.",
                    ", and for {value} no house but {house} is free.",
                    "; then {value} must be in house {house}, the last one free.",
                ],
                "left": [
                    ", and since {why}, I have to put {value} in house {house}.",
                    "; hmm, {why}, so {value} must be in house {house}.",
                ],
                "broken": [
                    ", but wait, clue {clue} wants {demand}, and I have {where}.",
                    ", hmm, but with {where}, clue {clue} ({demand}) doesn't hold.",
                    "; no, that breaks clue {clue} ({demand}), because I have {where}.",
                ],
                "impossible": [
                    ", but wait, clue {clue} has {demand}, and then there's no house for {value}.",
                    ", hmm, but by clue {clue} ({demand}) I can't put {value} anywhere.",
                ],
                "blocked": [
                    ", but wait, {taken}, and clue {clue} wants {demand}, so there's no house for {value}.",
                    ", hmm, but clue {clue} has {demand}, and as {taken}, I can't place {value}.",
                ],
                "stuck": [
                    ", but wait, there's no house for {value}: {why}.",
                    ", hmm, but I can't place {value} anywhere, because {why}.",
                ],
            },
        ),
        "broken": [
            "Wait, clue {clue} wants {demand}, but I have {where}.",
            "Hmm, let me check clue {clue}: {demand}. No, it's {where} here, so that's broken.",
            "But hold on, with {where}, clue {clue} ({demand}) doesn't hold.",
            "Oh no, that breaks clue {clue}, which has {demand}, because it's {where} now.",
            "Does clue {clue} still hold? It has {demand}, and I've got {where}, so no.",
        ],
        "impossible": [
            "Wait, clue {clue} has {demand}, and then there's no house at all for {value}.",
            "Hmm, where would {value} go? By clue {clue} ({demand}), nowhere.",
            "But hold on, clue {clue} wants {demand}, so I can't put {value} in any house.",
            "Let me check {value}: with clue {clue} ({demand}) no house works.",
            "No, that can't be right for {value}, since clue {clue} ({demand}) leaves no house.",
        ],
        "blocked": [
            "Wait, clue {clue} has {demand}, but {taken}, so there's no house for {value}.",
            "Hmm, {taken}, and by clue {clue} ({demand}) {value} can't be anywhere else.",
            "But hold on, {taken}. Then clue {clue} ({demand}) leaves no house for {value}.",
            "Let me check {value}: clue {clue} wants {demand}, but {taken}, so that's impossible.",
            "Oh, but now I can't place {value}, because clue {clue} has {demand}, and {taken}.",
        ],
        "stuck": [
            "Wait, where can {value} go? Nowhere: {why}.",
            "Hmm, there's no house for {value}, because {why}.",
            "But hold on, I can't place {value} at all: {why}.",
            "Let me check {value}. No house works, since {why}.",
            "Oh no, {value} can't be in any house now: {why}.",
        ],
        "back": [
            "Okay, so that doesn't work. Let me go back to {value}, where I still have houses {houses} to try.",
            "Hmm, that's a contradiction. For {value} I'm left with houses {houses} to try.",
            "So that was wrong. Back to {value}, with houses {houses} not tried yet.",
            "Right, that's ruled out. Let me return to {value} and look at houses {houses}.",
            "No, this can't be it. I need to rethink {value}. The houses I haven't tried are {houses}.",
            "That fails. Let me backtrack to {value}, which still has houses {houses} to try.",
        ],
        "back_last": [
            "Okay, so that doesn't work. Let me go back to {value}, where I only have house {house} to try.",
            "Hmm, that's a contradiction. For {value} I'm left with just house {house} to try.",
            "So that was wrong. Back to {value}, with only house {house} not tried yet.",
            "Right, that's ruled out. Let me return to {value} and look at house {house}, the one not tried yet.",
            "No, this can't be it. I need to rethink {value}. The one house I haven't tried is {house}.",
            "That fails. Let me backtrack to {value}, which still has house {house} to try.",
        ],
        "back_elsewhere": [
            "Okay, so that doesn't work. Let me go back to {line}, where I have {houses:count} to try for {value}.",
            "Hmm, that's a contradiction. With {line} I could still try {houses:count} for {value}.",
            "So that was wrong. I'd better take up {line} again, with {houses:count} not tried yet for {value}.",
            "Right, that's ruled out. Let me return to {line} and try {houses:count} for {value}.",
            "No, this can't be it. When I had {line}, I hadn't tried {houses:count} for {value}.",
        ],
        "aside": [
            "Hmm, let me set this aside and go back to {value}, where I still have houses {houses} to try.",
            "I'm not getting anywhere here right now. For {value} I haven't tried houses {houses}.",
            "Maybe I should rethink an earlier choice. Back to {value}, with houses {houses} not tried yet.",
            "I haven't ruled all of this out, but let me return to {value} and look at houses {houses}.",
            "Wait, let me not go deeper here. Let me look at {value} again, with houses {houses} to try.",
            "Let me put this line on hold and go back to {value}, which still has houses {houses} to try.",
        ],
        "aside_last": [
            "Hmm, let me set this aside and go back to {value}, where I only have house {house} to try.",
            "I'm not getting anywhere here right now. For {value} I haven't tried house {house}.",
            "Maybe I should rethink an earlier choice. Back to {value}, with only house {house} not tried yet.",
            "I haven't ruled all of this out, but let me return to {value} and look at house {house}, not tried yet.",
            "Wait, let me not go deeper here. Let me look at {value} again, with house {house} to try.",
            "Let me put this line on hold and go back to {value}, which still has house {house} to try.",
        ],
        "aside_elsewhere": [
            "Hmm, let me set this aside and take up {line}, where I have {houses:count} to try for {value}.",
            "I'm not getting anywhere here right now. With {line} I could still try {houses:count} for {value}.",
            "Maybe I should go back to {line}, with {houses:count} not tried yet for {value}.",
            "I haven't ruled all of this out, but let me return to {line} and try {houses:count} for {value}.",
            "Let me put this line on hold. When I had {line}, I hadn't tried {houses:count} for {value}.",
        ],
        "switch": [
            "Actually, before I decide here, let me go back to {value}, where I have {houses:count} to try.",
            "Hmm, I'm not sure about this, so I'll keep it for later. For {value} I could still try {houses:count}.",
            "Wait, maybe I should look at {value} first, with {houses:count} not tried yet.",
            "I can always come back to this. For now, {value} again, and {houses:count} to try.",
            "Let me hold on to that and return to {value}, which still has {houses:count} to try.",
        ],
        "switch_elsewhere": [
            "Actually, before I decide here, let me take up {line}, where I have {houses:count} to try for {value}.",
            "Hmm, I'm not sure, so I'll keep this for later. With {line} I could still try {houses:count} for {value}.",
            "Wait, maybe I should look at {line} first, with {houses:count} not tried yet for {value}.",
            "I can always come back to this. When I had {line}, I hadn't tried {houses:count} for {value}.",
            "Let me hold on to that and return to {line}, with {houses:count} to try for {value}.",
        ],
        "solved": [
            "Great, so everything has a house now, and {answer} lives in house 1.",
            "And that's everything placed. So who's in house 1? It's {answer}.",
            "Okay, all the clues hold, so the person in house 1 is {answer}.",
            "Nice, that was the last one. So house 1 is where {answer} lives.",
            "So all of it fits, and the answer is {answer}.",
        ],
        "complete": [
            "Great, so everything has a house now.",
            "And that's everything placed, with all the clues kept.",
            "Okay, all the clues hold, and nothing is left to place.",
            "Nice, that was the last one.",
            "So all of it fits, and every house is complete.",
        ],
        **after(
            INFERENCES,
            {
                "solved": [
                    ", and that's everything, so {answer} lives in house 1.",
                    ", and great, all of it fits now: {answer} is in house 1.",
                ],
                "complete": [", and that's everything.", ", and great, all of it fits now."],
            },
        ),
        "check": [
            "Let me double-check clue {clue}: {demand}. It's {where}, so that holds.",
            "Wait, does clue {clue} hold? It has {demand}, and I have {where}, so yes.",
            "Hmm, let me verify that clue {clue} ({demand}) is fine: I've got {where}. Okay, good.",
            "Just to be sure about clue {clue} ({demand}): with {where}, it's met.",
            "Is clue {clue} okay? It wants {demand}, and it's {where}, so it is.",
        ],
        "restate": [
            "Let me recap house {house}: I have {values} there.",
            "Okay, where am I? House {house} has {values} so far.",
            "Just to keep track, in house {house} I've put {values}.",
            "So at this point house {house} has {values}.",
            "Let me not lose track of house {house}, which has {values} by now.",
        ],
        "list": [
            "Looking ahead to {value}, I see that the houses still open are {houses}.",
            "Let me think about {value} for a moment: what's open now is {houses:count}.",
            "Hmm, as for {value}, the clues and the houses I've placed leave {houses:count} open.",
            "I also wonder about {value}. The open houses there are {houses}.",
            "Just to note it, the houses still open for {value} are {houses}.",
        ],
        "gave_up": [
            "I've been at this for a while and still don't have an answer, so I'll stop here.",
            "Hmm, I don't have a solution, and I'm going to stop.",
            "Okay, I give up here. I haven't found an arrangement that fits.",
            "I can't go on like this, so I end here without an answer.",
            "At this point I stop, without a solution.",
        ],
        "unsolvable": [
            "Okay, so I've tried everything, and no arrangement fits the clues.",
            "Hmm, nothing is left to try. The clues contradict one another.",
            "Wait, that was the last option, so the clues have no solution.",
            "So every single way fails, which means that the clues can't all hold.",
            "That's all there was to try, and none of it works: no solution.",
        ],
    },
    new_line=["options", *RETURNS],
)
