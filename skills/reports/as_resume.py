"""Write the skills of a report as a JSON Resume (jsonresume.org, version 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from skills.importing.from_resume import GENERATOR
from skills.records.record import CredentialEntered
from skills.reports.report import Extent, Report, Row
from skills.scoring.verdicts import TOLERANCE
from skills.sentences.project_checks import best_text, sentence

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def as_resume(report: Report) -> str:
    """Return the skills, notes and credentials of a report as JSON text for CV tools.

    Skills have the highest level fully reached. A person's notes on a skill become a project; the
    plan is left out, because a résumé lists only what was done.
    """
    whole: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": {"name": report.name} if report.name else {},
        **_credentials(report),
        "skills": [_skill(report, each) for each in report.rows if each.is_reached],
        "projects": list(_projects(report)),
        "meta": {
            "version": "v1.0.0",
            "lastModified": report.record.taken_at.strftime("%Y-%m-%dT%H:%M:%S"),
            "generator": GENERATOR,
        },
    }
    kept = {key: value for key, value in whole.items() if value or key == "basics"}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _skill(report: Report, row: Row) -> dict[str, object]:
    reached = int((row.level or 0.0) + TOLERANCE)
    title = report.levels[reached]
    # Many themes show only the keywords.
    level_text = f"level {reached} of {len(report.levels) - 1}: {title}"
    return {"name": row.title, "level": title, "keywords": [level_text, row.area]}


def _projects(report: Report) -> Iterator[dict[str, object]]:
    for made in report.record.verifications:
        yield {
            "name": made.title or made.project,
            "description": sentence(best_text(made.attempts)),
            "endDate": made.best.at.date().isoformat(),
            "type": "verified project",
        }
    for work in report.record.links:
        yield {
            "name": work.title or work.project,
            **({"url": work.link} if work.link else {}),
            **({"description": work.note} if work.note else {}),
            "type": "project",
        }
    for each in report.notes:
        lines = [line.strip() for line in each.text.splitlines()]
        yield {
            "name": each.skill,
            "highlights": [line for line in lines if line],
            "keywords": [each.skill],
            "type": "evidence",
        }


def _credentials(report: Report) -> dict[str, list[dict[str, str]]]:
    """Return credentials by section of a CV, without empty keys."""
    places = {"experience": ("work", _work), "education": ("education", _education)}
    found: dict[str, list[dict[str, str]]] = {"work": [], "education": [], "certificates": []}
    if report.parts.extent is not Extent.gaps:
        for each in report.record.credentials:
            place, write = places.get(each.kind, ("certificates", _certificate))
            found[place].append({key: text for key, text in write(each).items() if text})
    return found


def _work(each: CredentialEntered) -> dict[str, str]:
    return {"name": each.issuer, "position": each.title, "url": each.link} | _span(each)


def _education(each: CredentialEntered) -> dict[str, str]:
    study, _, area = each.title.partition(" in ")
    return {
        "institution": each.issuer,
        "studyType": study,
        "area": area,
        "url": each.link,
        "endDate": each.issued.isoformat() if each.issued else "",
    }


def _certificate(each: CredentialEntered) -> dict[str, str]:
    day = each.issued.isoformat() if each.issued else ""
    return {"name": each.title, "issuer": each.issuer, "url": each.link, "date": day}


def _span(each: CredentialEntered) -> dict[str, str]:
    return {
        "startDate": each.issued.isoformat() if each.issued else "",
        "endDate": each.expires.isoformat() if each.expires else "",
    }
