"""One row as one record of each format. Pure functions: what a record holds follows from its row alone.

Where a format knows messages only, a prompt of one of tracekit's templates is taken apart, and its question is put as
``prompt_format="chat"`` puts it; any other text becomes the message of a user, unless it ends in ``<think>``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from tracekit.data.completions import text_of
from tracekit.data.loading import judged_columns
from tracekit.data.prompts import PROMPT_FORMATS, Messages, write_prompt
from tracekit.errors import DataFileError
from tracekit.tasks import SPLITS
from tracekit.verify.tags import THINK

__all__ = [
    "alpaca",
    "axolotl",
    "is_pair",
    "llama_factory_pair",
    "messages_of",
    "openai",
    "openai_pair",
    "sharegpt",
    "split_of",
    "texts_of",
    "verl",
    "verl_record",
]

Row = Mapping[str, Any]
Record = dict[str, Any]


def is_pair(row: Row) -> bool:
    """Whether a row is preference data: a prompt, a chosen completion and a rejected one."""
    return "chosen" in row and "rejected" in row


def split_of(row: Row) -> str:
    """The split of a row; train if it has no such column, as preference data from elsewhere."""
    split = "train" if row.get("split") is None else row["split"]
    if split not in SPLITS:
        raise DataFileError(f"its split is {split!r}: must be one of {', '.join(SPLITS)}")
    return str(split)


def texts_of(row: Row, *columns: str) -> list[str] | None:
    """The columns if all are texts; None if all are messages."""
    values = [_column(row, name) for name in columns]
    if all(isinstance(value, str) for value in values):
        return values
    if any(isinstance(value, str) for value in values):
        raise DataFileError(f"{', '.join(columns)} must all be texts or all be messages")
    return None


def messages_of(row: Row, *completions: str) -> list[Messages]:
    """The prompt and some completions of a row as messages.

    Args:
        row: a row with ``prompt`` and the completions, as texts or as lists of messages.
        completions: the names of the columns that hold completions.
    """
    texts = texts_of(row, "prompt", *completions)
    if texts is None:
        return [_checked_messages(name, row[name]) for name in ("prompt", *completions)]
    prompt, *rest = texts
    opened = prompt.endswith(THINK)
    thoughts = [THINK + text if opened and not text.startswith(THINK) else text for text in rest]
    content = _user_message(prompt)
    return [[{"role": "user", "content": content}], *([{"role": "assistant", "content": t}] for t in thoughts)]


def _user_message(prompt: str) -> str:
    for before, after in _template_ends():
        if prompt.startswith(before) and prompt.endswith(after) and len(prompt) > len(before) + len(after):
            return text_of(write_prompt(prompt[len(before) : len(prompt) - len(after)], "chat"))
    if prompt.endswith(THINK):
        raise DataFileError(
            "its prompt is a raw template that is not tracekit's own: it cannot be turned into messages"
        )
    return prompt.rstrip("\n")


@cache
def _template_ends() -> list[tuple[str, str]]:
    """What stands before and after the question in each raw template and the plain one; the most telling first."""
    names = [name for name in PROMPT_FORMATS if name != "chat"]
    prompts = [str(write_prompt("\0", name)).partition("\0") for name in names]
    return sorted(((before, after) for before, _, after in prompts), key=lambda ends: -len(ends[0]))


def _column(row: Row, name: str) -> Any:
    value = row.get(name)
    if value is None:
        raise DataFileError(f"it has no {name!r}")
    if len(value) == 0:
        raise DataFileError(f"its {name!r} is empty")
    return value


def _checked_messages(name: str, value: Any) -> Messages:
    for message in value:
        if not isinstance(message, Mapping) or set(message) != {"role", "content"}:
            raise DataFileError(f"{name} must be a text or a list of messages with role and content, not {message!r}")
        if message["role"] not in ("system", "user", "assistant") or not isinstance(message["content"], str):
            raise DataFileError(
                f"{name} has a message of {message['role']!r}: must be a text of system, user, assistant"
            )
    turns = [dict(message) for message in value]
    last = "user" if name == "prompt" else "assistant"
    if turns[-1]["role"] != last:
        raise DataFileError(f"{name} must end with a message of the {last}, not of {turns[-1]['role']!r}")
    return turns


# --- one function per format ------------------------------------------------------------------------------------------


def openai(row: Row) -> Record:
    """``{"messages": [...]}``, as OpenAI's supervised fine-tuning takes it."""
    prompt, completion = messages_of(row, "completion")
    return {"messages": prompt + completion}


