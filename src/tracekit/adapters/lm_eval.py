"""lm-eval (the LM Evaluation Harness): a folder with a task, for ``lm_eval --include_path``.

lm-eval itself is not imported here; it imports ``load_problems`` and ``score`` through the folder's ``utils.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tracekit.adapters._rewarding import messages_of, scheme_of
from tracekit.data.loading import judged_columns
from tracekit.errors import DataFileError, ParameterError, check_integer
from tracekit.rewards import reward
from tracekit.types import Rows

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["load_problems", "score", "write_task_folder"]

PROBLEMS = "problems.jsonl"

# JSON is YAML: what is filled in is written as JSON.
_YAML = """\
# Written by tracekit. Number of problems: {n}, of: {tasks}
task: {name}
tag: tracekit
custom_dataset: !function utils.load
test_split: test
output_type: generate_until
doc_to_text: prompt
doc_to_target: answer
process_results: !function utils.process_results
num_fewshot: 0
generation_kwargs:
  until: []
  do_sample: false
  temperature: 0.0
  max_gen_toks: {max_tokens}
metric_list:
{metrics}
metadata:
  version: 1.0
"""

_METRIC = """\
  - metric: {name}
    aggregation: mean
    higher_is_better: {direction}"""

_UTILS = '''\
"""Written by tracekit: where the problems are, and how an answer is judged."""

from pathlib import Path

from tracekit.adapters.lm_eval import load_problems, score


def load(**settings):
    return {{"test": load_problems(Path(__file__).parent / "{problems}")}}


def process_results(doc, results):
    return score(doc, results, scheme={scheme}, answer_format={answer_format}, thinking_opened={thinking_opened})
'''

UNDIRECTED = frozenset({"length", "statements", "backtracks"})
"""Components of which neither more nor less is better."""


def write_task_folder(
    rows: Rows,
    out_dir: str | Path,
    name: str,
    *,
    scheme: str | Mapping[str, float] = "study",
    answer_format: str = "lenient",
    thinking_opened: bool | Literal["row"] | None = "row",
    max_tokens: int = 4096,
) -> Path:
    """Write a task for lm-eval: ``NAME.yaml``, ``utils.py`` and ``problems.jsonl``. The folder can be moved.

    Its metrics are ``reward``, the total of the scheme, and the components of the scheme. A component that has nothing
    to say about an answer, such as the true share of a thinking that cannot be read, does not enter its mean.

    Args:
        rows: rows of tracekit. A chat prompt has to be one message; run it with ``--apply_chat_template``.
        out_dir: the folder; made if it is not there. Give each task a folder of its own.
        name: the name of the task: letters, digits, ``_``, ``-`` and ``.``.
        scheme: a reward's name, names with their weights, or ``package.module:attribute`` for a function of your own.
        answer_format: the form asked for: ``lenient`` (models that never saw our tags) or ``strict``.
        thinking_opened: whether the prompt ends with ``<think>``; by default the rows say so.
        max_tokens: most tokens of an answer. Nothing else ends one but the model's own end of text.

    Returns:
        The path of the YAML file.

    Raises:
        DataFileError: if a row is none of tracekit's, or a file cannot be written.
        ParameterError, UnknownNameError: if an argument is not allowed.
    """
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", name):
        raise ParameterError("name", name, "must be made of letters, digits, '_', '-' and '.'")
    check_integer("max_tokens", max_tokens, at_least=1)
    if not isinstance(scheme, (str, Mapping)):
        raise ParameterError("scheme", scheme, "must be a name, or names with their weights: it is written to a file")
    docs = [_doc(row) for row in rows]
    if not docs:
        raise ParameterError("rows", [], "must be at least one")
    opened = '"row"' if thinking_opened == "row" else repr(thinking_opened)
    result = reward(docs[0], "", scheme_of(scheme), format=answer_format, thinking_opened=thinking_opened)
    metrics = ["reward", *(component for component in result.components if component != "reward")]
    lines = [
        _METRIC.format(name=json.dumps(metric), direction="null" if metric in UNDIRECTED else "true")
        for metric in metrics
    ]
    tasks = ", ".join(sorted({doc["task"] for doc in docs}))
    text = _YAML.format(
        n=len(docs), tasks=tasks, name=json.dumps(name), max_tokens=max_tokens, metrics="\n".join(lines)
    )
    folder = Path(out_dir)
    files = {
        PROBLEMS: "".join(json.dumps(doc, ensure_ascii=False) + "\n" for doc in docs),
        "utils.py": _UTILS.format(
            problems=PROBLEMS,
            scheme=json.dumps(scheme if isinstance(scheme, str) else dict(scheme)),
            answer_format=json.dumps(answer_format),
            thinking_opened=opened,
        ),
        f"{name}.yaml": text,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (folder / file).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataFileError(f"cannot write {error.filename}: {error.strerror or error}") from error
    return folder / f"{name}.yaml"


def _doc(row: Mapping[str, object]) -> dict[str, str]:
    prompt = row.get("prompt")
    if not isinstance(prompt, str):
        messages = messages_of(row, "lm-eval")
        if len(messages) != 1:
            raise DataFileError(f"not a row that lm-eval can ask: its prompt has {len(messages)} messages, not one")
        prompt = messages[0]["content"]
    return {"id": str(row.get("id", "")), "prompt": prompt, **judged_columns(row)}


def load_problems(path: Path) -> Dataset:
    """The problems of a task folder, as lm-eval asks for them.

    Raises:
        DataFileError: if the file cannot be read.
    """
    from datasets import Dataset

    try:
        with path.open(encoding="utf-8") as lines:
            return Dataset.from_list([json.loads(line) for line in lines])
    except (OSError, ValueError) as error:
        raise DataFileError(f"cannot read {path}: {error}") from error


def score(
    doc: Mapping[str, object],
    results: Sequence[str],
    *,
    scheme: str | Mapping[str, float],
    answer_format: str,
    thinking_opened: bool | Literal["row"] | None,
) -> dict[str, float]:
    """The metrics of an answer, as lm-eval's ``process_results`` gives them: the reward and its components."""
    result = reward(doc, results[0], scheme_of(scheme), format=answer_format, thinking_opened=thinking_opened)
    parts = {name: value for name, value in result.components.items() if value is not None}
    return {**parts, "reward": result.total}
