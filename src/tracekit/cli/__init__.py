"""The command line: ``tracekit tasks | show | generate | certify | audit | corrupt | export | recipe``."""

from __future__ import annotations

import sys

import typer
from rich.text import Text

from tracekit.cli.audit import audit
from tracekit.cli.console import err
from tracekit.cli.recipes import recipe_app
from tracekit.cli.rows import certify, corrupt, export, generate, show
from tracekit.cli.tasks import tasks
from tracekit.errors import TracekitError

__all__ = ["app", "main"]

app = typer.Typer(
    help="Chain-of-thought with exactly k true backtracks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (tasks, show, generate, certify, audit, corrupt, export):
    app.command()(command)
app.add_typer(recipe_app, name="recipe")


def main() -> None:
    """Run the command line; whatever a user can get wrong ends in one line and exit code 2."""
    try:
        app()
    except TracekitError as error:
        err.print(Text.assemble(("error: ", "bold red"), str(error)))
        sys.exit(2)
