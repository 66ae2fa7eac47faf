"""Draw structure.svg: the packages of tracekit, which of them use which, and where a row and a rollout pass through.

    python docs/images/make_structure.py

``tests/docs/test_docs_structure.py`` holds the boxes and the arrows against the imports in ``src/tracekit``.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

WIDTH, HEIGHT = 860, 700
BOX = 196, 52
LEFT, MIDDLE, RIGHT = 24, 132, 240
BASE = "errors, seeding, registry, ..."

BOXES = {  # name: x, y, what it is for
    "cli": (LEFT, 24, "one file per command group"),
    "adapters": (RIGHT, 24, "one file per trainer"),
    "recipes": (LEFT, 108, "published conditions"),
    "rewards": (RIGHT, 108, "a number for a rollout"),
    "corruptors": (LEFT, 192, "what can be done to rows"),
    "auditing": (RIGHT + 22, 192, "what gives outcomes away"),
    "data": (MIDDLE, 276, "rows, splits, data sets"),
    "reading": (MIDDLE, 360, "the one judge of a text"),
    "tasks": (MIDDLE, 444, "a folder for each task"),
    "language": (LEFT, 528, "sentences and styles"),
    "verify": (RIGHT, 528, "answers in completions"),
    "search": (LEFT, 612, "events, strategies, replay"),
    BASE: (RIGHT, 612, "used by all"),
}
ARROWS = [  # from -> to: imports; what follows from others is left out
    ("cli", "recipes"),
    ("recipes", "corruptors"),
    ("corruptors", "data"),
    ("cli", "auditing"),
    ("auditing", "data"),
    ("adapters", "rewards"),
    ("rewards", "data"),
    ("data", "reading"),
    ("reading", "tasks"),
    ("tasks", "language"),
    ("tasks", "verify"),
    ("language", "search"),
    ("search", BASE),
    ("verify", BASE),
]
ROUTES = {("cli", "auditing"): "M220 62H230V176H360V189", ("rewards", "data"): "M246 160V273"}
"""The ways of arrows that would pass behind a box."""
ROW = [  # what there is then, the package that makes it, and how
    ("problem", "tasks", "Task.problem"),
    ("plan", "search", "PlannedStrategy.plan"),
    ("trace", "search", "solve"),
    ("text", "language", "Lexicon.write"),
    ("certificate", "reading", "certify"),
    ("row", "data", "make_rows"),
    ("data set", "data", "make_dataset"),
]
ROLLOUT = [
    ("problem", "data", "load_source"),
    ("thinking, answer", "verify", "find_answer"),
    ("verdict", "tasks", "Task.verify"),
    ("certificate", "reading", "certify_found"),
    ("counts", "rewards", "count_statements"),
    ("reward", "rewards", "reward"),
]
ROW_COLOUR, ROLLOUT_COLOUR = "#2f5fb3", "#b3541e"
STYLE = """
text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2430; }
.name { font-size: 15px; font-weight: 600; }
.small { font-size: 12px; fill: #555d6e; }
.code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12px; fill: #1f2430; }
.badge { font-size: 11px; font-weight: 700; fill: #fff; text-anchor: middle; }
.arrow { stroke: #6b7385; stroke-width: 1.6; fill: none; marker-end: url(#head); }
"""


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """A line of text."""
    return f'<text x="{x:g}" y="{y:g}"{f" class={kind!r}" if kind else ""}>{escape(words)}</text>'.replace("'", '"')


def badge(x: float, y: float, mark: str, colour: str) -> str:
    """A coloured disc with a mark in it."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="9" fill="{colour}"/>{text(x, y + 4, mark, "badge")}'


def box(name: str) -> str:
    """A package, with the steps that are made in it."""
    x, y, purpose = BOXES[name]
    marks = [(str(i), ROW_COLOUR) for i, (_, package, _) in enumerate(ROW, 1) if package == name]
    marks += [(chr(65 + i), ROLLOUT_COLOUR) for i, (_, package, _) in enumerate(ROLLOUT) if package == name]
    parts = [
        f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="7" fill="#fff" stroke="#aab1c2"/>',
        text(x + 12, y + 21, name, "small" if name == BASE else "name"),
        text(x + 12, y + 40, purpose, "small"),
    ]
    parts += [badge(x + BOX[0] - 14 - 21 * i, y + 16, *mark) for i, mark in enumerate(reversed(marks))]
    return "\n".join(parts)


def arrow(start: str, end: str) -> str:
    """An arrow from one box to another: sideways in a row, else from the lower edge to the upper one, or as laid."""
    if way := ROUTES.get((start, end)):
        return f'<path class="arrow" d="{way}"/>'
    (x1, y1, _), (x2, y2, _) = BOXES[start], BOXES[end]
    if y1 == y2:
        y = y1 + BOX[1] / 2
        return f'<path class="arrow" d="M{x1 + BOX[0]} {y:g}H{x2 - 3}"/>'
    # From the middle, or from where the two boxes overlap.
    low, high = max(x1, x2), min(x1, x2) + BOX[0]
    x = (low + high) / 2
    return f'<path class="arrow" d="M{x:g} {y1 + BOX[1]}V{y2 - 3}"/>'


def journey(y: int, title: str, first: str, steps: list[tuple[str, str, str]], colour: str) -> str:
    """A list of steps, one below the other."""
    x, pitch = 482, 38
    last = y + 26 + pitch * (len(steps) - 1)
    parts = [
        text(x - 10, y - 8, title, "name"),
        f'<path d="M{x} {y + 26}V{last}" stroke="{colour}" stroke-width="2"/>',
    ]
    for i, (what, package, how) in enumerate(steps):
        middle = y + 26 + pitch * i
        mark = str(i + 1) if first == "1" else chr(65 + i)
        parts += [
            badge(x, middle, mark, colour),
            text(x + 20, middle + 5, what),
            text(x + 140, middle + 5, package, "small"),
            text(x + 214, middle + 5, how, "code"),
        ]
    return "\n".join(parts)


def figure() -> str:
    """The whole figure. It has a ground of its own, so that it can be read on light and dark pages."""
    marker = '<marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
    head = f'{marker}<path d="M0 0L8 4L0 8z" fill="#6b7385"/></marker>'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>The packages of tracekit, and the ways of a row and of a rollout through them</title>",
        f"<style>{STYLE}</style>",
        f"<defs>{head}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#f5f7fb"/>',
        *(arrow(*ends) for ends in ARROWS),
        *(box(name) for name in BOXES),
        journey(58, "From a seed to a data set", "1", ROW, ROW_COLOUR),
        journey(392, "From a rollout to a reward", "A", ROLLOUT, ROLLOUT_COLOUR),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("structure.svg").write_text(figure(), encoding="utf-8")
