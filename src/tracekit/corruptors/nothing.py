"""Corruptors that leave no content in the thinking."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import field_validator

from tracekit.corruptors.base import Change, Declaration, RowCorruptor, Subject, Untouched
from tracekit.errors import ParameterError
from tracekit.seeding import Stream

__all__ = ["AnswerOnly", "EmptyThinking", "Filler"]


class EmptyThinking(RowCorruptor):
    """Thinking tags with nothing between them, and the answer."""

    name: ClassVar[str] = "empty_thinking"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "arXiv 2503.01307 (empty chain of thought)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The same answer after an empty thinking."""
        if not subject.thinking and not subject.bare:
            return Untouched("its thinking is empty already")
        return Change("", subject.answer, ((0, 0),))


class AnswerOnly(RowCorruptor):
    """The answer alone: the completion is ``<answer>...</answer>``, without thinking tags.

    In the prompt formats ``base`` and ``qwen`` the prompt has opened the thinking already. There the completion closes
    it at once, as that of ``EmptyThinking`` does.
    """

    name: ClassVar[str] = "answer_only"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "arXiv 2504.07052 (direct solution), arXiv 2505.13775 (solution only)"

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The same answer without thinking."""
        if subject.answer is None:
            return Untouched("it has no answer")
        if subject.bare or not (subject.thinking or subject.prompt_format in ("plain", "chat")):
            return Untouched("it is an answer only already")
        return Change(None, subject.answer, ((0, 0),))


class Filler(RowCorruptor):
    """Filler of the same length in place of the thinking, and the answer."""

    name: ClassVar[str] = "filler"
    declares: ClassVar[Declaration] = Declaration("broken", "right")
    source: ClassVar[str] = "arXiv 2503.01307 (dots, as long as the texts with all behaviours)"

    text: str = ". "
    """What is repeated. The last repetition is cut off where the length is reached."""
    length: Literal["characters", "words"] = "characters"
    """What is the same: the number of ``characters``, or of ``words`` (what lies between white space)."""

    @field_validator("text")
    @classmethod
    def _some_text(cls, text: str) -> str:
        if not text.strip() or "<" in text or text[0].isspace():
            raise ParameterError("text", text, "must begin with something visible and be without '<'")
        return text

    def change(self, subject: Subject, stream: Stream) -> Change | Untouched:
        """The same answer after as much filler as there was thinking."""
        if not subject.thinking:
            return Untouched("its thinking is empty")
        if self.length == "words":
            n = len(subject.thinking.split())
            words = self.text.split()
            filler = " ".join((words * (n // len(words) + 1))[:n])
        else:
            n = len(subject.thinking)
            filler = (self.text * (n // len(self.text) + 1))[:n]
        if filler == subject.thinking:
            return Untouched("its thinking is that filler already")
        return Change(filler, subject.answer, ((0, len(filler)),))
