"""Problems from elsewhere: entries of reasoning-gym."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracekit.errors import ParameterError
from tracekit.tasks.list_functions.problem import ListFunctionsProblem
from tracekit.tasks.list_functions.step import Numbers
from tracekit.tasks.list_functions.survey import survey
from tracekit.tasks.list_functions.verify import ListError, read_list


def read_entry(entry: Mapping[str, object]) -> ListFunctionsProblem:
    """The problem of an entry of reasoning-gym."""
    pairs, last, answer = _lists_of(entry)
    inputs, outputs = tuple([x for x, _ in pairs]), tuple([y for _, y in pairs])
    found = set(survey(inputs, outputs, last).answers.values())
    if found and answer not in found:
        raise ParameterError("answer", entry["answer"], "must be what a rule that fits the examples gives")
    # Without a rule nothing can be solved, but an answer can be verified: the entry says which one is right.
    flags = () if found == {answer} else ("ambiguous",) if found else ("unknown_rule",)
    return ListFunctionsProblem(inputs=inputs, outputs=outputs, last=last, answer=answer, flags=flags)


_EXAMPLE = re.compile(r"Input (\d+): (\[[^\]\n]*+\])\nOutput (\d+): (\[[^\]\n]*+\])(?:\n|$)")
_LAST = re.compile(r"\nInput: (\[[^\]\n]*+\])(?:\n|$)")


def _lists_of(entry: object) -> tuple[list[tuple[Numbers, Numbers]], Numbers, Numbers]:
    """The examples, the last input and the answer of an entry, which has no metadata to speak of."""
    question, answer = (entry.get(key) if isinstance(entry, Mapping) else None for key in ("question", "answer"))
    metadata = entry.get("metadata") if isinstance(entry, Mapping) else None
    source = metadata.get("source_dataset", "list_functions") if isinstance(metadata, Mapping) else "list_functions"
    if source != "list_functions":
        raise ParameterError("entry", source, "must be an entry of reasoning-gym's 'list_functions'")
    if not isinstance(question, str) or not isinstance(answer, str):
        raise ParameterError("entry", entry, "must be a reasoning-gym entry with 'question' and 'answer'")
    examples = _EXAMPLE.findall(question)
    last = _LAST.search(question)
    if not examples or last is None or any(n != str(i) or m != n for i, (n, _, m, _) in enumerate(examples, 1)):
        raise ParameterError("question", question, "must have 'Input 1: [...]', 'Output 1: [...]', ..., 'Input: [...]'")
    try:
        pairs = [(read_list(x), read_list(y)) for _, x, _, y in examples]
        return pairs, read_list(last[1]), read_list(answer)
    except ListError as error:
        raise ParameterError("entry", question, f"must hold lists of integers: {error}") from None
