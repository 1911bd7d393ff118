from __future__ import annotations

import pytest
import sqlalchemy
from sqlalchemy import Connection, text
from store_support import ANA, Clock, Opener, begin, new_ids

from skills.entries.kinds import IncomingEntry, Scope
from skills.problems import StoreError
from skills.store import Store
from skills.store.tables import VERSION

pytest_plugins = ["store_support"]


@pytest.mark.parametrize("statement", ["UPDATE event SET new = 'other'", "DELETE FROM event"])
def test_events_are_append_only(store: Store, statement: str) -> None:
    made = begin(store)
    store.save(ANA, made.id, "note", "sql", "text", tab="t", widget_revision=0, operation="o")
    with pytest.raises(StoreError, match="the database"):
        store._database.write(lambda connection: connection.execute(text(statement)))
    assert [event.new for event in store.history(ANA, made.id)] == ["text"]


REPLACING = {
    "id": "INSERT OR REPLACE INTO event SELECT id, 'x', assessment, kind, item, old, 'other', 9, "
    "tab, at FROM event",
    "operation": "REPLACE INTO event SELECT NULL, operation, assessment, kind, item, old, 'other', "
    "9, tab, at FROM event",
    "revision": "REPLACE INTO event SELECT NULL, 'x', assessment, kind, item, old, 'other', "
    "revision, tab, at FROM event",
    "update": "UPDATE OR REPLACE event SET new = 'other'",
    "assessment": "REPLACE INTO assessment SELECT * FROM assessment",
    "id of an assessment": "UPDATE OR REPLACE assessment SET id = 'another-one-12'",
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("by", REPLACING)
def test_no_statement_replaces_history(by: str, store: Store) -> None:
    made = begin(store)
    store.save(ANA, made.id, "note", "sql", "text", tab="t", widget_revision=0, operation="o")
    with pytest.raises(StoreError, match="the database"):
        store._database.write(lambda connection: connection.execute(text(REPLACING[by])))
    assert [event.new for event in store.history(ANA, made.id)] == ["text"]


def test_a_failed_transaction_is_rolled_back(store: Store) -> None:
    made = begin(store)

    def half(connection: Connection) -> None:
        connection.execute(text("UPDATE assessment SET title = 'half'"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store._database.write(half)
    assert store.assessment(ANA, made.id) == made
    store.rename(ANA, made.id, "whole")
    assert store.assessment(ANA, made.id).title == "whole"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_write_is_retried_after_a_lost_connection(store: Store) -> None:
    made = begin(store)
    tries: list[int] = []

    def work(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("UPDATE assessment SET title = title || '+'"))
        if len(tries) == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    store._database.write(work)
    assert len(tries) == 2
    assert store.assessment(ANA, made.id).title == "My skills+"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_reads_and_saves_survive_a_lost_connection(store: Store, postgresql: str) -> None:
    made = begin(store)
    ((ours,),) = store._database.read(text("SELECT pg_backend_pid()"), {})
    server = sqlalchemy.create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"))
    with server.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:ours)"), {"ours": ours})
    server.dispose()
    assert store.assessment(ANA, made.id) == made
    store.save(ANA, made.id, "note", "sql", "text", tab="t", widget_revision=0, operation="o")
    assert len(store.history(ANA, made.id)) == 1


def test_an_unreachable_server_is_reported_without_its_password() -> None:
    url = "postgresql://ana:pass-word@127.0.0.1:9/x"
    with pytest.raises(StoreError) as caught:
        Store.open(url, clock=Clock(), new_id=new_ids())
    assert str(caught.value) == (
        "The database could not be opened: the database server cannot be reached."
    )


OF_VERSION_5 = (
    "ALTER TABLE assessment DROP COLUMN handed_to",
    "ALTER TABLE event DROP COLUMN actor",
    "DROP TABLE review_grant",
    "DROP TABLE review_link",
)

OF_VERSION_3 = (
    *OF_VERSION_5,
    "ALTER TABLE assessment DROP COLUMN extra",
    "ALTER TABLE assessment DROP COLUMN next_on",
    "DROP TABLE snapshot",
    "DROP TABLE imported",
    "UPDATE meta SET value = '2'",
)


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_of_version_2_is_upgraded_to_the_current_schema(
    open_store: Opener, database_url: str
) -> None:
    store = open_store()
    made = begin(store)
    store.close()
    server = sqlalchemy.create_engine(
        database_url.replace("postgresql://", "postgresql+psycopg://")
    )
    new = _tables(server)
    with server.begin() as connection:
        for statement in OF_VERSION_3:
            connection.exec_driver_sql(statement)
    assert _tables(server) != new
    store = open_store()
    assert (store.ping(), _tables(server)) == (VERSION, new)
    assert store.assessment(ANA, made.id) == made
    server.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_imports_on_a_server_of_version_3_get_an_order(
    open_store: Opener, database_url: str
) -> None:
    store = open_store()
    made = begin(store)
    for each in ("one", "two"):
        store.import_entries(ANA, made.id, [IncomingEntry("note", "sql", each)], operation=each)
    store.close()
    server = sqlalchemy.create_engine(
        database_url.replace("postgresql://", "postgresql+psycopg://")
    )
    with server.begin() as connection:
        for statement in (*OF_VERSION_5, "ALTER TABLE imported DROP COLUMN number"):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE meta SET value = '3'")
    store = open_store()
    assert [each.operation for each in store.imports(ANA, made.id)] == ["two", "one"]
    server.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_links_on_a_server_of_version_5_are_for_a_review(
    open_store: Opener, database_url: str
) -> None:
    store = open_store()
    made = begin(store)
    store.add_review_link(ANA, made.id, review="review-0001", token="a-token")  # noqa: S106
    store.close()
    server = sqlalchemy.create_engine(
        database_url.replace("postgresql://", "postgresql+psycopg://")
    )
    new = _tables(server)
    with server.begin() as connection:
        for each in ("scope", "label"):
            connection.exec_driver_sql(f"ALTER TABLE review_link DROP COLUMN {each}")
        connection.exec_driver_sql("UPDATE meta SET value = '5'")
    store = open_store()
    assert (store.ping(), _tables(server)) == (VERSION, new)
    (link,) = store.review_links(ANA, made.id)
    assert (link.scope, link.label) == (Scope.review, "")
    server.dispose()


def _tables(server: sqlalchemy.Engine) -> dict[str, object]:
    found = sqlalchemy.inspect(server)
    return {
        name: (
            [
                (each["name"], str(each["type"]), each["nullable"])
                for each in found.get_columns(name)
            ],
            sorted(found.get_check_constraints(name), key=str),
            found.get_indexes(name),
            found.get_foreign_keys(name),
            found.get_pk_constraint(name),
        )
        for name in found.get_table_names()
    }
