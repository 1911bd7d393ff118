"""The first page loads no library that it does not need: each costs a new server half a second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

HEAVY = ("numpy", "pandas", "pydantic", "typst", "xlsxwriter", "icalendar")

SOURCE = f"""
import sys
import components.web.server, components.guard, components.pages.start, components.pages.assess
print([each for each in {HEAVY} if each in sys.modules])
"""


def test_the_first_page_and_the_questionnaire_load_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOURCE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
