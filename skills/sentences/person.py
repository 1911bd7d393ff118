"""Whom a sentence speaks of: the reader, as “you”, or somebody else, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CANDIDATE: Final = "the candidate"
"""What a report for others calls somebody who gave no name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom sentences speak of; without a name they address the reader."""

    name: str = ""

    def say(self, to_you: str, of_them: str) -> str:
        """Return the sentence for this person.

        Parameters
        ----------
        of_them : where it has ``{Name}`` or ``{name}``, the name is put, the former as at the
            beginning of a sentence.
        """
        if not self.name:
            return to_you
        first = f"T{CANDIDATE[1:]}" if self.name == CANDIDATE else self.name
        # The name goes in last: it is a stranger's text and may have braces itself.
        before, found, after = of_them.partition("{Name}")
        if found:
            return f"{before}{first}{after}"
        before, found, after = of_them.partition("{name}")
        return f"{before}{self.name}{after}" if found else of_them


YOU: Final = Person()


def somebody(name: str) -> Person:
    """Return somebody whom a report for others speaks of, by name if there is one."""
    return Person(name.strip() or CANDIDATE)
