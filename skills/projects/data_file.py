"""Read the data files inside installed packages, and refuse one that is not as expected."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from skills.problems import SkillsError

ROOT: Final = Path(__file__).parents[2]
REQUIREMENTS: Final = "requirements-projects.txt"

INSTALL: Final = f"python -m pip install -r {REQUIREMENTS}"
"""The one command that installs what packs and checks need."""


class ProjectsNotInstalled(SkillsError):  # noqa: N818 - reads as what is the matter
    """Raised when a package is missing that packs and checks need."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"Packs and checks need the package {package}, which is not installed: run {INSTALL}"
        )


class DataChanged(SkillsError):  # noqa: N818 - reads as what happened
    """Raised when the installed data differs from the data that a pack was measured on."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file inside an installed package.

    Attributes
    ----------
    package : name on PyPI.
    path : where it is, beginning with the folder of the package.
    sha256 : the hash of its bytes.
    """

    package: str
    path: str
    sha256: str

    def read(self) -> bytes:
        """Return the bytes of the file; the package itself is not imported.

        Raises
        ------
        ProjectsNotInstalled
            If the package or the file is missing.
        DataChanged
            If its hash is another one.
        """
        folder, _, rest = self.path.partition("/")
        spec = find_spec(folder)
        if spec is None or not spec.submodule_search_locations:
            raise ProjectsNotInstalled(self.package)
        try:
            data = (Path(spec.submodule_search_locations[0]) / rest).read_bytes()
        except OSError:
            raise DataChanged(self._changed("is missing")) from None
        if sha256(data).hexdigest() != self.sha256:
            raise DataChanged(self._changed("is not the one that this project was measured with"))
        return data

    def _changed(self, problem: str) -> str:
        return (
            f"The data file {self.path} of the package {self.package} {problem}, so nothing was "
            f"scored: run {INSTALL}"
        )


def require_packages() -> None:
    """Check that scikit-learn is installed, which every pack and check needs.

    Raises
    ------
    ProjectsNotInstalled
        If it is not installed.
    """
    if find_spec("sklearn") is None:
        raise ProjectsNotInstalled("scikit-learn")


def pinned_versions() -> dict[str, str]:
    """Return the pinned version of each package in the requirements file."""
    pins: dict[str, str] = {}
    for name in ("requirements.txt", REQUIREMENTS):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            package, equals, version = line.partition("==")
            if equals:
                pins[package.partition("[")[0]] = version
    return pins
