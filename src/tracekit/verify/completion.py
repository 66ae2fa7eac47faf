"""Find the thinking and the answer in a completion: the one place that knows the tags and the shapes.

The strict format is ``<think>...</think><answer>...</answer>``: each tag exactly once, in this order, spelled exactly
so, with nothing but white space before, between and after the two blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Found", "find_answer"]

_THINK, _END_THINK, _ANSWER, _END_ANSWER = _TAGS = ("<think>", "</think>", "<answer>", "</answer>")


@dataclass(frozen=True, slots=True)
class Found:
    """What a completion holds.

    Attributes:
        thinking: the thinking without surrounding white space; None if no thinking ends before the answer.
        answer: the answer without surrounding white space; None if there is none or it is ambiguous (several answers,
            an answer inside the thinking, tags out of order). It may be given although ``well_formed`` is False, for
            instance if there is text around the blocks: a strict caller asks for both.
        well_formed: True if the completion keeps to the strict format.
        problem: the first thing wrong with the format, as a short sentence; '' if nothing is.
    """

    thinking: str | None
    answer: str | None
    well_formed: bool
    problem: str


def find_answer(completion: object, *, thinking_opened: bool | None = False) -> Found:
    """Find the thinking and the answer in what a model wrote.

    Args:
        completion: a text; a chat message (a mapping with ``content``, which may be a list of text parts, and perhaps
            the thinking apart in ``reasoning_content`` or ``reasoning``); or a list of chat messages, of which the last
            one of the assistant counts. If the thinking is apart and not blank, ``content`` holds the answer block
            only and ``thinking_opened`` has no meaning.
        thinking_opened: True if the prompt ended with ``<think>``, so that the completion starts inside the thinking;
            False if the completion has to open its thinking; None to allow either.

    Returns:
        What was found. Any other object, and any text, gives a ``Found`` that names the problem: nothing is raised.
    """
    message = _message(completion)
    if isinstance(message, str):
        return Found(None, None, False, message)
    text, apart = message
    counts = [text.count(tag) for tag in _TAGS]
    place = {tag: text.find(tag) for tag in _TAGS}
    expected: tuple[str, ...]
    if apart is not None:
        expected = _TAGS[2:]
    elif thinking_opened or (thinking_opened is None and not counts[0]):
        expected = _TAGS[1:]
    else:
        expected = _TAGS

    thinking = None if apart is None else apart.strip()
    answer = None
    order = tuple(sorted((tag for tag in _TAGS if place[tag] >= 0), key=place.__getitem__))
    unambiguous = max(counts) <= 1 and order in (_TAGS, _TAGS[1:], _TAGS[2:])
    # Without a </think>, an answer of a completion that starts inside the thinking is part of the thinking.
    if unambiguous and not (apart is None and thinking_opened and _END_THINK not in order):
        answer = text[place[_ANSWER] + len(_ANSWER) : place[_END_ANSWER]].strip()
        if apart is None and _END_THINK in order:
            start = place[_THINK] + len(_THINK) if _THINK in order else 0
            thinking = text[start : place[_END_THINK]].strip()

    problem = _problem(text, apart, expected, counts, place, order)
    return Found(thinking, answer, not problem, problem)


def _problem(
    text: str,
    apart: str | None,
    expected: tuple[str, ...],
    counts: list[int],
    place: dict[str, int],
    order: tuple[str, ...],
) -> str:
    if apart is not None and any(tag in apart for tag in _TAGS):
        return "the thinking, given apart, has a tag in it"
    for tag, count in zip(_TAGS, counts, strict=True):
        if tag not in expected and count:
            return f"{tag} is in the completion, though the thinking was opened before it or given apart"
        if tag in expected and count != 1:
            return f"{tag} is missing" if not count else f"{tag} is there {count} times, not once"
    if order != expected:
        return f"the tags are in the order {' '.join(order)}"
    if expected != _TAGS[1:] and text[: place[expected[0]]].strip():
        return f"there is text before {expected[0]}"
    if _END_THINK in expected and text[place[_END_THINK] + len(_END_THINK) : place[_ANSWER]].strip():
        return "there is text between </think> and <answer>"
    if text[place[_END_ANSWER] + len(_END_ANSWER) :].strip():
        return "there is text after </answer>"
    return ""


def _message(completion: object) -> tuple[str, str | None] | str:
    """The text and the thinking that is apart from it, or what is wrong with the completion."""
    if isinstance(completion, str):
        return completion, None
    if isinstance(completion, (list, tuple)):
        for message in reversed(completion):
            if isinstance(message, Mapping) and message.get("role", "assistant") == "assistant":
                completion = message
                break
        else:
            return "the list has no message of the assistant"
    if not isinstance(completion, Mapping):
        return "the completion is neither a text nor a chat message"
    content = completion.get("content")
    if content is None:
        content = ""
    elif isinstance(content, (list, tuple)):
        parts = [part.get("text") if isinstance(part, Mapping) else part for part in content]
        content = "".join(part for part in parts if isinstance(part, str))
    if not isinstance(content, str):
        return "the content of the message is not a text"
    for key in ("reasoning_content", "reasoning"):
        apart = completion.get(key)
        if isinstance(apart, str) and apart.strip():
            return content, apart
    return content, None
