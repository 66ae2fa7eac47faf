"""Models whose fields are checked at once, with errors in one line: tasks, problems, corruptors, recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Self, dataclass_transform, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from tracekit.errors import ParameterError, UnknownNameError

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)

__all__ = ["Validated"]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class _Frozen(ModelMetaclass):
    """Tells type checkers without pydantic's plugin that the subclasses are frozen, and so can be keys of a mapping."""


class Validated(BaseModel, metaclass=_Frozen):
    """Frozen fields; whatever is wrong with one is a ``ParameterError`` in one line."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            self._refuse(error.errors()[0])

    @classmethod
    def read_json(cls, text: str) -> Self:
        """An instance from its JSON."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            cls._refuse(error.errors()[0])

    @classmethod
    def _refuse(cls, error: ErrorDetails) -> NoReturn:
        original = error.get("ctx", {}).get("error")
        if isinstance(original, ParameterError):
            raise original from None
        field = ".".join(str(part) for part in error["loc"]) or cls.__name__
        if error["type"] == "extra_forbidden":
            raise UnknownNameError(f"parameter of {cls.__name__}", field, cls.model_fields) from None
        raise ParameterError(field, error["input"], cls.allowed(field) or error["msg"]) from None

    @classmethod
    def allowed(cls, field: str) -> str:
        """What a field may be, in words, from its declaration."""
        info = cls.model_fields.get(field)
        if info is None:
            return ""
        several = get_origin(info.annotation) is tuple
        choices = get_args(get_args(info.annotation)[0] if several else info.annotation)
        if choices and isinstance(choices[0], str | int):
            return f"must be {'some' if several else 'one'} of {', '.join(map(repr, choices))}"
        limits = {type(limit).__name__: limit for limit in info.metadata}
        if "Ge" in limits and "Le" in limits:
            return f"must be between {limits['Ge'].ge} and {limits['Le'].le}"
        if "Ge" in limits:
            return f"must be an integer of at least {limits['Ge'].ge}" if info.annotation is int else ""
        return "must be true or false" if info.annotation is bool else ""
