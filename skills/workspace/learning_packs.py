"""Make the pack of a project, for a command or a download."""

from __future__ import annotations

from skills.matrix import Project
from skills.projects.pack_files import PackFiles, data_of, pack_files
from skills.projects.shipped_packs import pack_of
from skills.reports.project_readme import project_readme


def make_pack(project: Project) -> PackFiles:
    """Return the files of the pack of a project.

    Raises
    ------
    SkillsError
        If the project has no pack, or what the pack needs is missing or changed.
    """
    pack = pack_of(project)
    data = data_of(pack)
    return pack_files(pack, data, project_readme(project, pack, data))
