"""A person's own degrees, certificates and experience; they never change a level."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from skills.entries.kinds import CREDENTIAL_KINDS, CREDENTIAL_TEXT_LENGTH
from skills.matrix import LINK_PATTERN

_LINK: Final = re.compile(LINK_PATTERN)


@dataclass(frozen=True, slots=True)
class Credential:
    """One degree, certificate or stretch of experience.

    Attributes
    ----------
    kind : one of `CREDENTIAL_KINDS`.
    issued, expires : None if not given or not applicable.
    link : "" or an address that begins with ``https://``.
    """

    title: str
    kind: str
    issuer: str = ""
    issued: date | None = None
    expires: date | None = None
    link: str = ""

    def is_expired(self, today: date) -> bool:
        """Return whether it is no longer valid; it is still valid on its day of expiry."""
        return self.expires is not None and self.expires < today


def read_credentials(stored: Mapping[str, str | None]) -> dict[str, Credential]:
    """Return the credentials in stored texts, by entry id, latest first; cleared ones are gone."""
    read = {item: read_credential(text or "") for item, text in stored.items()}
    known = {item: credential for item, credential in read.items() if credential}
    return dict(sorted(known.items(), key=lambda each: in_order(each[1])))


def in_order(credential: Credential) -> tuple[int, str]:
    """Return a sort key: latest first, then by name."""
    issued = credential.issued or credential.expires or date.min
    return -issued.toordinal(), credential.title


def faults_in(credential: Credential) -> tuple[str, ...]:
    """Return the reasons why a credential cannot be stored, as sentences; empty if valid."""
    faults = []
    if not credential.title.strip():
        faults.append("Give it a name.")
    if max(len(credential.title), len(credential.issuer)) > CREDENTIAL_TEXT_LENGTH:
        faults.append(f"Name and issuer can have at most {CREDENTIAL_TEXT_LENGTH} characters.")
    if credential.kind not in CREDENTIAL_KINDS:
        faults.append("Choose a type.")
    if credential.link and not _LINK.fullmatch(credential.link):
        faults.append("A link must start with https:// and have no spaces.")
    if credential.issued and credential.expires and credential.expires < credential.issued:
        faults.append("The expiry date is before the date of issue.")
    return tuple(faults)


def as_text(credential: Credential) -> str:
    """Serialise a credential as JSON text for storage."""
    return json.dumps(asdict(credential), default=date.isoformat, ensure_ascii=False)


def read_credential(text: str) -> Credential | None:
    """Parse a stored credential, or return None if it is not valid."""
    try:
        parts = json.loads(text)
        dates = {name: _date(parts.get(name)) for name in ("issued", "expires")}
        words = {name: parts.get(name, "") for name in ("title", "kind", "issuer", "link")}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if not all(isinstance(word, str) for word in words.values()):
        return None
    credential = Credential(issued=dates["issued"], expires=dates["expires"], **words)
    return None if faults_in(credential) else credential


def _date(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
