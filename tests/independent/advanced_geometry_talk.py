"""The phrases of reflective geometry texts, as a plain reader knows them."""

from __future__ import annotations

REFLECTIVE: dict[str, list[str]] = {
    "options": [
        r"Hmm, how should I do this\? I could use [methods]",
        "Let me think about what could work: [methods]",
        "Okay, there are a few ways here: [methods]",
        "I could go about this with [methods]",
        r"What are my options\? I see [methods]",
    ],
    "use": [
        "Let me try [method]",
        "Maybe [method] will do",
        "I think I'll go with [method]",
        "Let's go with [method]",
        "I'll try it with [method]",
    ],
    "back_choice": [
        r"Okay, so that method doesn't work\. I still have [methods]",
        r"Hmm, this way is out\. What's left is [methods]",
        r"So no luck with that one\. Let me see what remains: [methods]",
        r"Right, that's a dead end\. I haven't tried [methods]",
        r"No, that can't work here\. Then [methods]",
    ],
    "back_last": [
        r"Okay, so that method doesn't work\. I still have [method]",
        r"Hmm, this way is out\. What's left is [method]",
        r"So no luck with that one\. What remains is [method]",
        r"Right, that's a dead end\. I haven't tried [method]",
        r"No, that can't work here\. Then [method]",
    ],
    "aside_choice": [
        r"Hmm, let me leave this method for now\. There's also [methods]",
        r"Maybe another way is easier\. I haven't tried [methods]",
        "Actually, let me put this on hold and think of [methods]",
        r"Before I go on, what about the others: [methods]\?",
        "I'm not sure about this one, so let me look at [methods]",
    ],
    "aside_last": [
        r"Hmm, let me leave this method for now\. There's also [method]",
        r"Maybe another way is easier\. I haven't tried [method]",
        "Actually, let me put this on hold and think of [method]",
        r"Before I go on, what about [method]\?",
        "I'm not sure about this one, so let me look at [method]",
    ],
    "back_step": [
        r"So I made a mistake somewhere\. Looking back, it's in [place], so let me try that again",
        r"That can't be\. I must have got [place] wrong, so let me redo it",
        r"Okay, where did I go wrong\? It's [place], so I'll redo that",
        r"Hmm, something's off, and I see it now: [place]\. Let me fix that",
        r"Wait, [place] was wrong\. I'll go back and do it again",
        r"Right, so [place] isn't correct, and I have to redo it carefully",
    ],
    "aside_step": [
        "Let me leave this for a moment and go back to [place]",
        "Hmm, I'd rather look at [place] again first",
        "Before I go on, let me return to [place]",
        r"I'm not sure yet\. Back to [place] for now",
        "Actually, let me take another look at [place]",
    ],
    "solved": [
        "So my answer is [answer]",
        "Okay, written as asked, that's [answer]",
        "And that gives me the answer: [answer]",
        "Great, so the answer should be [answer]",
        "Putting it in the form asked for, [answer]",
    ],
    "restate": [
        r"Let me keep in mind that [v] is at \([x1], [y1]\)",
        r"Just to recall, [v] lies at \([x1], [y1]\)",
        r"Okay, [v] was given as \([x1], [y1]\)",
        r"Wait, where was [v]\? At \([x1], [y1]\)",
        r"So the corner [v] has the coordinates \([x1], [y1]\)",
    ],
    "recall": [
        r"I already found [s] to be \([dx], [dy]\)",
        r"From before, [s] is \([dx], [dy]\)",
        r"Let me remember that [s] came out as \([dx], [dy]\)",
        r"What was [s] again\? It was \([dx], [dy]\)",
        r"I can reuse [s] from above, that was \([dx], [dy]\)",
    ],
    "gave_up": [
        "Hmm, I can't finish this, so I stop here",
        "I don't have an answer, and I'm going to leave it",
        "Okay, I give up on this one",
        "I'm not getting anywhere, so I end here without an answer",
        "I'll stop at this point, with no answer",
    ],
    "unsolvable": [
        "Okay, so I've tried every way, and none of them works",
        "Hmm, that was the last one, and it failed as well",
        "So nothing is left to try, and nothing has worked",
        r"Wait, that was everything\. None of it works",
        "I'm out of methods, and all of them have failed",
    ],
}

