"""Run Streamlit's command line and write down at its end which modules it has loaded."""

import signal
import sys
from pathlib import Path

from streamlit.web.cli import main

file = Path(sys.argv.pop(1))
# The server ends by sending itself the signal again, which by default leaves nothing to do.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
try:
    main()
finally:
    file.write_text("\n".join(sorted(sys.modules)), encoding="utf-8")