def openai_pair(row: Row) -> Record:
    """``{"input", "preferred_output", "non_preferred_output"}``, as OpenAI's preference fine-tuning takes it."""
    prompt, chosen, rejected = messages_of(row, "chosen", "rejected")
    return {"input": {"messages": prompt}, "preferred_output": chosen, "non_preferred_output": rejected}


def llama_factory_pair(row: Row) -> Record:
    """``{"messages", "chosen", "rejected"}``; the last two are one message each."""
    prompt, chosen, rejected = messages_of(row, "chosen", "rejected")
    for name, turns in (("chosen", chosen), ("rejected", rejected)):
        if len(turns) != 1:
            raise DataFileError(f"{name} has {len(turns)} messages: LLaMA-Factory takes one")
    return {"messages": prompt, "chosen": chosen[0], "rejected": rejected[0]}


def sharegpt(row: Row) -> Record:
    """``{"conversations": [{"from": "human", "value": ...}, {"from": "gpt", "value": ...}]}``."""
    names = {"system": "system", "user": "human", "assistant": "gpt"}
    return {"conversations": [{"from": names[m["role"]], "value": m["content"]} for m in openai(row)["messages"]]}


def alpaca(row: Row) -> Record:
    """``{"instruction", "input", "output"}``, with ``system`` in front if there is a system message."""
    turns = openai(row)["messages"]
    system = [turn["content"] for turn in turns if turn["role"] == "system"]
    rest = [turn for turn in turns if turn["role"] != "system"]
    if len(rest) != 2 or len(system) > 1:
        raise DataFileError(f"it has {len(rest)} turns: alpaca takes one question and one answer")
    head = {"system": system[0]} if system else {}
    return {**head, "instruction": rest[0]["content"], "input": "", "output": rest[1]["content"]}


def axolotl(row: Row, eos: str | None) -> Record:
    """Texts as ``{"segments": [...]}`` (``type: input_output``), messages as ``{"messages": [...]}``.

    Args:
        row: a row.
        eos: what ends the text. axolotl adds nothing to segments.
    """
    texts = texts_of(row, "prompt", "completion")
    if texts is None:
        return openai(row)
    prompt, completion = texts
    return {"segments": [{"label": False, "text": prompt}, {"label": True, "text": completion + (eos or "")}]}


def verl(row: Row) -> Record:
    """``{"data_source", "prompt", "ability", "reward_model", "extra_info"}``, as verl's ``RLHFDataset`` takes it.

    ``ground_truth`` is a JSON text: the columns of the row that ``tracekit.reward`` reads, and the answer. verl applies
    a chat template to every prompt, so a raw template has no place here.

    Raises:
        DataFileError: if the row is none of tracekit's, or its prompt ends in ``<think>``.
    """
    if isinstance(row.get("prompt"), str) and row["prompt"].endswith(THINK):
        raise DataFileError("its prompt is a raw template, and verl applies a chat template: use prompt_format='chat'")
    [prompt] = messages_of(row)
    return verl_record(row, prompt)


def verl_record(row: Row, prompt: Messages) -> Record:
    """The same with the prompt as given."""
    truth = judged_columns(row)
    return {
        "data_source": f"tracekit/{truth['task']}",
        "prompt": prompt,
        "ability": truth["task"],
        "reward_model": {"style": "rule", "ground_truth": json.dumps(truth, ensure_ascii=False)},
        "extra_info": {name: row.get(name) for name in ("split", "index", "id")},
    }
