"""A style of one's own: the prose of a task with tokens of one's own."""

import tracekit
from tracekit.search.events import Backtrack, DeadEnd
from tracekit.tasks import Sudoku

TAGGED = tracekit.Style("tagged", "prose", {Backtrack: "<back>", DeadEnd: "<stuck>"})


def main() -> None:
    """Tell a trace in it, read it back, and make rows of it."""
    task = Sudoku(min_empty=30, max_empty=35)
    trace = tracekit.solve(task, task.problem(), backtracks=1, strategy="detour", depth="early")
    document = tracekit.render(trace, TAGGED, seed=3)
    for span in document.spans:
        if isinstance(span.event, Backtrack):
            print(document.text[span.start : span.end], span.event.refuted)
    print(tracekit.certify(task, trace.problem, document.text, style=TAGGED).ok)
    print(tracekit.make_dataset(task, n=1, backtracks=0, style=TAGGED)[0]["style"])


if __name__ == "__main__":
    main()
