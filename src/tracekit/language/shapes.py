"""Shapes: which fields a value has, from which it can be put together again.

Wherever a shape is asked for, it may be

- a text: the whole value is the field of that name;
- a NamedTuple or dataclass: each of its fields is a field, under its own name;
- a tuple of shapes: a tuple of values of these shapes;
- anything else: just that value, and no field; a text as such is ``Just("text")``;
- what the functions here give.

There are many events, so what takes their fields is compiled to one expression per kind, as a dataclass's methods are.
Nothing goes into it but the declaration itself: names of fields of classes, and references to objects.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import GenericAlias
from typing import Any, get_args, get_origin

from tracekit.errors import ParameterError
from tracekit.language.jsonable import members_of

__all__ = ["Code", "Computed", "Fields", "Just", "Named", "Record", "Several", "Shape", "shape_of", "types_of"]

Fields = dict[str, Any]


class Code:
    """An expression in the making: which conditions a value meets, and what its fields are."""

    def __init__(self, outer: Code | None = None) -> None:
        self.conditions: list[str] = []
        self.fields: dict[str, str] = {}
        self.is_inner = outer is not None
        self.objects: dict[str, Any] = {} if outer is None else outer.objects

    def refer(self, value: object) -> str:
        """A name for an object."""
        name = f"o{len(self.objects)}"
        self.objects[name] = value
        return name

    def field(self, name: str, expression: str) -> None:
        """Tell of a field what it is; told twice, it must be the same twice."""
        if name in self.fields:
            self.conditions.append(f"{self.fields[name]} == {expression}")
        else:
            self.fields[name] = expression

    def taker(self) -> Callable[[Any], Fields | None]:
        """``value`` -> its fields, or None if it does not meet the conditions."""
        fields = ", ".join(f"{name!r}: {expression}" for name, expression in self.fields.items())
        return self.function("value", f"{{{fields}}} if {' and '.join(self.conditions) or True} else None")

    def function(self, argument: str, expression: str) -> Callable[[Any], Any]:
        """A function of one argument."""
        made: Callable[[Any], Any] = eval(f"lambda {argument}: {expression}", self.objects)  # noqa: S307  (a declaration's)
        return made


class Shape(ABC):
    """What values of one shape have in common.

    Attributes:
        types: the names of the fields and their types (for JSON).
        of: the class of such values; None if there are several.
        pin: for a NamedTuple, what its first field always is; None if it may be one thing or another.
    """

    types: Mapping[str, object]
    of: type | None = None
    pin: Any = None

    @abstractmethod
    def take(self, value: str, code: Code) -> None:
        """Add the conditions and fields of the value of an expression."""

    @abstractmethod
    def put(self, fields: Mapping[str, str], code: Code) -> str:
        """The expression that makes the value, given those of its fields."""


def shape_of(spec: object, hint: object = Any) -> Shape:
    """The shape that a declaration stands for; ``hint`` is the type of the value, if it is known."""
    if isinstance(spec, Shape):
        return spec
    if isinstance(spec, str):
        return Named(spec, hint)
    if isinstance(spec, type):
        return Record(spec)
    if isinstance(spec, tuple) and spec:
        return _Tuple(spec, hint)
    return Just(spec)


class Named(Shape):
    """The whole value is one field.

    Args:
        name: the name of the field.
        hint: its type. It is only needed for fractions and objects of a class, where no other kind of the vocabulary
            says what type a field of that name has.
        of: the class of the value, where kinds are told apart by it.
    """

    def __init__(self, name: str, hint: object = Any, of: type | None = None) -> None:
        self.name, self.types, self.of = name, {name: hint}, of

    def take(self, value: str, code: Code) -> None:
        if self.of:
            code.conditions.append(f"{value}.__class__ is {code.refer(self.of)}")
        code.field(self.name, value)

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        return fields[self.name]


class Just(Shape):
    """This value and no other."""

    def __init__(self, constant: object) -> None:
        self.types, self.constant = {}, constant

    def take(self, value: str, code: Code) -> None:
        same = "is" if self.constant is None or isinstance(self.constant, bool) else "=="
        code.conditions.append(f"{value} {same} {code.refer(self.constant)}")

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        return code.refer(self.constant)


class Record(Shape):
    """The fields of a NamedTuple or dataclass; for some of them another shape, so another name, or just one value."""

    def __init__(self, cls: type, **shapes: object) -> None:
        members = members_of(cls)
        if unknown := sorted(shapes.keys() - members.keys()):
            raise ParameterError("shape", unknown[0], f"must be a field of {cls.__name__}: {', '.join(members)}")
        self.parts = {name: shape_of(shapes.get(name, name), hint) for name, hint in members.items()}
        self.types = types_of(self.parts.values())
        self.of = cls
        first = next(iter(self.parts.values()), None)
        if isinstance(first, Just) and issubclass(cls, tuple):
            self.pin = first.constant

    def take(self, value: str, code: Code) -> None:
        code.conditions.append(f"{value}.__class__ is {code.refer(self.of)}")
        for name, part in self.parts.items():
            part.take(f"{value}.{name}", code)

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        values = "".join(f"{part.put(fields, code)}, " for part in self.parts.values())
        if hasattr(self.of, "_fields"):  # the same as the class itself, in half the time
            return f"{code.refer(tuple.__new__)}({code.refer(self.of)}, ({values}))"
        return f"{code.refer(self.of)}({values})"


class Several(Shape):
    """A tuple of values that are the same but for one field: ``Several(Place, value="values")``.

    Args:
        item: the shape of each of them.
        at_least: how many there are at least.
        **lists: the field in which they differ, and the name of the field that lists all its values.
    """

    def __init__(self, item: object, at_least: int = 1, **lists: str) -> None:
        self.item, self.at_least = shape_of(item), at_least
        if len(lists) != 1 or not lists.keys() <= self.item.types.keys():
            raise ParameterError("lists", lists, f"must name one of the fields {', '.join(self.item.types)}")
        ((self.differs, self.lists),) = lists.items()
        rest = {name: hint for name, hint in self.item.types.items() if name != self.differs}
        self.types = {self.lists: GenericAlias(tuple, (self.item.types[self.differs], ...)), **rest}

    def take(self, value: str, code: Code) -> None:
        first, each = Code(code), Code(code)
        self.item.take(f"{value}[0]", first)
        self.item.take("one", each)
        same = [f"{each.fields[name]} == {first.fields[name]}" for name in first.fields if name != self.differs]
        code.conditions += [
            f"{value}.__class__ is tuple and len({value}) >= {self.at_least}",
            f"all([{' and '.join([*each.conditions, *same]) or True} for one in {value}])",
        ]
        for name, expression in first.fields.items():
            if name != self.differs:
                code.field(name, expression)
        code.field(self.lists, f"tuple([{each.fields[self.differs]} for one in {value}])")

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        one = self.item.put({**fields, self.differs: "one"}, code)
        listed = f"{code.refer(self._checked)}({fields[self.lists]})"
        return f"tuple([{one} for one in {listed}])"

    def _checked(self, values: Sequence[object]) -> Sequence[object]:
        if len(values) < self.at_least:
            raise ValueError(f"{self.lists} must be at least {self.at_least}")
        return values


class Computed(Shape):
    """Fields that have to be worked out.

    Args:
        of: the class of the values.
        types: the names and types of the fields.
        take: value -> the values of the fields.
        put: the values of the fields, one argument each -> value.
    """

    def __init__(
        self, of: type, types: Mapping[str, object], take: Callable[[Any], Sequence[object]], put: Callable[..., Any]
    ) -> None:
        self.of, self.types, self._take, self._put = of, types, take, put

    def take(self, value: str, code: Code) -> None:
        code.conditions.append(f"{value}.__class__ is {code.refer(self.of)}")
        found = f"{code.refer(self._take)}({value})"
        if not code.is_inner:  # worked out once for all fields; what is inside of a loop has no name outside of it
            name = code.refer(None)
            code.conditions.append(f"({name} := {found}) is not None")
            found = name
        for i, name in enumerate(self.types):
            code.field(name, f"{found}[{i}]")

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        return f"{code.refer(self._put)}({', '.join(fields[name] for name in self.types)})"


class _Tuple(Shape):
    """A tuple of as many values, each of its own shape."""

    def __init__(self, specs: tuple[Any, ...], hint: object) -> None:
        hints = get_args(hint) if get_origin(hint) is tuple else ()
        each = hints if len(hints) == len(specs) else [hints[0] if hints[1:] == (...,) else Any] * len(specs)
        self.parts = [shape_of(spec, one) for spec, one in zip(specs, each, strict=True)]
        self.types = types_of(self.parts)

    def take(self, value: str, code: Code) -> None:
        code.conditions.append(f"{value}.__class__ is tuple and len({value}) == {len(self.parts)}")
        for i, part in enumerate(self.parts):
            part.take(f"{value}[{i}]", code)

    def put(self, fields: Mapping[str, str], code: Code) -> str:
        return f"({''.join(f'{part.put(fields, code)}, ' for part in self.parts)})"


def types_of(parts: Iterable[Shape]) -> dict[str, object]:
    """The types of the fields of all parts; one that says nothing gives way to one that does."""
    found: dict[str, object] = {}
    for part in parts:
        for name, hint in part.types.items():
            if found.get(name, Any) is Any:
                found[name] = hint
    return found
