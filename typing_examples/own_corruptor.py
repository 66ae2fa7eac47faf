"""A corruptor of one's own."""

from typing import ClassVar

from pydantic import Field

import tracekit
from tracekit.corruptors import Change, Corruptor, Declaration, RowCorruptor, Subject, Untouched
from tracekit.seeding import Stream


class Repeated(RowCorruptor):
    """Steps said again and again."""

    name: ClassVar[str] = "repeated"
    declares: ClassVar[Declaration] = Declaration(thinking="broken", answer="right")
    unit: ClassVar[str] = "steps"
    source: ClassVar[str] = "our own"

    times: int = Field(default=2, ge=2, le=10)
    """How often each of them is said."""

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """Repeat a share of the steps."""
        steps = subject.steps
        if not steps:
            return Untouched("it has no steps")
        chosen = self.drawn(len(steps), stream)
        pieces: list[str] = []
        at = 0
        for number in chosen:
            start, end = steps[number]
            pieces += [subject.thinking[at:end], *[" " + subject.thinking[start:end]] * (self.times - 1)]
            at = end
        thinking = "".join([*pieces, subject.thinking[at:]])
        return Change(thinking, subject.answer, units=len(steps), changed=len(chosen))


def touched(rows: list[dict[str, object]], corruptor: Corruptor) -> int:
    """How many rows a corruptor touches."""
    corrupted = tracekit.corrupt(rows, corruptor, seed=1)
    return sum(record is not None and record.touched for record in map(tracekit.corruption_of, corrupted))


def main() -> None:
    """Corrupt a data set and a list of rows, and look at what came of it."""
    task = tracekit.get_task("mini_sudoku", size=4)
    data = tracekit.make_dataset(task, n=6, backtracks=0)
    corruptor = Repeated(dose=0.5, times=3)
    repeated = tracekit.corrupt(data, corruptor)
    print(repeated[0]["completion"], repeated.column_names)
    print(touched(data.to_list(), corruptor), "of", len(data))
    print(tracekit.corruption_report(repeated))
    print(next(tracekit.corrupt_stream(data, corruptor))["id"])


if __name__ == "__main__":
    main()
