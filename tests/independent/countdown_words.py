"""The sentences of Countdown texts, as a plain reader knows them: ``[name]`` stands for what a sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence

WHOLE = r"\d+"
NUMBER = r"\d+(?:/[1-9]\d*)?"
PART = r"(?:\d+|\(\d+/[1-9]\d*\))"
LIST = rf"{NUMBER}(?:, {NUMBER})*(?: and {NUMBER})?"
STEP = rf"{PART} [-+*/] {PART} = {NUMBER}"
STEPS = rf"{STEP}(?:, {STEP})*(?: and {STEP})?"
EXPRESSION = r"[0-9(][-0-9+*/() ]*"
SIDE = rf"(?P<off>{NUMBER}) (?P<side>above|below) (?P<target>{WHOLE})"
SHORT_SIDE = rf"(?P<side>[<>]) (?P<target>{WHOLE}) by (?P<off>{NUMBER})"

Patterns = Sequence[tuple[str, re.Pattern[str]]]


def patterns(table: dict[str, Sequence[str]]) -> Patterns:
    """Sentences, with ``[name]`` for what they name, as patterns with groups."""
    slots = {
        "[step]": f"(?P<step>{STEP})",
        "[numbers]": f"(?P<numbers>{LIST})",
        "[row]": f"(?P<numbers>{NUMBER}(?: {NUMBER})*)",
        "[steps]": f"(?P<steps>{STEPS})",
        "[end]": f"(?P<end>{NUMBER})",
        "[target]": f"(?P<target>{WHOLE})",
        "[answer]": f"(?P<answer>{EXPRESSION})",
        "[need]": f"(?P<need>{NUMBER})",
        "[made]": f"(?P<made>{STEP})",
        "[again]": f"(?P<again>{STEP})",
        "[undo]": rf"(?P<undo>{PART} [-+*/] {PART})",
        "[undone]": f"(?P<undone>{NUMBER})",
        "[op by]": rf"(?P<op>[-+*/]) (?P<by>{PART})",
        "[way]": rf"(?P<way>{PART} [-+*/] {PART})",
        "[value]": f"(?P<value>{NUMBER})",
        "[a]": f"(?P<a>{NUMBER})",
        "[b]": f"(?P<b>{NUMBER})",
        "[side]": SIDE,
        "[<>]": SHORT_SIDE,
    }
    found = []
    for name, sentences in table.items():
        for sentence in sentences:
            pattern = re.escape(sentence)
            for slot, group in slots.items():
                pattern = pattern.replace(re.escape(slot), group)
            found.append((name, re.compile(pattern)))
    return found


RETURNS = {
    # Said of a line that has failed as a whole; they name what is gone back to, or the next sentence does.
    "refuted": [
        *("That cannot work, so back to [numbers].", "So this fails, and I return to [numbers]."),
        *(
            "That does not work: back to [numbers].",
            "That cannot work.",
            "This is ruled out.",
            "Nothing comes of that.",
        ),
        *("Nothing comes of that.", "So that is out."),
        *("Okay, so that doesn't work at all.", "Hmm, that line leads nowhere.", "So this fails."),
        "Wait, nothing comes of this, so I should go back to where I had [numbers].",
        *("Right, that one is out.", "No, this can't be it."),
    ],
    # Said of a line on which there is more to try.
    "aside": [
        *("I set this line aside and return to [numbers].", "Let me leave that for now and go back to [numbers]."),
        *("I drop this for the moment.", "Rather than stay on this line, I return to [numbers]."),
        "There may be more to try on this line, but I go back to [numbers].",
        "Leaving this as it is, I start again from [numbers].",
        "Hmm, there may be more to this, but let me set it aside and go back to [numbers].",
        "I'm not getting anywhere here right now, so back to [numbers].",
        "Let me leave this for now and return to [numbers].",
        *(
            "Wait, let me not stay on this line.",
            "I haven't ruled this out, but I'd rather start again from [numbers].",
        ),
        "Let me put this line on hold and go back to [numbers].",
    ],
    # Said where numbers lie on the table of which nothing has been tried yet.
    "switch": [
        *("I leave that open and take up [numbers] again.", "Before I go on here, I return to [numbers]."),
        *("Let me keep that for later and go back to [numbers].", "I put this on hold."),
        "That can wait: I look at [numbers] once more.",
        "Actually, let me hold on to that and look at [numbers] first.",
        "Hmm, before I go on here, let me get back to [numbers].",
        "I'm not sure about this, so I'll keep it for later and take up [numbers].",
        *("Wait, maybe I should look at [numbers] first.", "I can always come back to this."),
    ],
    "return": [
        *("Back to [numbers].", "I go back to [numbers].", "Once more from [numbers].", "Let me go back to [numbers]."),
        *("Let me think again with [numbers].", "Going back to [numbers].", "I have to return to [numbers]."),
        "For now, [numbers] again.",
    ],
}
TAILS = {
    "left": [
        *(", leaving [numbers].", ", so [numbers] remain.", ", and now [numbers] are left."),
        *(", with [numbers] to go on with.", "; that leaves [numbers].", ", which would leave me with [numbers]."),
        *(", so I'd have [numbers].", ", and then [numbers] are there to use.", ", and that leaves [numbers]."),
    ],
    "miss": [
        *(", not [target].", ", but I need [target].", ", which is not [target].", ", and that misses [target]."),
        *(": not [target].", ", but no, I need [target].", ", hmm, and that's not [target]."),
        *(", which isn't the [target] I'm after.", ", and wait, the target is [target]."),
    ],
    "target": [
        *(", which is the target.", ", as wanted.", ", the target.", ", and yes, that's the target!"),
        *(", which is exactly what I need.", ", and that's it.", ", oh nice, that is the target."),
    ],
    "target answer": [", and that is it: [answer]."],
    "": [".", " is worth a try."],
}
TAILS = {
    name: [*tails, *[f" is worth a try{tail}" for tail in tails if tail[0] in ",;:"]] for name, tails in TAILS.items()
}
STEP_OPENINGS = (
    *("", "Try ", "Let me take ", "Say ", "Next, ", "I could take ", "Perhaps ", "Let me try ", "Maybe I can do "),
    *("I wonder about ", "Hmm, ", "Let's see, ", "I could go for "),
)
QUESTIONS = ("What about [step]?", "What if I take [step]?", "Okay, how about [step]?")
SENTENCES = {
    "left": [
        *("I have [numbers].", "I start with [numbers].", "The numbers are [numbers].", "Now I have [numbers]."),
        *("I have [numbers] to work with.", "At the start there are [numbers].", "My numbers are [numbers]."),
        *("[numbers] are left.", "That leaves [numbers].", "Then I have [numbers].", "So now I'm left with [numbers]."),
        *("Okay, so I have the numbers [numbers].", "Alright, let me see what there is: [numbers]."),
        *("Hmm, I've got [numbers] here.", "Let me start by writing down the numbers: [numbers]."),
        *("First, the numbers that I can use are [numbers].", "That leaves me with [numbers]."),
        *("Then what I have is [numbers].", "Okay, [numbers] to work with now."),
    ],
    "miss": [
        *("That is [end], not [target].", "It ends with [end], but I need [target]."),
        *("The last number is [end] and not [target].", "I wanted [target] and have [end]."),
        *("Hmm, that gives [end], and I need [target].", "Wait, that's [end], not [target]."),
        *("So I end up with [end] instead of [target].", "No, [end] isn't [target]."),
    ],
    "target": [
        *("That is the target.", "This is what I need.", "Yes, that's the target!", "Great, that is what I need."),
        "There it is.",
    ],
    "target answer": [
        *("That does it: [answer].", "There is the target, so the answer is [answer]."),
        "And that's exactly the target, so my answer is [answer].",
    ],
    "answer": [
        *("The answer is [answer].", "Put together: [answer].", "So the answer is [answer].", "My answer is [answer]."),
        *("Putting it all together: [answer].", "Putting it together: [answer].", "So I can write it as [answer]."),
        "So I can write [answer].",
    ],
    "stands": [
        *(
            "So far: [steps].",
            "What stands so far is [steps].",
            "To keep track: [steps].",
            "Up to here I have [steps].",
        ),
        *("The steps that stand are [steps].", "Let me recap: [steps].", "So far I have [steps]."),
        *("Just to keep track, up to here it's [steps].", "So, to sum up what stands at this point: [steps]."),
        "Let me not lose track: [steps].",
    ],
    "check": [
        *("Check: [again], so [way] is [value].", "Let me check that: [undo] gives [undone], so [made] is right."),
        *("I check [made] by going back: [again].", "From [again] I see that [made] holds."),
        "Let me double-check that: [again], so [way] is indeed [value].",
        "Hmm, let me verify [made]: [again].",
    ],
    "asked": [
        *("Is [way] really [value]?", "Wait, is [way] really [value]?", "Did I get [made] right?"),
        "I'd better make sure of [made].",
    ],
    "told": ["Yes, as [again].", "Going back, [again], so yes.", "[again], so I did.", "Since [again], it holds."],
    "list": [
        *("With [a] and [b] I could make [numbers].", "From [a] and [b] come [numbers]."),
        *("The two numbers [a] and [b] can give [numbers].", "[a] and [b] would make [numbers]."),
        *("Taking [a] and [b] together, [numbers] can be had.", "With [a] and [b] I could get [numbers]."),
        *("Let me see what [a] and [b] can make: [numbers].", "Hmm, from [a] and [b] there would be [numbers]."),
        "So [a] and [b] could give me [numbers].",
    ],
    "offer": ["What do [a] and [b] offer?"],
    "offered": ["I see [numbers]."],
    "compare": [
        *("Taking [way] would make [value], [side].", "As for [way], that would be [value], which is [side]."),
        *("With [way] I would get [value], and that lies [side].", "[way] would be [value]: [side]."),
        *("If I took [way], I would have [value], [side].", "If I did [way], I'd get [value], which is [side]."),
        *("Hmm, [way] would give [value], and that's [side].", "Let me think: [way] makes [value], so [side]."),
        "I also see [way], that would be [value], [side].",
    ],
    "comparing": ["Just to compare, [way] would be [value]."],
    "compared": ["That's [side]."],
    "need": [
        "Working back from [target]: [way] would make it, so [need] from the others would do.",
        "To end on [target] with [op by], I would need [need], since [again].",
        "If the others made [need], then [way] would be [target].",
        "Seen from the end, [need] would do, as [again].",
        "For [target] it would be enough to get [need] from the others: [again].",
        "To get [target] I could use [way], so I'd need [need] from the others.",
        "Hmm, working backwards from [target], if the others made [need], then [way] would do it.",
        "With [need] it would be [again].",
        "If I could only get [need], then [again].",
        "One subgoal could be [need] from [numbers]: then [again].",
        "A plan in two parts: first [need] from [numbers], then [again].",
        "A step on the way could be to make [need] out of [numbers], as [way] is [target].",
        "If [numbers] gave [need], then [again].",
        "With [need] from [numbers] I would be done, since [again].",
        "Maybe a smaller goal helps: if I get [need] from [numbers], then [again].",
        "With [need] out of [numbers] I'd have [again].",
        "Okay, so one plan: make [need] from [numbers], and then [again].",
        "Hmm, if [numbers] could give [need], then [way] would be [target].",
        "I could aim for [need] using [numbers], because [again].",
    ],
    "supposing": ["Suppose the others gave me [need]."],
    "supposed": ["Then [again], and I'd be done."],
    "gave up": [
        *("I stop here without an answer.", "I have not found a way, and I give up here."),
        *("This is as far as I go, without a solution.", "I end the search here with nothing found."),
        *("Here I give up; I have no answer.", "I haven't found a way."),
        "I've been at this for a while and still have no answer, so I'll stop here.",
        *("Hmm, I don't have a solution, and I'm going to stop.", "At this point I stop, with nothing found."),
        "I can't go on like this, so I end here without an answer.",
    ],
    "no way": [
        *("That was the last possibility: the target cannot be made.", "So there is no solution."),
        *("With that everything has been tried, and nothing makes the target.", "There's no solution."),
        *("No way is left: the target is out of reach.", "All of it fails, so this has no solution."),
        "Okay, so I've tried everything, and the target just can't be made.",
        "Wait, that was the last option, so this has no solution.",
        "So every single way fails, which means that the target can't be reached.",
        "That's all there was to try, and none of it works: no solution.",
    ],
    "all tried": ["Hmm, nothing is left to try."],
    "nothing": [
        *("Maybe another way is better.", "Okay, where am I?", "Okay, good.", "Okay, I give up here."),
        *("What would I need before the last step?", "Let me break this down."),
    ],
}
SHORT = {
    "left": ["have [row]", "left [row]"],
    "refuted": ["refuted, back to [row]"],
    "aside": ["aside, back to [row]"],
    "switch": ["switch to [row]"],
    "miss": ["end [end] != [target]"],
    "answer": ["solved: [answer]"],
    "stands": ["so far [steps]"],
    "check": ["check [made]: [again]"],
    "list": ["from [a] [b]: [row]"],
    "compare": ["perhaps [way] = [value], [<>]"],
    "need": ["need [need]: [again]", "aim [need] of [row]: [again]"],
    "gave up": ["gave up"],
    "no way": ["no solution"],
}
SHORT_TAILS = {"left": [", left [row]"], "miss": [" != [target]"], "answer": [", solved: [answer]"], "": [""]}


def known(style: str) -> Patterns:
    """All sentences of a style: what each says, and its pattern."""
    if style == "symbolic":
        steps = {f"step {name}".strip(): [f"[step]{tail}" for tail in tails] for name, tails in SHORT_TAILS.items()}
        return patterns({**SHORT, **steps})
    openings = "|".join(map(re.escape, STEP_OPENINGS))
    steps = {f"step {name}".strip(): [f"[step]{tail}" for tail in tails] for name, tails in TAILS.items()}
    with_openings = [(name, re.compile(f"(?:{openings}){pattern.pattern}")) for name, pattern in patterns(steps)]
    return [*patterns({**RETURNS, **SENTENCES, "step": QUESTIONS}), *with_openings]
