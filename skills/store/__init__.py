"""Store assessments in a database; nothing is lost or silently overwritten.

All access goes through `Store`; each of its methods runs one short transaction. Data that belongs
to another owner raises `NotFound`, exactly like data that does not exist.

**Saving from a page: optimistic concurrency control.** Streamlit reruns a page all the time, in
several tabs, and a browser resends its widgets' values after the server restarts. So every
widget's key contains a revision, ``entry.widget_revision(tab)``, and a save passes it back as
``widget_revision``:

- a tab's own writes never change its revision: the widget stays as it is;
- another tab's writes always do: a widget in an outdated tab has a key that is no longer
  rendered, its value is ignored, and a late save with the old revision is a `Conflict`, never a
  write;
- after a restart the revision still matches if and only if nobody else wrote, so a click that was
  in flight is then saved;
- a change that did not come from the widget (clear, undo) is saved with ``redraw=True``, which
  changes the revision for its own tab as well.

Two pages must never share a tab name. Each save has its own ``operation``, a random idempotency
key; a repeated one is not written twice. `Saved` means that the value is on disk.

**Imports.** `Store.import_entries` writes the contents of a file in one transaction and makes
every tab re-render them; `Store.undo_import` restores the earlier values, except where somebody
has written since.

**Mentors.** `ReviewLinks` gives a mentor access to one review, or anybody a look at the
result. What a mentor writes are entries like any other, with the review as the ``actor`` of their
events. What becomes of a link or of a device that was handed over is an event without an entry.

**Erasing.** Erased data leaves a hash behind (``tombstones``), so that `restore` can erase it again
from a restored backup.

Modules: ``values`` and ``validation`` for input and output; ``tables`` and ``schema_upgrades`` for
the schema; ``engine``, ``sqlite_file``, ``locking`` and ``errors`` for the database itself;
``assessments``, ``entries``, ``access_events``, ``renames`` and ``tombstones`` for work inside a
transaction;
``uploads``, ``snapshots``, ``imports`` (with ``import_validation``), ``owners`` and
``review_links`` for the parts of `Store`, which ``store`` puts together; ``read_only`` for a store
in memory;
``backups``, ``restoring``, ``replaced`` and ``integrity`` for administrators.
"""

from skills.entries.assessment import Assessment, Entry
from skills.store.access_events import link_item
from skills.store.integrity import examine
from skills.store.read_only import ReadOnly, ReadOnlyStore
from skills.store.restoring import restore
from skills.store.store import Store
from skills.store.validation import (
    EXTRA_LIMIT,
    RECORD_LIMIT,
    NotFound,
    Refused,
    owner_of,
    owner_of_account,
    storable,
)
from skills.store.values import (
    Columns,
    Conflict,
    Event,
    Finding,
    Granted,
    Imported,
    IncomingSnapshot,
    Listed,
    MatrixText,
    Owner,
    Restored,
    ReviewLink,
    Saved,
    Snapshot,
    Undone,
    Upload,
)

__all__ = [
    "EXTRA_LIMIT",
    "RECORD_LIMIT",
    "Assessment",
    "Columns",
    "Conflict",
    "Entry",
    "Event",
    "Finding",
    "Granted",
    "Imported",
    "IncomingSnapshot",
    "Listed",
    "MatrixText",
    "NotFound",
    "Owner",
    "ReadOnly",
    "ReadOnlyStore",
    "Refused",
    "Restored",
    "ReviewLink",
    "Saved",
    "Snapshot",
    "Store",
    "Undone",
    "Upload",
    "examine",
    "link_item",
    "owner_of",
    "owner_of_account",
    "restore",
    "storable",
]
