"""The command line: ``tracekit tasks | show | generate | certify | export | recipe``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from tracekit.cli_recipe import recipe_app
from tracekit.errors import ParameterError, TracekitError
from tracekit.language.document import Document
from tracekit.search.events import Backtrack, DeadEnd, Decision, GaveUp, Solved, Unsolvable
from tracekit.tasks import TASKS, Task, get_task

if TYPE_CHECKING:
    from tracekit.data.settings import RowOptions, Settings

__all__ = ["app", "main"]

app = typer.Typer(
    help="Chain-of-thought with exactly k true backtracks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(recipe_app, name="recipe")
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)

COLOURS: dict[type, str] = {
    Decision: "cyan",
    DeadEnd: "red",
    Backtrack: "yellow",
    Solved: "bold green",
    GaveUp: "bold red",
    Unsolvable: "bold red",
}

TaskName = Annotated[str, typer.Argument(help="Name of a task; `tracekit tasks` lists them.", metavar="TASK")]
Parameters = Annotated[
    list[str] | None,
    typer.Option("--set", help="A parameter of the task; may be given several times.", metavar="NAME=VALUE"),
]
Backtracks = Annotated[
    list[int] | None,
    typer.Option("--backtracks", "-k", help="Number of backtracks; several for a mixture or, with --ladder, a ladder."),
]
Seed = Annotated[int, typer.Option(help="Same seed, same rows.")]
Split = Annotated[str, typer.Option(help="train, validation or test.")]
Strategy = Annotated[str, typer.Option(help="exhaustive, detour or natural.")]
Depth = Annotated[str, typer.Option(help="Where the wrong turns lie: any, early or late.")]
Ordering = Annotated[str, typer.Option(help="For natural: given, shuffled, plausible or best_first.")]
Style = Annotated[str, typer.Option(help="prose, symbolic or marked.")]


@app.command()
def tasks(
    name: Annotated[str | None, typer.Argument(help="One task only.", metavar="[TASK]")] = None,
    n: Annotated[int, typer.Option("-n", help="How many problems to ask for the backtracks that they can have.")] = 30,
    set_: Parameters = None,
) -> None:
    """List the tasks, their parameters, and how many backtracks their problems can have."""
    from tracekit.data.reach import reachable_shares

    for chosen in TASKS if name is None else [name]:
        task = _task(chosen, set_)
        table = Table(title=f"[bold]{task.name}[/]: {task.__doc__}", title_justify="left", expand=False)
        for column in ("parameter", "default", "allowed", "meaning"):
            table.add_column(column, overflow="fold")
        for field, info in type(task).model_fields.items():
            allowed = task.allowed(field).removeprefix("must be ")
            table.add_row(field, repr(info.default), escape(allowed), escape(_plain(info.description)))
        out.print(table)
        shares = reachable_shares(task, n=n)
        reach = ", ".join(f"{share:.0%} can have {k}" for k, share in shares.items() if k)
        out.print(f"Backtracks, of {n} problems: {reach}.\n", highlight=False)


@app.command()
def show(
    task: TaskName,
    backtracks: Annotated[int | None, typer.Option("--backtracks", "-k", help="Number of backtracks.")] = None,
    seed: Seed = 0,
    index: Annotated[int, typer.Option(help="Which problem of the seed.")] = 0,
    split: Split = "train",
    strategy: Strategy = "exhaustive",
    depth: Depth = "any",
    ordering: Ordering = "shuffled",
    style: Style = "prose",
    set_: Parameters = None,
) -> None:
    """Show one trace in colour, with its problem and its figures."""
    from tracekit.data.loading import load_row
    from tracekit.data.rows import make_rows
    from tracekit.reading import certify, render

    if backtracks is None and strategy != "natural":
        backtracks = 3
    settings = _settings(
        _task(task, set_),
        {
            "backtracks": backtracks,
            "seed": seed,
            "split": split,
            "strategy": strategy,
            "depth": depth,
            "ordering": ordering,
            "keep_unsolved": True,
            "style": style,
        },
    )
    row = make_rows(settings, index)[0]
    loaded = load_row(row)
    document = render(loaded.trace, style, seed=loaded.meta["trace_seed"])
    out.print(Text(row["question"], style="bold"))
    out.print()
    out.print(_coloured(document))
    out.print()
    out.print(Text(row["answer"] or "(no answer)", style="bold green"))
    out.print()
    meta, n_backtracks = loaded.meta, row["backtracks"]
    certificate = certify(loaded.task, loaded.problem, document.text, style=style)
    verdict = loaded.task.verify(loaded.problem, row["answer"])
    out.print(
        f"[dim]{_count(n_backtracks, 'backtrack')}, {_count(meta['decisions'], 'decision')}, "
        f"{_count(meta['inferences'], 'inference')}; {meta['abandoned_fraction']:.0%} of the moves abandoned; "
        f"{meta['luck']} bits of luck; {_count(meta['passed_over'], 'problem')} passed over; "
        f"text {'certified' if certificate.ok else 'NOT certified'}; "
        f"answer {'verified' if verdict else 'wrong: ' + verdict.reason}[/]"
    )


@app.command()
def generate(
    task: TaskName,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write: .parquet or .jsonl.")],
    n: Annotated[int, typer.Option("-n", help="Number of rows; with --ladder, of problems.")] = 1000,
    backtracks: Backtracks = None,
    seed: Seed = 0,
    split: Split = "train",
    ladder: Annotated[bool, typer.Option("--ladder", help="Each problem with every number of backtracks.")] = False,
    strategy: Strategy = "exhaustive",
    depth: Depth = "any",
    ordering: Ordering = "shuffled",
    style: Style = "prose",
    prompt_format: Annotated[str, typer.Option(help="plain, chat, base or qwen.")] = "plain",
    workers: Annotated[int, typer.Option(help="Number of processes.")] = 1,
    set_: Parameters = None,
) -> None:
    """Write certified rows to a file."""
    from tracekit.data.datasets import iterate_chunks
    from tracekit.data.files import check_output, write_rows

    if not backtracks and strategy != "natural":
        raise ParameterError("backtracks", None, "must be given, for example -k 3, unless --strategy natural")
    levels: Any = backtracks[0] if backtracks and len(backtracks) == 1 and not ladder else backtracks or None
    settings = _settings(
        _task(task, set_),
        {
            "backtracks": levels,
            "seed": seed,
            "split": split,
            "ladder": ladder,
            "strategy": strategy,
            "depth": depth,
            "ordering": ordering,
            "style": style,
            "prompt_format": prompt_format,
        },
    )
    check_output(output)
    passed_over = 0

    def counted(chunks: Iterable[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
        nonlocal passed_over
        with _progress() as progress:
            bar = progress.add_task(f"{task} rows", total=n * settings.rows_per_index)
            for rows in chunks:
                passed_over += sum(_passed_over(row) for row in rows[:: settings.rows_per_index])
                yield rows
                progress.advance(bar, len(rows))

    n_rows = write_rows(output, counted(iterate_chunks(settings, n, workers)), prompt_format)
    out.print(
        f"{_count(n_rows, 'row')} written to {output}; {_count(passed_over, 'problem')} passed over", highlight=False
    )


@app.command()
def certify(file: Annotated[Path, typer.Argument(help="A file of rows: .parquet or .jsonl.")]) -> None:
    """Certify every row of a file: read its text back, replay it, verify its answer. Exit code 1 if any row fails.

    A corrupted row is counted apart: it fails if its record does not say what is wrong with it.
    """
    from tracekit.data.checking import certify_row
    from tracekit.data.corruption import corruption_of
    from tracekit.data.files import read_rows

    n_rows = n_failed = n_corrupted = 0
    by_backtracks: dict[int, int] = {}
    with _progress() as progress:
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
    shares = ", ".join(f"{count} with {_count(k, 'backtrack')}" for k, count in sorted(by_backtracks.items()))
    parts = [f"{sum(by_backtracks.values())} of {_count(n_rows, 'row')} certified{': ' + shares if shares else ''}"]
    parts += [f"{n_corrupted} corrupted as recorded"] if n_corrupted else []
    parts += [f"{n_failed} failed"] if n_failed else []
    out.print("; ".join(parts), highlight=False)
    if n_failed or not n_rows:
        raise typer.Exit(1)


@app.command()
def export(
    data: Annotated[list[Path], typer.Argument(help="Files of rows, for example one per split: .parquet or .jsonl.")],
    to: Annotated[str, typer.Option(help="trl, verl, llama-factory, axolotl, openai, openai-dpo, sharegpt or alpaca.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write.")],
    eos: Annotated[str | None, typer.Option(help="End-of-sequence token, for raw text and axolotl.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an earlier export.")] = False,
) -> None:
    """Write a folder that a trainer loads as it stands: data, configuration, README."""
    from tracekit.data.exports import export as export_rows

    n_rows = export_rows(data, to=to, directory=output, eos=eos, overwrite=overwrite)
    parts = ", ".join(f"{n} {split}" for split, n in n_rows.items())
    out.print(f"{_count(sum(n_rows.values()), 'row')} written to {output} for {to}: {parts}", highlight=False)


def main() -> None:
    """Run the command line; whatever a user can get wrong ends in one line and exit code 2."""
    try:
        app()
    except TracekitError as error:
        err.print(Text.assemble(("error: ", "bold red"), str(error)))
        sys.exit(2)


def _task(name: str, pairs: list[str] | None) -> Task[Any, Any]:
    parameters: dict[str, Any] = {}
    for pair in pairs or []:
        key, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError("--set", pair, "must be NAME=VALUE")
        try:
            parameters[key] = json.loads(value)  # a number, true or false
        except ValueError:
            parameters[key] = value
    return get_task(name, **parameters)


def _plain(docstring: str | None) -> str:
    return " ".join((docstring or "").replace("`", "").split())


def _settings(task: Task[Any, Any], options: dict[str, Any]) -> Settings:
    from tracekit.data.settings import Settings

    return Settings(task, **cast("RowOptions", options))  # whatever was typed is checked there


def _coloured(document: Document) -> Text:
    text = Text(document.text)
    for span in document.spans:
        if colour := COLOURS.get(type(span.event)):
            text.stylize(colour, span.start, span.end)
    return text


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )


def _passed_over(row: dict[str, Any]) -> int:
    return int(json.loads(row["meta"])["passed_over"])


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
