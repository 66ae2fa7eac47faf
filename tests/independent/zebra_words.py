"""The phrases of zebra puzzles' texts, as a plain reader knows them."""

from __future__ import annotations

VALUE = "(?:the )?[A-Za-z]+"
WHERE_TO = rf"(?:not )?in house \d|directly (?:left|right) of {VALUE}|(?:not )?next to {VALUE}"
DEMAND = rf"{VALUE} (?:{WHERE_TO}|between {VALUE} and {VALUE}|together with {VALUE}(?: or {VALUE})?)"
AND, OR = (rf"\d(?:, \d)*(?: {word} \d)?" for word in ("and", "or"))
ROW = r"\d(?: \d)*"
COUNT = r"house \d|houses \d(?:, \d)* and \d"
HAS = rf"house \d has {VALUE}"
RULES = rf"clue \d+ \({DEMAND}\) rules out (?:{COUNT})"
SHORT_HAS = rf"\d has {VALUE}"
SHORT_RULES = rf"clue \d+ \({DEMAND}\) not {ROW}"
AT = rf"{VALUE} in house \d"
SLOTS = {
    "value": VALUE,
    "answer": VALUE,
    "house": r"\d",
    "houses": AND,
    "or": OR,
    "row": ROW,
    "count": COUNT,
    "line": rf"{AT}(?:, {AT})*(?: and {AT})?",
    "short_line": rf"{VALUE} = \d(?:, {VALUE} = \d)*",
    "values": rf"{VALUE}(?:, {VALUE})*(?: and {VALUE})?",
    "clue": r"\d+",
    "demand": DEMAND,
    "where": rf"house \d(?: for both| for all three)?|{COUNT}",
    "lie": r"(?:both |all )?in house \d|in houses \d(?:, \d)* and \d",
    "why": rf"(?:{RULES}|{HAS})(?:, (?:{RULES}|{HAS}))*(?: and (?:{RULES}|{HAS}))?",
    "short_why": rf"(?:{SHORT_RULES}|{SHORT_HAS})(?:, (?:{SHORT_RULES}|{SHORT_HAS}))*",
    "taken": rf"{HAS}(?:, {HAS})*(?: and {HAS})?",
    "short_taken": rf"{SHORT_HAS}(?:, {SHORT_HAS})*",
}


def each(*phrases: str, **more: tuple[str, ...]) -> list[str]:
    """The phrases, with ``{name}`` as each of some words."""
    found = list(phrases)
    for name, words in more.items():
        slot = f"{{{name}}}"
        found = [text.replace(slot, word) for text in found for word in (words if slot in text else ("",))]
    return found


