"""``tracekit show | generate | certify | corrupt | export``: rows, one or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from tracekit.cli.console import count, out, progress_bar
from tracekit.cli.options import Parameters, pairs_of, row_options, settings_of, task_of
from tracekit.language.document import Document
from tracekit.search.events import Backtrack, DeadEnd, Decision, GaveUp, Solved, Unsolvable
from tracekit.search.strategies import strategy_for

__all__ = ["certify", "corrupt", "export", "generate", "show"]

COLOURS: dict[type, str] = {
    Decision: "cyan",
    DeadEnd: "red",
    Backtrack: "yellow",
    Solved: "bold green",
    GaveUp: "bold red",
    Unsolvable: "bold red",
}

RowsFile = Annotated[Path, typer.Argument(help="A file of rows: .parquet or .jsonl.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="File to write: .parquet or .jsonl.")]


@row_options("ladder", "keep_unsolved", "certify", "prompt_format")
def show(
    task: Annotated[str, typer.Argument(help="Name of a task; `tracekit tasks` lists them.", metavar="TASK")],
    index: Annotated[int, typer.Option(help="Which problem of the seed.")] = 0,
    set_: Parameters = None,
    **options: Any,
) -> None:
    """Show one trace in colour, with its problem and its figures; with 3 backtracks unless told otherwise."""
    from tracekit.data.loading import load_row
    from tracekit.data.rows import make_rows
    from tracekit.reading import render

    if not options["backtracks"] and strategy_for(task_of(task, set_), options["strategy"]).exact:
        options["backtracks"] = ["3"]
    settings = settings_of([task], set_, {**options, "keep_unsolved": True})
    row = make_rows(settings, index)[0]
    loaded = load_row(row)
    document = render(loaded.trace, loaded.style, seed=loaded.meta["trace_seed"])
    out.print(Text(row["question"], style="bold"))
    out.print()
    out.print(_coloured(document))
    out.print()
    out.print(Text(row["answer"] or "(no answer)", style="bold green"))
    out.print()
    meta = loaded.meta
    verdict = loaded.task.verify(loaded.problem, row["answer"]) if row["answer"] else None
    answer = "no answer" if verdict is None else f"answer {'verified' if verdict else 'wrong: ' + verdict.reason}"
    out.print(
        f"[dim]{count(row['backtracks'], 'backtrack')}, {count(meta['decisions'], 'decision')}, "
        f"{count(meta['inferences'], 'inference')}; {meta['abandoned_fraction']:.0%} of the moves abandoned; "
        f"{meta['luck']} bits of luck; {count(meta['distinct_causes'], 'distinct cause')}; "
        f"{count(meta['passed_over'], 'problem')} passed over; "
        f"text certified; {answer}[/]"
    )


@row_options()
def generate(
    tasks: Annotated[
        list[str], typer.Argument(help="A task, or several, perhaps with their shares.", metavar="TASK[=SHARE]...")
    ],
    output: Output,
    n: Annotated[int, typer.Option("-n", help="Number of rows; with --ladder, of problems.")] = 1000,
    workers: Annotated[int, typer.Option(help="Number of processes.")] = 1,
    set_: Parameters = None,
    **options: Any,
) -> None:
    """Write certified rows to a file: those of ``make_dataset`` with the same options."""
    from tracekit.data.datasets import iterate_chunks
    from tracekit.data.files import check_output, write_rows
    from tracekit.data.loading import meta_of

    settings = settings_of(tasks, set_, options)
    check_output(output)
    passed_over = 0

    def counted(chunks: Iterable[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
        nonlocal passed_over
        with progress_bar() as progress:
            bar = progress.add_task("rows", total=n * settings.rows_per_index)
            for rows in chunks:
                passed_over += sum(meta_of(row)["passed_over"] for row in rows[:: settings.rows_per_index])
                yield rows
                progress.advance(bar, len(rows))

    chunks = counted(iterate_chunks(settings, n, workers))
    n_rows = write_rows(output, chunks, settings.options["prompt_format"])
    out.print(
        f"{count(n_rows, 'row')} written to {output}; {count(passed_over, 'problem')} passed over", highlight=False
    )


def certify(file: RowsFile) -> None:
    """Certify every row of a file: read its text back, replay it, verify its answer. Exit code 1 if any row fails.

    A corrupted row is counted apart: it fails if its record does not say what is wrong with it.
    """
    from tracekit.data.checking import certify_row
    from tracekit.data.corruption import corruption_of
    from tracekit.data.files import read_rows

    n_rows = n_failed = n_corrupted = 0
    by_backtracks: dict[int, int] = {}
    with progress_bar() as progress:
        for row in progress.track(read_rows(file), description="certifying"):
            certificate, problem = certify_row(row)
            n_rows += 1
            if problem:
                n_failed += 1
                if n_failed <= 10:
                    out.print(Text(f"row {n_rows - 1} ({row['id']}): {problem}", style="red"))
            elif (record := corruption_of(row)) and record.in_effect:
                n_corrupted += 1
            else:
                by_backtracks[certificate.n_backtracks] = by_backtracks.get(certificate.n_backtracks, 0) + 1
    if n_failed > 10:
        out.print(f"[red]... and {n_failed - 10} more[/]")
    shares = ", ".join(f"{n} with {count(k, 'backtrack')}" for k, n in sorted(by_backtracks.items()))
    parts = [f"{sum(by_backtracks.values())} of {count(n_rows, 'row')} certified{': ' + shares if shares else ''}"]
    parts += [f"{n_corrupted} corrupted as recorded"] if n_corrupted else []
    parts += [f"{n_failed} failed"] if n_failed else []
    out.print("; ".join(parts), highlight=False)
    if n_failed or not n_rows:
        raise typer.Exit(1)


def corrupt(
    file: RowsFile,
    corruptor: Annotated[str, typer.Option("--with", help="Name of a corruptor.")],
    output: Output,
    seed: Annotated[int, typer.Option(help="Another seed corrupts other rows, or in another way.")] = 0,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A parameter of the corruptor, such as dose=0.5.", metavar="NAME=VALUE"),
    ] = None,
) -> None:
    """Corrupt the completions of the rows of a file, and record what was done to each in its column `corruption`."""
    from tracekit.corruptors import corrupt_stream, get_corruptor
    from tracekit.data.corruption import corruption_of
    from tracekit.data.datasets import CHUNK
    from tracekit.data.files import check_output, read_rows, write_rows

    chosen = get_corruptor(corruptor, **dict(pairs_of("--set", set_)))
    check_output(output)
    rows = read_rows(file)
    first = list(islice(rows, 1))
    changed = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal changed
        made = corrupt_stream(chain(first, rows), chosen, seed=seed)
        with progress_bar() as progress:
            for row in progress.track(made, description="corrupting"):
                record = corruption_of(row)
                changed += record is not None and record.touched
                yield row

    texts = not first or isinstance(first[0].get("prompt"), str)
    made = counted()
    n_rows = write_rows(output, iter(lambda: list(islice(made, CHUNK)), []), "plain" if texts else "chat")
    out.print(f"{count(n_rows, 'row')} written to {output}; {changed} changed by {corruptor}", highlight=False)


def export(
    data: Annotated[list[Path], typer.Argument(help="Files of rows, for example one per split: .parquet or .jsonl.")],
    to: Annotated[
        str,
        typer.Option(
            help="trl, verl, llama-factory, axolotl, openai, openai-dpo, sharegpt, alpaca, or a target of a package."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write.")],
    eos: Annotated[str | None, typer.Option(help="End-of-sequence token, for raw text and axolotl.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an earlier export.")] = False,
) -> None:
    """Write a folder that a trainer loads as it stands: data, configuration, README."""
    from tracekit.data.exports import export as export_rows

    n_rows = export_rows(data, to=to, directory=output, eos=eos, overwrite=overwrite)
    parts = ", ".join(f"{n} {split}" for split, n in n_rows.items())
    out.print(f"{count(sum(n_rows.values()), 'row')} written to {output} for {to}: {parts}", highlight=False)


def _coloured(document: Document) -> Text:
    text = Text(document.text)
    for span in document.spans:
        if colour := COLOURS.get(type(span.event)):
            text.stylize(colour, span.start, span.end)
    return text
