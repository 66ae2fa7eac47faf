"""The prose lexicon of geometry traces."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.advanced_geometry.language import CODECS, VOCABULARY

_VECTOR = "({x2} - {x1:p}, {y2} - {y1:p}) = ({dx}, {dy})"
_SQUARE = "{dx:p}^2 + {dy:p}^2 = {m1} + {m2:p} = {n}"
_DOT = "{a1:p}*{b1:p} + {a2:p}*{b2:p} = {m1} + {m2:p} = {d}"
_CROSS = "{a1:p}*{b2:p} - {a2:p}*{b1:p} = {m1} - {m2:p} = {d}"
_ALTITUDE = "{left} = {a:p}*{px:p} + {b:p}*{py:p} = {m1} + {m2:p} = {c}"
_SOLVE_X = "({c1:p}*{b2:p} - {c2:p}*{b1:p})/{d:p} = ({m1} - {m2:p})/{d2:p} = {r}"
_SOLVE_Y = "({a1:p}*{c2:p} - {a2:p}*{c1:p})/{d:p} = ({m1} - {m2:p})/{d2:p} = {r}"
_SLOPE = "({y2} - {y1:p})/({x2} - {x1:p}) = {m}"
_MIDDLE = "(({x1} + {x2:p})/2, ({y1} + {y2:p})/2) = ({mx}, {my})"
_UPRIGHT = "{e1} + {e2:s} = {e}"
_ALONG = "{e1} - {e2:s} = {e}"
_CLOSED = "({x1} + {x2:p} + {x3:p}, {y1} + {y2:p} + {y3:p}) = ({dx}, {dy})"
_HERON = "4*{n2}*{n3} - ({n4} + {n5} - {n1:p})^2 = {l}"
_COSINES = "{n1} + {n2} - 2*{d:p} = {l}"
_AC = "{dx:p}^2 + {dy:p}^2 = {n}"
_PAIR = "{f} = ({hx}, {hy}) and {s} = ({dx}, {dy})"
_AGAINST = "{f} = ({hx}, {hy}) against {s} = ({dx}, {dy})"
_MEDIAN = "the midpoint of BC is ({mx}, {my}), and two thirds of the way there from A is ({tx}, {ty})"
_CORNER = "BA = ({a1}, {a2}) and BC = ({b1}, {b2}) have the cross product {d}"
_CENTER = "the incenter, the mean of the corners weighted by the opposite sides, is ({ix}, {iy})"
_DISTANCE = "{k}/{lc} ≈ {dist}"
_SUM = "{alpha} + {beta:p} + {gamma} = {sum}"

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        # Choosing a method.
        "options use": [
            "I could try {methods:or}|; I take {method}.",
            "What comes to mind: {methods}|. I go for {method}.",
            "To choose from there are {methods}|. Let me try {method}.",
            "Methods to try: {methods}|. I start with {method}.",
        ],
        "?options": ["I could try {methods:or}."],
        "use": ["I take {method}.", "Let me use {method}."],
        # Vectors and products.
        "vector": [
            f"{{s}} = {_VECTOR}.",
            f"The vector {{s}} is {_VECTOR}.",
            f"For {{s}} I get {_VECTOR}.",
            f"Along {{s}} it is {_VECTOR}.",
            f"Subtracting, {{s}} = {_VECTOR}.",
        ],
        "^vector": [f"First {{s}} = {_VECTOR}.", f"The vector {{s}} is {_VECTOR}.", f"I begin with {{s}} = {_VECTOR}."],
        "square": [
            f"{{s}}^2 = {_SQUARE}.",
            f"The squared length of {{s}} is {_SQUARE}.",
            f"For {{s}} the squared length is {_SQUARE}.",
            f"{{s}} has the squared length {_SQUARE}.",
        ],
        "norm": [
            f"The squared distance of {{v}} from the origin is {_SQUARE}.",
            f"For {{v}}, squared and added up: {_SQUARE}.",
            f"{{v}} gives {_SQUARE}.",
        ],
        "dot": [
            f"{{s}}.{{s2}} = {_DOT}.",
            f"The dot product {{s}}.{{s2}} is {_DOT}.",
            f"Multiplied out, {{s}}.{{s2}} = {_DOT}.",
        ],
        "cross": [
            f"{{s}} x {{s2}} = {_CROSS}.",
            f"The cross product {{s}} x {{s2}} is {_CROSS}.",
            f"Crosswise, {{s}} x {{s2}} = {_CROSS}.",
        ],
        # Lines as equations.
        "altitude": [
            f"The altitude from {{v}} is perpendicular to {{s}}, so {_ALTITUDE}.",
            f"Perpendicular to {{s}} and through {{v}}: {_ALTITUDE}.",
            f"The points of the altitude from {{v}} onto {{s}} satisfy {_ALTITUDE}.",
            f"On the altitude from {{v}}, at right angles to {{s}}, {_ALTITUDE}.",
        ],
        "bisector": [
            "Equally far from both ends of {s}: {left} = {n2} - {n1:p} = {c}.",
            "The perpendicular bisector of {s} is {left} = {n2} - {n1:p} = {c}.",
            "With the doubled vector, the bisector of {s} reads {left} = {n2} - {n1:p} = {c}.",
        ],
        "determinant": [
            f"The determinant of the two equations is {_CROSS}.",
            f"To solve them I need the determinant {_CROSS}.",
            f"Their determinant: {_CROSS}.",
        ],
        "solve_x": [f"So x = {_SOLVE_X}.", f"That gives x = {_SOLVE_X}.", f"Hence x = {_SOLVE_X}."],
        "solve_y": [f"And y = {_SOLVE_Y}.", f"Likewise y = {_SOLVE_Y}.", f"For y I get {_SOLVE_Y}."],
        # Lines by their slopes.
        "slope": [
            f"The slope of {{s}} is {_SLOPE}.",
            f"{{s}} has the slope {_SLOPE}.",
            f"For {{s}} the slope comes to {_SLOPE}.",
        ],
        "across": [
            "At right angles to {s} the slope is {r}, the negative reciprocal.",
            "A line perpendicular to {s} has slope {r}.",
            "The negative reciprocal of {m} is {r}, the slope across {s}.",
            "At right angles to {s}, with its slope {m}, the slope is {r}.",
        ],
        "midpoint": [f"The midpoint of {{s}} is {_MIDDLE}.", f"Halfway along {{s}} lies {_MIDDLE}."],
        "intercept": [
            "Through {at} such a line has the intercept {y} - {m:p}*{x:p} = {q}.",
            "The one through {at} meets the y-axis at {y} - {m:p}*{x:p} = {q}.",
            "Passing through {at}, it has intercept {y} - {m:p}*{x:p} = {q}.",
        ],
        "meet_x": [
            "The two lines meet at x = ({q2} - {q1:s})/({w1} - {w2:s}) = {r}.",
            "Setting both lines equal: x = ({q2} - {q1:s})/({w1} - {w2:s}) = {r}.",
            "They cross where x = ({q2} - {q1:s})/({w1} - {w2:s}) = {r}.",
        ],
        "meet_y": [
            "There y = {w1:p}*{x:p} + {q1:s} = {r}.",
            "The height there is y = {w1:p}*{x:p} + {q1:s} = {r}.",
            "On the first line that gives y = {w1:p}*{x:p} + {q1:s} = {r}.",
        ],
        # Checks of points.
        "perpendicular_ok": [
            f"Check: {_PAIR} have the dot product {_UPRIGHT}, a right angle as it must be.",
            f"To check, {_AGAINST}: their product is {_UPRIGHT}, so they are perpendicular.",
            f"For {_PAIR} the test gives {_UPRIGHT}. That holds.",
        ],
        "perpendicular_bad": [
            f"Check: {_PAIR} have the dot product {_UPRIGHT}, but it has to be 0.",
            f"To check, {_AGAINST}: their product is {_UPRIGHT}, which is no right angle.",
            f"For {_PAIR} the test gives {_UPRIGHT}. That should be 0.",
        ],
        "equal_ok": [
            "Check: the squared distance to A, to B and to C is {da} each time.",
            "Squared distances to the corners: {da} from all three, as it must be.",
            "From all three corners the squared distance comes out as {da}, so the point is right.",
        ],
        "equal_bad": [
            "Check: the squared distances to A, B and C are {da}, {db} and {dc}, not all the same.",
            "Squared distances to the corners A, B, C: {da}, {db}, {dc}. They should be equal.",
            "But A, B and C lie at the squared distances {da}, {db} and {dc}, and these differ.",
        ],
        "total": [
            "The {axis}-coordinates add up to {x1} + {x2:p} + {x3:p} = {n}.",
            "Sum of the {axis}-coordinates: {x1} + {x2:p} + {x3:p} = {n}.",
            "In {axis} the corners sum to {x1} + {x2:p} + {x3:p} = {n}.",
        ],
        "third": [
            "A third of {n} is {axis} = {r}.",
            "Dividing {n} by 3 gives {axis} = {r}.",
            "With three corners, {n} means {axis} = {r}.",
        ],
        "median_ok": [
            f"Check: {_MEDIAN}, as found.",
            "On the median from A to ({mx}, {my}), two thirds along, is ({tx}, {ty}): the same point.",
        ],
        "median_bad": [
            f"Check: {_MEDIAN}, not ({{gx}}, {{gy}}).",
            "On the median from A to ({mx}, {my}), two thirds along, is ({tx}, {ty}), but I have ({gx}, {gy}).",
        ],
        "ratio": [
            "The foot F divides BC at t = BA.BC/BC^2: dividing {d} by {n} makes {r}.",
            "Seen from B, F lies at the fraction t of BC: {d} over {n:p}, that is {r}.",
            "As a fraction of BC, the foot F lies at {d} divided by {n}, so t = {r}.",
        ],
        "foot": [
            "F has {axis} = {x1} + {t:p}*{dx:p} = {r}.",
            "Its {axis}-coordinate is {x1} + {t:p}*{dx:p} = {r}.",
            "So {axis} = {x1} + {t:p}*{dx:p} = {r}.",
        ],
        "along_ok": [
            f"And BF = ({{hx}}, {{hy}}) runs along BC = ({{dx}}, {{dy}}): crosswise that is {_ALONG}.",
            f"F is on BC too: BF = ({{hx}}, {{hy}}) and ({{dx}}, {{dy}}) have the cross product {_ALONG}.",
        ],
        "along_bad": [
            f"But BF = ({{hx}}, {{hy}}) does not run along BC = ({{dx}}, {{dy}}): crosswise that is {_ALONG}, not 0.",
            f"F is not on BC, though: BF = ({{hx}}, {{hy}}) and ({{dx}}, {{dy}}) have the cross product {_ALONG}.",
        ],
        # Area and incircle.
        "half": [
            "The area is half of {n}: {area}.",
            "Half of {n} makes an area of {area}.",
            "Taking half of {n}, I get the area {area}.",
        ],
        "other_corner_ok": [
            f"Check from B: {_CORNER}, again an area of {{area}}.",
            "Seen from B, ({a1}, {a2}) x ({b1}, {b2}) = {d}, which makes {area} as well.",
        ],
        "other_corner_bad": [
            f"Check from B: {_CORNER}, an area of {{area}} and not {{have}}.",
            "Seen from B, ({a1}, {a2}) x ({b1}, {b2}) = {d}, which makes {area}, not {have}.",
        ],
        "closed_ok": [
            f"Once around, BC + CA + AB = {_CLOSED}, as it should be.",
            f"Check: the three vectors add up to {_CLOSED}, a closed path.",
        ],
        "closed_bad": [
            f"Once around, BC + CA + AB = {_CLOSED}, but it should be (0, 0).",
            f"Check: the three vectors add up to {_CLOSED}. The path does not close.",
        ],
        "heron_ok": [
            f"Check with Heron's formula: {_HERON}, and four times the square of {{d}} is {{n}} as well.",
            f"Heron's formula in squares agrees: {_HERON}, and 4*{{d}}^2 = {{n}}.",
        ],
        "heron_bad": [
            f"Check with Heron's formula: {_HERON}, but four times the square of {{d}} is {{n}}.",
            f"Heron's formula in squares does not agree: {_HERON}, while 4*{{d}}^2 = {{n}}.",
        ],
        "whole_root": ["The side {s} is sqrt({n}) = {l}.", "{s} has the length sqrt({n}) = {l}."],
        "root": [
            "The side {s} is sqrt({n}) ≈ {root}.",
            "{s} has the length sqrt({n}) ≈ {root}.",
            "For {s} I need sqrt({n}) ≈ {root}.",
        ],
        "squared_ok": [
            "Squaring {root} gives {back} again, that is {n}.",
            "And {root}^2 ≈ {back}, which fits {n}.",
            "Indeed {root}^2 ≈ {back}, and {n} is wanted.",
        ],
        "squared_bad": [
            "Squaring {root} gives {back}, not {n}.",
            "But {root}^2 ≈ {back}, which does not fit {n}.",
            "However, {root}^2 ≈ {back}, and {n} is wanted.",
        ],
        "perimeter": [
            "The perimeter is {la} + {lb} + {lc} = {p}.",
            "All three sides together: {la} + {lb} + {lc} = {p}.",
            "Around the triangle that is {la} + {lb} + {lc} = {p}.",
        ],
        "radius": [
            "The radius is twice the area over the perimeter: {n}/{p} ≈ {rad}.",
            "Twice the area is radius times perimeter, so r = {n}/{p} ≈ {rad}.",
            "So r = {n}/{p} ≈ {rad}.",
        ],
        "distance_ok": [
            f"Check: {_CENTER}, and its distance from AB is {_DISTANCE}. That agrees with {{rad}}.",
            f"As a test, {_CENTER}, and {_DISTANCE} is how far it is from AB, in agreement with {{rad}}.",
        ],
        "distance_bad": [
            f"Check: {_CENTER}, and its distance from AB is {_DISTANCE}. That is not {{rad}}.",
            f"As a test, {_CENTER}, and {_DISTANCE} is how far it is from AB, at odds with {{rad}}.",
        ],
        # Angles.
        "third_side_ok": [
            f"Check with the law of cosines: {_COSINES}, and AC^2 = {_AC} is the same.",
            f"The law of cosines wants AC^2 = {_COSINES}. Directly it is {_AC} too.",
        ],
        "third_side_bad": [
            f"Check with the law of cosines: {_COSINES}, but AC^2 = {_AC}.",
            f"The law of cosines would make AC^2 = {_COSINES}. Directly it is {_AC}, though.",
        ],
        "product": [
            "The squared lengths multiply to {n1}*{n2} = {n}.",
            "Under the root goes {n1}*{n2} = {n}.",
            "For the root I need {n1}*{n2} = {n}.",
        ],
        "cosine": [
            "So cos B = {d}/sqrt({n}) ≈ {value}.",
            "The cosine of B is {d}/sqrt({n}) ≈ {value}.",
            "That makes cos B = {d}/sqrt({n}) ≈ {value}.",
        ],
        "sine": [
            "So sin B = {d}/sqrt({n}) ≈ {value}.",
            "The sine of B is {d}/sqrt({n}) ≈ {value}.",
            "That makes sin B = {d}/sqrt({n}) ≈ {value}.",
        ],
        "tangent": [
            "So tan B = {d}/{n:p} ≈ {value}.",
            "The tangent of B is {d}/{n:p} ≈ {value}.",
            "That makes tan B = {d}/{n:p} ≈ {value}.",
        ],
        "angle": [
            "The angle is {arc}({value}) ≈ {deg}°.",
            "Hence B = {arc}({value}) ≈ {deg}°.",
            "This gives B = {arc}({value}) ≈ {deg}°.",
        ],
        "other": [
            "At {v}, taking {s} and {s2}, I get arccos({d}/sqrt({n1}*{n2})) ≈ {deg}°.",
            "The angle at {v}, from {s} and {s2}, is arccos({d}/sqrt({n1}*{n2})) ≈ {deg}°.",
            "For {v}, by {s}.{s2}: arccos({d}/sqrt({n1}*{n2})) ≈ {deg}°.",
        ],
        "sum_ok": [
            f"All three: {_SUM}, that is 180° up to rounding.",
            f"The angles add up to {_SUM} degrees, so to 180 within rounding.",
        ],
        "sum_bad": [f"All three: {_SUM}, and not 180°.", f"The angles add up to {_SUM} degrees, but it has to be 180."],
        # Steps that cannot be made.
        "parallel": [
            "With a determinant of 0 the two lines would be parallel, but they have to meet.",
            "A determinant of 0 would mean that the lines never meet, which cannot be.",
        ],
        "parallel_slopes": [
            "Both lines would have the slope {m} and never meet, which cannot be.",
            "With slope {m} for both, the lines would be parallel, but they have to meet.",
        ],
        "no_slope": [
            "{s} has x = {x1} at both ends: its slope would be a division by 0.",
            "Both ends of {s} have x = {x1}, so it is vertical and has no slope.",
        ],
        "no_slope_across": [
            "With slope 0 for {s}, the line across it is vertical: -1/0 does not exist.",
            "{s} is level, so what is perpendicular to it has no slope, for -1/0 does not exist.",
        ],
        "no_tangent": [
            "The tangent would be a division by 0, so there is none.",
            "With a dot product of 0 there is no tangent.",
        ],
        "negative": [
            "An angle of {deg}° is negative, which no angle of a triangle can be.",
            "But a triangle has no negative angle such as {deg}°.",
        ],
        "out_of_range": [
            "But {value} lies outside -1 to 1, so it is no {function}.",
            "No {function} can be {value}, outside the range from -1 to 1.",
        ],
        # Going back.
        "back_choice use": [
            "That method fails, so it is out. What remains is {methods:or}|; now {method}.",
            "So this way is ruled out. Left to try: {methods}|. I take {method}.",
        ],
        "back_last use": [
            "That method fails, so it is out. There remains only {method}|, so I do it with {method}.",
            "So this way is ruled out. Left to try is {method}|: now with {method}.",
        ],
        "aside_choice use": ["I leave this method for now. Not tried yet: {methods}|. I take {method}."],
        "aside_last use": ["I leave this method for now. Not tried yet is {method}|: now with {method}."],
        "?back_choice": ["That method fails. What remains is {methods:or}."],
        "?back_last": ["That method fails. There remains only {method}."],
        "?aside_choice": ["I leave this method for now. Not tried yet: {methods}."],
        "?aside_last": ["I leave this method for now. Not tried yet is {method}."],
        "back_step": [
            "So something is wrong. Going back over it, I find the slip in {place}.",
            "That cannot be, so back to {place}, which was wrong.",
            "This is a contradiction. The mistake is in {place}, so I do that again.",
            "So I made a mistake: {place} is not right. Once more.",
            "That rules it out. I return to {place} and work it out anew.",
            "There is an error, and looking back I see it in {place}.",
        ],
        "aside_step": ["I leave this for now and return to {place}.", "Let me put this aside and go back to {place}."],
        "solved": [
            "The answer is {answer}.",
            "Written as asked: {answer}.",
            "So the answer is {answer}.",
            "In the form asked for, that is {answer}.",
        ],
        "restate": [
            "As given, {v} lies at ({x1}, {y1}).",
            "The corner {v} has the coordinates ({x1}, {y1}).",
            "I keep in view that {v} is at ({x1}, {y1}).",
        ],
        "recall": ["From before I have {s} as ({dx}, {dy}).", "As found above, the way along {s} is ({dx}, {dy})."],
        "gave_up": ["I stop here without an answer.", "I have no answer, and give up here."],
        "unsolvable": ["Nothing is left to try, and nothing has worked.", "Every way has failed."],
    },
    new_line=("back_choice", "back_last", "back_step", "aside_choice", "aside_last", "aside_step"),
)
