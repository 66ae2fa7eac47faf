"""The kinds of events of a task: their names, and the fields that sentences and JSON tell of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, get_args

from tracekit.errors import ParameterError
from tracekit.language.jsonable import decoder, encoder
from tracekit.language.shapes import Code, Fields, Just, Named, Several, shape_of, types_of
from tracekit.search.events import Backtrack, Event, GaveUp, Inference, Slip, Solved, Switch, Unsolvable

__all__ = ["WAYS", "Kind", "Told", "Vocabulary", "ends", "returns"]

Told = tuple[str, Fields]
"""An event as told: the name of its kind, and its fields."""


class Kind:
    """One sort of event of a task, and its fields.

    ``Kind("try", Decision, move=Place)`` has the fields of a ``Place``, ``Kind("stuck", DeadEnd, reason="row")`` the
    field ``row``: see ``tracekit.language.shapes``.

    Args:
        name: as used in the keys of a lexicon.
        event: the class of its events.
        **shapes: the shape of each attribute of the event. One that is left out always has its default. A field that
            is in two of them is the same in both.

    Attributes:
        name: the name.
        event: the class of its events.
        names: the names of the fields.
        types: their types, as far as the shapes know them.
        take: event -> its fields, or None if it is of another kind.
        make: fields (others are left alone) -> event.
    """

    def __init__(self, name: str, event: type, **shapes: object) -> None:
        if event not in get_args(Event):
            raise ParameterError("event", event, "must be a class of events")
        attributes = dataclasses.fields(event)
        for unknown in shapes.keys() - {attribute.name for attribute in attributes}:
            raise ParameterError(f"kind {name!r}", unknown, f"must be an attribute of {event.__name__}")
        for attribute in attributes:
            if attribute.default is dataclasses.MISSING and attribute.name not in shapes:
                raise ParameterError(f"kind {name!r}", event.__name__, f"must have a shape for {attribute.name}")
        self.name, self.event = name, event
        self.shapes = {a.name: shape_of(shapes[a.name]) if a.name in shapes else Just(a.default) for a in attributes}
        code = Code()
        for attribute in attributes:
            shape = self.shapes[attribute.name]
            if attribute.default is None and isinstance(shape, Named):
                code.conditions.append(f"value.{attribute.name} is not None")
            shape.take(f"value.{attribute.name}", code)
        self.names = tuple(code.fields)
        for reserved in {"is", "slip"} & code.fields.keys():
            raise ParameterError(
                f"kind {name!r}", reserved, "must not be the name of a field: it has a meaning in JSON"
            )
        self.take: Callable[[Any], Fields | None] = code.taker()
        fields = {field: f"fields[{field!r}]" for field in self.names}
        values = ", ".join(shape.put(fields, code) for shape in self.shapes.values())
        self.make: Callable[[Fields], Event] = code.function("fields", f"{code.refer(event)}({values})")
        self.types = types_of(self.shapes.values())

    def __repr__(self) -> str:
        return f"<kind {self.name!r}: {self.event.__name__} with {', '.join(self.names) or 'no fields'}>"


class _Group:
    """The kinds of one class of events, by what the attribute holds in which they differ most."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        def n_classes(attribute: str) -> int:
            return len({kind.shapes[attribute].of for kind in kinds} - {None})

        attribute = max(kinds[0].shapes, key=n_classes, default="__class__")
        shapes = [kind.shapes.get(attribute, Just(None)) for kind in kinds]
        self.get = attrgetter(attribute)
        self.pinned = {shape.of for shape in shapes} - {shape.of for shape in shapes if shape.pin is None}
        keys = [(shape.of, shape.pin) if shape.of in self.pinned else shape.of for shape in shapes]
        self.takes = {
            one: tuple((kind.name, kind.take) for kind, key in zip(kinds, keys, strict=True) if key in (one, None))
            for one in keys
        }
        self.others = self.takes.get(None, ())


