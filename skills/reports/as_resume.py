"""Write the skills of a report as a JSON Resume (jsonresume.org, version 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from skills.importing.from_resume import GENERATOR
from skills.records.record import CredentialEntered
from skills.reports.report import Extent, Report
from skills.reports.report_lines import Row
from skills.scoring import SELF
from skills.scoring.verdicts import TOLERANCE
from skills.sentences.cv import HELD_WORDS, sources_text
from skills.sentences.project_checks import best_text, sentence
from skills.sentences.reports import SECTIONS

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def as_resume(report: Report) -> str:
    """Return skills, qualifications, notes and credentials of a report as JSON for CV tools.

    Skills have the highest level fully reached. A person's notes on a skill are in the meta data,
    for an import: a résumé has no place for them. The plan is left out, because a résumé lists only
    what was done.
    """
    notes = [{"skill": each.skill, "text": each.text} for each in report.notes]
    whole: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": _basics(report),
        **_credentials(report),
        "skills": [*_skills(report), *_qualifications(report)],
        "projects": list(_projects(report)),
        "meta": {
            "version": "v1.0.0",
            "lastModified": report.record.taken_at.strftime("%Y-%m-%dT%H:%M:%S"),
            "generator": GENERATOR,
            **({"notes": notes} if notes else {}),
        },
    }
    kept = {key: value for key, value in whole.items() if value or key == "basics"}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _basics(report: Report) -> dict[str, str]:
    """Return the name, and how levels that rest on self-ratings were adjusted."""
    rated = any(each.is_reached and SELF in each.evidence for each in report.rows)
    found = {"name": report.name, "summary": report.adjusted if rated else ""}
    return {key: text for key, text in found.items() if text}


def _skills(report: Report) -> Iterator[dict[str, object]]:
    yield from (_skill(report, each) for each in report.rows if each.is_reached)


def _qualifications(report: Report) -> Iterator[dict[str, object]]:
    """Yield one entry with what the person has or is working on.

    It is no education or certificate: the matrix names what profiles ask for, such as "Master's
    degree or doctorate", and not what somebody holds; their own are among the credentials.
    """
    titles = {each.id: each.title for each in report.record.matrix.qualifications}
    found = [
        f"{titles[each.qualification]}: {HELD_WORDS[each.holds]}"
        for each in report.record.qualifications
        if each.holds in HELD_WORDS and each.qualification in titles
    ]
    if found and report.parts.extent is not Extent.gaps:
        yield {"name": SECTIONS["qualifications"], "keywords": found}


def _skill(report: Report, row: Row) -> dict[str, object]:
    reached = int((row.level or 0.0) + TOLERANCE)
    title = report.levels[reached]
    # Many themes show only the keywords.
    level_text = f"level {reached} of {len(report.levels) - 1}: {title}"
    basis = [f"based on {sources_text(row.evidence)}"] if row.evidence else []
    return {"name": row.title, "level": title, "keywords": [level_text, *basis, row.area]}


def _projects(report: Report) -> Iterator[dict[str, object]]:
    for made in report.record.verifications:
        yield {
            "name": made.title or made.project,
            "description": sentence(best_text(made.attempts)),
            "endDate": made.best.at.astimezone(report.record.taken_at.tzinfo).date().isoformat(),
            "type": "verified project",
        }
    for work in report.record.links:
        yield {
            "name": work.title or work.project,
            **({"url": work.link} if work.link else {}),
            **({"description": work.note} if work.note else {}),
            "type": "project",
        }


def _credentials(report: Report) -> dict[str, list[dict[str, str]]]:
    """Return credentials by section of a CV, without empty keys."""
    sections = {"experience": ("work", _work), "education": ("education", _education)}
    found: dict[str, list[dict[str, str]]] = {"work": [], "education": [], "certificates": []}
    if report.parts.extent is not Extent.gaps:
        for each in report.record.credentials:
            section, write = sections.get(each.kind, ("certificates", _certificate))
            found[section].append({key: text for key, text in write(each).items() if text})
    return found


def _work(credential: CredentialEntered) -> dict[str, str]:
    return {
        "name": credential.issuer,
        "position": credential.title,
        "url": credential.link,
    } | _span(credential)


def _education(credential: CredentialEntered) -> dict[str, str]:
    study, _, area = credential.title.partition(" in ")
    return {
        "institution": credential.issuer,
        "studyType": study,
        "area": area,
        "url": credential.link,
        "endDate": credential.issued.isoformat() if credential.issued else "",
    }


def _certificate(credential: CredentialEntered) -> dict[str, str]:
    day = credential.issued.isoformat() if credential.issued else ""
    return {
        "name": credential.title,
        "issuer": credential.issuer,
        "url": credential.link,
        "date": day,
    }


def _span(credential: CredentialEntered) -> dict[str, str]:
    return {
        "startDate": credential.issued.isoformat() if credential.issued else "",
        "endDate": credential.expires.isoformat() if credential.expires else "",
    }
