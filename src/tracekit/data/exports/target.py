"""A format: the data it takes, how a row becomes a record, what goes beside the data, and the README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tracekit.data.exports.folder import MARK, JsonlFiles, ParquetFiles

__all__ = ["MEANT", "Content", "Kind", "Target"]

Kind = Literal["rows", "pairs", "labels", "prompts"]
"""Rows with a completion, preference data in pairs or labelled, or prompts alone."""

MEANT: Mapping[Kind, str] = {
    "rows": "rows with a completion",
    "pairs": "preference data: rows with 'prompt', 'chosen' and 'rejected'",
    "labels": "completions labelled as desirable or not: rows with 'label'",
    "prompts": "prompts without a completion",
}


@dataclass
class Content:
    """What is in the data of an export.

    Attributes:
        kind: rows with a completion, preference data in pairs or labelled, or prompts alone.
        n_rows: the number of rows by split.
        tasks: the number of rows by task.
        keys: the keys of a record, in order.
    """

    kind: Kind = "rows"
    n_rows: Counter[str] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    keys: tuple[str, ...] = ()

    @property
    def splits(self) -> list[str]:
        """The splits that occur, in their usual order."""
        return [split for split in ("train", "validation", "test") if self.n_rows[split]]

    @property
    def first(self) -> str:
        """The split to train on."""
        return self.splits[0]

    @property
    def second(self) -> str | None:
        """The split to evaluate on, if there is one."""
        return self.splits[1] if len(self.splits) > 1 else None


@dataclass(frozen=True)
class Target:
    """A format.

    Attributes:
        name: as in ``--to``.
        title: as in the README.
        kinds: the data it takes, and how each row becomes a record.
        files: how the records are written.
        pattern: the data file of a split.
        extras: the other files: their names and texts.
        usage: how to use the folder, in Markdown.
    """

    name: str
    title: str
    kinds: Mapping[Kind, Callable[..., dict[str, Any]]]
    files: type[JsonlFiles | ParquetFiles]
    pattern: str
    extras: Callable[[Content], dict[str, str]]
    usage: Callable[[Content], str]

    def readme(self, content: Content) -> str:
        """The README of a folder."""
        rows = "\n".join(
            f"| `{self.pattern.format(split=split)}` | {split} | {content.n_rows[split]} |" for split in content.splits
        )
        tasks = ", ".join(f"{name} ({count})" for name, count in sorted(content.tasks.items()))
        keys = "\n".join(f"| `{key}` | {_meaning(key, self.name)} |" for key in content.keys)
        return (
            f"{_front_matter(content, self.pattern) if self.name == 'trl' else ''}"
            f"# {self.title}\n\n{MARK} Data: {MEANT[content.kind]}.{f' Tasks: {tasks}.' if tasks else ''}\n\n"
            f"| file | split | rows |\n|---|---|---|\n{rows}\n\n"
            f"| {'column' if self.files is ParquetFiles else 'key'} | what |\n|---|---|\n{keys}\n\n"
            f"{self.usage(content).strip()}\n"
        )


KEYS: Mapping[str, str] = {
    "id": "task, split, seed, index and number of backtracks",
    "task": "the task",
    "task_version": "the version of the task that made the row",
    "split": "train, validation or test; no problem is in two of them",
    "seed": "the seed",
    "index": "the number of the row within its seed and split",
    "fingerprint": "equal for problems that are the same",
    "question": "the problem in words",
    "answer": "the answer that the completion leads to",
    "prompt": "what the model is given: a text, or messages",
    "completion": "what it is to write: a text, or messages",
    "backtracks": "the number of backtracks in the completion",
    "strategy": "how the search went: exhaustive, detour or natural",
    "style": "the style of the text",
    "corruption": "what was done to the completion, or none",
    "problem": "all of the problem, as JSON",
    "trace": "the events, as JSON",
    "meta": "settings and measures, as JSON",
    "chosen": "the completion to be preferred",
    "rejected": "the other one",
    "label": "whether the completion is desirable",
    "messages": "a conversation: role and content of each message",
    "conversations": "a conversation: `from` (human, gpt, system) and `value` of each turn",
    "segments": "the text in parts; those with `label` true count in the loss",
    "instruction": "the question",
    "alpaca: input": "empty",
    "openai-dpo: input": "the prompt: messages",
    "output": "thinking and answer",
    "system": "the system message",
    "preferred_output": "the message to be preferred",
    "non_preferred_output": "the other one",
    "data_source": "`tracekit/` and the task",
    "ability": "the task",
    "reward_model": "`ground_truth` holds, as JSON, what the reward function reads",
    "extra_info": "where the row comes from",
}


def _meaning(key: str, target: str) -> str:
    side, _, rest = key.partition("_")
    if side in ("chosen", "rejected") and rest in KEYS:
        return f"{KEYS[rest]}: the {side} side"
    return KEYS.get(f"{target}: {key}", KEYS.get(key, ""))


def _front_matter(content: Content, pattern: str) -> str:
    files = "".join(f"  - split: {split}\n    path: {pattern.format(split=split)}\n" for split in content.splits)
    return f"---\nconfigs:\n- config_name: default\n  data_files:\n{files}---\n\n"
