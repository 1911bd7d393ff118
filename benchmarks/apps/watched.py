"""Run Streamlit's command line and list the modules it has loaded when it exits."""

import signal
import sys
from pathlib import Path

from streamlit.web.cli import main

file = Path(sys.argv.pop(1))
# The server exits by sending itself the signal again, which by default runs no exit handlers.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    main()
finally:
    file.write_text("\n".join(sorted(sys.modules)), encoding="utf-8")
