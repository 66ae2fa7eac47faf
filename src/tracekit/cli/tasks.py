"""``tracekit tasks``."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from tracekit.cli.console import out
from tracekit.cli.options import Parameters, task_of
from tracekit.tasks import TASKS

__all__ = ["tasks"]


def tasks(
    name: Annotated[str | None, typer.Argument(help="One task only.", metavar="[TASK]")] = None,
    n: Annotated[int, typer.Option("-n", help="How many problems to ask for the backtracks that they can have.")] = 30,
    set_: Parameters = None,
) -> None:
    """List the tasks, their parameters, and how many backtracks their problems can have."""
    from tracekit.data.reach import reachable_shares

    for chosen in TASKS if name is None else [name]:
        task = task_of(chosen, set_)
        table = Table(title=f"[bold]{task.name}[/]: {task.__doc__}", title_justify="left", expand=False)
        for column in ("parameter", "default", "allowed", "meaning"):
            table.add_column(column, overflow="fold")
        for field, info in type(task).model_fields.items():
            allowed = task.allowed(field).removeprefix("must be ")
            meaning = " ".join((info.description or "").replace("`", "").split())
            table.add_row(field, repr(info.default), escape(allowed), escape(meaning))
        out.print(table)
        shares = reachable_shares(task, n=n)
        reach = ", ".join(f"{share:.0%} can have {k}" for k, share in shares.items() if k)
        out.print(f"Strategy: {task.default_strategy}. Backtracks, of {n} problems: {reach}.\n", highlight=False)
