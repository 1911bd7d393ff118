"""What all parts of the file format have in common: limits, types of values, base classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, FailFast, Field

from skills.entries.kinds import ID_LENGTH

MANY: Final = 20_000
LONG: Final = 5_000

Name = Annotated[str, Field(min_length=1, max_length=ID_LENGTH)]
Names = Annotated[tuple[Name, ...], FailFast()]
"""Validation of a list stops at its first invalid entry: millions would take minutes to report."""

Words = Annotated[str, Field(max_length=LONG)]
Share = Annotated[float, Field(ge=0, le=1)]
Rank = Annotated[int, Field(ge=0, le=100)]
Measure = Annotated[float, Field(ge=0, le=100)]
"""A level, possibly fractional."""


class RecordPart(BaseModel):
    """An object in the file; unknown keys are kept unchanged."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        strict=True,
        allow_inf_nan=False,
        validate_by_name=True,
        serialize_by_alias=True,
    )

    @property
    def unknown(self) -> Mapping[str, object]:
        """Return the keys unknown to this program, with their values."""
        return self.model_extra or {}

    def without_unknown(self) -> Self:
        """Return a copy without keys unknown to this program, at any depth."""
        found = {name: _known(getattr(self, name)) for name in type(self).model_fields}
        return type(self).model_validate(found)


def _known(value: object) -> object:
    if isinstance(value, RecordPart):
        return value.without_unknown()
    return tuple(map(_known, value)) if isinstance(value, tuple) else value


class Entered(RecordPart):
    """When something was entered, or None if unknown."""

    at: AwareDatetime | None = None
