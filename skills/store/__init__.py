"""Keep assessments in a database, so that nothing is lost or silently overwritten.

Everything goes through a `Store`; each of its methods is one short transaction. Whatever belongs
to another owner answers `NotFound`, exactly like what does not exist.

**Saving from a page.** A page is drawn anew all the time, in several tabs, and a browser sends its
widgets' values again after the server restarts. So every widget's key holds a number,
``entry.widget_revision(tab)``, and a save hands it back as ``drawn``:

- what the same tab writes never changes its own number: the widget stays as it is;
- what another tab writes always does: a widget of a stale tab has a key that is no longer
  drawn, its value is ignored, and a late save with the old number is a `Conflict`, never a write;
- after a restart the number still fits exactly when nobody else wrote, so a click that was
  under way is saved then;
- a change that did not come from the widget (clear, undo) is saved with ``redraw=True``, which
  changes the number for its own tab as well.

Two pages must never share a tab's name. Each save carries an ``operation`` of its own, a random
text; a repeated one is not written twice. What `Saved` says is on the disk.

**Imports.** `Store.import_entries` writes what a file holds in one transaction, so that every tab
draws it anew, and `Store.undo_import` gives the earlier values back, except where somebody wrote
since.

**Erasing.** What is erased leaves a hash (``tombstones``), so that `restore` erases it again from
what a backup brings back.

The files: ``values`` and ``validation`` what goes in and out, ``tables`` and ``upgrades`` the
schema, ``engine``, ``sqlite_file``, ``locking`` and ``errors`` the database itself;
``assessments``, ``entries``, ``renames`` and ``tombstones`` what is done in a transaction;
``matrices``, ``snapshots``, ``imports`` and ``owners`` the parts of the `Store`, ``store`` the
whole of it; ``backups``, ``restoring`` and ``integrity`` what an administrator needs.
"""

from skills.entries.assessment import Assessment, Entry
from skills.store.integrity import examine
from skills.store.restoring import restore
from skills.store.store import Store
from skills.store.validation import (
    EXTRA_LIMIT,
    RECORD_LIMIT,
    NotFound,
    Refused,
    owner_of,
    storable,
)
from skills.store.values import (
    Conflict,
    Event,
    Finding,
    Imported,
    IncomingSnapshot,
    Listed,
    MatrixText,
    Owner,
    Restored,
    Saved,
    Snapshot,
    Undone,
    Upload,
)

__all__ = [
    "EXTRA_LIMIT",
    "RECORD_LIMIT",
    "Assessment",
    "Conflict",
    "Entry",
    "Event",
    "Finding",
    "Imported",
    "IncomingEntry",
    "IncomingSnapshot",
    "Listed",
    "MatrixText",
    "NotFound",
    "Owner",
    "Refused",
    "Restored",
    "Saved",
    "Snapshot",
    "Store",
    "Undone",
    "Upload",
    "examine",
    "owner_of",
    "restore",
    "storable",
]
