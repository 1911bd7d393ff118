"""Check the structure of a document for a project, from the command line."""

from __future__ import annotations

import argparse
import json

from skills.cli.output import check_output
from skills.cli.problem_formats import printable
from skills.cli.project_file import read_limited
from skills.matrix import Matrix, Project
from skills.problems import Problem, SkillsError
from skills.projects.check_document import CheckedDocument, StructureRule, check_document
from skills.sentences import result_documents as say


def read_structure(options: argparse.Namespace, project: Project) -> CheckedDocument | Problem:
    """Return what was found in the file of a command, or its problem.

    Raises
    ------
    SkillsError
        If the result was to be kept, or the project asks for no document.
    """
    if options.save:
        raise SkillsError(say.NOT_KEPT)
    if project.document is None:
        raise SkillsError(f'Project "{project.id}" asks for no document.')
    read = read_limited(options.file)
    check_output(options)
    return check_document(read, options.file, project.document)


def structure_text(
    options: argparse.Namespace, matrix: Matrix, project: Project, document: CheckedDocument
) -> str:
    """Return what was found, as lines or JSON."""
    if options.format == "json":
        plain = _plain(matrix, project, document)
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    lines = [
        f"{project.title}: {say.structure_verdict(document)}",
        *say.open_texts(document),
        *filter(None, [say.met_text(document)]),
        say.STRUCTURE_ONLY,
    ]
    return "".join(f"{printable(each)}\n" for each in lines)


def _plain(matrix: Matrix, project: Project, document: CheckedDocument) -> dict[str, object]:
    return {
        "project": project.id,
        "matrix": matrix.id,
        "verifies": [],
        "rules": [_plain_rule(each) for each in document.rules],
        "headings": list(document.headings),
    }


def _plain_rule(rule: StructureRule) -> dict[str, object]:
    return {
        "section": rule.section and rule.section.id,
        "state": rule.state,
        "words": rule.words,
        "from": rule.fewest,
        "to": rule.most,
    }
