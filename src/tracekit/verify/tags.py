"""The tags of a completion: the only place that knows how they are spelt, writes them, and cuts at them.

What form a completion has to have is another matter: see ``tracekit.verify.completion``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ANSWER", "END_ANSWER", "END_THINK", "TAG", "TAGS", "THINK", "TOLERANT_TAG", "Parts", "cut", "write"]

THINK, END_THINK, ANSWER, END_ANSWER = TAGS = ("<think>", "</think>", "<answer>", "</answer>")

TAG = re.compile("</?(?:think|answer)>")
"""Any of the tags, spelt exactly."""

# Possessive quantifiers and look-aheads change nothing that is found: they make a long run of beginnings cheap.
_BLANKS = r"[ \t\r\n]{0,8}+"
TOLERANT_TAG = re.compile(
    rf"<{_BLANKS}(?=[ \t\r\n/tTaA])(/?+){_BLANKS}"
    rf"([tT][hH][iI][nN][kK]|[aA][nN][sS][wW][eE][rR]){_BLANKS}>"
)
"""Any of them in any case and with some blanks inside the brackets: the slash and the name are its groups."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A completion cut at its tags, whole or broken off anywhere.

    Attributes:
        thinking: what stands behind the first ``<think>``, or from the beginning where there is none, up to the next
            ``</think>`` or ``<answer>``, or the end.
        start: where in the text it begins.
        closed: whether a ``</think>`` ends it.
        answer: what stands between the first ``<answer>`` behind it and the last ``</answer>``, or the end; None
            without an ``<answer>``.
        answer_start: where in the text the answer begins; where the thinking ends if there is none.
        tagged: whether the text has any tag.
    """

    thinking: str
    start: int
    closed: bool
    answer: str | None
    answer_start: int
    tagged: bool

    @property
    def end(self) -> int:
        """Where in the text the thinking ends."""
        return self.start + len(self.thinking)

    @property
    def behind(self) -> int:
        """Where in the text begins what follows the thinking and its closing tag."""
        return self.end + len(END_THINK) * self.closed


def cut(text: str) -> Parts:
    """Cut a completion at its tags; nothing is judged, and white space stays. A text without tags is all thinking."""
    opened = text.find(THINK)
    start = opened + len(THINK) if opened >= 0 else 0
    closed, answered = text.find(END_THINK, start), text.find(ANSWER, start)
    end = min((place for place in (closed, answered) if place >= 0), default=len(text))
    answer, answer_start = None, end
    if answered >= 0:
        answer_start = answered + len(ANSWER)
        last = text.rfind(END_ANSWER, answer_start)
        answer = text[answer_start : last if last >= 0 else len(text)]
    tagged = opened >= 0 or closed >= 0 or answered >= 0 or END_ANSWER in text
    return Parts(text[start:end], start, 0 <= closed == end, answer, answer_start, tagged)


def write(thinking: str | None, answer: str | None, *, opened: bool = False) -> str:
    """The text of a completion; it never begins with white space of its own.

    Args:
        thinking: what goes between the thinking tags; None for no such tags.
        answer: what goes between the answer tags; None for no such tags.
        opened: whether the prompt has opened the thinking: then the completion has to close it in any case.
    """
    parts = []
    if thinking is not None or opened:
        parts.append(f"{'' if opened else THINK}{thinking or ''}{END_THINK}")
    if answer is not None:
        parts.append(f"{ANSWER}{answer}{END_ANSWER}")
    return "\n".join(parts)
