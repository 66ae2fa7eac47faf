r"""Find the thinking and the answer in a completion, whatever its shape.

What form is asked for is a setting, see :class:`tracekit.verify.formats.AnswerFormat`. In the strict one, the default,
a completion is ``<think>...</think><answer>...</answer>``: each tag exactly once, in this order, spelled exactly so,
with nothing but white space before, between and after the two blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracekit.errors import ParameterError
from tracekit.verify.formats import STRICT, AnswerFormat, get_format
from tracekit.verify.tags import ANSWER, END_ANSWER, END_THINK, TAG, TAGS, THINK, TOLERANT_TAG, cut

__all__ = ["Found", "find_answer"]

MAX_TAGS = 1000
"""Most tags read in a format that tolerates other spellings of them."""

MAX_BOX = 20_000
r"""Most characters read in a ``\boxed{...}``."""

_SPEAKER = r"[ \t]{0,8}+(?:#{1,4}+[ \t])?+(?:\*\*)?+(?:User|Human)(?:\*\*)?:"
_FIRST_TURN = re.compile(_SPEAKER)
_NEXT_TURN = re.compile(rf"\n(?=[ \t#*UH]){_SPEAKER}")
_TURN_TOKEN = re.compile(
    r"<(?:\|(?=[iesu])(?:im_start|im_end|endoftext|eot_id|end_of_text|start_header_id|user|end)\|>|/s>)"
)
_OWN_TURN = re.compile(r"\s*+(?:\*\*)?Assistant(?:\*\*)?:")
_FENCE = re.compile(r"```[A-Za-z0-9_+-]{0,20}[ \t]*+\r?\n")
_BRACE = re.compile(r"[{}]")
_BOXED = "\\boxed{"


@dataclass(frozen=True, slots=True)
class Found:
    """What a completion holds.

    Attributes:
        thinking: the thinking without surrounding white space; None if no thinking ends before the answer.
        answer: the answer without surrounding white space; None if there is none or it is ambiguous (several answers
            where the format takes none of them, an answer inside the thinking, tags out of order). It may be given
            although ``well_formed`` is False, for instance if there is text around the blocks: a strict caller asks for
            both.
        well_formed: True if the completion keeps to the format.
        problem: the first thing wrong with the format, as a short sentence; '' if nothing is.
        open_thinking: the thinking of a completion that was cut off, in it or behind it; else None.
        ends: whether the thinking ends with its tag.
    """

    thinking: str | None
    answer: str | None
    well_formed: bool
    problem: str
    open_thinking: str | None = field(default=None, compare=False)
    ends: bool = field(default=True, compare=False)

    @property
    def told(self) -> str | None:
        """The thinking, whether it ends or not."""
        return self.open_thinking if self.thinking is None else self.thinking


def find_answer(
    completion: object,
    format: str | AnswerFormat = STRICT,  # noqa: A002
    *,
    thinking_opened: bool | None = False,
) -> Found:
    """Find the thinking and the answer in what a model wrote.

    Args:
        completion: a text; a chat message (a mapping with ``content``, which may be a list of text parts, and perhaps
            the thinking apart in ``reasoning_content`` or ``reasoning``); or a list of chat messages, of which the last
            one of the assistant counts. If the thinking is apart and not blank, ``content`` holds the answer block
            only and ``thinking_opened`` has no meaning.
        format: the form asked for: ``strict``, ``lenient`` (for models that never saw our tags) or one of your own.
        thinking_opened: True if the prompt ended with ``<think>``, so that the completion starts inside the thinking;
            False if the completion has to open its thinking; None to allow either.

    Returns:
        What was found. Any other object, and any text, gives a ``Found`` that names the problem: nothing is raised on
        what a model wrote, and the time it takes grows linearly with the text.

    Raises:
        UnknownNameError: if there is no such format.
        ParameterError: if ``thinking_opened`` is none of the three.
    """
    rules = get_format(format)
    if not any(thinking_opened is choice for choice in (True, False, None)):
        raise ParameterError("thinking_opened", thinking_opened, "must be True, False or None")
    message = message_of(completion)
    if isinstance(message, str):
        return Found(None, None, False, message)
    text, apart = message
    text = _without_wrapping(text, rules)
    if rules.tags == "tolerant":
        text, n_tags = TOLERANT_TAG.subn(lambda tag: f"<{tag[1]}{tag[2].lower()}>", text, count=MAX_TAGS + 1)
        if n_tags > MAX_TAGS:
            return Found(None, None, False, f"there are more than {MAX_TAGS:,} tags")
    thinking, answer, problem = (_last if rules.several == "last" else _only)(text, apart, rules, thinking_opened)
    if answer is not None:
        answer = _unwrapped(answer, rules)
    if not problem and apart is not None and not rules.apart:
        problem = "the thinking is given apart"
    if not problem and not rules.empty_thinking and (thinking == "" or (apart is not None and not apart.strip())):
        problem = "the thinking is empty"
    left_open = _open_thinking(text, thinking_opened) if thinking is None else None
    return Found(thinking, answer, not problem, problem, left_open, apart is not None or END_THINK in text)


def _open_thinking(text: str, thinking_opened: bool | None) -> str | None:
    """The thinking of a text that was cut off: before it ends, or before the answer does."""
    parts = cut(text)
    if (not parts.start and thinking_opened is False) or END_ANSWER in text or text.count(END_THINK) > 1:
        return None if END_THINK in text or (not parts.start and thinking_opened is False) else parts.thinking
    return parts.thinking


def _only(
    text: str, apart: str | None, rules: AnswerFormat, thinking_opened: bool | None
) -> tuple[str | None, str | None, str]:
    """Thinking, answer and problem where there may be but one answer."""
    counts, place = _count(text)
    if rules.unclosed and counts[2] == 1 and not counts[3]:
        place[END_ANSWER], counts[3] = len(text), 1
    box = _last_box(text) if rules.boxed and not counts[2] and not counts[3] else None
    if box and text.find(_BOXED) == box[0]:  # it stands for the block; of several, none counts
        place[ANSWER], place[END_ANSWER], counts[2:] = box[0], box[2], [1, 1]
    else:
        box = None
    expected: tuple[str, ...]
    bare = rules.thinking == "optional" and not counts[0] and not counts[1] and not thinking_opened
    if apart is not None or bare:
        expected = TAGS[2:]
    elif thinking_opened or (thinking_opened is None and not counts[0]):
        expected = TAGS[1:]
    else:
        expected = TAGS

    thinking = None if apart is None else apart.strip()
    answer = None
    order = tuple(sorted((tag for tag in TAGS if place[tag] >= 0), key=place.__getitem__))
    unambiguous = max(counts) <= 1 and order in (TAGS, TAGS[1:], TAGS[2:])
    # Without a </think>, an answer of a completion that starts inside the thinking is part of the thinking.
    if unambiguous and not (apart is None and thinking_opened and END_THINK not in order):
        inside = slice(box[1], box[2] - 1) if box else slice(place[ANSWER] + len(ANSWER), place[END_ANSWER])
        answer = text[inside].strip()
        if apart is None and END_THINK in order:
            start = place[THINK] + len(THINK) if THINK in order else 0
            thinking = text[start : place[END_THINK]].strip()

    if box:
        place[END_ANSWER] -= len(END_ANSWER)  # so that what follows the "tag" follows the box
    return thinking, answer, _problem(text, apart, expected, counts, place, order, rules)


def _count(text: str) -> tuple[list[int], dict[str, int]]:
    """How often each tag is there, and where first (-1 for nowhere)."""
    counts, place = [0, 0, 0, 0], dict.fromkeys(TAGS, -1)
    for number, match in enumerate(TAG.finditer(text)):
        if number == 8:  # it is cheaper to search for each, and the format is broken in any case
            return [text.count(tag) for tag in TAGS], {tag: text.find(tag) for tag in TAGS}
        tag = match[0]
        counts[TAGS.index(tag)] += 1
        if place[tag] < 0:
            place[tag] = match.start()
    return counts, place


def _problem(
    text: str,
    apart: str | None,
    expected: tuple[str, ...],
    counts: list[int],
    place: dict[str, int],
    order: tuple[str, ...],
    rules: AnswerFormat,
) -> str:
    if apart is not None and TAG.search(apart):
        return "the thinking, given apart, has a tag in it"
    for tag, count in zip(TAGS, counts, strict=True):
        if tag not in expected and count:
            return f"{tag} is in the completion, though the thinking was opened before it or given apart"
        if tag in expected and count != 1:
            return f"{tag} is missing" if not count else f"{tag} is there {count} times, not once"
    if order != expected:
        return f"the tags are in the order {' '.join(order)}"
    if rules.around == "anything":
        return ""
    if expected != TAGS[1:] and text[: place[expected[0]]].strip():
        return f"there is text before {expected[0]}"
    if END_THINK in expected and text[place[END_THINK] + len(END_THINK) : place[ANSWER]].strip():
        return "there is text between </think> and <answer>"
    if text[place[END_ANSWER] + len(END_ANSWER) :].strip():
        return "there is text after </answer>"
    return ""


def _last(
    text: str, apart: str | None, rules: AnswerFormat, thinking_opened: bool | None
) -> tuple[str | None, str | None, str]:
    """Thinking, answer and problem where the last answer counts. None is taken from inside the thinking."""
    thinking = None if apart is None else apart.strip()
    closed = text.rfind(END_THINK)
    body = closed + len(END_THINK) if closed >= 0 else 0
    before = 0  # what stands in front of the thinking
    if closed >= 0:
        opened = text.rfind(THINK, 0, closed)
        before = max(opened, 0)
        if apart is None:
            thinking = text[opened + len(THINK) if opened >= 0 else 0 : closed].strip()
    elif thinking_opened and apart is None:
        return None, None, "</think> is missing"

    start, inner, inner_end, end = _last_block(text, body, rules)
    if start < 0:
        return thinking, None, "<answer> is missing" if text.find(ANSWER, body) < 0 else "</answer> is missing"
    if text.find(THINK, body, start) >= 0:
        return thinking, None, "</think> is missing"
    answer = text[inner:inner_end].strip()
    problem = ""
    if TAG.search(answer):
        return thinking, None, "there are tags inside the answer"
    if rules.thinking == "required" and thinking is None:
        problem = "the thinking is missing"
    elif rules.around == "nothing":
        if text[:before].strip():
            problem = "there is text before <think>"
        elif text[body:start].strip():
            problem = "there is text before <answer>"
        elif text[end:].strip():
            problem = "there is text after </answer>"
    return thinking, answer, problem


def _last_block(text: str, body: int, rules: AnswerFormat) -> tuple[int, int, int, int]:
    """Where the last answer behind ``body`` begins and ends, with its tags and without; -1 if there is none."""
    start = text.rfind(ANSWER, body)
    end = text.find(END_ANSWER, start) if start >= 0 else -1
    if start >= 0 and end < 0:
        if rules.unclosed:
            return start, start + len(ANSWER), len(text), len(text)
        end = text.rfind(END_ANSWER, body, start)
        start = text.rfind(ANSWER, body, end) if end >= 0 else -1
        end = text.find(END_ANSWER, start) if start >= 0 else -1
    if start >= 0:
        return start, start + len(ANSWER), end, end + len(END_ANSWER)
    box = _last_box(text, body) if rules.boxed else None
    return (box[0], box[1], box[2] - 1, box[2]) if box else (-1, -1, -1, -1)


def _last_box(text: str, body: int = 0) -> tuple[int, int, int] | None:
    r"""Where the last ``\boxed{...}`` begins, its content does, and it ends; None if it is not closed or too long."""
    start = text.rfind(_BOXED, body)
    if start < 0:
        return None
    depth, content = 1, start + len(_BOXED)
    for brace in _BRACE.finditer(text, content, content + MAX_BOX):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return start, content, brace.end()
    return None


def _without_wrapping(text: str, rules: AnswerFormat) -> str:
    """The text up to the next turn, and without a fence around it, where the format says so."""
    if rules.turns:
        own = _OWN_TURN.match(text)
        text = text[own.end() :] if own else text
        turns = [_FIRST_TURN.match(text), _NEXT_TURN.search(text), _TURN_TOKEN.search(text)]
        text = text[: min((turn.start() for turn in turns if turn), default=len(text))]
    return _without_fence(text) if rules.fences else text


def _unwrapped(answer: str, rules: AnswerFormat) -> str:
    r"""The answer without a fence around it, and out of a ``\boxed{...}`` in it, where the format says so."""
    if rules.fences:
        answer = _without_fence(answer)
    box = _last_box(answer) if rules.boxed else None
    if box:
        answer = answer[box[1] : box[2] - 1].strip()
    return answer


def _without_fence(text: str) -> str:
    bare = text.strip()
    if len(bare) > 6 and bare.startswith("```") and bare.endswith("```"):
        opening = _FENCE.match(bare)
        inner = bare[opening.end() : -3].strip() if opening else ""
        if opening and "```" not in inner:
            return inner
    return text


def message_of(completion: object) -> tuple[str, str | None] | str:
    """The text and the thinking that is apart from it, or in a few words what is wrong with the completion."""
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
