"""Measure Python code in a fresh interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.measuring import MeasuringError
from benchmarks.subjects import ROOT

LONGEST_SECONDS = 300

PROGRAM = """
import json, sys, time
sys.path.insert(0, {root!r})
def kilobytes(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))
{before}
modules, held, began = len(sys.modules), kilobytes("VmRSS"), time.process_time()
{work}
took, peak = time.process_time() - began, kilobytes("VmHWM") - held
print(json.dumps([took * 1000, len(sys.modules) - modules, peak / 1024, {result}]))
"""
# The peak is read from /proc: that of getrusage includes the peak of the parent process.


@dataclass(frozen=True)
class Effort:
    """CPU milliseconds, modules loaded, growth of peak memory in MB, and a result."""

    cpu_ms: float
    modules: int
    peak_mb: float
    result: object


def measure(work: str, *, before: str = "", result: str = "None", argument: str = "") -> Effort:
    """Run statements in a fresh interpreter and measure them.

    Parameters
    ----------
    before : statements that are not measured.
    result : an expression evaluated afterwards; must be JSON-serialisable.
    argument : value of ``sys.argv[1]`` for the statements.

    Raises
    ------
    MeasuringError
        If they fail or take too long.
    """
    program = PROGRAM.format(root=str(ROOT), before=before, work=work, result=result)
    environment = {**os.environ, "SKILLS_DATA": os.devnull}
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, argument],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=environment,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise MeasuringError(f"{work!r} failed:\n{error.stderr[-1000:]}") from None
    except subprocess.TimeoutExpired:
        raise MeasuringError(f"{work!r} took more than {LONGEST_SECONDS} s.") from None
    return Effort(*json.loads(done.stdout.splitlines()[-1]))
