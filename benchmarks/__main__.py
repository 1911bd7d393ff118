"""Run the benchmarks by name, all by default."""

from __future__ import annotations

import argparse
import importlib
import sys

from benchmarks.measuring import MeasuringError
from benchmarks.tables import show_facts

PARTS = (
    "click",
    "throughput",
    "people",
    "replicas",
    "start",
    "size",
    "imports",
    "reading",
    "cohort",
    "attacks",
    "simulated",
    "mentors",
    "plans",
    "reports",
)


def main() -> int:
    """Run the benchmarks named on the command line; return 1 if one could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="see that it works, with few samples")
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}")
    if not sys.platform.startswith("linux"):
        parser.error("CPU and memory of other processes can only be read on Linux")
    show_facts()
    if chosen.quick:
        print("- **quick run: proves that it works, its figures mean nothing**")
    return max([_run(part, quick=chosen.quick) for part in chosen.parts or PARTS])


def _run(part: str, *, quick: bool) -> int:
    try:
        importlib.import_module(f"benchmarks.parts.{part}").show(quick=quick)
    except MeasuringError as error:
        print(f"\n## {part}\n\nNot measured: {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
