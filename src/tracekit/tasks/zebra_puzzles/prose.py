"""A trace of a zebra puzzle in plain words.

A house *to try* is one that the search takes into account under its settings; no more is said of it.
"""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.zebra_puzzles.language import INFERENCES, LASTS, RETURNS, VOCABULARY, after
from tracekit.tasks.zebra_puzzles.notation import CODECS

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^options": [
            "I begin with {value}, for which there are houses {houses} to try.",
            "First, {value}: I have houses {houses} to try.",
            "To start with, I can try {value} in house {houses:or}.",
            "Let me begin with {value} and houses {houses} to try.",
            "The houses to try for {value} are {houses}.",
        ],
        "options": [
            "For {value} there are houses {houses} to try.",
            "I can try {value} in house {houses:or}.",
            "Next, {value}: I have houses {houses} to try.",
            "Where to put {value}? To try are houses {houses}.",
            "Now {value}, with houses {houses} to choose from.",
            "The houses to try for {value} are {houses}.",
            "I turn to {value} and have houses {houses} to try.",
            "Let me place {value}, and the choice is between houses {houses}.",
        ],
        "try": [
            "I try house {house}.",
            "Let me take house {house}.",
            "Say house {house}.",
            "Suppose that house {house} has {value}.",
            "I put {value} in house {house}.",
        ],
        **after(
            ["options"],
            {
                "try": [
                    ", and I take {house}.",
                    "; I try {house}.",
                    "; let me take {house}.",
                    ", and I start with {house}.",
                    "; say house {house}.",
                    ", so I put {value} in house {house} for now.",
                ]
            },
        ),
        **after(
            [name for name in RETURNS if name not in LASTS],
            {
                "try": [
                    ", and I take {house}.",
                    "; now I try {house}.",
                    "; let me take {house}.",
                    ", so next is house {house}.",
                    ", and I go on with {house}.",
                    "; say house {house}.",
                ]
            },
        ),
        **after(
            LASTS,
            {
                "try": [
                    ", and I take it.",
                    "; let me take that.",
                    ", so I try that one.",
                    ", and I go on with it.",
                    ", so house {house} it is.",
                ]
            },
        ),
        "given": [
            "Clue {clue} puts {value} in house {house}.",
            "By clue {clue}, I put {value} in house {house}.",
            "From clue {clue} I have {value} in house {house}.",
            "Clue {clue} says that house {house} has {value}.",
            "House {house} has {value}, as clue {clue} says.",
            "Clue {clue} gives me {value} in house {house}.",
        ],
        "by_clue": [
            "Clue {clue} has {demand}, so I put {value} in house {house}.",
            "By clue {clue} ({demand}), house {house} gets {value}.",
            "Clue {clue} wants {demand}: {value} in house {house}.",
            "With {demand} (clue {clue}), {value} must be in house {house}.",
            "As clue {clue} has {demand}, {value} can only be in house {house}.",
            "Because of clue {clue} ({demand}), I put {value} in house {house}.",
        ],
        "by_clue_but": [
            "Clue {clue} has {demand}, but {taken}, so I put {value} in house {house}.",
            "Since {taken}, clue {clue} ({demand}) leaves only house {house} for {value}.",
            "By clue {clue} ({demand}) only house {house} will do for {value}, as {taken}.",
            "As clue {clue} has {demand} and {taken}, {value} must be in house {house}.",
            "House {house} gets {value}: clue {clue} wants {demand}, and {taken}.",
        ],
        "last": [
            "Only house {house} is still free for {value}.",
            "House {house} is the last one free for {value}.",
            "No house but {house} is free for {value}.",
            "The only house still free for {value} is {house}.",
            "All other houses are taken, so house {house} gets {value}.",
        ],
        "left": [
            "Since {why}, {value} must be in house {house}.",
            "House {house} must have {value}, because {why}.",
            "As {why}, house {house} gets {value}.",
            "For {value} it must be house {house}: {why}.",
            "I put {value} in house {house}, since {why}.",
        ],
        **after(
            ("try", *INFERENCES),
            {
                "given": [
                    ", and clue {clue} puts {value} in house {house}.",
                    "; by clue {clue}, house {house} has {value}.",
                    ", and by clue {clue} I put {value} in house {house}.",
                ],
                "by_clue": [
                    "; by clue {clue} ({demand}), {value} must be in house {house}.",
                    ", and clue {clue} ({demand}) puts {value} in house {house}.",
                    ", and with {demand} (clue {clue}), house {house} gets {value}.",
                    "; clue {clue} has {demand}, so I put {value} in house {house}.",
                ],
                "by_clue_but": [
                    "; as {taken}, clue {clue} ({demand}) leaves only house {house} for {value}.",
                    ", and by clue {clue} ({demand}) only house {house} will do for {value}, as {taken}.",
                ],
                "last": [
                    "; only house {house} is still free for {value}.",
                    "; with all others taken, house {house} gets {value}.",
                    ", and the last house free for {value} is {house}.",
                ],
                "left": [
                    ", and since {why}, house {house} gets {value}.",
                    "; as {why}, {value} must be in house {house}.",
                ],
                "broken": [
                    ", but clue {clue} ({demand}) does not allow {where}.",
                    ", and with {where}, clue {clue} ({demand}) does not hold.",
                    ", but then clue {clue} ({demand}) fails with {where}.",
                ],
                "impossible": [
                    ", but clue {clue} ({demand}) leaves no house for {value}.",
                    ", and by clue {clue} ({demand}) no house will do for {value}.",
                ],
                "blocked": [
                    ", but {taken}, so clue {clue} ({demand}) leaves no house for {value}.",
                    ", and as {taken}, clue {clue} ({demand}) leaves no house for {value}.",
                    ", but clue {clue} wants {demand}, and {taken}, so {value} cannot be placed.",
                ],
                "stuck": [
                    ", but there is no house for {value}: {why}.",
                    ", and since {why}, no house is left for {value}.",
                ],
            },
        ),
        "broken": [
            "But clue {clue} ({demand}) does not allow {where}.",
            "That breaks clue {clue} ({demand}), as it is {where}.",
            "With {where}, clue {clue} ({demand}) does not hold.",
            "Clue {clue} wants {demand}, but here it is {where}.",
            "This cannot fit clue {clue} ({demand}): I have {where}.",
        ],
        "impossible": [
            "But clue {clue} has {demand}, and that leaves no house for {value}.",
            "Now there is no house for {value}, since clue {clue} wants {demand}.",
            "That fails for {value}: by clue {clue} ({demand}) no house will do.",
            "Clue {clue} wants {demand}, so {value} cannot be placed anywhere.",
            "No house can have {value}, as clue {clue} has {demand}.",
        ],
        "blocked": [
            "But clue {clue} has {demand}, and {taken}, so nowhere is left for {value}.",
            "Now {value} cannot be placed: clue {clue} wants {demand}, but {taken}.",
            "But {taken}, and by clue {clue} ({demand}) nothing else will do for {value}.",
            "As {taken}, clue {clue} ({demand}) leaves no house for {value}.",
            "Clue {clue} ({demand}) leaves no house for {value}, because {taken}.",
        ],
        "stuck": [
            "But there is no house for {value}: {why}.",
            "Now every house is closed to {value}: {why}.",
            "That leaves no house for {value}, since {why}.",
            "But no house can have {value}, because {why}.",
            "There is nowhere to put {value}: {why}.",
        ],
        "back": [
            "That cannot be. Back to {value}, with houses {houses} still to try.",
            "So that is ruled out. For {value} I still have houses {houses} to try.",
            "A contradiction. I return to {value}, with houses {houses} left to try.",
            "That does not work. I go back to {value} and have houses {houses} left to try.",
            "No good. Once more {value}, for which houses {houses} are untried.",
            "So this fails. The houses left to try for {value} are {houses}.",
        ],
        "back_last": [
            "That cannot be. Back to {value}, with only house {house} still to try.",
            "So that is ruled out. For {value} I still have house {house} to try.",
            "A contradiction. I return to {value}, with house {house} left to try.",
            "That does not work. I go back to {value} and have only house {house} left to try.",
            "No good. Once more {value}, for which only house {house} is untried.",
            "So this fails. The house left to try for {value} is {house}.",
        ],
        "back_elsewhere": [
            "That cannot be. I take up {line}, with {houses:count} to try for {value}.",
            "So that is ruled out. With {line}, I still have {houses:count} to try for {value}.",
            "A contradiction, so I go over to {line}, with {houses:count} left to try for {value}.",
            "That does not work. Back to {line}, where I have {houses:count} to try for {value}.",
            "No good. I return to the line with {line}, where for {value} I can still try {houses:count}.",
        ],
        "aside": [
            "I set this line aside and go back to {value}, with houses {houses} still to try.",
            "Let me leave that for now. For {value} I have not tried houses {houses}.",
            "Rather than go on here, I return to {value}, with houses {houses} left to try.",
            "There may be more to try here, but I go back to {value}, for which houses {houses} are untried.",
            "I drop this for the moment. Back to {value} and to houses {houses}, still to try.",
            "I go no further here. The houses left to try for {value} are {houses}.",
        ],
        "aside_last": [
            "I set this line aside and go back to {value}, with only house {house} still to try.",
            "Let me leave that for now. For {value} I have not tried house {house}.",
            "Rather than go on here, I return to {value}, with house {house} left to try.",
            "There may be more to try here, but I go back to {value}, for which only house {house} is untried.",
            "I drop this for the moment. Back to {value} and to house {house}, still to try.",
            "I go no further here. The house left to try for {value} is {house}.",
        ],
        "aside_elsewhere": [
            "I set this line aside and take up {line}, with {houses:count} to try for {value}.",
            "Let me leave that for now. With {line}, I still have {houses:count} to try for {value}.",
            "Rather than go on here, I go over to {line}, with {houses:count} left to try for {value}.",
            "There may be more to try here, but I return to {line}, where I have {houses:count} to try for {value}.",
            "I drop this for the moment. Back to {line}, where for {value} I can still try {houses:count}.",
        ],
        "switch": [
            "I leave this open and go back to {value}, with {houses:count} still to try.",
            "Let me keep that for later. For {value} I can still try {houses:count}.",
            "Before I decide here, I return to {value}, with {houses:count} left to try.",
            "I put this on hold. Back to {value}, for which I have not tried {houses:count}.",
            "That can wait. I look at {value} once more, with {houses:count} to try.",
        ],
        "switch_elsewhere": [
            "I leave this open and take up {line}, with {houses:count} to try for {value}.",
            "Let me keep that for later. With {line}, I can still try {houses:count} for {value}.",
            "Before I decide here, I go over to {line}, with {houses:count} left to try for {value}.",
            "I put this on hold. Back to {line}, where I have {houses:count} to try for {value}.",
            "That can wait. I return to the line with {line}, where for {value} I can still try {houses:count}.",
        ],
        "solved": [
            "Everything has its house, and {answer} lives in house 1.",
            "That places everything. House 1 is where {answer} lives.",
            "Every clue holds, so the person in house 1 is {answer}.",
            "All is placed and every clue holds: {answer} lives in house 1.",
            "That is everything, and house 1 belongs to {answer}.",
        ],
        "complete": [
            "Everything has its house.",
            "That places everything, and every clue holds.",
            "All is placed, in keeping with every clue.",
            "Now all houses are complete, and every clue holds.",
            "That was the last one: everything is placed.",
        ],
        **after(
            INFERENCES,
            {
                "solved": [
                    ", and with that everything is placed: {answer} lives in house 1.",
                    "; that is everything, and house 1 belongs to {answer}.",
                    ", and every clue holds, with {answer} in house 1.",
                ],
                "complete": [
                    ", and with that everything is placed.",
                    "; that is everything, and every clue holds.",
                    ", which completes the houses.",
                ],
            },
        ),
        "check": [
            "Check: clue {clue} has {demand}, and so it is, {where:in}.",
            "That agrees with clue {clue} ({demand}): it is {where}.",
            "Clue {clue} ({demand}) holds, with {where}.",
            "With {where}, clue {clue} ({demand}) is met.",
            "Let me check clue {clue}, {demand}: it is {where}, so it holds.",
        ],
        "restate": [
            "So far house {house} has {values}.",
            "To keep track, in house {house} I have {values}.",
            "House {house} has {values} by now.",
            "In house {house} I have put {values} so far.",
            "Let me note for house {house}: {values}.",
        ],
        "list": [
            "As it stands, the houses open for {value} are {houses}.",
            "Still open for {value} are houses {houses}.",
            "For {value} the open houses are {houses}.",
            "Looking ahead, what is open for {value} is {houses:count}.",
            "The clues and the houses placed so far leave {houses:count} open for {value}.",
        ],
        "gave_up": [
            "I stop here without a solution.",
            "I have not found the arrangement, and give up here.",
            "This is as far as I go, without a solution.",
            "Here I give up, with no arrangement found.",
            "I end the search here and have no answer.",
        ],
        "unsolvable": [
            "That was the last possibility: no arrangement fits the clues.",
            "So the clues contradict one another.",
            "Every possibility has failed, so the clues cannot all hold.",
            "Nothing is left to try: the clues have no solution.",
            "So there is no way to place everything.",
        ],
    },
    new_line=["options", *RETURNS],
)
