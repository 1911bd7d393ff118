"""Run the proxy of `deploy/nginx.conf` before servers of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

CONFIG: Final = Path(__file__).parents[1] / "deploy" / "nginx.conf"
NGINX: Final = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OPENSSL: Final = shutil.which("openssl")
IS_HERE: Final = bool(NGINX and OPENSSL)
STARTS_SECONDS: Final = 30

_MIME: Final = "types { text/html html; }\n"


def places_of(a: int, b: int) -> Mapping[str, str]:
    """Return the addresses of both replicas in `deploy/nginx.conf`, with those on these ports."""
    return {
        "172.30.46.11:8501": f"127.0.0.1:{a}",
        "172.30.46.12:8501": f"127.0.0.1:{b}",
        r"172\.30\.46\.11:8501": rf"127\.0\.0\.1:{a}",
        r"172\.30\.46\.12:8501": rf"127\.0\.0\.1:{b}",
    }


def prepare(folder: Path, places: Mapping[str, str]) -> Path:
    """Write the configuration for this machine, with a certificate, and return its file.

    Parameters
    ----------
    places : what stands in `deploy/nginx.conf`, to what has to stand there here.
    """
    text = CONFIG.read_text(encoding="utf-8")
    for there, here in places.items():
        assert there in text, there
        text = text.replace(there, here)
    head = f"pid {folder / 'nginx.pid'};\ndaemon off;\n"
    file = folder / "nginx.conf"
    file.write_text(head + text.replace("/dev/stdout", str(folder / "access.log")))
    (folder / "mime.types").write_text(_MIME)
    (folder / "tls").mkdir()
    _make_certificate(folder / "tls")
    return file


def _make_certificate(folder: Path) -> None:
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*command, *files, "-subj", "/CN=127.0.0.1"], check=True, capture_output=True)


def find_faults(file: Path) -> str:
    """Return what nginx has against a configuration, "" if nothing."""
    done = subprocess.run(
        [str(NGINX), "-t", "-q", "-c", str(file), "-p", str(file.parent)],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stderr if done.returncode else ""


@contextmanager
def running(file: Path, port: int) -> Iterator[None]:
    """Run nginx until the end of the block; it listens on this port."""
    command = [str(NGINX), "-c", str(file), "-p", str(file.parent)]
    with (file.parent / "error.log").open("wb") as log:
        proxy = subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ))
    try:
        _wait(proxy, port)
        yield
    finally:
        proxy.terminate()
        proxy.wait(STARTS_SECONDS)


def _wait(proxy: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + STARTS_SECONDS
    while time.monotonic() < end and proxy.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not start")
