"""A proxy between two programs that can cut, refuse, stall or delay what they say to each other."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Final, Self

_CHUNK: Final = 65_536


class Proxy:
    """A proxy that forwards connections from its own port to a server.

    Attributes
    ----------
    delay : seconds that what is sent takes, in each direction.
    turns : how often the client sent something after the server had: its round trips.
    """

    def __init__(self, server: tuple[str, int]) -> None:
        self.delay = 0.0
        self.turns = 0
        self._server = server
        self._flows = threading.Event()
        self._flows.set()
        self._refuses = False
        self._open: set[socket.socket] = set()
        self._asked: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.close()
        self.resume()
        self.cut()

    def cut(self) -> None:
        """Cut all connections; new ones are welcome."""
        for each in list(self._open):
            self._open.discard(each)
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def refuse(self) -> None:
        """Cut all connections, and new ones at once."""
        self._refuses = True
        self.cut()

    def stall(self) -> None:
        """Accept everything and forward nothing."""
        self._flows.clear()

    def resume(self) -> None:
        """Forward again, beginning with what was held back."""
        self._refuses = False
        self._flows.set()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._refuses:
                client.close()
                continue
            with suppress(OSError):
                self._join(client, socket.create_connection(self._server))

    def _join(self, client: socket.socket, server: socket.socket) -> None:
        self._open |= {client, server}
        for pair in ((client, server), (server, client)):
            pair[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(*pair, client), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if source is client and client not in self._asked:
                    self.turns += 1
                    self._asked.add(client)
                elif source is not client:
                    self._asked.discard(client)
                if self.delay:
                    time.sleep(self.delay)
                self._flows.wait()
                target.sendall(data)
        for each in (source, target):
            self._open.discard(each)
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
