"""A target: the data it takes, how a row becomes a record, what goes beside the data, and the README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracekit.data.columns import COLUMNS
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
    """Where rows can be exported to.

    Attributes:
        name: as in ``--to``.
        title: as in the README.
        kinds: the data it takes, and how each row becomes a record.
        usage: how to use the folder, in Markdown.
        files: how the records are written.
        pattern: the data file of a split.
        extras: the other files: their names and texts.
        meanings: what the keys of its records hold, for the README, where their names do not have one meaning for all.
        takes_eos: whether ``eos`` is handed to what makes a record of a row of texts: the trainer adds none itself.
        check: called with the content and the sizes of the files in bytes; a ``DataFileError`` stops the export.
        card: whether the README begins with the YAML that ``load_dataset`` reads.
    """

    name: str
    title: str
    kinds: Mapping[Kind, Callable[..., dict[str, object]]]
    usage: Callable[[Content], str]
    files: type[JsonlFiles | ParquetFiles] = JsonlFiles
    pattern: str = "{split}.jsonl"
    extras: Callable[[Content], dict[str, str]] = lambda _: {}
    meanings: Mapping[str, str] = field(default_factory=dict)
    takes_eos: bool = False
    check: Callable[[Content, Sequence[int]], None] | None = None
    card: bool = False

    def readme(self, content: Content) -> str:
        """The README of a folder."""
        rows = "\n".join(
            f"| `{self.pattern.format(split=split)}` | {split} | {content.n_rows[split]} |" for split in content.splits
        )
        tasks = ", ".join(f"{name} ({count})" for name, count in sorted(content.tasks.items()))
        keys = "\n".join(f"| `{key}` | {self._meaning(key)} |" for key in content.keys)
        return (
            f"{_front_matter(content, self.pattern) if self.card else ''}"
            f"# {self.title}\n\n{MARK} Data: {MEANT[content.kind]}.{f' Tasks: {tasks}.' if tasks else ''}\n\n"
            f"| file | split | rows |\n|---|---|---|\n{rows}\n\n"
            f"| {'column' if self.files is ParquetFiles else 'key'} | what |\n|---|---|\n{keys}\n\n"
            f"{self.usage(content).strip()}\n"
        )

    def _meaning(self, key: str) -> str:
        side, _, rest = key.partition("_")
        if side in ("chosen", "rejected") and rest in COLUMNS:
            return f"{COLUMNS[rest].meaning}: the {side} side"
        known = {**{name: column.meaning for name, column in COLUMNS.items()}, **_KEYS, **self.meanings}
        return known.get(key, "")


_KEYS: Mapping[str, str] = {
    "chosen": "the completion to be preferred",
    "rejected": "the other one",
    "label": "whether the completion is desirable",
    "messages": "a conversation: role and content of each message",
}


def _front_matter(content: Content, pattern: str) -> str:
    files = "".join(f"  - split: {split}\n    path: {pattern.format(split=split)}\n" for split in content.splits)
    return f"---\nconfigs:\n- config_name: default\n  data_files:\n{files}---\n\n"
