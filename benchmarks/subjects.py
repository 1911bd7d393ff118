"""The apps to compare, how to start each, and how to reach its first question."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import matrices
from benchmarks.measuring import Server

ROOT = Path(__file__).resolve().parents[1]
APPS = Path(__file__).parent / "apps"

QUIETLY = (
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
)
"""Flags for every app: headless, local only, no file watcher, no usage statistics."""

TRIED_SETTINGS = (
    "--runner.postScriptGC=false",
    "--runner.magicEnabled=false",
    "--client.toolbarMode=viewer",
    "--client.showErrorDetails=none",
)


@dataclass(frozen=True)
class Step:
    """One step on the way to the first question: press a button, or choose an option.

    Attributes
    ----------
    label : what the button or the choice is called, or begins with.
    fold : title of what the choice is folded in, if it is.
    """

    label: str
    option: str = ""
    fold: str = ""


@dataclass(frozen=True)
class Subject:
    """One app to measure.

    Attributes
    ----------
    script : what Streamlit runs.
    flags : in addition to those of every app.
    way : steps from the first page to the first question.
    first : CSS selector of the first heading or text a person reads.
    echo : CSS selector of the text that changes when an answer has arrived.
    says : what that text contains after an answer.
    program : the program that takes Streamlit's command line.
    own_config : use the ``.streamlit/config.toml`` next to the script.
    is_large : start with the matrix that is ten times larger.
    """

    name: str
    script: Path
    flags: Sequence[str] = ()
    way: Sequence[Step] = ()
    first: str = "[data-testid=stText]"
    echo: str = "[data-testid=stText]"
    says: str = ""
    program: Sequence[str] = (sys.executable, "-m", "streamlit")
    own_config: bool = False
    is_large: bool = False

    def server(self, folder: Path) -> Server:
        """Return a server for this app that writes only to a folder."""
        program = [*self.program, "run", str(self.script)]
        environment = {"SKILLS_DATA": str(folder), "PROTOTYPE_DATA": str(folder)}
        if self.is_large:
            environment["SKILLS_MATRICES"] = str(matrices.write_large(folder))
        return Server(
            [*program, *QUIETLY, *self.flags, "--server.port={port}"],
            folder,
            self.script.parent if self.own_config else folder,
            environment,
        )


FULL_MODE = Step("Assessment length", "Full", fold="Assessment length, hours a week")
"""Every statement is asked, so that each click does the same."""

BARE = Subject("bare", APPS / "bare.py", says="You chose")
BARE_WITHOUT_GC = Subject(
    "bare, postScriptGC=false", BARE.script, ("--runner.postScriptGC=false",), says="You chose"
)
USUAL = Subject("usual", APPS / "usual.py", first="h3", says="Together")
PROTOTYPE = Subject(
    "prototype",
    APPS / "prototype.py",
    TRIED_SETTINGS,
    first="h1",
    says="answers saved",
)
PRODUCT = Subject(
    "product",
    ROOT / "app.py",
    way=(FULL_MODE, Step("Start")),
    first="h1",
    echo=".rr-saved",
    says="Saved",
    own_config=True,
)
LARGE = Subject(
    "product, large matrix",
    PRODUCT.script,
    way=(Step("Matrix", matrices.LARGE_TITLE), FULL_MODE, Step("Start")),
    first=PRODUCT.first,
    echo=PRODUCT.echo,
    says=PRODUCT.says,
    own_config=True,
    is_large=True,
)


@contextmanager
def running(subjects: Sequence[Subject]) -> Iterator[dict[str, Server]]:
    """Run a server for each app, by name; stop them all afterwards."""
    with ExitStack() as stack:
        servers = {}
        for subject in subjects:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            server = subject.server(folder)
            stack.callback(server.stop)
            servers[subject.name] = server.start()
        yield servers
