"""Exit with 0 if the server of this container answers, 1 otherwise."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 2


def is_live(port: int, base: str) -> bool:
    """Return whether the server on a port of this machine answers below a base path."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", f"{'/' * bool(base)}{base}/api/live")
        return connection.getresponse().status == 200  # noqa: PLR2004 - of HTTP
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    at = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    below = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    sys.exit(0 if is_live(at, below) else 1)
