"""Choose which changes between two dates a report lists."""

from __future__ import annotations

from skills.records.comparison import ChangeKind, Comparison, SkillChange
from skills.reports.report_lines import ChangeLine, Changes
from skills.sentences.changes import change_summary, why


def tell_changes(comparison: Comparison) -> Changes:
    """Return the changes for a report: changed skills first, largest change first.

    Skills without any change are counted in `summary` and have no line.
    """
    lines = sorted(filter(_is_worth, comparison.lines), key=_order)
    return Changes(
        since=comparison.before.at.date(),
        until=comparison.now.at.date(),
        summary=change_summary(comparison),
        lines=tuple(
            ChangeLine(each.title, each.change.value, each.before, each.now, why(each))
            for each in lines
        ),
    )


def _is_worth(line: SkillChange) -> bool:
    return line.change is not ChangeKind.same or bool(line.reasons)


def _order(line: SkillChange) -> tuple[int, float, str]:
    size = abs((line.now or 0.0) - (line.before or 0.0))
    return list(ChangeKind).index(line.change), -size, line.title
