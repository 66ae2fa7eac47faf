"""The sentences of Sudoku texts, as a plain reader knows them: ``[name]`` stands for what a sentence names.

A sentence begins with a head and can go on with tails; a head may hold full stops.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

CELL = r"r[0-9]c[0-9]"
SOME = r"[0-9](?:, [0-9])*(?: (?:and|or) [0-9])?"
SLOTS = {
    "[cell]": f"(?P<cell>{CELL})",
    "[again]": "(?P=cell)",
    "[d]": "(?P<digit>[0-9])",
    "[same]": "(?P=digit)",
    "[only]": "(?P<only>[0-9])",
    "[and]": "(?P<all>[0-9](?:, [0-9])*(?: and [0-9])?)",
    "[or]": "(?P<all>[0-9](?:, [0-9])*(?: or [0-9])?)",
    "[left]": f"(?P<left>{SOME})",
    "[digits]": r"(?P<all>[0-9](?: [0-9])*)",
    "[still]": r"(?P<left>[0-9](?: [0-9])*)",
    "[row]": f"(?P<row>{SOME}|nothing)",
    "[column]": f"(?P<column>{SOME}|nothing)",
    "[box]": f"(?P<box>{SOME}|nothing)",
    "[unit]": "(?P<unit>row|column|box)",
    "[n]": "(?P<number>[0-9])",
    "[points]": r"(?P<points>[0-9.](?: [0-9.])*)",
    "[line]": f"(?P<line>{CELL} = [0-9](?:, {CELL} = [0-9])*(?: and {CELL} = [0-9])?)",
}
SHORT_SLOTS = {f"[{name}]": f"(?P<{name}>[0-9](?: [0-9])*|-)" for name in ("row", "column", "box")}
HAS = "row has [row], its column adds [column], its box adds [box]"
THE = "the row has [row], the column adds [column], the box adds [box]"
HEADS: dict[str, Sequence[str]] = {
    "options": [
        *("[cell] can be [or]", "I start with [cell], which can be [or]", "First, [cell] could be [or]"),
        *("To begin with, [cell] has the candidates [and]", "I begin with [cell]: its row, column and box leave [and]"),
        *("[cell] could be [or]", "In [cell] I can put [or]", "For [cell] there are [and]", "Open in [cell] are [and]"),
        *("[cell] still has [and] open", "Next is [cell], with the candidates [and]"),
        *("The row, column and box of [cell] leave [and]", "Okay, let me start with [cell], which can be [or]"),
        "Alright, so first I look at [cell]. It could be [or]",
        "Let me begin somewhere, say [cell]: its candidates are [and]",
        "Hmm, where to start? [cell] has the candidates [and]",
        *("First, [cell]. Its row, column and box leave [and]", "Now [cell] could be [or]"),
        *("Okay, [cell]. I see [and] as candidates", "Hmm, [cell] can be [or]"),
        *("Let me look at [cell]: it could be [or]", "What about [cell]? Its candidates are [and]"),
        *("Now [cell] leaves me with [and]", "Next up is [cell], and I have [and] there"),
        "I'm not sure about [cell], it can be [or]",
    ],
    "try": [
        *("I try [d]", "Let me try [d]", "Suppose it is [d]", "What about [d]?", "I put [d] in [cell]"),
        *(
            "Say [cell] is [d]",
            "Maybe [d]?",
            "I'll go with [d] and see",
            "Let's say it's [d]",
            "What if [cell] is [d]?",
        ),
        *("Perhaps I put [d] in [cell] for now", "Let me assume [d] and see where it leads"),
    ],
    "forced": [
        *("[cell] can only be [d]", "Only [d] fits [cell]", "In [cell] just [d] is possible"),
        *("[cell] has no candidate but [d]", "For [cell] only [d] is left"),
        "Okay, so first of all, [cell] can only be [d]",
        *("Let me start with [cell]: only [d] fits there", "Alright, I see that [cell] has no candidate but [d]"),
        "Hmm, let me look for easy ones. [cell] can only be [d]",
        *("First, for [cell] there's only [d]", "So [cell] can only be [d]", "Okay, only [d] fits [cell]"),
        *("Then for [cell] there's only [d]", "Let me see, [cell] has no candidate but [d]"),
        *("And [cell]? Only [d] works there", "Now [cell] has just [d] left"),
    ],
    "hidden": [
        *("In its [unit], [cell] is the only place for [d]", "Within its [unit], only [cell] can hold [d]"),
        "No other cell in the [unit] of [cell] can take [d], so it goes there",
        "The [unit] of [cell] has just this one place for [d]",
        "[d] can go nowhere else in the [unit] of [cell]",
        "Wait, in its [unit], [cell] is the only place for [d]",
        "Let me look at the [unit] of [cell]: no other cell there can take [d], so it goes in [again]",
        "Hmm, where can [d] go in the [unit] of [cell]? Only in [again] itself",
        "Oh, within its [unit], only [cell] can hold [d]",
        "I see that [d] fits nowhere else in the [unit] of [cell], so that one is settled",
    ],
    "stuck": [
        f"But [cell] has no candidate: its {HAS}",
        "Now nothing fits [cell]: its row has [row], its column adds [column] and its box adds [box]",
        "Then [cell] is stuck, as its row has [row], its column adds [column] and its box adds [box]",
        f"[cell] cannot be filled: {THE}",
        "No digit is left for [cell]: the row shows [row], the column adds [column] and the box adds [box]",
        "Wait, [cell] has no candidate: its row has [row], its column adds [column], and its box adds [box]",
        f"Hmm, what goes in [cell]? {THE.capitalize()}, so nothing",
        "But wait, nothing fits [cell], since its row has [row], its column adds [column] and its box adds [box]",
        "Oh no, [cell] is stuck: the row has [row], the column adds [column] and the box adds [box]",
        "Wait, let me look at [cell]. Row: [row]. The column adds [column], the box adds [box]. No digit is left",
    ],
    "solved": [
        *("Every cell is filled", "That completes the grid", "No blank is left, so the grid is done"),
        *("The grid is full now", "With that all cells are filled", "Okay, every cell is filled now"),
        *("And that's the whole grid", "Great, no blanks are left", "So the grid is complete"),
        "That was the last blank, so I'm done",
    ],
    "new": [
        "Check: [d] in [cell] is new to its row, its column and its box",
        "So [d] stands in [cell], and nowhere else in its row, column or box",
        "I look at the row, the column and the box of [cell]: no other [d] there",
        "The [d] in [cell] meets no other [same] in its row, column or box",
        "Neither the row nor the column nor the box of [cell] has a second [d]",
        "Let me double-check [d] in [cell]: no other [same] in its row, column or box",
        "Wait, is there another [d] in the row, column or box of [cell]? No, there isn't",
        "Just to be sure about [cell]: [d] is new to its row, its column and its box",
        "Hmm, does the [d] in [cell] clash? Its row, column and box have no other [same], so no",
        "Let me verify [cell] = [d]. The row, the column and the box hold no second [same], good",
    ],
    "unit": [
        *("By now [unit] [n] reads [points] in all", "With that, [unit] [n] is [points] so far"),
        *("To keep track: [unit] [n] holds [points] now", "I note [unit] [n] as [points] for now"),
        "As it stands, [unit] [n] is [points], with a point for each blank",
        *("Let me keep track: [unit] [n] is [points] now", "Okay, so [unit] [n] reads [points] at this point"),
        *(
            "Where am I? I have [points] in [unit] [n] so far",
            "Just so I don't lose track, [unit] [n] holds [points] now",
        ),
        "Let me write down [points] for [unit] [n] as it is",
    ],
    "list": [
        *("At this point [cell] has [and] open", "Looking at [cell], its candidates are [and]"),
        *("As it stands, [and] are possible in [cell]", "The candidates of [cell] are [and]"),
        *("I note [and] for [cell]", "Let me see, [cell] has [and] open at this point"),
        *("Hmm, the candidates of [cell] are [and]", "What about [cell]? There I'd have [and]"),
        *("I also note that [and] are possible in [cell]", "And in [cell] there would be [or]"),
    ],
    "gave up": [
        *("I stop here without having filled the grid", "I have not filled the grid, and give up here"),
        *("This is as far as I go; the grid is not done", "I end here with blanks left"),
        "Here I give up, without a solution",
        "I've been at this for a while and the grid isn't done, so I'll stop here",
        "Hmm, I don't have a solution, and I'm going to stop",
        "Okay, I give up here. There are still blanks",
        "I can't go on like this, so I end here without having filled the grid",
        "At this point I stop, with the grid not finished",
    ],
    "no way": [
        *("That was the last possibility: this grid has no solution", "So the grid has no solution"),
        *("Nothing is left to try, so the grid cannot be filled", "All of it fails: there is no solution"),
        "With that everything has been ruled out, and the grid has no solution",
        "Okay, so I've tried everything, and this grid just has no solution",
        *(
            "Hmm, nothing is left to try. The grid can't be filled",
            "Wait, that was the last option, so there is no solution",
        ),
        "So every single way fails, which means that the grid has no solution",
        "That's all there was to try, and none of it works: no solution",
    ],
}
TAILS: dict[str, Sequence[str]] = {
    "try": [
        *(", and I take [d]", "; I try [d]", "; say it is [d]", ", and I'll try [d]", ", so let me take [d]"),
        "; maybe [d]?",
    ],
    "try it": [
        ", and I take it",
        ", so I try it",
        "; I put it there",
        ", so let me try that",
        ", and I'll put it there",
    ],
    "forced": [
        *(", and then only [d] fits [cell]", "; now [cell] can only be [d]", ", with only [d] open in [cell]"),
        *(", and only [d] fits [cell]", "; [cell] can only be [d]", "; in [cell] just [d] is possible"),
        *(", and [cell] has only [d]", "; only [d] is left for [cell]", ", and [cell] can only be [d]"),
        *("; for [cell] there's only [d]", ", and [cell] has just [d]", ", and then [cell] can only be [d]"),
        ", and now only [d] fits [cell]",
    ],
    "stuck": [
        f"{words}: its {HAS}"
        for words in (
            *(", but then [cell] has no candidate", ", and now nothing fits [cell]", ", but [cell] has no candidate"),
            *(
                ", and then nothing fits [cell]",
                ", but wait, then nothing fits [cell]",
                ", but wait, nothing fits [cell]",
            ),
            *(", hmm, and [cell] has no candidate then", ", and, hmm, [cell] has no candidate"),
        )
    ],
    "solved": [
        *(", and the grid is complete", ", and that was the last cell", "; now every cell is filled"),
        *(", and that's the whole grid", ", and with that every cell is filled"),
    ],
}
# How a line is left; then follows what is gone back to: a cell, or a line with the decisions on it.
LEFT = {
    "refuted": [
        *("So that is ruled out. Back to", "That cannot be. Back in", "That leads to a contradiction. I return to"),
        *("This fails, and I go back to", "That does not work. Back to", "Okay, so that can't be right. Back to"),
        "Hmm, that leads to a contradiction. Let me go back to",
        *("So I was wrong there. Let me go back to", "Right, that's ruled out. Back in"),
        *("Wait, so that fails. I need to return to", "So that is ruled out. I take up", "That does not work. With"),
        *("That cannot be. On the line with", "That leads to a contradiction, so I go over to"),
        *("Right, that's ruled out. With", "Wait, so that fails. I go over to", "So I was wrong there. Back to"),
    ],
    "aside": [
        *("I set this line aside and go back to", "Let me leave that for now. Back in"),
        *("Rather than stay on this line, I return to", "I drop this for the moment. Back to"),
        "There may be more on this line, but I go back to",
        *("Hmm, let me set this aside and go back to", "There may be more to this, but I'd rather return to"),
        "I haven't ruled this out, but let me go back to",
        "Wait, maybe I should leave this for now. Back in",
        *("I'm not getting anywhere right now, so back to", "I set this line aside and take up"),
        *("Let me leave that for now. On the line with", "Rather than stay on this line, I go over to"),
        *("Hmm, let me set this aside and take up", "There may be more to this, but I'd rather go back to"),
        *("I haven't ruled this out, but with", "Wait, maybe I should leave this and go over to"),
    ],
    "switch": [
        *(
            "I leave this open and go back to",
            "Let me keep that for later. Back in",
            "Before I decide here, I return to",
        ),
        *(
            "I put this on hold. Back to",
            "This can wait: first I take up",
            "Actually, let me keep this open and go back to",
        ),
        *("Hmm, before I decide here, let me return to", "I'm not sure about this one. Back in"),
        *("Wait, maybe I should look at", "I can always come back to this. For now,"),
        *("I leave this open and take up the line with", "Let me keep that for later. On the line with"),
        *("Before I decide here, I go over to", "I put this on hold. With", "This can wait: I go back to"),
        "I'm not sure about this one. With",
    ],
}
GONE_TO = [
    *("[cell], where [left] are untried", "[cell] I still have [left] to try", "[cell] with [left] to try"),
    *(
        "[cell], which has [left] left to try",
        "[cell], where there are still [left] to try",
        "[cell], with [left] to try",
    ),
    *(
        "[cell] I have not tried [left]",
        "[cell], where I can still try [left]",
        "[cell], where I have not tried [left]",
    ),
    *("[cell] there is [left] to try", "[cell] again, with [left] left to try", "[cell], where I haven't tried [left]"),
    *("[cell], with [left] still to try", "[cell] and think again: [left] are left to try"),
    *("[cell], which leaves [left] to try", "[cell] and try something else: [left] are untried"),
    *("[cell] first, with [left] still to try", "[cell] again first, where I haven't tried [left]"),
    *(
        "[cell], where only [only] is untried",
        "[cell] there is just [only] left to try",
        "[cell] with only [only] to try",
    ),
    *("[cell], which has only [only] left to try", "[cell], where there is still [only] to try"),
    *("[cell], which has just [only] left to try", "[cell], with just [only] still to try"),
    *("[cell] and think again: only [only] is left to try", "[cell] there's still [only] to try"),
    *("[cell], which leaves only [only] to try", "[cell] and try something else: only [only] is untried"),
    *("[line] again. In [cell] it has [left] to try", "[line] again. In [cell] there is [left] to try"),
    *("[line], I can still try [left] in [cell]", "[line], where I can still try [left] in [cell]"),
    *("[line] there is [left] to try in [cell]", "[line], with [left] left to try in [cell]"),
    *("[line], with [left] to try in [cell]", "[line] first, with [left] still to try in [cell]"),
    *("[line], I still have [left] to try in [cell]", "[line] again first, where I haven't tried [left] in [cell]"),
    *("[line] again, with [left] left to try in [cell]", "[line], where I haven't tried [left] in [cell]"),
    *("[line], with [left] still to try in [cell]", "[line], which leaves [left] to try in [cell]"),
    "[line] again, where I haven't tried [left] in [cell]",
]
SHORT = {
    "options": ["[cell] in [digits]"],
    "try": ["try [d] in [cell]"],
    "forced": ["[cell] only [d]"],
    "hidden": ["[cell] only place for [d] in [unit]"],
    "stuck": ["[cell] stuck: row has [row], column adds [column], box adds [box]"],
    "solved": ["solved"],
    "new": ["check [cell] = [d]: new"],
    "unit": ["[unit] [n]: [points]"],
    "list": ["[cell] open [digits]"],
    "gave up": ["gave up"],
    "no way": ["no solution"],
}
SHORT_LEFT = {"refuted": ["refuted, back to", "refuted, over to"], "aside": ["aside, back to", "aside, over to"]}
SHORT_LEFT["switch"] = ["switch to"]
SHORT_GONE_TO = ["[cell] in [still]", "[cell] left [only]", "[cell] in [still] of [line]"]

Patterns = Sequence[tuple[str, re.Pattern[str]]]


def pattern_of(sentence: str, *, short: bool) -> str:
    pattern = re.escape(sentence)
    for slot, group in {**SLOTS, **(SHORT_SLOTS if short else {})}.items():
        pattern = pattern.replace(re.escape(slot), group)
    return pattern


def patterns(table: dict[str, Sequence[str]], *, short: bool = False) -> Patterns:
    return [(name, re.compile(pattern_of(each, short=short))) for name, group in table.items() for each in group]


def returns(left: dict[str, list[str]], gone_to: Sequence[str]) -> Patterns:
    """Any way to leave a line with any way to say what is gone back to."""
    found = []
    for word, ways in left.items():
        way = "|".join(map(re.escape, ways))
        found += [(word, re.compile(f"(?:{way}) {pattern_of(where, short=True)}")) for where in gone_to]
    return found


def known(style: str) -> tuple[Patterns, Patterns]:
    """What sentences of a style begin with, and what they go on with."""
    if style == "symbolic":
        heads = [*patterns(SHORT, short=True), *returns(SHORT_LEFT, SHORT_GONE_TO)]
        return heads, patterns({"try": [", try [d]"]})
    return [*patterns(HEADS), *returns(LEFT, GONE_TO)], patterns(TAILS)
