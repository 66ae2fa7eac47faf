"""Read what a model wrote, and judge it. No text is ever evaluated, and the work is bounded whatever the text holds."""

from __future__ import annotations

from tracekit.verify.arithmetic import (
    Expression,
    ExpressionError,
    Node,
    Number,
    Operation,
    normalise,
    read_expression,
)
from tracekit.verify.completion import Found, find_answer
from tracekit.verify.formats import FORMATS, LENIENT, STRICT, AnswerFormat, get_format, register_format
from tracekit.verify.grid import GridError, read_grid
from tracekit.verify.verdict import Verdict

__all__ = [
    "FORMATS",
    "LENIENT",
    "STRICT",
    "AnswerFormat",
    "Expression",
    "ExpressionError",
    "Found",
    "GridError",
    "Node",
    "Number",
    "Operation",
    "Verdict",
    "find_answer",
    "get_format",
    "normalise",
    "read_expression",
    "read_grid",
    "register_format",
]
