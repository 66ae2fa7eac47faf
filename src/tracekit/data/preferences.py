"""Preference data: two completions for one prompt, of which one is to be preferred, for DPO, KTO and reward models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracekit.errors import ParameterError
from tracekit.types import Rows

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["preference_pairs", "unpaired_preferences"]

_SIDES = ("id", "backtracks", "style", "corruption")


def preference_pairs(chosen: Rows, rejected: Rows, *, key: str = "fingerprint") -> Dataset:
    """Pair rows that ask the same: one completion to be preferred, one to be rejected.

    Right against corrupted: ``preference_pairs(data, tracekit.corrupt(data, WrongAnswers()))``. Few against many
    backtracks: two levels of a ladder. Two rows with the same completion are no preference and make no pair (a
    corruptor may have had nothing to change); nor does a row without a partner.

    Args:
        chosen: rows of tracekit.
        rejected: rows of tracekit; the n-th one with a prompt goes with the n-th chosen one with that prompt.
        key: the column that both rows must agree on, besides ``prompt``: the problem's ``fingerprint``.

    Returns:
        A ``datasets.Dataset`` in the order of ``chosen``, with ``prompt``, ``chosen`` and ``rejected`` (strings, or
        lists of messages) as trainers want them; ``task``, ``split`` (of the chosen row) and ``problem``; and ``id``,
        ``backtracks``, ``style`` and ``corruption`` of both sides as ``chosen_id``, ``rejected_id`` and so on.

    Raises:
        ParameterError: if no two rows make a pair, or a row lacks a column.
    """
    from datasets import Dataset

    waiting: dict[Any, list[Mapping[str, object]]] = {}
    for row in rejected:
        waiting.setdefault(_question(row, key), []).append(row)
    for rows in waiting.values():
        rows.reverse()
    pairs = []
    for row in chosen:
        partners = waiting.get(_question(row, key))
        if not partners:
            continue
        other = partners.pop()
        if other["completion"] == row["completion"]:
            continue
        pair = {"prompt": row["prompt"], "chosen": row["completion"], "rejected": other["completion"]}
        pair |= _columns(row, "task", "split", "problem")
        for side, source in (("chosen", row), ("rejected", other)):
            pair |= {f"{side}_{name}": value for name, value in _columns(source, *_SIDES).items()}
        pairs.append(pair)
    if not pairs:
        raise ParameterError("rejected", key, "must have rows with the prompts of `chosen` and other completions")
    return Dataset.from_list(pairs)


def unpaired_preferences(desirable: Rows, undesirable: Rows) -> Dataset:
    """Rows labelled as desirable or not, for KTO.

    Args:
        desirable: rows whose label is True.
        undesirable: rows whose label is False. Those that are desirable too, word for word, are left out: a corruptor
            may have had nothing to change.

    Returns:
        A ``datasets.Dataset`` with ``prompt``, ``completion``, ``label``, ``id``, ``task``, ``split`` and
        ``corruption``, in which the two kinds take turns as evenly as their numbers allow.

    Raises:
        ParameterError: if one of the kinds has no rows, or a row lacks a column.
    """
    from datasets import Dataset

    good = [_labelled(row, True) for row in desirable]
    seen = {_pair_of(row) for row in good}
    bad = [row for row in (_labelled(row, False) for row in undesirable) if _pair_of(row) not in seen]
    sides = {"desirable": good, "undesirable": bad}
    for field, rows in sides.items():
        if not rows:
            raise ParameterError(field, [], "must have at least one row that the other side does not have")
    placed = [
        ((i + 0.5) / len(rows), side, row) for side, rows in enumerate(sides.values()) for i, row in enumerate(rows)
    ]
    placed.sort(key=lambda each: each[:2])
    return Dataset.from_list([row for _, _, row in placed])


def _labelled(row: Mapping[str, object], label: bool) -> dict[str, object]:
    return {
        **_columns(row, "prompt", "completion"),
        "label": label,
        **_columns(row, "id", "task", "split", "corruption"),
    }


def _pair_of(row: Mapping[str, object]) -> str:
    return repr((row["prompt"], row["completion"]))


def _question(row: Mapping[str, object], key: str) -> Any:
    columns = _columns(row, key, "prompt", "completion")
    return columns[key], repr(columns["prompt"])


def _columns(row: Mapping[str, object], *names: str) -> dict[str, object]:
    try:
        return {name: row[name] for name in names}
    except KeyError as error:
        raise ParameterError("row", sorted(row), f"must have the column {error.args[0]!r}") from None
