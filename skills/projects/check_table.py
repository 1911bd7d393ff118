"""Check a table that a project produces: it passes if it meets every rule."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Matrix, ResultTable
from skills.problems import Problem
from skills.projects.counted_check import RULES, Counted, counted_check, hash_of
from skills.projects.result_table_file import read_table
from skills.projects.table_rules import BrokenRule, broken_rules, rules_of


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The result of checking a table, and the rules it does not meet."""

    check: ProjectCheck
    broken: tuple[BrokenRule, ...]


def check_table(
    data: bytes, name: str, *, table: ResultTable, matrix: Matrix, now: datetime
) -> CheckedTable | tuple[Problem, ...]:
    """Check a file against the rules of a table, or return its problems.

    Parameters
    ----------
    name : file name.
    """
    rows = read_table(data, name, table)
    if isinstance(rows, Problem):
        return (rows,)
    broken = broken_rules(table, rows)
    total = len(rules_of(table))
    counted = Counted(
        right=total - len(broken),
        total=total,
        file_hash=sha256(data).hexdigest(),
        version=hash_of(asdict(table)),
    )
    return CheckedTable(counted_check(RULES, counted, matrix=matrix, now=now), broken)
