"""Connect to a PostgreSQL server, which may restart, stall or be far away."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg.errors import _WaitTimeout
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from skills.store.deadline import WORK_SECONDS, remaining
from skills.store.refusals import refusal_state

_CONNECT_SECONDS: Final = 5
_SETTINGS: Final = (
    "SET statement_timeout = '5s'; SET lock_timeout = '3s'; "
    "SET idle_in_transaction_session_timeout = '10s'"
)
_CONNECTION: Final = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class LimitedConnection(psycopg.Connection[Any]):
    """A connection that is closed if the server does not answer within the deadline.

    The operating system notices a dead connection, and the server a slow statement. A server that
    takes what is sent and never answers is noticed by nobody else.
    """

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401 - as inherited
        """Wait for the server until the deadline at most."""
        try:
            return super().wait(gen, interval, remaining() if timeout is None else timeout)
        except _WaitTimeout:
            self.pgconn.finish()
            raise psycopg.errors.ConnectionTimeout("the server does not answer") from None


def engine_for(url: URL) -> Engine:
    """Return an engine for a PostgreSQL server."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=WORK_SECONDS,
        connect_args=_CONNECTION,
    )
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _set_limits)
    return engine


def _connect(_dialect: object, _record: object, args: Any, values: Any) -> LimitedConnection:  # noqa: ANN401 - as the driver has them
    seconds = max(2, min(_CONNECT_SECONDS, round(remaining())))  # libpq takes no less than 2
    try:
        return LimitedConnection.connect(*args, **{"connect_timeout": seconds, **values})
    except psycopg.OperationalError as error:
        error.sqlstate = error.sqlstate or refusal_state(str(error))
        raise


def _set_limits(connection: DBAPIConnection, _record: object) -> None:
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(_SETTINGS)
    cursor.close()
    connection.autocommit = False
