"""Problems from elsewhere: entries of reasoning-gym."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracekit.errors import ParameterError
from tracekit.tasks.self_reference.claims import code_of_sentence
from tracekit.tasks.self_reference.problem import SelfReferenceProblem

_LISTED = re.compile(r"^ *- Statement ([0-9]): '([^'\n]{1,200})' *$", re.MULTILINE)


def read_entry(entry: Mapping[str, object]) -> SelfReferenceProblem:
    """The problem of an entry of reasoning-gym."""
    metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
    source = metadata.get("source_dataset", "self_reference") if isinstance(metadata, Mapping) else None
    if source != "self_reference":
        raise ParameterError("entry", source, "must be an entry of reasoning-gym's 'self_reference'")
    question = entry.get("question")
    listed = _LISTED.findall(question) if isinstance(question, str) else []
    if [int(number) for number, _ in listed] != list(range(1, len(listed) + 1)) or not listed:
        raise ParameterError("entry", question, "must list its statements, 'Statement 1: ...' and so on")
    try:
        codes = tuple([code_of_sentence(text, len(listed)) for _, text in listed])
    except ValueError as error:
        raise ParameterError("entry", question, str(error)) from None
    return SelfReferenceProblem(statements=codes)
