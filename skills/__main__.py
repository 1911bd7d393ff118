"""Run the command line: ``python -m skills``."""

import sys

from skills.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
