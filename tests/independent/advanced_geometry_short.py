"""The phrases of symbolic geometry texts, as a plain reader knows them."""

from __future__ import annotations

SYMBOLIC: dict[str, list[str]] = {
    "options": [
        "methods: [methods]",
    ],
    "use": [
        "use [method]",
    ],
    "vector": [
        r"[s] = \([x2] - [x1_p], [y2] - [y1_p]\) = \([dx], [dy]\)",
    ],
    "norm": [
        r"[v]\^2 = [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
    ],
    "square": [
        r"[s]\^2 = [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
    ],
    "dot": [
        r"[s]\.[s2] = [a1_p]\*[b1_p] \+ [a2_p]\*[b2_p] = [m1] \+ [m2_p] = [d]",
    ],
    "cross": [
        r"[s]x[s2] = [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
    ],
    "altitude": [
        r"altitude [v] on [s]: [left] = [a_p]\*[px_p] \+ [b_p]\*[py_p] = [m1] \+ [m2_p] = [c]",
    ],
    "bisector": [
        "bisector [s]: [left] = [n2] - [n1_p] = [c]",
    ],
    "determinant": [
        r"D = [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
    ],
    "solve_x": [
        r"x = \([c1_p]\*[b2_p] - [c2_p]\*[b1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
    ],
    "solve_y": [
        r"y = \([a1_p]\*[c2_p] - [a2_p]\*[c1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
    ],
    "slope": [
        r"slope [s] = \([y2] - [y1_p]\)/\([x2] - [x1_p]\) = [m]",
    ],
    "across": [
        "across [s]: slope [m], so [r]",
    ],
    "midpoint": [
        r"middle [s] = \(\([x1] \+ [x2_p]\)/2, \([y1] \+ [y2_p]\)/2\) = \([mx], [my]\)",
    ],
    "intercept": [
        r"through [at]: q = [y] - [m_p]\*[x_p] = [q]",
    ],
    "meet_x": [
        r"x = \([q2] - [q1_s]\)/\([w1] - [w2_s]\) = [r]",
    ],
    "meet_y": [
        r"y = [w1_p]\*[x_p] \+ [q1_s] = [r]",
    ],
    "perpendicular_ok": [
        r"check [f] = \([hx], [hy]\), [s] = \([dx], [dy]\): dot [e1] \+ [e2_s] = [e], ok",
    ],
    "perpendicular_bad": [
        r"check [f] = \([hx], [hy]\), [s] = \([dx], [dy]\): dot [e1] \+ [e2_s] = [e], not 0",
    ],
    "equal_ok": [
        "check squared distances: [da] three times, ok",
    ],
    "equal_bad": [
        "check squared distances: [da], [db], [dc] not equal",
    ],
    "total": [
        r"sum [axis] = [x1] \+ [x2_p] \+ [x3_p] = [n]",
    ],
    "third": [
        "third of [n]: [axis] = [r]",
    ],
    "median_ok": [
        r"check middle BC = \([mx], [my]\), 2/3 from A: \([tx], [ty]\), ok",
    ],
    "median_bad": [
        r"check middle BC = \([mx], [my]\), 2/3 from A: \([tx], [ty]\), not \([gx], [gy]\)",
    ],
    "ratio": [
        "t = [d]/[n_p]: [r]",
    ],
    "foot": [
        r"[axis] = [x1] \+ [t_p]\*[dx_p] = [r]",
    ],
    "along_ok": [
        r"check BF = \([hx], [hy]\), BC = \([dx], [dy]\): cross [e1] - [e2_s] = [e], ok",
    ],
    "along_bad": [
        r"check BF = \([hx], [hy]\), BC = \([dx], [dy]\): cross [e1] - [e2_s] = [e], not 0",
    ],
    "half": [
        "area = [n]/2 = [area]",
    ],
    "other_corner_ok": [
        r"check BA = \([a1], [a2]\), BC = \([b1], [b2]\): cross [d], area [area], ok",
    ],
    "other_corner_bad": [
        r"check BA = \([a1], [a2]\), BC = \([b1], [b2]\): cross [d], area [area], not [have]",
    ],
    "closed_ok": [
        r"check \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], [dy]\), ok",
    ],
    "closed_bad": [
        r"check \([x1] \+ [x2_p] \+ [x3_p], [y1] \+ [y2_p] \+ [y3_p]\) = \([dx], [dy]\), not \(0, 0\)",
    ],
    "heron_ok": [
        r"check 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], 4\*[d]\^2 = [n], ok",
    ],
    "heron_bad": [
        r"check 4\*[n2]\*[n3] - \([n4] \+ [n5] - [n1_p]\)\^2 = [l], 4\*[d]\^2 = [n], not equal",
    ],
    "whole_root": [
        r"length [s] = sqrt\([n]\) = [l]",
    ],
    "root": [
        r"length [s] = sqrt\([n]\) ~ [root]",
    ],
    "squared_ok": [
        r"check [root]\^2 ~ [back], [n], ok",
    ],
    "squared_bad": [
        r"check [root]\^2 ~ [back], [n], not equal",
    ],
    "perimeter": [
        r"p = [la] \+ [lb] \+ [lc] = [p]",
    ],
    "radius": [
        "r = [n]/[p] ~ [rad]",
    ],
    "distance_ok": [
        r"check incenter \([ix], [iy]\), to AB [k]/[lc] ~ [dist], r [rad], ok",
    ],
    "distance_bad": [
        r"check incenter \([ix], [iy]\), to AB [k]/[lc] ~ [dist], r [rad], not equal",
    ],
    "third_side_ok": [
        r"check [n1] \+ [n2] - 2\*[d_p] = [l], AC\^2 = [dx_p]\^2 \+ [dy_p]\^2 = [n], ok",
    ],
    "third_side_bad": [
        r"check [n1] \+ [n2] - 2\*[d_p] = [l], AC\^2 = [dx_p]\^2 \+ [dy_p]\^2 = [n], not equal",
    ],
    "product": [
        r"N = [n1]\*[n2] = [n]",
    ],
    "cosine": [
        r"cos B = [d]/sqrt\([n]\) ~ [value]",
    ],
    "sine": [
        r"sin B = [d]/sqrt\([n]\) ~ [value]",
    ],
    "tangent": [
        "tan B = [d]/[n_p] ~ [value]",
    ],
    "angle": [
        r"B = [arc]\([value]\) ~ [deg]",
    ],
    "other": [
        r"[v] = arccos\([s]\.[s2]/root\) = arccos\([d]/sqrt\([n1]\*[n2]\)\) ~ [deg]",
    ],
    "sum_ok": [
        r"check [alpha] \+ [beta_p] \+ [gamma] = [sum] ~ 180, ok",
    ],
    "sum_bad": [
        r"check [alpha] \+ [beta_p] \+ [gamma] = [sum], not 180",
    ],
    "parallel": [
        "D is 0: parallel",
    ],
    "parallel_slopes": [
        "both slopes [m]: parallel",
    ],
    "no_slope": [
        "slope [s]: x = [x1] at both ends, division by 0",
    ],
    "no_slope_across": [
        "across [s]: -1/0",
    ],
    "no_tangent": [
        "tan B: division by 0",
    ],
    "negative": [
        "B = [deg], negative",
    ],
    "out_of_range": [
        "[value] is no [function]",
    ],
    "back_choice": [
        "refuted, back to methods [methods]",
    ],
    "back_last": [
        "refuted, back to method [method]",
    ],
    "aside_choice": [
        "aside, back to methods [methods]",
    ],
    "aside_last": [
        "aside, back to method [method]",
    ],
    "back_step": [
        "refuted, back to [place]",
    ],
    "aside_step": [
        "aside, back to [place]",
    ],
    "solved": [
        "solved: [answer]",
    ],
    "restate": [
        r"[v] at \([x1], [y1]\)",
    ],
    "recall": [
        r"have [s] \([dx], [dy]\)",
    ],
    "gave_up": [
        "gave up",
    ],
    "unsolvable": [
        "no way",
    ],
}
SYMBOLIC_TAILS: list[tuple[str, str, list[str]]] = [
    ("options|back_choice|back_last|aside_choice|aside_last", "use", ["; use [method]"]),
]
