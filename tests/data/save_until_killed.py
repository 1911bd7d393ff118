"""Save one answer after the other and say so, until somebody kills this.

Arguments: address of the database, name of this run, number of saves or 0 for no end.
Prints the assessment first, then every item once the store says that it is saved.
"""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime
from secrets import token_urlsafe

from skills.store import Saved, Store, owner_of


def main(url: str, run: str, saves: int) -> None:
    """Save until the number is reached."""
    store = Store.open(url, clock=lambda: datetime.now(UTC), new_id=lambda: token_urlsafe(12))
    owner = owner_of("killed")
    made = store.create_assessment(
        owner, title=run, matrix_id="m", matrix_title="M", wording="w", structure="s"
    )
    sys.stdout.write(f"{made.id}\n")
    for number in itertools.islice(itertools.count(), saves or None):
        item = f"{run}.{number}"
        how = {"tab": run, "widget_revision": 0, "operation": item}
        if isinstance(store.save(owner, made.id, "answer", item, f"value of {item}", **how), Saved):
            sys.stdout.write(f"{item}\n")
            sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
