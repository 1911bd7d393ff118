"""Keep assessments in a database, so that nothing is lost or silently overwritten.

Everything goes through a `Store`; each of its methods is one short transaction. Whatever belongs
to another owner answers `NotFound`, exactly like what does not exist.

**Saving from a page.** A page is drawn anew all the time, in several tabs, and a browser sends its
widgets' values again after the server restarts. So every widget's key holds a number,
``entry.drawn_for(tab)``, and a save hands it back as ``drawn``:

- what the same tab writes never changes its own number: the widget stays as it is;
- what another tab writes always does: a widget of a stale tab has a key that is no longer
  drawn, its value is ignored, and a late save with the old number is a `Conflict`, never a write;
- after a restart the number still fits exactly when nobody else wrote, so a click that was
  under way is saved then;
- a change that did not come from the widget (clear, undo) is saved with ``redraw=True``, which
  changes the number for its own tab as well.

Two pages must never share a tab's name. Each save carries an ``operation`` of its own, a random
text; a repeated one is not written twice. What `Saved` says is on the disk.

The files: ``values`` and ``texts`` what goes in and out, ``tables`` and ``upgrades`` the schema,
``engine`` and ``locking`` the database itself, ``assessments``, ``entries`` and ``matrices`` what
is done in a transaction, ``store`` the `Store`.
"""

from skills.store.store import Store
from skills.store.texts import NOTE_LIMIT, TITLE_LIMIT, NotFound, Refused, owner_of, storable
from skills.store.values import (
    Assessment,
    Conflict,
    Entry,
    Event,
    Kind,
    Listed,
    MatrixText,
    Saved,
    Upload,
)

__all__ = [
    "NOTE_LIMIT",
    "TITLE_LIMIT",
    "Assessment",
    "Conflict",
    "Entry",
    "Event",
    "Kind",
    "Listed",
    "MatrixText",
    "NotFound",
    "Refused",
    "Saved",
    "Store",
    "Upload",
    "owner_of",
    "storable",
]
