"""How a question is put to a model, and what the model is to write.

``base`` and ``qwen`` end in an open ``<think>``, like the raw templates of the study (arXiv 2505.24273), so that a
completion starts inside the thinking. No completion begins with white space: a byte-pair tokenizer may merge it with
the prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from tracekit.errors import UnknownNameError
from tracekit.verify.tags import ANSWER, END_ANSWER, END_THINK, THINK

__all__ = ["OPENED", "PROMPT_FORMATS", "Messages", "PromptFormat", "check_prompt_format", "write_prompt"]

PromptFormat = Literal["plain", "chat", "base", "qwen"]
PROMPT_FORMATS: tuple[PromptFormat, ...] = get_args(PromptFormat)

Messages = list[dict[str, str]]

INSTRUCTION = (
    f"First think step by step between {THINK} and {END_THINK}, then give the answer between {ANSWER} and {END_ANSWER}."
)

_TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "plain": "{question}\n\n{instruction}\n",
        "chat": "{question}\n\n{instruction}",
        "base": (
            "In this conversation a user asks a question and an assistant answers it. The assistant first thinks the "
            f"problem through, between {THINK} and {END_THINK}, then gives the answer, between {ANSWER} and "
            f"{END_ANSWER}.\n"
            "User: {question}\n"
            f"Assistant: {THINK}"
        ),
        "qwen": (
            "<|im_start|>system\nYou are a careful assistant who thinks before answering.<|im_end|>\n"
            "<|im_start|>user\n{question}\n\n{instruction}<|im_end|>\n"
            f"<|im_start|>assistant\n{THINK}"
        ),
    }
)

OPENED = frozenset(name for name, template in _TEMPLATES.items() if template.endswith(THINK))
"""The formats whose prompt opens the thinking."""


def check_prompt_format(prompt_format: str) -> None:
    """Raise ``UnknownNameError`` if there is no such format."""
    if prompt_format not in PROMPT_FORMATS:
        raise UnknownNameError("prompt_format", prompt_format, PROMPT_FORMATS)


def write_prompt(question: str, prompt_format: PromptFormat) -> str | Messages:
    """The prompt: a string, or a list of messages for ``chat``."""
    prompt = _TEMPLATES[prompt_format].format(question=question, instruction=INSTRUCTION)
    return [{"role": "user", "content": prompt}] if prompt_format == "chat" else prompt
