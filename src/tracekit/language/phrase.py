"""Phrases: templates that tell one event each, how one of them is drawn, and how a text is matched against many."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracekit.language.codec import Codec
from tracekit.language.shapes import Fields
from tracekit.seeding import Stream

__all__ = ["Candidates", "Pattern", "Phrase", "draw", "writer_of"]


FIRST = 3
"""By so many characters phrases are grouped."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One way to tell an event: literal, field, literal, field, ..., literal, and an end mark.

    Attributes:
        template: as it stands in the lexicon.
        end: what ends the sentence, unless another phrase goes on with it; may be empty.
        is_open: whether another phrase may go on with its sentence.
        continues: whether it goes on with the sentence of the event before.
        omits: the fields that it leaves unsaid.
    """

    template: str
    kind: str
    literals: tuple[str, ...]
    slots: tuple[tuple[str, Codec], ...]
    write: Callable[[Fields], str]
    end: str
    is_open: bool
    continues: bool
    omits: tuple[str, ...]


def writer_of(literals: Sequence[str], slots: Sequence[tuple[str, Codec]]) -> Callable[[Fields], str]:
    """What writes a phrase: most have no more than two slots, for which there are shorter ways."""
    template = "%s".join(literal.replace("%", "%%") for literal in literals)
    writers = [(name, codec.write) for name, codec in slots]
    if not writers:
        return lambda fields: literals[0]
    if len(writers) == 1:
        ((name, write),) = writers
        return lambda fields: template % (write(fields[name]),)
    if len(writers) == 2:
        (name, write), (name_2, write_2) = writers
        return lambda fields: template % (write(fields[name]), write_2(fields[name_2]))
    return lambda fields: template % tuple([write(fields[name]) for name, write in writers])


class Candidates:
    """The phrases for one kind of event after another.

    Those that leave the same unsaid are possible at the same time: which ones are depends on few tests, and the phrases
    that pass are listed once for each outcome of these tests.

    Attributes:
        whole: the phrases that say all there is to say.
        tests: what the others leave unsaid.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.whole = [phrase for phrase in phrases if not phrase.omits]
        self.tests = tuple(dict.fromkeys(phrase.omits for phrase in phrases if phrase.omits))
        self._elliptic = [phrase for phrase in phrases if phrase.omits]
        self._by_outcome: dict[tuple[bool, ...], list[Phrase]] = {}

    def options(self, fields: Fields, known: Fields) -> list[Phrase]:
        """The phrases that say all there is to say, and those whose omissions are known."""
        if not self.tests:
            return self.whole
        outcome = tuple([all(known.get(name, known) == fields[name] for name in omits) for omits in self.tests])
        options = self._by_outcome.get(outcome)
        if options is None:
            passed = set(itertools.compress(self.tests, outcome))
            options = self.whole + [phrase for phrase in self._elliptic if phrase.omits in passed]
            self._by_outcome[outcome] = options
        return options


class Pattern:
    """A pattern that matches any of some phrases, up to their end marks, and says which it was.

    A text has to be held only against the phrases that begin as it does: they are grouped by their first characters.
    """

    def __init__(self, phrases: Iterable[Phrase], behind: Callable[[Phrase], str]) -> None:
        # One phrase may be the beginning of another: the longer one has to be tried first.
        by_start: dict[str, list[Phrase]] = {}
        for phrase in sorted(phrases, key=lambda each: -sum(map(len, each.literals))):
            start = phrase.literals[0][:FIRST]
            by_start.setdefault(start if len(start) == FIRST else "", []).append(phrase)
        self._groups = {start: _Group(group, behind) for start, group in by_start.items()}

    def read(self, text: str, position: int, known: Fields) -> tuple[Phrase, int] | None:
        """The phrase that stands at a place of a text and where it ends, before its end mark; None if none does.

        What it says is added to what is known.

        Raises:
            ValueError: if it contradicts itself, or a value cannot be read.
        """
        for start in (text[position : position + FIRST], ""):
            if (group := self._groups.get(start)) and (found := group.read(text, position, known)):
                return found
        return None


_Slots = tuple[tuple[int, str, Callable[[str], object]], ...]
"""The groups of a match that hold the fields of a phrase."""


class _Group:
    """Phrases that begin in the same way, in one pattern, which is made when it is first needed."""

    def __init__(self, phrases: Sequence[Phrase], behind: Callable[[Phrase], str]) -> None:
        self._phrases, self._behind = phrases, behind
        self._found: dict[int, tuple[Phrase, _Slots]] = {}

    @cached_property
    def _match(self) -> Callable[[str, int], re.Match[str] | None]:
        regexes = []
        n_groups = 0
        for phrase in self._phrases:
            regex = re.escape(phrase.literals[0])
            groups = []
            for literal, (name, codec) in zip(phrase.literals[1:], phrase.slots, strict=True):
                n_groups += 1
                groups.append((n_groups, name, codec.read))
                regex += f"({codec.pattern}){re.escape(literal)}"
            n_groups += 1
            self._found[n_groups] = phrase, tuple(groups)
            # The last group, an empty one, tells which phrase it was.
            regexes.append(f"{regex}(){self._behind(phrase)}")
        return re.compile("|".join(regexes)).match

    def read(self, text: str, position: int, known: Fields) -> tuple[Phrase, int] | None:
        match = self._match(text, position)
        if match is None:
            return None
        phrase, slots = self._found[match.lastindex or 0]
        said: Fields = {}
        for group, name, read in slots:
            value = read(match[group])
            if said.setdefault(name, value) != value:
                raise ValueError(f"{name} is said to be both {said[name]!r} and {value!r}")
        known.update(said)
        return phrase, match.end()


def draw(options: Sequence[Phrase], used: Phrase | None, stream: Stream) -> Phrase | None:
    """One of the phrases, but not the one used last if there are others; None if there is none."""
    n = len(options)
    if n < 2:
        return options[0] if options else None
    index = stream.below(n)
    phrase = options[index]
    is_used = used is not None and phrase.literals == used.literals
    return options[(index + 1 + stream.below(n - 1)) % n] if is_used else phrase
