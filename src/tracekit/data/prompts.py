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

__all__ = ["PROMPT_FORMATS", "Messages", "PromptFormat", "check_prompt_format", "thinking_of", "write_pair"]

PromptFormat = Literal["plain", "chat", "base", "qwen"]
PROMPT_FORMATS: tuple[PromptFormat, ...] = get_args(PromptFormat)

Messages = list[dict[str, str]]

INSTRUCTION = (
    "First think step by step between <think> and </think>, then give the answer between <answer> and </answer>."
)

_TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "plain": "{question}\n\n{instruction}\n",
        "chat": "{question}\n\n{instruction}",
        "base": (
            "In this conversation a user asks a question and an assistant answers it. The assistant first thinks the "
            "problem through, between <think> and </think>, then gives the answer, between <answer> and </answer>.\n"
            "User: {question}\n"
            "Assistant: <think>"
        ),
        "qwen": (
            "<|im_start|>system\nYou are a careful assistant who thinks before answering.<|im_end|>\n"
            "<|im_start|>user\n{question}\n\n{instruction}<|im_end|>\n"
            "<|im_start|>assistant\n<think>"
        ),
    }
)


def check_prompt_format(prompt_format: str) -> None:
    """Raise ``UnknownNameError`` if there is no such format."""
    if prompt_format not in PROMPT_FORMATS:
        raise UnknownNameError("prompt_format", prompt_format, PROMPT_FORMATS)


def write_pair(
    question: str, thinking: str, answer: str, prompt_format: PromptFormat
) -> tuple[str | Messages, str | Messages]:
    """The prompt and the completion: strings, or lists of messages for ``chat``."""
    prompt = _TEMPLATES[prompt_format].format(question=question, instruction=INSTRUCTION)
    completion = f"{thinking}</think>\n<answer>{answer}</answer>"
    if prompt_format in ("plain", "chat"):
        completion = f"<think>{completion}"
    if prompt_format == "chat":
        return [{"role": "user", "content": prompt}], [{"role": "assistant", "content": completion}]
    return prompt, completion


def thinking_of(text: str) -> str:
    """The thinking in the text of a completion that ``write_pair`` wrote."""
    return text.removeprefix("<think>").partition("</think>")[0]