class Vocabulary:
    """All kinds of events of a task. Also their JSON notation: one object per event, ``{"is": kind, **fields}``.

    Where an event could be of several kinds, it is of the first of them.
    """

    def __init__(self, *kinds: Kind) -> None:
        self.kinds: Mapping[str, Kind] = {kind.name: kind for kind in kinds}
        if len(self.kinds) < len(kinds):
            names = [kind.name for kind in kinds]
            raise ParameterError("kinds", max(names, key=names.count), "must be the name of one kind only")
        self._groups = {event: _Group([k for k in kinds if k.event is event]) for event in {k.event for k in kinds}}
        types = _types_of(kinds)
        self._decoders = {kind: {field: decoder(hint) for field, hint in types[kind].items()} for kind in types}
        self._encoders = {
            kind: [(field, coder) for field, hint in types[kind].items() if (coder := encoder(hint))] for kind in types
        }
        self._last: tuple[Sequence[Event], list[Told]] = ((), [])

    def tell(self, event: Event) -> Told:
        """The name of the kind of an event, and its fields. A slip is told like the right step.

        Raises:
            TypeError: if the event is of none of the kinds.
        """
        if isinstance(event, Slip):
            event = Inference(event.move, event.reason)
        group = self._groups.get(event.__class__)
        if group is not None:
            value = group.get(event)
            key: Any = value.__class__
            if key in group.pinned:
                key = key, value[0]
            for name, take in group.takes.get(key, group.others):
                fields = take(event)
                if fields is not None:
                    return name, fields
        raise TypeError(f"no kind of this vocabulary describes {event!r}; there are: {', '.join(self.kinds)}")

    def tell_all(self, events: Sequence[Event]) -> list[Told]:
        """``tell`` for each event. The last answer is kept: a trace is told as text and as JSON one after the other."""
        if not isinstance(events, tuple) or self._last[0] is not events:
            self._last = events, [self.tell(event) for event in events]
        return self._last[1]

    def to_json(self, events: Sequence[Event]) -> list[Fields]:
        """Events as JSON values."""
        values = []
        for (name, fields), event in zip(self.tell_all(events), events, strict=True):
            value = {"is": name, **fields}
            for field, encode in self._encoders[name]:
                value[field] = encode(value[field])
            if event.__class__ is Slip:
                value["slip"] = True
            values.append(value)
        return values

    def from_json(self, values: Sequence[Fields]) -> tuple[Event, ...]:
        """The events that ``to_json`` wrote.

        Raises:
            ValueError: if the values are nothing that ``to_json`` writes.
        """
        try:
            return tuple([self._event(value) for value in values])
        except (LookupError, TypeError, AttributeError, ArithmeticError) as error:
            raise ValueError(f"not the events of a trace: {error!r}") from error

    def _event(self, value: Fields) -> Event:
        kind = self.kinds[value["is"]]
        event = kind.make({field: decode(value[field]) for field, decode in self._decoders[kind.name].items()})
        if value.get("slip") is True and isinstance(event, Inference):
            return Slip(event.move, event.reason)
        return event


def _types_of(kinds: Sequence[Kind]) -> dict[str, dict[str, object]]:
    """By kind, the types of its fields. One that its own kind does not know is the one that it has in all others."""
    known: dict[str, set[Any]] = {}
    for kind in kinds:
        for field, hint in kind.types.items():
            known.setdefault(field, set()).update({hint} - {Any})
    only = {field: next(iter(hints)) for field, hints in known.items() if len(hints) == 1}
    return {
        kind.name: {field: only.get(field, Any) if hint is Any else hint for field, hint in kind.types.items()}
        for kind in kinds
    }


# --- what tasks share ------------------------------------------------------------------------------------------------

RETURNS: Mapping[str, tuple[type, Mapping[str, object]]] = {
    "back": (Backtrack, {"refuted": True}),
    "aside": (Backtrack, {"refuted": False}),
    "switch": (Switch, {}),
}
"""The ways to get to another place, each with its class of events and what is always so."""

WAYS = tuple(RETURNS)
"""All of them: for searches that leave live states."""


def returns(
    suffix: str = "",
    *,
    to: object,
    moves: object = None,
    last: str = "",
    ways: Sequence[str] = ("back", "aside"),
    **more: object,
) -> tuple[Kind, ...]:
    """The kinds of going back to a place: ``back`` (what was tried is refuted) and ``aside`` (it is only set aside).

    A search that leaves live states has ``switch`` as well.

    Args:
        suffix: goes behind their names: ``back_open``.
        to: the shape of the place.
        moves: the shape of the moves that are left there; None where the task does not list them.
        last: the suffix of kinds of their own where just one move is left: ``back_last``; needs moves of a ``Several``.
        ways: which of them there are.
        **more: shapes of other attributes of the events, such as ``line``.
    """
    kinds = []
    for way in ways:
        event, fixed = RETURNS[way]
        shapes = {"to": to, **fixed, **more}
        name = f"{way}_{suffix}" if suffix else way
        if last and isinstance(moves, Several):  # before the other one, which takes any number of moves
            kinds.append(Kind(f"{way}_{last}", event, **shapes, moves=(moves.item,)))
        kinds.append(Kind(name, event, **shapes, moves=moves))
    return tuple(kinds)


def ends(**solved: object) -> tuple[Kind, ...]:
    """The kinds of the end: ``solved``, ``gave_up`` and ``unsolvable``; ``answer=...`` where the answer is told."""
    return Kind("solved", Solved, **solved), Kind("gave_up", GaveUp), Kind("unsolvable", Unsolvable)
