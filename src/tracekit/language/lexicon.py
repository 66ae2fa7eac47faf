"""Sentences that can both be written and read.

A *kind* is one sort of event as a task tells it apart: its name and its fields. A *sentence* is a template over the
fields of one or more consecutive kinds; ``|`` divides it into the parts that tell one event each::

    "combine":      "{a} {op} {b} = {result}."
    "combine left": "{a} {op} {b} = {result}|, which leaves {numbers}."

A field that a part does not mention keeps the value it had when it was last mentioned: "Try 5." after "r1c3 can be 2, 5
or 9." is about r1c3. The writer uses such a sentence only where that is so; the reader fills the field in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tracekit.errors import ParameterError, TextError
from tracekit.language.codec import Codec
from tracekit.language.shapes import Fields
from tracekit.language.vocabulary import Told, Vocabulary
from tracekit.search.events import Event
from tracekit.seeding import Stream

__all__ = ["Lexicon", "Span", "sentences"]

Omissions = tuple[tuple[int, str, int | None], ...]
"""What a sentence leaves unsaid: number of the part, name of the field, number of the last part before it that has such
a field (None if there is none in the sentence)."""


class Span(NamedTuple):
    """A slice of a text, ``text[start:end]``, and the event that it tells. There is one for each event, in order."""

    start: int
    end: int
    event: Event


def sentences(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence of a text the number of its first span, and of the one behind its last."""
    starts = [i for i, span in enumerate(spans) if not i or spans[i - 1].end < span.start]
    return list(zip(starts, [*starts[1:], len(spans)], strict=True))


@dataclass(frozen=True, slots=True)
class _Part:
    """One event's share of a sentence: literal, field, literal, field, ..., literal."""

    kind: str
    literals: tuple[str, ...]
    slots: tuple[tuple[str, Codec], ...]
    write: Callable[[Fields], str]


_Sentence = tuple[_Part, ...]

_Slots = tuple[tuple[int, str, Callable[[str], object]], ...]
_Reader = tuple[_Slots, Callable[[Fields], Event], int]
"""How a part is read: the groups of its slots with their fields, what makes the event, and the group that ends it."""


def _writer(literals: Sequence[str], slots: Sequence[tuple[str, Codec]]) -> Callable[[Fields], str]:
    """What writes a part: most have no more than two slots, for which there are shorter ways."""
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


class _Candidates:
    """The sentences for events of certain kinds in a row.

    Sentences that leave the same unsaid are possible at the same time: which ones are depends on few tests, and the
    sentences that pass are listed once for each outcome of these tests.

    Attributes:
        whole: the sentences that say all there is to say.
        tests: what the others leave unsaid.
    """

    def __init__(self, found: Sequence[tuple[_Sentence, Omissions]]) -> None:
        self.whole = [sentence for sentence, omits in found if not omits]
        self.tests = tuple(dict.fromkeys(omits for _, omits in found if omits))
        self._elliptic = [(sentence, omits) for sentence, omits in found if omits]
        self._by_outcome: dict[tuple[bool, ...], list[_Sentence]] = {}

    def options(self, told: Sequence[Told], index: int, known: Fields) -> list[_Sentence]:
        """The sentences that say all there is to say, and those whose omissions are known."""
        outcome = tuple([_is_known(omits, told, index, known) for omits in self.tests])
        options = self._by_outcome.get(outcome)
        if options is None:
            passed = set(itertools.compress(self.tests, outcome))
            options = self.whole + [sentence for sentence, omits in self._elliptic if omits in passed]
            self._by_outcome[outcome] = options
        return options


def _is_known(omits: Omissions, told: Sequence[Told], index: int, known: Fields) -> bool:
    """Whether each field that a sentence leaves unsaid has the value it had when it was last mentioned."""
    for i, name, earlier in omits:
        last = known.get(name) if earlier is None else told[index + earlier][1][name]
        if last != told[index + i][1][name]:
            return False
    return True


_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")


