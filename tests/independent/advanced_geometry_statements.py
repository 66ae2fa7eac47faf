"""What geometry texts in words say of steps, and of what stands in their way, as a plain reader knows it."""

from __future__ import annotations

STEPS: dict[str, list[str]] = {
    "vector": [
        r"[s] is \([x2] - [x1_p], [y2] - [y1_p]\) = \([dx], [dy]\)",
        r"for [s] I get \([x2] - [x1_p], [y2] - [y1_p]\) = \([dx], [dy]\)",
    ],
    "square": [
        r"the squared length of [s] is [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
        r"[s]\^2 comes to [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
    ],
    "norm": [
        r"the squared distance of [v] from the origin is [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
        r"for the squared distance from the origin to [v] I get [dx_p]\^2 \+ [dy_p]\^2 = [m1] \+ [m2_p] = [n]",
    ],
    "dot": [
        r"the dot product [s]\.[s2] is [a1_p]\*[b1_p] \+ [a2_p]\*[b2_p] = [m1] \+ [m2_p] = [d]",
        r"[s]\.[s2] gives me [a1_p]\*[b1_p] \+ [a2_p]\*[b2_p] = [m1] \+ [m2_p] = [d]",
    ],
    "cross": [
        r"the cross product [s] x [s2] is [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
        r"[s] x [s2] gives me [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
    ],
    "altitude": [
        (
            r"the altitude from [v] has to be perpendicular to [s], which means [left] = [a_p]\*[px_p] \+ "
            r"[b_p]\*[py_p] = [m1] \+ [m2_p] = [c]"
        ),
        (
            r"the points of the altitude from [v], across [s], satisfy [left] = [a_p]\*[px_p] \+ [b_p]\*[py_p] = [m1] "
            r"\+ [m2_p] = [c]"
        ),
    ],
    "bisector": [
        "the points as far from one end of [s] as from the other satisfy [left] = [n2] - [n1_p] = [c]",
        "for the perpendicular bisector of [s] I get [left] = [n2] - [n1_p] = [c]",
    ],
    "determinant": [
        r"the determinant of these two equations is [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
        r"to solve these I need the determinant [a1_p]\*[b2_p] - [a2_p]\*[b1_p] = [m1] - [m2_p] = [d]",
    ],
    "solve_x": [
        r"for x I get \([c1_p]\*[b2_p] - [c2_p]\*[b1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
        r"solving for x gives \([c1_p]\*[b2_p] - [c2_p]\*[b1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
    ],
    "solve_y": [
        r"for y I get \([a1_p]\*[c2_p] - [a2_p]\*[c1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
        r"solving for y gives \([a1_p]\*[c2_p] - [a2_p]\*[c1_p]\)/[d_p] = \([m1] - [m2_p]\)/[d2_p] = [r]",
    ],
    "slope": [
        r"the slope of [s] is \([y2] - [y1_p]\)/\([x2] - [x1_p]\) = [m]",
        r"going along [s] I find the slope \([y2] - [y1_p]\)/\([x2] - [x1_p]\) = [m]",
    ],
    "across": [
        "with slope [m] for [s], what is perpendicular to it has slope [r]",
        "at right angles to [s], whose slope is [m], I get the slope [r]",
    ],
    "midpoint": [
        r"the midpoint of [s] is \(\([x1] \+ [x2_p]\)/2, \([y1] \+ [y2_p]\)/2\) = \([mx], [my]\)",
        r"halfway along [s] I find \(\([x1] \+ [x2_p]\)/2, \([y1] \+ [y2_p]\)/2\) = \([mx], [my]\)",
    ],
    "intercept": [
        r"a line like that through [at] meets the y-axis at [y] - [m_p]\*[x_p] = [q]",
        r"passing through [at], it has the intercept [y] - [m_p]\*[x_p] = [q]",
    ],
    "meet_x": [
        r"the two lines meet where x = \([q2] - [q1_s]\)/\([w1] - [w2_s]\) = [r]",
        r"setting them equal I get x = \([q2] - [q1_s]\)/\([w1] - [w2_s]\) = [r]",
    ],
    "meet_y": [
        r"on the first line this gives y = [w1_p]\*[x_p] \+ [q1_s] = [r]",
        r"putting that in, I get y = [w1_p]\*[x_p] \+ [q1_s] = [r]",
    ],
    "total": [
        r"the [axis]-coordinates add up to [x1] \+ [x2_p] \+ [x3_p] = [n]",
        r"in [axis] the corners add up to [x1] \+ [x2_p] \+ [x3_p] = [n]",
    ],
    "third": [
        "a third of [n] gives [axis] = [r]",
        "dividing [n] by 3 I get [axis] = [r]",
    ],
    "ratio": [
        r"the foot F should be at the fraction t = BA\.BC/BC\^2 of BC, and [d] divided by [n] is [r]",
        "along BC, F sits at t, which is [d] over [n_p], so [r]",
    ],
    "foot": [
        r"F has [axis] = [x1] \+ [t_p]\*[dx_p] = [r]",
        r"the [axis]-coordinate of F is [x1] \+ [t_p]\*[dx_p] = [r]",
    ],
    "half": [
        "half of [n] is the area, so [area]",
        "the area is [n] over 2, that's [area]",
    ],
    "whole_root": [
        r"[s] has length sqrt\([n]\) = [l]",
        r"the side [s] is sqrt\([n]\), which is [l]",
    ],
    "root": [
        r"[s] has length sqrt\([n]\) ≈ [root]",
        r"the side [s] is sqrt\([n]\), roughly [root]",
    ],
    "perimeter": [
        r"the perimeter is [la] \+ [lb] \+ [lc] = [p]",
        r"going all the way around I get [la] \+ [lb] \+ [lc] = [p]",
    ],
    "radius": [
        "the radius is twice the area over the perimeter, [n]/[p] ≈ [rad]",
        "for the radius I get [n]/[p] ≈ [rad]",
    ],
    "product": [
        r"the squared lengths multiply to [n1]\*[n2] = [n]",
        r"under the root I need [n1]\*[n2] = [n]",
    ],
    "cosine": [
        r"for cos B I get [d]/sqrt\([n]\) ≈ [value]",
        r"the cosine of B comes to [d]/sqrt\([n]\) ≈ [value]",
    ],
    "sine": [
        r"for sin B I get [d]/sqrt\([n]\) ≈ [value]",
        r"the sine of B comes to [d]/sqrt\([n]\) ≈ [value]",
    ],
    "tangent": [
        "for tan B I get [d]/[n_p] ≈ [value]",
        "the tangent of B comes to [d]/[n_p] ≈ [value]",
    ],
    "angle": [
        r"the angle B is [arc]\([value]\) ≈ [deg]°",
        r"B should be [arc]\([value]\) ≈ [deg]°",
    ],
    "other": [
        r"at [v], with [s] and [s2], I get arccos\([d]/sqrt\([n1]\*[n2]\)\) ≈ [deg]°",
        r"the angle at [v], using [s] and [s2], is arccos\([d]/sqrt\([n1]\*[n2]\)\) ≈ [deg]°",
    ],
}

STOPS: dict[str, list[str]] = {
    "parallel": [
        "with a determinant of 0 the two lines would be parallel, and they have to meet",
    ],
    "parallel_slopes": [
        "both lines would have the slope [m] and never meet, and they have to",
    ],
    "no_slope": [
        "[s] has x = [x1] at both ends, so its slope would be a division by 0",
    ],
    "no_slope_across": [
        "[s] has slope 0, and the line across it would need -1/0, which does not exist",
    ],
    "no_tangent": [
        "the dot product is 0, so the tangent would be a division by 0",
    ],
    "negative": [
        "that makes an angle of [deg]°, and no angle of a triangle is negative",
    ],
    "out_of_range": [
        "[value] is not between -1 and 1, so it is no [function]",
    ],
}
