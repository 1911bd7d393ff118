"""Whom a sentence is about: the reader, as “you”, or somebody else, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CANDIDATE: Final = "the candidate"
"""What a report for others calls somebody who gave no name."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """The person for whom sentences are worded: the reader, or somebody else by name."""

    name: str = ""

    def say(self, to_you: str, of_them: str) -> str:
        """Return the sentence for this person.

        Parameters
        ----------
        of_them : sentence with ``{Name}`` or ``{name}`` in place of the name, the former at the
            beginning of a sentence.
        """
        if not self.name:
            return to_you
        first = f"T{CANDIDATE[1:]}" if self.name == CANDIDATE else self.name
        # Not str.format: the name is a stranger's text and may contain braces itself.
        before, found, after = of_them.partition("{Name}")
        if found:
            return f"{before}{first}{after}"
        before, found, after = of_them.partition("{name}")
        return f"{before}{self.name}{after}" if found else of_them


YOU: Final = Addressee()


def somebody(name: str) -> Addressee:
    """Return the person that a report for others is about, by name if there is one."""
    return Addressee(name.strip() or CANDIDATE)
