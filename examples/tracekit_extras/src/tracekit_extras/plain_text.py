"""An export target: one text per row, prompt and completion in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracekit import DataFileError
from tracekit.data.exports import Content, Target


def record(row: Mapping[str, Any]) -> dict[str, Any]:
    """The text of a row."""
    if not isinstance(row["prompt"], str):
        raise DataFileError("its prompt is a list of messages: use prompt_format='plain'")
    return {"text": row["prompt"] + row["completion"]}


def usage(content: Content) -> str:
    """What the README says."""
    return f"Each line of `{content.first}.jsonl` is a JSON object with a `text`."


PLAIN_TEXT = Target(
    "plain-text", "Plain texts", {"rows": record}, usage, meanings={"text": "prompt and completion in one"}
)
