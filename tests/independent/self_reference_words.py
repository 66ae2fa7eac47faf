"""The phrases of self-reference texts, as a plain reader knows them."""

from __future__ import annotations

from phrases import Phrases

ITEM = r"[1-9] \([a-z0-9 ]+\)"
ITEMS = rf"(?:statement {ITEM}|statements {ITEM}(?:, {ITEM})* and {ITEM})"
JUDGED = ("is (?:true|false)", "as (?:true|false)", "(?:true|false)", "(?:holds|fails)")
SIGNS = r"#[1-9] [A-Za-z0-9<=> -]+"
SLOTS = {
    **dict.fromkeys(("t", "f", "made", "nth", "answer", "done", "fitting"), r"\d+"),
    "statements": ITEMS,
    "said": rf"statement {ITEM}",
    "value": "(?:true|false)",
    "values": "|".join(rf"{ITEM} {word}(?:, {ITEM} {word})*(?: and {ITEM} {word})?" for word in JUDGED),
    "sign": "[TF]",
    "judged": rf"{SIGNS} (?:yes|no)(?:, {SIGNS} (?:yes|no))*",
    "row": rf"{SIGNS}(?:, {SIGNS})*",
}
BOTH = "[t] true and [f] false"
FIRST = [
    "The number of true statements settles each of them, so I test the numbers. Take",
    "Once I know how many are true, I know which, so I go number by number. Say",
    "Each number of true statements fixes every truth value, so I test them all. First",
    "I look for numbers of true statements that are consistent. To begin with,",
    "How many are true decides which are, so I test the numbers in turn. I start with",
    "Every number of true statements is a case of its own. The first one is",
    "Okay, so if I know how many are true, I know which ones. Let me begin with",
    "Let me think. I can go by how many of them are true, and I'll start with",
    "Hmm, these talk about each other. Let me go number by number, and begin with",
]
FIRST_WITH_MORE = [
    "Hmm, the number of true statements settles them all, so let me take [t] true and [f] false first",
    "So I need to count the ways that work. I'll go by the number of true ones: [t] true and [f] false first",
]
NEXT = "Now|Next,|Say|Take|Then|On to|Okay, now|Next up,|Let me look at|Then I have to look at|Moving on to"
ASKED = "What about|Could it be|What if it's|Hmm, could it be|And how about"
ONE_MORE = "(?:(?:and that's |which is )?one too many|(?:and this is |That's )?one more than (?:there may be|allowed))"
WOULD = "[statements] would be [value]"
BACK = (
    r"A contradiction, so back to|That cannot be[.] Back to|This does not add up, and I return to|"
    r"That refutes it, so I go back to|So that fails[.] I am back at|Okay, so that's a contradiction[.] Back to|"
    r"Hmm, this doesn't work, so let me go back to|So my assumption was wrong[.] Going back to|"
    r"Right, that can't be it[.] Let me return to|No good, this contradicts itself[.] I'm back at|"
    r"Wait, then the assumption fails[.] Back to"
)
HEADS = {
    "first": [
        *(f"{each.replace('.', '[.]')} {BOTH}" for each in FIRST),
        f"Alright, I'll test each possible number of true statements[.] First, what about {BOTH}[?]",
        *(each.replace(".", "[.]") for each in FIRST_WITH_MORE),
    ],
    "case": [f"(?:{NEXT}) {BOTH}", f"(?:{ASKED}) {BOTH}[?]"],
    "suppose": [
        r"Let me see|I go through the statements|I suppose so and take them one by one|Let me work that out",
        r"Suppose it is so|Let me look at each statement|Let's say that's the case",
        r"I'm not sure, so let me work it out|Let me go through the statements one at a time",
        r"Hmm, let me just assume it and see|I'd better look at every single statement",
        r"Suppose for a moment that this is right|(?:Suppose|Let me assume) that it(?: i|')s [t] true and [f] false",
    ],
    "values": [
        r"(?:Then|So|Okay, so|Let me see,|That makes|I get|I'd have|One by one,|Taking each in turn,) [values]",
        r"One after another: [values]",
    ],
    "count": [
        "(?:That is|In all,|So that's|Counting up, I see|Okay, that comes to) [made] [value]",
        "So the [value] ones number [made]",
        "Counting the [value] ones, I get [made]",
        "Let me count the [value] ones: [made]",
        "How many are [value] now[?] I count [made]",
    ],
    "fits": [
        r"(?:That fits: s|Okay, this one works: s)olution [nth]",
        r"So it fits, and I have solution [nth]",
        r"Great, it's consistent, which gives me solution [nth]",
        r"(?:So|Okay,) [t] true and [f] false (?:fits|works): solution [nth]",
    ],
    "fits as supposed": [
        r"(?:It is as supposed, so this is|That agrees, which makes it|And that matches, so I've got) solution [nth]",
        r"Yes, that's what I assumed! So this is solution [nth]",
        r"Right, that agrees with what I assumed[.] Solution [nth]",
    ],
    "not so": [
        r"But I supposed [t] [value], not [made]",
        r"It should be [t] [value] and is [made]",
        r"But [made] [value] is not [t]",
        r"I need [t] [value] and have [made]",
        r"Wait, I assumed [t] [value], and [made] isn't (?P<again>\d+)",
        r"Hmm, but I needed [t] [value], not [made]",
        r"But no, [made] [value] isn't the [t] that I assumed",
        r"That doesn't match: [made] [value] against the [t] I assumed",
        r"Hold on, it should have been [t] [value], and it's [made]",
    ],
    "out": [
        rf"(?:No,|But then|That is ruled out:|It is impossible, since) {WOULD}, {ONE_MORE}",
        rf"It is out, for {WOULD}: one too many",
        rf"(?:Wait,|No, that can't be, because|But look,|I can rule that out:) {WOULD}, {ONE_MORE}",
        rf"Wait, {WOULD}, and that's one too many",
        rf"Hmm, but {WOULD}[.] That's one more than there may be",
        rf"Actually, {WOULD}, which is one too many, so this is out",
        rf"It (?:is not|can't be) [t] true and [f] false, (?:for|because) {WOULD}, one too many",
    ],
    "back": [rf"(?:{BACK}) [t] true(?: and [f] false)?"],
    "aside": [
        (
            r"(?:I leave this for now and return to|Let me set this aside and go back to|I put that on hold[.] Back "
            r"to|Rather than go on here, I return to|I drop this for the moment and go back to|Hmm, let me set this "
            r"aside for now and go back to|Let me leave that for the moment[.] Back to|I'd rather not go on with this "
            r"now, so back to|Wait, let me put this on hold and return to) [t] true and [f] false"
        ),
        r"I'll come back to that later[.] For now, [t] true and [f] false again",
    ],
    "solved": [
        (
            r"(?:That was the last number[.] Solutions found:|No number is left to test, so the number of solutions "
            r"is|All numbers are done: the answer is|With that every number has been tested, and the count of "
            r"solutions is|This was the last of the numbers, which makes the answer|Okay, that was the last number to "
            r"check[.] In total, the number of solutions is|So I've been through all the numbers, and the answer is|"
            r"Alright, no number is left[.] Counting the solutions, I get|And with that every number has been "
            r"tested[.] The number of solutions should be|That's all of them, so my final count is) [answer]"
        ),
    ],
    "restate": [
        (
            r"(?:I bear in mind|To recall, there is|Not to be forgotten:|One of the statements is|Let me keep in mind "
            r"that there's|Wait, let me not forget|Just to be sure what it says, I look again:|Hmm, let me read that "
            r"again:|Okay, one more look at) [said]"
        ),
        r"Let me keep [said] in view",
    ],
    "tally": [
        r"Tested so far: [done][.] Found to fit: [fitting]",
        r"Let me see where I am: [done] tested, [fitting] fitting",
        r"(?:To keep count:|Okay, quick count:) [done] done, [fitting] fitting",
        r"Numbers done: [done][.] Solutions among them: [fitting]",
        r"Up to here, [done] dealt with and [fitting] found to fit",
        r"That makes [done] tested, with solutions numbering [fitting]",
        r"So far I've done [done], and I've found [fitting] that fit",
        r"Just to keep track, numbers tested: [done], solutions: [fitting]",
        r"Wait, how many have I done[?] That's [done], with [fitting] fitting",
    ],
    "gave up": [
        r"I stop here without an answer|This is as far as I go, without an answer|Here I give up; I have no answer",
        (
            r"I've been at this for a while, so I'll stop here without an answer|I can't go on like this, so I end "
            r"here without an answer|Okay, I give up here[.] I don't have an answer"
        ),
    ],
    "gave up before the end": [
        (
            r"I have not come to the end, and I give up here|I end the search here, before all numbers are done|Hmm, "
            r"I'm not through with all the numbers, and I'm going to stop|At this point I stop, before I've tested "
            r"every number"
        ),
    ],
    "no way": [
        (
            r"Every way has been tried and has failed|So there is no way to the end|Nothing is left to try, and all "
            r"of it has failed|No way is left, so this cannot be done|All ways have failed|Okay, so I've tried "
            r"everything, and all of it fails|Hmm, nothing is left to try, and nothing worked|Wait, that was the last "
            r"way, so this can't be done|So every single way fails|That's all there was to try, and none of it works"
        ),
    ],
}
TAILS = [
    (
        "first|case",
        "suppose",
        [
            (
                r", which has to be worked out|, and I go through the statements|, which I work out|, so let me "
                r"look at each statement|, supposing that it is so|, and let me just assume that for now|, which "
                r"I'd like to work out in full|, so let me go statement by statement|, hmm, let me see what that "
                r"gives"
            ),
        ],
    ),
    (
        "first|case",
        "out",
        [
            rf"(?:, but then|: no,|, which is ruled out:|: impossible, since) {WOULD}, {ONE_MORE}",
            rf"(?:, but wait,|, but that can't be, since|, hmm, but then|: no, because) {WOULD}, {ONE_MORE}",
        ],
    ),
    (
        "back",
        "out",
        [
            rf"(?:, where|, which is out:|; that is out, as) {WOULD}, {ONE_MORE}",
            rf"(?:, and it's out, because|, which is out, since) {WOULD}, {ONE_MORE}",
        ],
    ),
    ("suppose", "values", [r": [values]"]),
    (
        "values",
        "count",
        [
            r"(?:, so(?: that's)?|, which is|:|, which comes to) [made] [value]",
            r"; [value] in all: [made]",
            r", and if I count the [value] ones, I get [made]",
        ],
    ),
    ("count", "fits", [r"(?:, so it fits|, so it's consistent): solution [nth]"]),
    (
        "count",
        "fits as supposed",
        [
            r", as supposed: solution [nth]",
            r", just as many as supposed, which is solution [nth]",
            r", and that agrees[.] Solution [nth]",
            r", and yes, that's what I assumed[.] Solution [nth]!",
            r", which matches, so here's solution [nth]",
            r", exactly as assumed, and that makes it solution [nth]",
        ],
    ),
    (
        "count",
        "not so",
        [
            r"(?:, not|, and not| instead of|, where I supposed|, but it had to be|, but wait, I assumed) [t]",
            r"(?:, hmm, and not|, which isn't|, but it would have to be) [t]",
        ],
    ),
]
WORDS = Phrases(SLOTS, HEADS, TAILS)
SHORT = Phrases(
    SLOTS,
    {
        "case": ["T=[t] F=[f]"],
        "suppose": ["try(?: T=[t] F=[f])?"],
        "out": ["out T=[t] F=[f]: [value] [row]"],
        "values": ["[judged]"],
        "count": ["[sign]: [made]"],
        "not so": ["but [sign] [made] != [t]"],
        "fits": ["fits [nth], T=[t] F=[f]"],
        "back": ["refuted, back to [t]", "refuted, back to T=[t] F=[f]"],
        "aside": ["aside, back to [t]", "aside, back to T=[t] F=[f]"],
        "solved": ["solved: [answer]"],
        "restate": ["recall (?P<said>#[1-9] [A-Za-z0-9<=> -]+)"],
        "tally": ["done [done], fit [fitting]"],
        "gave up": ["gave up"],
        "no way": ["no way left"],
    },
    [
        ("suppose", "values", [": [judged]"]),
        ("values", "count", ["; [sign]=[made]"]),
        ("count", "not so", [" != [t]"]),
        ("count", "fits", [", fits [nth]"]),
        ("case|back|aside", "out", [", out: [value] [row]"]),
    ],
    end="",
)
