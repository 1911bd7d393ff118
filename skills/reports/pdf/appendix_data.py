"""Convert the long parts at the end of a report to data for its Typst template."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from skills.reports.pdf.printable_text import is_rtl
from skills.reports.report import Report
from skills.sentences.formats import total


def appendix_data(report: Report) -> dict[str, object]:
    """Return the long parts, which come last so that they are cut first."""
    return {
        "terms": [
            {
                "title": title,
                "share": f"{share:.1f}%",
                "level": sentence,
                "points": f"{points:.1f}",
            }
            for title, share, sentence, points in report.terms
        ],
        "terms_sum": "" if report.readiness is None else total(report.readiness / 100),
        "credits": list(report.credits),
        "notes": [
            {
                "skill": each.skill,
                "text": each.text,
                "on": _day(each.on),
                "is_rtl": is_rtl(each.text),
            }
            for each in report.notes
        ],
        "answers": _answers(report),
        "sums": [
            {
                "title": each.title,
                "source": each.source,
                "level": each.level,
                "foot": each.together,
                "terms": [
                    {
                        "statement": statement,
                        "basis": known,
                        "height": f"{height:.2f}",
                        "credit": f"{credit * 100:.0f}%",
                        "adds": f"{adds:.2f}",
                    }
                    for statement, known, height, credit, adds in each.terms
                ],
            }
            for each in report.sums
        ],
    }


def _answers(report: Report) -> list[object]:
    return [
        {
            "title": skill,
            "rows": [
                {
                    "statement": each.statement,
                    "level": each.level,
                    "answer": each.answer,
                    "on": _day(each.on),
                }
                for each in group
            ],
        }
        for skill, group in groupby(report.answers, key=lambda each: each.skill)
    ]


def _day(on: date | None) -> str:
    return f"{on.day} {on:%b %Y}" if on else ""
