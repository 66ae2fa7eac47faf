"""All phrases of zebra puzzles' texts together: what is placed and why, dead ends, remarks and ends."""

from __future__ import annotations

import re

from phrases import Phrases
from zebra_words import ASIDE, ASIDE_ELSEWHERE, BACK, BACK_ELSEWHERE, FIRST, OPTIONS, SLOTS, SWITCH

HEADS = {
    "first": FIRST,
    "options": OPTIONS,
    "try": [
        *("I try house [house]", "Let me take house [house]", "Say house [house]", "I put [value] in house [house]"),
        *("Suppose that house [house] has [value]", "Let me try house [house]", "Maybe house [house]"),
        *("I'll go with house [house] and see", "Let's say house [house]", "What if house [house] has [value]?"),
        *("Suppose I put [value] in house [house]", "Let me just assume house [house] for now"),
    ],
    "back": [*BACK, *BACK_ELSEWHERE],
    "aside": [*ASIDE, *ASIDE_ELSEWHERE],
    "switch": SWITCH,
    "given": [
        *("Clue [clue] puts [value] in house [house]", "By clue [clue], I put [value] in house [house]"),
        *("From clue [clue] I have [value] in house [house]", "Clue [clue] says that house [house] has [value]"),
        *("House [house] has [value], as clue [clue] says", "Clue [clue] gives me [value] in house [house]"),
        "Clue [clue] tells me directly that [value] must be in house [house]",
        *(
            "Okay, so clue [clue] puts [value] in house [house]",
            "From clue [clue] I know that house [house] has [value]",
        ),
        *("Clue [clue] is a direct one: [value] in house [house]",),
        "So, by clue [clue], I'll write [value] in house [house]",
        "Let me put [value] in house [house], because clue [clue] says so",
    ],
    "by clue": [
        "Clue [clue] has [demand], so I put [value] in house [house]",
        "By clue [clue] ([demand]), house [house] gets [value]",
        "Clue [clue] wants [demand]: [value] in house [house]",
        "With [demand] (clue [clue]), [value] must be in house [house]",
        "As clue [clue] has [demand], [value] can only be in house [house]",
        "Because of clue [clue] ([demand]), I put [value] in house [house]",
        "Wait, clue [clue] has [demand], so [value] must be in house [house]",
        "Okay, clue [clue] wants [demand], and that means house [house] for [value]",
        "So by clue [clue], [demand], I get [value] in house [house]",
        "Let me use clue [clue]: [demand]. Then [value] can only be in house [house]",
        "Hmm, [demand], says clue [clue]. So house [house] has to have [value]",
        "Because clue [clue] has [demand], I need [value] in house [house]",
        # With what else is there.
        "Clue [clue] has [demand], but [taken], so I put [value] in house [house]",
        "Since [taken], clue [clue] ([demand]) leaves only house [house] for [value]",
        "By clue [clue] ([demand]) only house [house] will do for [value], as [taken]",
        "As clue [clue] has [demand] and [taken], [value] must be in house [house]",
        "House [house] gets [value]: clue [clue] wants [demand], and [taken]",
        "Clue [clue] has [demand], but hold on, [taken], so [value] must be in house [house]",
        "Let me see, clue [clue] wants [demand]. Since [taken], I'm left with house [house] for [value]",
        "Okay, [taken], and clue [clue] has [demand], so it has to be house [house] for [value]",
        "Hmm, by clue [clue] ([demand]) only house [house] can have [value], because [taken]",
        "Wait, [taken]. So with clue [clue] ([demand]) I can only put [value] in house [house]",
    ],
    "last": [
        *("Only house [house] is still free for [value]", "House [house] is the last one free for [value]"),
        *("No house but [house] is free for [value]", "The only house still free for [value] is [house]"),
        *(
            "All other houses are taken, so house [house] gets [value]",
            "So for [value] only house [house] is still free",
        ),
        "And what about [value]? The one house that isn't taken is [house]",
        "Okay, all the other houses are taken, so [value] must be in house [house]",
        "Let me see, [value]: only house [house] is free",
        *("Then [value] must be in house [house], the last one free", "Hmm, for [value] no house but [house] is free"),
    ],
    "left": [
        *("Since [why], [value] must be in house [house]", "House [house] must have [value], because [why]"),
        *("As [why], house [house] gets [value]", "For [value] it must be house [house]: [why]"),
        *(
            "I put [value] in house [house], since [why]",
            "Let me think about [value]: [why]. So it must be house [house]",
        ),
        *(
            "Hmm, [why], so [value] must be in house [house]",
            "Okay, since [why], I have to put [value] in house [house]",
        ),
        "For [value] it has to be house [house], because [why]",
        "So where would [value] go? I see that [why], so it must be house [house]",
    ],
    "broken": [
        "But clue [clue] ([demand]) does not allow [where]",
        "That breaks clue [clue] ([demand]), as it is [where]",
        "With [where], clue [clue] ([demand]) does not hold",
        "Clue [clue] wants [demand], but here it is [where]",
        "This cannot fit clue [clue] ([demand]): I have [where]",
        "Wait, clue [clue] wants [demand], but I have [where]",
        "Hmm, let me check clue [clue]: [demand]. No, it's [where] here, so that's broken",
        "But hold on, with [where], clue [clue] ([demand]) doesn't hold",
        "Oh no, that breaks clue [clue], which has [demand], because it's [where] now",
        "Does clue [clue] still hold? It has [demand], and I've got [where], so no",
    ],
    "blocked": [
        "But clue [clue] has [demand], and that leaves no house for [value]",
        "Now there is no house for [value], since clue [clue] wants [demand]",
        "That fails for [value]: by clue [clue] ([demand]) no house will do",
        "Clue [clue] wants [demand], so [value] cannot be placed anywhere",
        "No house can have [value], as clue [clue] has [demand]",
        "Wait, clue [clue] has [demand], and then there's no house at all for [value]",
        "Hmm, where would [value] go? By clue [clue] ([demand]), nowhere",
        "But hold on, clue [clue] wants [demand], so I can't put [value] in any house",
        "Let me check [value]: with clue [clue] ([demand]) no house works",
        "No, that can't be right for [value], since clue [clue] ([demand]) leaves no house",
        # With what else is there.
        "But clue [clue] has [demand], and [taken], so nowhere is left for [value]",
        "Now [value] cannot be placed: clue [clue] wants [demand], but [taken]",
        "But [taken], and by clue [clue] ([demand]) nothing else will do for [value]",
        "As [taken], clue [clue] ([demand]) leaves no house for [value]",
        "Clue [clue] ([demand]) leaves no house for [value], because [taken]",
        "Wait, clue [clue] has [demand], but [taken], so there's no house for [value]",
        "Hmm, [taken], and by clue [clue] ([demand]) [value] can't be anywhere else",
        "But hold on, [taken]. Then clue [clue] ([demand]) leaves no house for [value]",
        "Let me check [value]: clue [clue] wants [demand], but [taken], so that's impossible",
        "Oh, but now I can't place [value], because clue [clue] has [demand], and [taken]",
    ],
    "stuck": [
        *("But there is no house for [value]: [why]", "Now every house is closed to [value]: [why]"),
        *("That leaves no house for [value], since [why]", "But no house can have [value], because [why]"),
        *("There is nowhere to put [value]: [why]", "Wait, where can [value] go? Nowhere: [why]"),
        *("Hmm, there's no house for [value], because [why]", "But hold on, I can't place [value] at all: [why]"),
        "Let me check [value]. No house works, since [why]",
        "Oh no, [value] can't be in any house now: [why]",
    ],
    "solved": [
        *(
            "Everything has its house, and [answer] lives in house 1",
            "That places everything. House 1 is where [answer] lives",
        ),
        "Every clue holds, so the person in house 1 is [answer]",
        "All is placed and every clue holds: [answer] lives in house 1",
        "That is everything, and house 1 belongs to [answer]",
        "Great, so everything has a house now, and [answer] lives in house 1",
        "And that's everything placed. So who's in house 1? It's [answer]",
        "Okay, all the clues hold, so the person in house 1 is [answer]",
        "Nice, that was the last one. So house 1 is where [answer] lives",
        "So all of it fits, and the answer is [answer]",
        *("Everything has its house", "That places everything, and every clue holds"),
        *("All is placed, in keeping with every clue", "Now all houses are complete, and every clue holds"),
        *("That was the last one: everything is placed", "Great, so everything has a house now"),
        *("And that's everything placed, with all the clues kept", "Nice, that was the last one"),
        *("Okay, all the clues hold, and nothing is left to place", "So all of it fits, and every house is complete"),
    ],
    "check": [
        "Check: clue [clue] has [demand], and so it is, [lie]",
        "That agrees with clue [clue] ([demand]): it is [where]",
        "Clue [clue] ([demand]) holds, with [where]",
        "With [where], clue [clue] ([demand]) is met",
        "Let me check clue [clue], [demand]: it is [where], so it holds",
        "Let me double-check clue [clue]: [demand]. It's [where], so that holds",
        "Wait, does clue [clue] hold? It has [demand], and I have [where], so yes",
        "Hmm, let me verify that clue [clue] ([demand]) is fine: I've got [where]. Okay, good",
        "Just to be sure about clue [clue] ([demand]): with [where], it's met",
        "Is clue [clue] okay? It wants [demand], and it's [where], so it is",
    ],
    "restate": [
        *("So far house [house] has [values]", "To keep track, in house [house] I have [values]"),
        *("House [house] has [values] by now", "In house [house] I have put [values] so far"),
        *("Let me note for house [house]: [values]", "Let me recap house [house]: I have [values] there"),
        "Okay, where am I? House [house] has [values] so far",
        "Just to keep track, in house [house] I've put [values]",
        "So at this point house [house] has [values]",
        "Let me not lose track of house [house], which has [values] by now",
    ],
    "list": [
        *("As it stands, the houses open for [value] are [houses]", "Still open for [value] are houses [houses]"),
        *("For [value] the open houses are [houses]", "Looking ahead, what is open for [value] is [count]"),
        "The clues and the houses placed so far leave [count] open for [value]",
        "Looking ahead to [value], I see that the houses still open are [houses]",
        "Let me think about [value] for a moment: what's open now is [count]",
        "Hmm, as for [value], the clues and the houses I've placed leave [count] open",
        "I also wonder about [value]. The open houses there are [houses]",
        "Just to note it, the houses still open for [value] are [houses]",
    ],
    "gave up": [
        *("I stop here without a solution", "I have not found the arrangement, and give up here"),
        *("This is as far as I go, without a solution", "Here I give up, with no arrangement found"),
        *("I end the search here and have no answer", "Hmm, I don't have a solution, and I'm going to stop"),
        "I've been at this for a while and still don't have an answer, so I'll stop here",
        *(
            "Okay, I give up here. I haven't found an arrangement that fits",
            "At this point I stop, without a solution",
        ),
        "I can't go on like this, so I end here without an answer",
    ],
    "no way": [
        "That was the last possibility: no arrangement fits the clues",
        *("So the clues contradict one another", "Every possibility has failed, so the clues cannot all hold"),
        *("Nothing is left to try: the clues have no solution", "So there is no way to place everything"),
        "Okay, so I've tried everything, and no arrangement fits the clues",
        "Hmm, nothing is left to try. The clues contradict one another",
        "Wait, that was the last option, so the clues have no solution",
        "So every single way fails, which means that the clues can't all hold",
        "That's all there was to try, and none of it works: no solution",
    ],
}
FORCED = "given|by clue|last|left"
PLACED = f"try|{FORCED}"
TAILS = [
    (
        "first|options",
        "try",
        [
            *(", and I take [house]", "; I try [house]", "; let me take [house]", ", and I start with [house]"),
            *("; say house [house]", ", so I put [value] in house [house] for now"),
            *(", and maybe I'll start with [house]", "; let's say it's [house]", ", so let me try [house]"),
            *("; I'm not sure, but let me take [house]", "; suppose I go with [house]"),
        ],
    ),
    (
        "back|aside|switch",
        "try",
        [
            *(", and I take [house]", "; now I try [house]", "; let me take [house]", ", so next is house [house]"),
            *(
                ", and I go on with [house]",
                "; say house [house]",
                ", so let me try [house]",
                ", and maybe it's [house]",
            ),
            *("; what about house [house]?", ", so I'll take [house] this time", "; okay, let me go with [house]"),
        ],
    ),
    (
        "back last|aside last",
        "try",
        [
            *(", and I take it", "; let me take that", ", so I try that one", ", and I go on with it"),
            *(", so house [house] it is", ", so let me try that", ", and I'll go with it"),
            *("; okay, let me take that one", ", so house [house] it is for now", "; let me see where that leads"),
        ],
    ),
    (
        PLACED,
        "given",
        [
            *(", and clue [clue] puts [value] in house [house]", "; by clue [clue], house [house] has [value]"),
            ", and by clue [clue] I put [value] in house [house]",
            ", and clue [clue] tells me that house [house] has [value]",
            ", and then by clue [clue] I have [value] in house [house]",
            "; okay, and clue [clue] puts [value] in house [house]",
        ],
    ),
    (
        PLACED,
        "by clue",
        [
            "; by clue [clue] ([demand]), [value] must be in house [house]",
            ", and clue [clue] ([demand]) puts [value] in house [house]",
            ", and with [demand] (clue [clue]), house [house] gets [value]",
            "; clue [clue] has [demand], so I put [value] in house [house]",
            ", and since clue [clue] has [demand], [value] must be in house [house]",
            "; then clue [clue] ([demand]) means house [house] for [value]",
            ", and then by clue [clue], [demand], I get [value] in house [house]",
            "; as [taken], clue [clue] ([demand]) leaves only house [house] for [value]",
            ", and by clue [clue] ([demand]) only house [house] will do for [value], as [taken]",
            ", and since [taken], clue [clue] ([demand]) leaves me only house [house] for [value]",
            "; clue [clue] wants [demand], and [taken], so it's house [house] for [value]",
        ],
    ),
    (
        PLACED,
        "last",
        [
            *("; only house [house] is still free for [value]", "; with all others taken, house [house] gets [value]"),
            *(", and the last house free for [value] is [house]", ", and only house [house] is still free for [value]"),
            ", and for [value] no house but [house] is free",
            "; then [value] must be in house [house], the last one free",
        ],
    ),
    (
        PLACED,
        "left",
        [
            *(", and since [why], house [house] gets [value]", "; as [why], [value] must be in house [house]"),
            ", and since [why], I have to put [value] in house [house]",
            "; hmm, [why], so [value] must be in house [house]",
        ],
    ),
    (
        PLACED,
        "broken",
        [
            ", but clue [clue] ([demand]) does not allow [where]",
            ", and with [where], clue [clue] ([demand]) does not hold",
            ", but then clue [clue] ([demand]) fails with [where]",
            ", but wait, clue [clue] wants [demand], and I have [where]",
            ", hmm, but with [where], clue [clue] ([demand]) doesn't hold",
            "; no, that breaks clue [clue] ([demand]), because I have [where]",
        ],
    ),
    (
        PLACED,
        "blocked",
        [
            ", but clue [clue] ([demand]) leaves no house for [value]",
            ", and by clue [clue] ([demand]) no house will do for [value]",
            ", but wait, clue [clue] has [demand], and then there's no house for [value]",
            ", hmm, but by clue [clue] ([demand]) I can't put [value] anywhere",
            ", but [taken], so clue [clue] ([demand]) leaves no house for [value]",
            ", and as [taken], clue [clue] ([demand]) leaves no house for [value]",
            ", but clue [clue] wants [demand], and [taken], so [value] cannot be placed",
            ", but wait, [taken], and clue [clue] wants [demand], so there's no house for [value]",
            ", hmm, but clue [clue] has [demand], and as [taken], I can't place [value]",
        ],
    ),
    (
        PLACED,
        "stuck",
        [
            *(", but there is no house for [value]: [why]", ", and since [why], no house is left for [value]"),
            *(
                ", but wait, there's no house for [value]: [why]",
                ", hmm, but I can't place [value] anywhere, because [why]",
            ),
        ],
    ),
    (
        FORCED,
        "solved",
        [
            ", and with that everything is placed: [answer] lives in house 1",
            "; that is everything, and house 1 belongs to [answer]",
            ", and every clue holds, with [answer] in house 1",
            ", and that's everything, so [answer] lives in house 1",
            ", and great, all of it fits now: [answer] is in house 1",
            *(", and with that everything is placed", "; that is everything, and every clue holds"),
            *(", which completes the houses", ", and that's everything", ", and great, all of it fits now"),
        ],
    ),
]
SHORT = {
    "options": ["[value] in [row]"],
    "try": ["try [value] in [house]"],
    "by clue": [
        "[value] = [house] (clue [clue]: [demand])",
        "[value] = [house] (clue [clue]: [demand], [short_taken])",
    ],
    "given": ["[value] = [house] (clue [clue])"],
    "last": ["[value] = [house]"],
    "left": ["[value] = [house]: [short_why]"],
    "broken": ["clue [clue] broken: [demand], but [row]"],
    "blocked": ["[value] stuck: clue [clue] [demand]", "[value] stuck: clue [clue] [demand], [short_taken]"],
    "stuck": ["[value] nowhere: [short_why]"],
    "back": ["refuted, back to [value] in [row]", "refuted, over to [value] in [row] of [short_line]"],
    "back last": ["refuted, back to [value] left [house]"],
    "aside": ["aside, back to [value] in [row]", "aside, over to [value] in [row] of [short_line]"],
    "aside last": ["aside, back to [value] left [house]"],
    "switch": ["switch to [value] in [row]", "switch to [value] in [row] of [short_line]"],
    "solved": ["solved: house 1 [answer]", "solved"],
    "check": ["clue [clue] ok: [demand], [row]"],
    "restate": ["house [house]: [values]"],
    "list": ["[value] open [row]"],
    "gave up": ["gave up"],
    "no way": ["no solution"],
}


def compiled(text: str) -> str:
    """A phrase as a pattern."""
    return re.sub(r"\\\[(\w+)\\\]", r"[\1]", re.escape(text))


def by_last(heads: dict[str, list[str]]) -> dict[str, list[str]]:
    """The phrases, with those of a return to a choice that has one house left apart."""
    for kind in ("back", "aside"):
        heads[f"{kind} last"] = [text for text in heads[kind] if "[house]" in text]
        heads[kind] = [text for text in heads[kind] if "[house]" not in text]
    return heads


HEADS = {kind: list(map(compiled, texts)) for kind, texts in by_last(HEADS).items()}
WORDS = Phrases(SLOTS, HEADS, [(before, kind, list(map(compiled, texts))) for before, kind, texts in TAILS])
SIGNS = Phrases(
    SLOTS,
    {kind: list(map(compiled, texts)) for kind, texts in SHORT.items()},
    [("options|back|aside|switch|back last|aside last", "try", [", try [house]"])],
    end="",
)