REFLECTIVE_CHECKS: dict[str, list[str]] = {
    "perpendicular_ok": [
        (
            r"[f] is \([hx], [hy]\) and [s] is \([dx], [dy]\), and their dot product is [e1] \+ [e2_s] = [e]\. Yes, a "
            "right angle"
        ),
    ],
    "perpendicular_bad": [
        (
            r"[f] is \([hx], [hy]\) and [s] is \([dx], [dy]\), and their dot product is [e1] \+ [e2_s] = [e]\. No, "
            "that should be 0"
        ),
    ],
    "equal_ok": [
        "from this point the squared distance to A is [da], and to B and C it's the same",
    ],
    "equal_bad": [
        (
            "from this point the squared distance to A is [da], but to B and C it's [db] and [dc], and these should "
            "all be equal"
        ),
    ],
    "median_ok": [
        (
            r"the midpoint of BC is \([mx], [my]\), and two thirds of the way there from A is \([tx], [ty]\)\. Yes, "
            "that's my point"
        ),
    ],
    "median_bad": [
        (
            r"the midpoint of BC is \([mx], [my]\), and two thirds of the way there from A is \([tx], [ty]\)\. No, I "
            r"had \([gx], [gy]\)"
        ),
    ],
    "along_ok": [
        (
            r"BF is \([hx], [hy]\) and BC is \([dx], [dy]\), and their cross product is [e1] - [e2_s] = [e]\. Good, "
            "so F is on BC"
        ),
    ],
    "along_bad": [
        (
            r"BF is \([hx], [hy]\) and BC is \([dx], [dy]\), and their cross product is [e1] - [e2_s] = [e]\. Hmm, "
            "then F isn't on BC"
        ),
    ],
    "other_corner_ok": [
        r"from B, \([a1], [a2]\) x \([b1], [b2]\) is [d], which makes an area of [area]\. Same as before",
    ],
    "other_corner_bad": [
        r"from B, \([a1], [a2]\) x \([b1], [b2]\) is [d], which makes an area of [area]\. But I had [have]",
    ],
    "closed_ok": [
        (
            r"once around, BC \+ CA \+ AB is \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], "
            r"[dy]\)\. Okay, it closes"
        ),
    ],
    "closed_bad": [
        (
            r"once around, BC \+ CA \+ AB is \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], "
            r"[dy]\)\. But it should come back to \(0, 0\)"
        ),
    ],
    "heron_ok": [
        r"by Heron's formula 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], and 4\*[d]\^2 is [n]\. These agree",
    ],
    "heron_bad": [
        (
            r"by Heron's formula 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], and 4\*[d]\^2 is [n]\. These "
            "don't agree"
        ),
    ],
    "squared_ok": [
        r"[root]\^2 is about [back], and it should be [n]\. Fine",
    ],
    "squared_bad": [
        r"[root]\^2 is about [back], and it should be [n]\. That's off",
    ],
    "distance_ok": [
        (
            r"weighting corners by the opposite sides, the incenter is \([ix], [iy]\), from AB [k]/[lc] ≈ [dist] "
            r"away\. I had [rad], so that fits"
        ),
    ],
    "distance_bad": [
        (
            r"weighting corners by the opposite sides, the incenter is \([ix], [iy]\), from AB [k]/[lc] ≈ [dist] "
            r"away\. I had [rad], so something's off"
        ),
    ],
    "third_side_ok": [
        (
            r"by the law of cosines AC\^2 is [n1] \+ [n2] - 2\*[d_p] = [l], and directly it is [dx_p]\^2 \+ [dy_p]\^2 "
            r"= [n]\. Yes, the same"
        ),
    ],
    "third_side_bad": [
        (
            r"by the law of cosines AC\^2 is [n1] \+ [n2] - 2\*[d_p] = [l], and directly it is [dx_p]\^2 \+ [dy_p]\^2 "
            r"= [n]\. No, not the same"
        ),
    ],
    "sum_ok": [
        r"the three angles make [alpha] \+ [beta_p] \+ [gamma] = [sum]\. That's 180° up to rounding",
    ],
    "sum_bad": [
        r"the three angles make [alpha] \+ [beta_p] \+ [gamma] = [sum]\. That isn't 180°",
    ],
}
