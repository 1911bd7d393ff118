"""Print results as Markdown, with the facts needed to judge them."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir

PACKAGES = ("streamlit", "uvloop", "orjson", "sqlalchemy", "plotly", "pandas", "playwright")


def show_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], notes: Sequence[str]
) -> None:
    """Print one benchmark: its title, table, notes and the load of the machine."""
    print(f"\n## {title}\n")
    print(f"| {' | '.join(columns)} |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print(f"| {' | '.join(_cell(each) for each in row)} |")
    print()
    for note in notes:
        print(f"- {note}")
    print(f"- {load()}", flush=True)


def _cell(value: object) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return "-"
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def ratio(value: float, other: float) -> str:
    """Format the ratio of two figures, "-" if it is undefined."""
    if not other > 0 or math.isnan(value):
        return "-"
    times = value / other
    return f"{times:.2f}" if times >= 0.1 else f"{times:.2g}"


def load() -> str:
    """Format the load of the machine."""
    one, five, _fifteen = os.getloadavg()
    return f"load average {one:.1f} (1 min), {five:.1f} (5 min), {os.cpu_count()} cores"


def show_facts() -> None:
    """Print the versions and the machine of the measurement."""
    print("# Benchmarks\n")
    print(f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {load()}")
    print(f"- {_processor()}, {_memory()}, {platform.system()} {platform.release()}")
    print(f"- temporary files on {_file_system(Path(gettempdir()))}")
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"- Python {platform.python_version()}, {packages}", flush=True)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return f"{int(lines[0].split()[1]) / 1024**2:.0f} GB"


def _file_system(path: Path) -> str:
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    under = [each for each in mounts if path.resolve().is_relative_to(each[1])]
    return max(under, key=lambda each: len(each[1]))[2]
