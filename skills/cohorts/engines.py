"""Call one function for many parts: here one after the other, or by Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Final, Literal, TypeVar

from skills.problems import SkillsError

Engine = Literal["local", "dask"]

ENGINES: Final[tuple[Engine, ...]] = ("local", "dask")

TOGETHER: Final = 64
"""Parts that Dask is given at once, so that what they return can be added up in between."""

INSTALL: Final = "python -m pip install -r requirements-dask.txt"

Task = TypeVar("Task")
Result = TypeVar("Result")


def require(engine: Engine) -> None:
    """Check that an engine can be used.

    Raises
    ------
    SkillsError
        If it is not installed.
    """
    if engine == "dask" and find_spec("dask") is None:
        raise SkillsError(f"Dask is not installed: {INSTALL}")


def call_for_all(
    engine: Engine, work: Callable[[Task], Result], tasks: Sequence[Task]
) -> Iterator[Result]:
    """Yield what a function returns for each task, in their order.

    With Dask, its own settings say where: in threads, or with ``DASK_SCHEDULER=processes`` in
    processes. The function has to be one that can be pickled.

    Raises
    ------
    SkillsError
        If Dask is not installed.
    """
    if engine == "local":
        yield from map(work, tasks)
        return
    try:
        import dask  # noqa: PLC0415 - an optional package
    except ImportError:
        raise SkillsError(f"Dask is not installed: {INSTALL}") from None
    for first in range(0, len(tasks), TOGETHER):
        calls = [
            # A key of its own saves Dask from reading all of the matrix to make one.
            dask.delayed(work, pure=False)(each, dask_key_name=f"part-{number}")
            for number, each in enumerate(tasks[first : first + TOGETHER], first)
        ]
        yield from dask.compute(*calls)
