"""Phrases that can both be written and read, and lexicons: all phrases of a task in one language or notation.

A *kind* is one sort of event as a task tells it apart: its name and its fields. A *phrase* is a template over the
fields of one kind. It tells one event. Some begin a sentence, others go on with the sentence of the event before::

    "combine":      "{a} {op} {b} = {result}."
    "left":         "Now I have {numbers}."
    "combine left": ", which leaves {numbers}."

A phrase is drawn when its event is told, from what came before and from the event itself. What comes next has no part
in it: whether a sentence goes on is settled by the next event. So the words for a decision cannot give away what
becomes of it, whatever the phrases are; a sentence over several events, whose beginning would do that, cannot be
written down.

A field that a phrase does not mention keeps the value it had when it was last mentioned: "Try 5." after "r1c3 can be
2, 5 or 9." is about r1c3. The writer uses such a phrase only where that is so; the reader fills the field in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tracekit.errors import ParameterError, TextError
from tracekit.language.codec import Codec
from tracekit.language.phrase import Candidates, Pattern, Phrase, draw, writer_of
from tracekit.language.shapes import Fields
from tracekit.language.vocabulary import Vocabulary
from tracekit.search.events import Event
from tracekit.seeding import Stream

__all__ = ["MOST_IN_A_SENTENCE", "Lexicon", "Span", "sentences"]

MOST_IN_A_SENTENCE = 4
"""So many events are told in one sentence at most."""


class Span(NamedTuple):
    """A slice of a text, ``text[start:end]``, and the event that it tells. There is one for each event, in order."""

    start: int
    end: int
    event: Event


def sentences(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence of a text the number of its first span, and of the one behind its last."""
    starts = [i for i, span in enumerate(spans) if not i or spans[i - 1].end < span.start]
    return list(zip(starts, [*starts[1:], len(spans)], strict=True))


_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_FINAL = re.compile(r"[?!？！]")  # noqa: RUF001