class Lexicon:
    """The sentences of a task in one language or notation.

    Args:
        vocabulary: the task's kinds of events.
        codecs: how each field is written, by its name; ``{field:variant}`` in a template uses
            ``codecs["field:variant"]``.
        sentences: paraphrases by kind, or by kinds in a row divided by blanks. A key that begins with ``^`` is for the
            first sentence of a text only; one that begins with ``?`` is written only where no other one fits.
        new_line: names of the kinds before which a line ends; all other sentences are divided by a blank.
        tokens: event class -> a word written before each part that tells such an event.
        blank: what divides two sentences, and a token from what is around it. It may be empty: then one sentence may
            follow another directly.
        line_break: what ends a line.
        sentence_end: a regular expression for what ends a sentence of any text in this language; so does a line break.

    Raises:
        ParameterError: if a codec or template cannot be used.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        codecs: Mapping[str, Codec],
        sentences: Mapping[str, Sequence[str]],
        new_line: Iterable[str] = (),
        tokens: Mapping[type, str] | None = None,
        *,
        blank: str = " ",
        line_break: str = "\n",
        sentence_end: str = r"[.?!](?=\s)",
    ) -> None:
        for name, value, least in (("blank", blank, 0), ("line_break", line_break, 1)):
            if value.strip() or len(value) < least:
                raise ParameterError(name, value, "must be white space")
        if not sentences:
            raise ParameterError("sentences", sentences, "must not be empty")
        self.vocabulary = vocabulary
        self._tokens = dict(tokens or {})
        self.codecs, self.sentences, self.new_line = dict(codecs), dict(sentences), frozenset(new_line)
        self.blank, self.line_break, self._end = blank, line_break, sentence_end
        self._sentence_end = re.compile(f"(?:{sentence_end})|(?={line_break})")
        for name, codec in self.codecs.items():
            codec.check(name)
        self._by_key = {
            key: tuple(self._compile(key.lstrip("^?").split(), text) for text in texts)
            for key, texts in sentences.items()
        }
        self._longest = max(len(key.split()) for key in sentences)
        self._at_start: dict[tuple[str | None, ...], _Candidates] = {}
        self._later: dict[tuple[str | None, ...], _Candidates] = {}
        # One sentence may be the beginning of another: the reader has to try the longer one first.
        self._all = sorted((s for group in self._by_key.values() for s in group), key=_size, reverse=True)

    def with_tokens(self, tokens: Mapping[type, str]) -> Lexicon:
        """The same lexicon with a token before each part that tells an event of a given class."""
        return type(self)(
            self.vocabulary,
            self.codecs,
            self.sentences,
            self.new_line,
            tokens,
            blank=self.blank,
            line_break=self.line_break,
            sentence_end=self._end,
        )

    def divider(self, kind: str) -> str:
        """What divides a sentence that begins with an event of a kind from the one before it."""
        return self.line_break if kind in self.new_line else self.blank

    def sentence_end(self, text: str, position: int) -> int:
        """Where the sentence that begins at a position ends, be it of this lexicon or not: the index behind it."""
        word = _WORD.search(text, position)
        match = self._sentence_end.search(text, word.end()) if word else None
        return match.end() if match else len(text)

    def ends(self, text: str) -> bool:
        """Whether a text ends where a sentence does."""
        whole = text.rstrip()
        return bool(whole) and (
            self.line_break in text[len(whole) :] or self._sentence_end.search(f"{whole} ", len(whole) - 1) is not None
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(self._regex(n, s) for n, s in enumerate(self._all)))

    @cached_property
    def _parts_by_group(self) -> dict[int, list[_Reader]]:
        """How the parts of each sentence are read, by the group that ends the sentence."""
        groups, found = self._pattern.groupindex, {}
        for n, sentence in enumerate(self._all):
            readers: list[_Reader] = []
            for i, part in enumerate(sentence):
                slots = tuple(
                    [(groups[f"f{n}_{i}_{j}"], name, codec.read) for j, (name, codec) in enumerate(part.slots)]
                )
                readers.append((slots, self.vocabulary.kinds[part.kind].make, groups[f"e{n}_{i}"]))
            found[readers[-1][2]] = readers
        return found

    def _compile(self, kinds: Sequence[str], template: str) -> _Sentence:
        texts = template.split("|")
        if len(texts) != len(kinds):
            raise ParameterError(
                "sentence", template, f"must have {len(kinds)} parts, one for each of {', '.join(kinds)}"
            )
        parts: list[_Part] = []
        known = self.vocabulary.kinds
        for kind, text in zip(kinds, texts, strict=True):
            if kind not in known:
                raise ParameterError("sentence", template, f"unknown kind {kind!r}: known: {', '.join(known)}")
            pieces = _SLOT.split(text)
            names = [
                f"{name}:{variant}" if variant else name
                for name, variant in zip(pieces[1::3], pieces[2::3], strict=True)
            ]
            for name in names:
                if name.partition(":")[0] not in known[kind].names:
                    raise ParameterError("sentence", template, f"{name} must be a field of {known[kind]!r}")
                if name not in self.codecs:
                    raise ParameterError("sentence", template, f"there must be a codec for {name}")
            slots = tuple((name.partition(":")[0], self.codecs[name]) for name in names)
            literals = tuple(pieces[0::3])
            if token := self._tokens.get(known[kind].event):
                blank = self.blank
                literals = (f"{blank if parts else ''}{token}{blank}{literals[0].lstrip()}", *literals[1:])
            parts.append(_Part(kind, literals, slots, _writer(literals, slots)))
        return tuple(parts)

    @staticmethod
    def _regex(number: int, sentence: _Sentence) -> str:
        regex = ""
        for i, part in enumerate(sentence):
            regex += re.escape(part.literals[0])
            for j, (_, codec) in enumerate(part.slots):
                regex += f"(?P<f{number}_{i}_{j}>{codec.pattern}){re.escape(part.literals[j + 1])}"
            regex += f"(?P<e{number}_{i}>)"  # an empty group: where the part ends
        return regex

    def write(self, events: Sequence[Event], stream: Stream) -> tuple[str, list[Span]]:
        """A text that tells the events, and which part of it tells which."""
        told = self.vocabulary.tell_all(events)
        names = [name for name, _ in told]
        ahead = list(itertools.zip_longest(*[names[i:] for i in range(self._longest)]))
        known: Fields = {}
        new_line, line_break, blank = self.new_line, self.line_break, self.blank
        pieces: list[str] = []  # for each event what divides it from the one before it, and its text
        index = 0
        while index < len(told):
            candidates = self._candidates(ahead[index], first=index == 0)
            options = candidates.options(told, index, known) if candidates.tests else candidates.whole
            if not options:
                options = self._candidates((f"?{names[index]}",)).options(told, index, known)
            if not options:
                raise TypeError(f"no sentence for {names[index]!r} with the fields {told[index][1]!r}")
            divider = "" if index == 0 else line_break if names[index] in new_line else blank
            for part in stream.pick(options):
                fields = told[index][1]
                pieces.append(divider)
                pieces.append(part.write(fields))
                known.update(fields)
                divider = ""
                index += 1
        ends = list(itertools.accumulate(map(len, pieces)))
        return "".join(pieces), list(map(Span, ends[0::2], ends[1::2], events))

    def _candidates(self, names: tuple[str | None, ...], *, first: bool = False) -> _Candidates:
        """The sentences for events of these kinds (all of them, or the first few)."""
        cache = self._at_start if first else self._later
        cached = cache.get(names)
        if cached is None:
            found: list[tuple[_Sentence, Omissions]] = []
            key = ""
            for name in filter(None, names):
                key = f"{key} {name}" if key else name
                found += (first and self._with_omissions("^" + key)) or self._with_omissions(key)
            cached = cache[names] = _Candidates(found)
        return cached

    def _with_omissions(self, key: str) -> list[tuple[_Sentence, Omissions]]:
        result = []
        for sentence in self._by_key.get(key, ()):
            fields = [self.vocabulary.kinds[part.kind].names for part in sentence]
            omits = [
                (i, name, next((j for j in range(i - 1, -1, -1) if name in fields[j]), None))
                for i, part in enumerate(sentence)
                for name in fields[i]
                if name not in dict(part.slots)
            ]
            result.append((sentence, tuple(omits)))
        return result

    def read(self, text: str, start: int = 0) -> tuple[list[Event], list[Span], TextError | None]:
        """The events that a text tells from a place on, up to the first thing that is no sentence of this lexicon.

        Sentences must be divided by white space, unless the blank of this lexicon is empty. The time it takes grows
        linearly with the text.
        """
        events: list[Event] = []
        spans: list[Span] = []
        known: Fields = {}
        find, parts_of = self._pattern.match, self._parts_by_group
        position = _skip(text, start)
        while position < len(text):
            match = find(text, position)
            if match is None or match.lastindex is None or not self._is_divided(text, match.end()):
                return events, spans, TextError(f"cannot read {_excerpt(text, position)!r}", position)
            start = match.start()
            for slots, make, end_group in parts_of[match.lastindex]:
                try:
                    event = make(_said(slots, match, known))
                except (KeyError, ValueError, ZeroDivisionError):
                    return events, spans, TextError(f"cannot make sense of {_excerpt(text, start)!r}", start)
                end = match.end(end_group)
                spans.append(Span(start, end, event))
                events.append(event)
                start = end
            position = _skip(text, match.end())
        return events, spans, None

    def _is_divided(self, text: str, end: int) -> bool:
        return end == len(text) or not self.blank or text[end].isspace()


def _said(slots: _Slots, match: re.Match[str], known: Fields) -> Fields:
    """What is known after a part has been read: what it says, and of what it leaves out what was said last."""
    said: Fields = {}
    for group, name, read in slots:
        value = read(match[group])
        if said.setdefault(name, value) != value:
            raise ValueError(f"{name} is said to be both {said[name]!r} and {value!r}")
    known.update(said)
    return known


def _size(sentence: _Sentence) -> tuple[int, int]:
    return len(sentence), sum(len(literal) for part in sentence for literal in part.literals)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _excerpt(text: str, position: int) -> str:
    line = text[position : position + 80].split("\n", 1)[0]
    return line if position + len(line) >= len(text) else line + " ..."
