"""Prepare an assessment in the database of a running server, faster than through its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

from person import Person
from serving import Server
from tab import Tab

from components.web.session import COOKIE
from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.store import Store, owner_of


@contextmanager
def opened(server: Server) -> Iterator[Store]:
    """Open the database of a running server beside it."""
    store = Store.open(
        f"sqlite:///{server.database}",
        clock=lambda: datetime.now(UTC),
        new_id=lambda: token_urlsafe(9),
    )
    try:
        yield store
    finally:
        store.close()


def begin(person: Person, server: Server, matrix_file: str | Path, *, mode: str = "full") -> Tab:
    """Open a tab on the first skill of a new assessment of somebody who was never here before."""
    token, matrix = token_urlsafe(32), _read(matrix_file)
    person.context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    with opened(server) as store:
        made = store.create_assessment(
            owner_of(token),
            title=matrix.title,
            matrix_id=matrix.id,
            matrix_title=matrix.title,
            wording=matrix.wording,
            structure=matrix.structure,
            profile=next(iter(matrix.profiles)),
            mode=mode,
        )
    return person.new_tab(f"/assess?a={made.id}")


def bakery_with(rules: str, folder: Path) -> Path:
    """Write the bakery, its first project with other rules in place of its baseline."""
    text = Path(__file__).with_name("bakery.yaml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    (index,) = [number for number, each in enumerate(lines) if each.startswith("    baseline:")]
    file = folder / "bakery.yaml"
    file.write_text("".join([*lines[:index], rules, *lines[index + 1 :]]), encoding="utf-8")
    return file


def _read(matrix_file: str | Path) -> Matrix:
    matrix = read_matrix(Path(matrix_file)).matrix
    assert matrix is not None
    return matrix