LEFT = ("houses [houses]", "house [house]")
ONLY = ("houses [houses]", "only house [house]")
BACK = each(
    "That cannot be. Back to [value], with {only} still to try",
    "So that is ruled out. For [value] I still have {left} to try",
    "A contradiction. I return to [value], with {left} left to try",
    "That does not work. I go back to [value] and have {only} left to try",
    "So this fails. The houses left to try for [value] are [houses]",
    "So this fails. The house left to try for [value] is [house]",
    "No good. Once more [value], for which houses [houses] are untried",
    "No good. Once more [value], for which only house [house] is untried",
    "Okay, so that doesn't work. Let me go back to [value], where I still have houses [houses] to try",
    "Okay, so that doesn't work. Let me go back to [value], where I only have house [house] to try",
    "Hmm, that's a contradiction. For [value] I'm left with houses [houses] to try",
    "Hmm, that's a contradiction. For [value] I'm left with just house [house] to try",
    "So that was wrong. Back to [value], with {only} not tried yet",
    "Right, that's ruled out. Let me return to [value] and look at houses [houses]",
    "Right, that's ruled out. Let me return to [value] and look at house [house], the one not tried yet",
    "No, this can't be it. I need to rethink [value]. The houses I haven't tried are [houses]",
    "No, this can't be it. I need to rethink [value]. The one house I haven't tried is [house]",
    "That fails. Let me backtrack to [value], which still has {left} to try",
    only=ONLY,
    left=LEFT,
)
BACK_ELSEWHERE = [
    "That cannot be. I take up [line], with [count] to try for [value]",
    "So that is ruled out. With [line], I still have [count] to try for [value]",
    "A contradiction, so I go over to [line], with [count] left to try for [value]",
    "That does not work. Back to [line], where I have [count] to try for [value]",
    "No good. I return to the line with [line], where for [value] I can still try [count]",
    "Okay, so that doesn't work. Let me go back to [line], where I have [count] to try for [value]",
    "Hmm, that's a contradiction. With [line] I could still try [count] for [value]",
    "So that was wrong. I'd better take up [line] again, with [count] not tried yet for [value]",
    "Right, that's ruled out. Let me return to [line] and try [count] for [value]",
    "No, this can't be it. When I had [line], I hadn't tried [count] for [value]",
]
ASIDE = each(
    "I set this line aside and go back to [value], with {only} still to try",
    "Let me leave that for now. For [value] I have not tried {left}",
    "Rather than go on here, I return to [value], with {left} left to try",
    "There may be more to try here, but I go back to [value], for which houses [houses] are untried",
    "There may be more to try here, but I go back to [value], for which only house [house] is untried",
    "I drop this for the moment. Back to [value] and to {left}, still to try",
    "I go no further here. The houses left to try for [value] are [houses]",
    "I go no further here. The house left to try for [value] is [house]",
    "Hmm, let me set this aside and go back to [value], where I still have houses [houses] to try",
    "Hmm, let me set this aside and go back to [value], where I only have house [house] to try",
    "I'm not getting anywhere here right now. For [value] I haven't tried {left}",
    "Maybe I should rethink an earlier choice. Back to [value], with {only} not tried yet",
    "I haven't ruled all of this out, but let me return to [value] and look at houses [houses]",
    "I haven't ruled all of this out, but let me return to [value] and look at house [house], not tried yet",
    "Wait, let me not go deeper here. Let me look at [value] again, with {left} to try",
    "Let me put this line on hold and go back to [value], which still has {left} to try",
    only=ONLY,
    left=LEFT,
)
ASIDE_ELSEWHERE = [
    "I set this line aside and take up [line], with [count] to try for [value]",
    "Let me leave that for now. With [line], I still have [count] to try for [value]",
    "Rather than go on here, I go over to [line], with [count] left to try for [value]",
    "There may be more to try here, but I return to [line], where I have [count] to try for [value]",
    "I drop this for the moment. Back to [line], where for [value] I can still try [count]",
    "Hmm, let me set this aside and take up [line], where I have [count] to try for [value]",
    "I'm not getting anywhere here right now. With [line] I could still try [count] for [value]",
    "Maybe I should go back to [line], with [count] not tried yet for [value]",
    "I haven't ruled all of this out, but let me return to [line] and try [count] for [value]",
    "Let me put this line on hold. When I had [line], I hadn't tried [count] for [value]",
]
SWITCH = [
    "I leave this open and go back to [value], with [count] still to try",
    "Let me keep that for later. For [value] I can still try [count]",
    "Before I decide here, I return to [value], with [count] left to try",
    "I put this on hold. Back to [value], for which I have not tried [count]",
    "That can wait. I look at [value] once more, with [count] to try",
    "Actually, before I decide here, let me go back to [value], where I have [count] to try",
    "Hmm, I'm not sure about this, so I'll keep it for later. For [value] I could still try [count]",
    "Wait, maybe I should look at [value] first, with [count] not tried yet",
    "I can always come back to this. For now, [value] again, and [count] to try",
    "Let me hold on to that and return to [value], which still has [count] to try",
    "I leave this open and take up [line], with [count] to try for [value]",
    "Let me keep that for later. With [line], I can still try [count] for [value]",
    "Before I decide here, I go over to [line], with [count] left to try for [value]",
    "I put this on hold. Back to [line], where I have [count] to try for [value]",
    "That can wait. I return to the line with [line], where for [value] I can still try [count]",
    "Actually, before I decide here, let me take up [line], where I have [count] to try for [value]",
    "Hmm, I'm not sure, so I'll keep this for later. With [line] I could still try [count] for [value]",
    "Wait, maybe I should look at [line] first, with [count] not tried yet for [value]",
    "I can always come back to this. When I had [line], I hadn't tried [count] for [value]",
    "Let me hold on to that and return to [line], with [count] to try for [value]",
]
FIRST = [
    "I begin with [value], for which there are houses [houses] to try",
    "First, [value]: I have houses [houses] to try",
    "To start with, I can try [value] in house [or]",
    "Let me begin with [value] and houses [houses] to try",
    "Okay, so let me start with [value]. I can try house [or]",
    "Alright, where do I begin? Maybe with [value], where I have houses [houses] to try",
    "Hmm, let me look at [value] first: houses [houses] are there to try",
    "Let me see. For [value] I could try house [or]",
    "First, I want to place [value], and I have houses [houses] to try",
]
OPTIONS = [
    "The houses to try for [value] are [houses]",
    "For [value] there are houses [houses] to try",
    "I can try [value] in house [or]",
    "Next, [value]: I have houses [houses] to try",
    "Where to put [value]? To try are houses [houses]",
    "Now [value], with houses [houses] to choose from",
    "I turn to [value] and have houses [houses] to try",
    "Let me place [value], and the choice is between houses [houses]",
    "Okay, what about [value]? I can try house [or]",
    "Now for [value] I could try house [or]",
    "Let me think about [value]: houses [houses] are there to try",
    "Hmm, [value] next. The houses to try are [houses]",
    "So where does that leave [value]? I have houses [houses] to try",
    "And then [value]. There I'd have houses [houses] to try",
    "Let me move on to [value], with houses [houses] to try",
    "Next I need to place [value]. I'm looking at houses [houses]",
]
