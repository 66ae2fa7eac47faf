"""An audit as a figure: for each task what the outcome can be predicted from, where wrong turns lie, and lengths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracekit.auditing.estimates import Auc
from tracekit.errors import DataFileError, ParameterError
from tracekit.extras import require

if TYPE_CHECKING:
    from tracekit.auditing.results import Audit, AuditLine

__all__ = ["draw"]

COLOURS = {
    "wording": "#0072B2",
    "words": "#56B4E9",
    "counts": "#D55E00",
    "length": "#D55E00",
    "move": "#009E73",
    "values": "#CC79A7",
}
"""Of the palette of Okabe and Ito, which readers with any kind of colour vision can tell apart."""
GREY = "#5b6270"
MOST_LEVELS = 8


def draw(found: Audit, path: Path) -> None:
    """Draw an audit to a file.

    Raises:
        MissingExtraError: if matplotlib is not installed.
        ParameterError: if the suffix of the path is no format that can be drawn.
        DataFileError: if the file cannot be written.
    """
    require("audit", "matplotlib.figure")
    from matplotlib.figure import Figure

    tasks = list(dict.fromkeys(line.task for line in found.lines))
    lowest = min((auc.low for line in found.lines for auc in line.aucs.values() if auc.low is not None), default=1.0)
    bottom = max(0.0, min(0.35, lowest - 0.03))
    if found.foreign:
        figure = Figure(figsize=(5, 3.2), layout="constrained")
        _draw_aucs(figure.subplots(), list(found.lines), "", bottom)
    else:
        figure = Figure(figsize=(13, 0.7 + 3.1 * len(tasks)), layout="constrained")
        grid = figure.subplots(len(tasks), 3, squeeze=False, width_ratios=(2.4, 1.5, 1.1))
        for task, (left, middle, right) in zip(tasks, grid, strict=True):
            lines = sorted(
                (line for line in found.lines if line.task == task),
                key=lambda line: (line.backtracks is None, line.backtracks or 0),
            )
            _draw_aucs(left, lines, task, bottom)
            _draw_levels(middle, lines)
            _draw_lengths(right, lines)
        handles, labels = grid[0][0].get_legend_handles_labels()
        order = sorted(range(len(labels)), key=lambda i: labels[i].startswith("hollow"))
        figure.legend(
            [handles[i] for i in order],
            [labels[i] for i in order],
            loc="outside upper center",
            ncols=len(labels),
            frameon=False,
            fontsize=9,
        )
    try:
        figure.savefig(path, dpi=150)
    except OSError as error:
        raise DataFileError(f"cannot write {path}: {error.strerror or error}") from error
    except ValueError as error:
        raise ParameterError("figure", str(path), f"must end in a format that can be drawn: {error}") from error


def _name(line: AuditLine) -> str:
    return "all" if line.backtracks is None else str(line.backtracks)


def _tidy(axes: Any, lines: Sequence[AuditLine], title: str) -> None:
    axes.set_title(title, fontsize=10, loc="left")
    axes.set_xticks(range(len(lines)), [_name(line) for line in lines])
    axes.set_xlabel("backtracks", fontsize=9)
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _draw_aucs(axes: Any, lines: Sequence[AuditLine], task: str, bottom: float) -> None:
    """AUCs by number of backtracks; those of natural searches hollow, at the right side of each."""
    names = list(lines[0].aucs)
    step = 0.8 / len(names)
    for n, name in enumerate(names):
        colour = COLOURS.get(name, GREY)
        places = [i - 0.4 + step * (n + 0.35) for i in range(len(lines))]
        _draw_points(axes, places, [line.aucs[name] for line in lines], colour, name)
        # Beside all rows together: natural searches that backtrack as often, if there are some for each number.
        others = [(line.mixed or line.natural).get(name) for line in lines]
        _draw_points(axes, [place + step * 0.38 for place in places], others, colour, "")
    if any(line.natural for line in lines):
        axes.errorbar([], [], yerr=[], fmt="o", ms=4.5, color=GREY, mfc="white", label="hollow: natural searches")
    axes.axhline(0.5, color=GREY, lw=0.8, ls=(0, (4, 3)), zorder=0)
    axes.set_ylim(bottom, 1.03)
    axes.set_ylabel("AUC of the outcome", fontsize=9)
    if not task:
        axes.set_title("what the outcome can be predicted from", fontsize=10, loc="left")
        axes.set_xticks([-0.4 + step * (n + 0.35) for n in range(len(names))], names)
        axes.set_xlim(-0.6, 0.4)
        axes.tick_params(labelsize=9)
        axes.spines[["top", "right"]].set_visible(False)
        return
    _tidy(axes, lines, f"{task}: what the outcome can be predicted from")
    for i in range(1, len(lines)):
        axes.axvline(i - 0.5, color="#d9dce3", lw=0.8, zorder=0)
    axes.set_xlim(-0.5, len(lines) - 0.5)


def _draw_points(axes: Any, places: Sequence[float], aucs: Sequence[Auc | None], colour: str, label: str) -> None:
    drawn = [(x, auc) for x, auc in zip(places, aucs, strict=True) if auc is not None and auc.value is not None]
    values: list[Any] = [auc.value for _, auc in drawn]
    below: list[Any] = [auc.value - auc.low for _, auc in drawn]  # type: ignore[operator]  # with a value there are both
    above: list[Any] = [auc.high - auc.value for _, auc in drawn]  # type: ignore[operator]
    axes.errorbar(
        [x for x, _ in drawn],
        values,
        yerr=[below, above],
        fmt="o",
        ms=4.5,
        lw=1.2,
        color=colour,
        mfc=colour if label else "white",
        label=label or None,
    )


def _draw_levels(axes: Any, lines: Sequence[AuditLine]) -> None:
    """Stacked shares of the levels that returns go to, the last bar for natural searches."""
    from matplotlib import colormaps

    shares = [line.lengths.levels for line in lines]
    names = [_name(line) for line in lines]
    together = lines[-1]
    if together.natural_lengths is not None and together.natural_lengths.levels:
        shares.append(together.natural_lengths.levels)
        names.append("natural")
    n_levels = min(MOST_LEVELS, max(map(len, shares), default=0))
    bottom = [0.0] * len(shares)
    for level in range(n_levels):
        is_last = level == n_levels - 1
        heights = [sum(each[level:]) if is_last else sum(each[level : level + 1]) for each in shares]
        deeper = any(len(each) > n_levels for each in shares)
        label = f"{level} or deeper" if is_last and deeper else str(level)
        colour = colormaps["viridis"](0.08 + 0.87 * level / max(1, n_levels - 1))
        axes.bar(range(len(shares)), heights, 0.75, bottom=bottom, color=colour, label=label)
        bottom = [a + b for a, b in zip(bottom, heights, strict=True)]
    _tidy(axes, lines, "where the wrong turns lie")
    axes.set_xticks(range(len(names)), names)
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter("{x:.0%}")
    if n_levels:
        axes.legend(
            fontsize=7,
            frameon=False,
            loc="center left",
            bbox_to_anchor=(1.0, 0.5),
            reverse=True,
            title="decisions\nbefore it",
        ).get_title().set_fontsize(7)


def _draw_lengths(axes: Any, lines: Sequence[AuditLine]) -> None:
    """Median lengths of the texts, and what 95 % do not exceed."""
    for i, line in enumerate(lines):
        axes.plot([i, i], [line.lengths.characters, line.lengths.characters_p95], color=GREY, lw=1.2)
    places = range(len(lines))
    axes.plot(places, [line.lengths.characters for line in lines], "o", color=GREY, ms=5, label="median")
    axes.plot(places, [line.lengths.characters_p95 for line in lines], "_", color=GREY, ms=9, label="95 %")
    _tidy(axes, lines, "characters of the text")
    axes.set_ylim(bottom=0)
    axes.legend(fontsize=7, frameon=False, loc="upper left")
