"""A team's servers: replicas of the product behind nginx, on one PostgreSQL."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from benchmarks.measuring import MeasuringError, Server, free_port
from benchmarks.subjects import PRODUCT
from tests import nginx_support, postgres_support

PLACES = ("172.30.46.11:8501", "172.30.46.12:8501")
"""Where `deploy/nginx.conf` expects the replicas."""

ANSWERS = "SELECT item, value FROM entry WHERE assessment = %s AND kind = 'answer'"


@dataclass(frozen=True)
class Team:
    """Running replicas.

    Attributes
    ----------
    url : the address of the proxy.
    database : the address of PostgreSQL.
    """

    url: str
    replicas: tuple[Server, ...]
    database: str

    def cpu_ms(self) -> float:
        """Return the CPU time of all replicas so far, in milliseconds."""
        return sum(each.cpu_ms() for each in self.replicas)

    def stored(self, assessment: str) -> dict[str, str]:
        """Return the answers of an assessment: statement to option."""
        with psycopg.connect(self.database) as connection:
            return dict(connection.execute(ANSWERS, [assessment]).fetchall())


@contextmanager
def running_team(count: int) -> Iterator[Team]:
    """Run one or two replicas behind the proxy of `deploy/nginx.conf`, without encryption.

    Raises
    ------
    MeasuringError
        If something that is needed is not installed, or does not start.
    """
    if not (nginx_support.IS_HERE and postgres_support.IS_HERE):
        raise MeasuringError("It needs nginx, openssl and PostgreSQL.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            database = stack.enter_context(postgres_support.running())
        except postgres_support.CannotStart as error:
            raise MeasuringError(str(error)) from error
        replicas = tuple(_replica(folder / str(each), database) for each in range(count))
        for each in replicas:
            stack.callback(each.stop)
            each.start()
        port = free_port()
        file = nginx_support.prepare(folder, _places(replicas, port))
        stack.enter_context(nginx_support.running(file, port))
        yield Team(f"http://127.0.0.1:{port}", replicas, database)


def _replica(folder: Path, database: str) -> Server:
    folder.mkdir()
    server = PRODUCT.server(folder)
    return replace(server, environment={**server.environment, "SKILLS_DATABASE_URL": database})


def _places(replicas: tuple[Server, ...], port: int) -> dict[str, str]:
    """Return what the configuration says of a container, with what it is here.

    A single replica takes both places.
    """
    found = {
        "listen 443 ssl": f"listen 127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
    }
    for place, replica in zip(PLACES, (replicas[0], replicas[-1]), strict=True):
        found[place] = f"127.0.0.1:{replica.port}"
        found[place.replace(".", r"\.")] = rf"127\.0\.0\.1:{replica.port}"
    return found
