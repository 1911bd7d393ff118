"""A small matrix that somebody uploads, its next version, and assessments of it."""

from __future__ import annotations

from pathlib import Path

from store_support import ANA

from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_texts
from skills.store import Assessment, Store
from skills.workspace import Workspace
from skills.workspace.matrices import read_upload

GARDEN = """
matrix: garden
title: Garden
areas:
  beds:
    title: Beds
    skills:
      digging:
        title: Digging
        statements:
          shallow: {level: 1, text: Dig a shallow bed with help.}
          deep: {level: 3, text: Dig a deep bed alone.}
roles:
  gardener:
    title: Gardener
    profiles:
      first: {title: First, targets: {digging: {level: 1, why: it is where all begin}}}
      second: {title: Second, targets: {digging: {level: 3, why: the beds are deep}}}
"""
NEWER = GARDEN.replace(
    "deep: {level: 3, text: Dig a deep bed alone.}",
    "double: {level: 3, text: Dig a deep bed alone., was: [deep]}",
).replace("      first: {title: First,", "      novice: {title: Novice,")


def garden(text: str = GARDEN) -> Matrix:
    """Read the matrix of a garden."""
    reading = read_texts([("garden.yaml", text.encode())])
    assert reading.matrix is not None, reading.problems
    return reading.matrix


def upload(store: Store, owner: str, text: str = GARDEN, wording: str = "") -> str:
    """Store a matrix as its owner uploaded it; return the wording it is stored under."""
    matrix = garden(text)
    store.save_matrix(
        owner,
        matrix_id=matrix.id,
        title=matrix.title,
        wording=wording or matrix.wording,
        files=[("garden.yaml", text)],
    )
    return wording or matrix.wording


def begin_garden(store: Store, owner: str = ANA, wording: str = "", **more: object) -> Assessment:
    """Begin an assessment of the garden."""
    matrix = garden()
    columns = {"title": "Mine", "profile": "gardener.first"} | more
    return store.create_assessment(
        owner,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=wording or matrix.wording,
        structure=matrix.structure,
        **columns,  # type: ignore[arg-type] # columns
    )


def say(store: Store, found: Assessment, kind: str, item: str, value: str) -> None:
    """Store an entry of Ana."""
    store.save(
        ANA,
        found.id,
        kind,
        item,
        value,
        tab="t",
        widget_revision=0,
        operation=f"{kind}-{item}-{value}",
    )  # type: ignore[call-overload]


def installing(store: Store, *places: Path) -> Workspace:
    """Return Ana's workspace where matrices are installed beside the built-in ones."""
    return Workspace(store, ANA, Library(places), read_upload)