class Lexicon:
    """The phrases of a task in one language or notation.

    Args:
        vocabulary: the task's kinds of events.
        codecs: how each field is written, by its name; ``{field:variant}`` in a template uses
            ``codecs["field:variant"]``.
        phrases: for each kind the phrases that begin a sentence, with their end marks. The key ``"a b"`` has phrases
            for a ``b`` that go on with the sentence of an ``a`` directly before it; one that ends in a question or
            exclamation mark is not gone on with. A key that begins with ``^`` is for the first sentence of a text, in
            place of the kind's others; one that begins with ``?`` is used only where nothing else fits. All phrases
            that fit are equally likely, except that none is used for one kind twice in a row if there are others, nor
            for two kinds that are told in the same words.
        new_line: names of the kinds before which a line ends; all other sentences are divided by a blank.
        tokens: event class -> a word written before each phrase that tells such an event.
        blank: what divides two sentences, and a token from what is around it. It may be empty: then one sentence may
            follow another directly.
        line_break: what ends a line.
        sentence_end: a regular expression for what ends a sentence of any text in this language; so does a line break.

    Raises:
        ParameterError: if a codec or a phrase cannot be used; also if the beginning of a sentence would show what is to
            come, or a kind has phrases that go on with others and none that stands by itself.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        codecs: Mapping[str, Codec],
        phrases: Mapping[str, Sequence[str]],
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
        if not phrases:
            raise ParameterError("phrases", phrases, "must not be empty")
        self.vocabulary = vocabulary
        self._tokens = dict(tokens or {})
        self.codecs, self.phrases, self.new_line = dict(codecs), dict(phrases), frozenset(new_line)
        self.blank, self.line_break, self._end = blank, line_break, sentence_end
        self._sentence_end = re.compile(f"(?:{sentence_end})|(?={line_break})")
        for name, codec in self.codecs.items():
            codec.check(name)
        self._by_key = {key: tuple([self._compile(key, text) for text in texts]) for key, texts in phrases.items()}
        self._check_that_all_can_stand()
        first: dict[object, str] = {}
        words = {kind: tuple([each.literals for each in self._by_key.get(kind, ())]) for kind in vocabulary.kinds}
        self._told_as = {kind: first.setdefault(words[kind] or kind, kind) for kind in words}
        self._candidates: dict[tuple[str | None, str, bool], Candidates] = {}

    def with_tokens(self, tokens: Mapping[type, str]) -> Lexicon:
        """The same lexicon with a token before each phrase that tells an event of a given class."""
        return type(self)(
            self.vocabulary,
            self.codecs,
            self.phrases,
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

    # --- phrases -------------------------------------------------------------------------------------------------

    def _compile(self, key: str, template: str) -> Phrase:
        kinds, known = key.lstrip("^?").split(), self.vocabulary.kinds
        for kind in kinds:
            if kind not in known:
                raise ParameterError("phrase", template, f"unknown kind {kind!r}: known: {', '.join(known)}")
        if len(kinds) not in (1, 2) or "|" in template:
            what = "must tell one event: what several are told in would show by its beginning what is to come"
            raise ParameterError(f"phrases[{key!r}]", template, what)
        kind, continues = kinds[-1], len(kinds) == 2
        if continues and key[0] in "^?":
            raise ParameterError("phrases", key, "must have no mark in front where phrases go on with a sentence")
        text, end = self._cut_end_mark(template)
        pieces = _SLOT.split(text)
        names = [
            f"{name}:{variant}" if variant else name for name, variant in zip(pieces[1::3], pieces[2::3], strict=True)
        ]
        for name in names:
            if name.partition(":")[0] not in known[kind].names:
                raise ParameterError("phrase", template, f"{name} must be a field of {known[kind]!r}")
            if name not in self.codecs:
                raise ParameterError("phrase", template, f"there must be a codec for {name}")
        slots = tuple((name.partition(":")[0], self.codecs[name]) for name in names)
        literals = tuple(pieces[0::3])
        if continues and (not literals[0] or self._cut_end_mark(literals[0][:1])[1]):
            what = "must begin with text that is no end mark, to go on with a sentence"
            raise ParameterError(f"phrases[{key!r}]", template, what)
        if token := self._tokens.get(known[kind].event):
            blank = self.blank
            literals = (f"{blank if continues else ''}{token}{blank}{literals[0].lstrip()}", *literals[1:])
        said = {name for name, _ in slots}
        omits = tuple([name for name in known[kind].names if name not in said])
        is_open = not _FINAL.fullmatch(end)
        return Phrase(template, kind, literals, slots, writer_of(literals, slots), end, is_open, continues, omits)

    def _cut_end_mark(self, template: str) -> tuple[str, str]:
        """A template without the mark that ends its sentence, and that mark, which is empty where there is none."""
        for match in self._sentence_end.finditer(f"{template} "):
            if match.end() == len(template) and match[0]:
                return template[: match.start()], match[0]
        return template, ""

    def _check_that_all_can_stand(self) -> None:
        """Each kind that goes on with sentences must also be able to begin one: the one before may be over."""
        alone = {key.lstrip("^?") for key, phrases in self._by_key.items() if phrases}
        for key in self._by_key:
            *_, kind = key.lstrip("^?").split()
            if kind not in alone:
                raise ParameterError(f"phrases[{key!r}]", kind, "must have a phrase that begins a sentence, too")

    # --- writing -------------------------------------------------------------------------------------------------

    def write(self, events: Sequence[Event], stream: Stream) -> tuple[str, list[Span]]:
        """A text that tells the events, and which part of it tells which."""
        known: Fields = {}
        used: dict[str, Phrase] = {}  # the phrase used last, by kind; kinds told in the same words are one
        pieces: list[str] = []  # for each event what divides it from the one before it, and its text
        before: Phrase | None = None
        in_sentence = 0
        for kind, fields in self.vocabulary.tell_all(events):
            goes_on = before is not None and before.is_open and in_sentence < MOST_IN_A_SENTENCE
            candidates = self._candidates_for(before.kind if before and goes_on else None, kind, first=before is None)
            options = candidates.options(fields, known)
            if not options:
                options = self._fallback(kind).options(fields, known)
            phrase = draw(options, used.get(self._told_as[kind]), stream)
            if phrase is None:
                raise TypeError(f"no phrase for {kind!r} with the fields {fields!r}")
            if before is None or phrase.continues:
                pieces.append("")
            else:
                pieces[-1] += before.end
                pieces.append(self.line_break if kind in self.new_line else self.blank)
            pieces.append(phrase.write(fields))
            in_sentence = in_sentence + 1 if phrase.continues else 1
            used[self._told_as[kind]] = before = phrase
            known.update(fields)
        if before is not None:
            pieces[-1] += before.end
        ends = list(itertools.accumulate(map(len, pieces)))
        return "".join(pieces), list(map(Span, ends[0::2], ends[1::2], events))

    def _candidates_for(self, before: str | None, kind: str, *, first: bool) -> Candidates:
        """The phrases for a kind, after a kind with whose sentence it may go on."""
        key = before, kind, first
        found = self._candidates.get(key)
        if found is None:
            phrases = (first and self._by_key.get(f"^{kind}")) or self._by_key.get(kind, ())
            found = self._candidates[key] = Candidates([*phrases, *self._by_key.get(f"{before} {kind}", ())])
        return found

    def _fallback(self, kind: str) -> Candidates:
        return self._candidates_for(None, f"?{kind}", first=False)

    # --- reading -------------------------------------------------------------------------------------------------

    @cached_property
    def _beginnings(self) -> Pattern:
        return Pattern(self._that_continue(continues=False), self._behind)

    @cached_property
    def _continuations(self) -> Mapping[str, Pattern]:
        """The phrases that go on with a sentence, by the kind before them."""
        return {
            before: Pattern([phrase for _, phrase in group], self._behind)
            for before, group in itertools.groupby(sorted(self._pairs, key=_first), key=_first)
        }

    @cached_property
    def _pairs(self) -> list[tuple[str, Phrase]]:
        """The phrases that go on with a sentence, each with the kind before it."""
        return [
            (key.split()[0], phrase) for key, phrases in self._by_key.items() for phrase in phrases if phrase.continues
        ]

    def _that_continue(self, *, continues: bool) -> list[Phrase]:
        return [phrase for group in self._by_key.values() for phrase in group if phrase.continues is continues]

    def _behind(self, phrase: Phrase) -> str:
        """What must follow a phrase: its end mark and a blank, or what goes on with its sentence."""
        end = re.escape(phrase.end) + (r"(?:\s|\Z)" if self.blank else "")
        follows = {each.literals[0] for before, each in self._pairs if before == phrase.kind} if phrase.is_open else ()
        return f"(?={'|'.join([end, *map(re.escape, sorted(follows))])})"

    def read(self, text: str, start: int = 0) -> tuple[list[Event], list[Span], TextError | None]:
        """The events that a text tells from a place on, up to the first thing that is no phrase of this lexicon.

        Sentences must be divided by white space, unless the blank of this lexicon is empty. The time it takes grows
        linearly with the text.
        """
        spans, _, error = self._read(text, start)
        return [span.event for span in spans], spans, error

    def wording(self, text: str) -> list[str]:
        """The phrases of a text, one for each event that ``read`` finds: the templates, without the fields' values."""
        return [phrase.template for phrase in self._read(text, 0)[1]]

    def _read(self, text: str, start: int) -> tuple[list[Span], list[Phrase], TextError | None]:
        spans: list[Span] = []
        phrases: list[Phrase] = []
        known: Fields = {}
        kinds, begin, continuations = self.vocabulary.kinds, self._beginnings, self._continuations
        position = _skip(text, start)
        phrase: Phrase | None = None  # the one before, with whose sentence the text goes on here
        while position < len(text):
            pattern = begin if phrase is None else continuations[phrase.kind]
            try:
                found = pattern.read(text, position, known)
                if found is None and phrase is not None and not phrase.end:
                    position, phrase = _skip(text, position), None  # where sentences have no end marks, it was over
                    continue
                if found is None:
                    return spans, phrases, TextError(f"cannot read {_excerpt(text, position)!r}", position)
                phrase, end = found
                event = kinds[phrase.kind].make(known)
            except (KeyError, ValueError, ZeroDivisionError):
                return spans, phrases, TextError(f"cannot make sense of {_excerpt(text, position)!r}", position)
            phrases.append(phrase)
            is_over = bool(phrase.end) and text.startswith(phrase.end, end)
            if phrase.is_open and phrase.kind in continuations and not is_over:
                spans.append(Span(position, end, event))
                position = end
            else:
                end += len(phrase.end)
                spans.append(Span(position, end, event))
                position, phrase = _skip(text, end), None
        return spans, phrases, None


def _first(pair: tuple[str, Phrase]) -> str:
    return pair[0]


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _excerpt(text: str, position: int) -> str:
    line = text[position : position + 80].split("\n", 1)[0]
    return line if position + len(line) >= len(text) else line + " ..."
