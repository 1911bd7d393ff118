"""A valid matrix file, and what a mistake in it looks like."""

from __future__ import annotations

from typing import NamedTuple

from skills.matrix.reading import Reading, read_texts

GOOD = """\
# The skills of a small bakery.
matrix: bakery
title: Skills in a bakery
levels:
  - Not yet
  - {title: With help, about: Somebody stands beside you.}
  - Alone
  - Teaches others
scales:
  truth:
    title: How well can you do this today?
    options:
      not-yet: {title: Not yet, credit: 0}
      partly: {title: Partly, credit: 0.5}
      fully: {title: Fully, credit: 1}
areas:
  oven:
    title: At the oven
    skills:
      bread:
        title: Baking bread
        statements:
          loaf: {level: 1, text: I bake a loaf by the recipe.}
          dough: {level: 2, text: I tell by hand when a dough is ready.}
          plan:
            level: 3
            text: I plan the oven for a whole night.
        checks:
          crust:
            level: 1
            ask: Why does a loaf need steam?
            options: {a: The crust stays soft and rises, b: The loaf gets heavier}
            right: a
            because: Steam keeps the crust soft, so that the loaf can rise before it sets.
          salt: {level: 2, ask: Why salt?, options: {a: Taste, b: Speed}, right: a, because: So}
          rest: {level: 2, ask: Why rest?, options: {a: To rise, b: To dry}, right: a, because: So}
      rolls:
        title: Rolls
        statements:
          shape: {level: 1, text: I shape thirty rolls an hour.}
          twist: {level: 2, text: "I shape a plait: six strands, all even."}
  shop:
    title: In the shop
    skills:
      hygiene:
        title: Hygiene
        statements:
          hands: {level: 1, text: I wash my hands before I touch bread.}
          audit: {level: 2, text: I check the shop by the list.}
qualifications:
  certificate:
    title: Food hygiene
    kind: certificate
    expected: {baker.first: required, baker.master: usual}
roles:
  baker:
    title: Baker
    profiles:
      first:
        title: First year
        targets: {bread: 1, rolls: 1, hygiene: 1}
      master:
        title: Master
        targets:
          bread: {level: 3, weight: 2, must: yes}
          rolls: 2
          hygiene: 2
projects:
  sourdough:
    title: A sourdough of your own
    hours: 6
    raises: {bread: 2}
  market:
    title: A stall at the market
    hours: 8
    raises: {bread: 3}
    after: [sourdough]
day:
  baking:
    title: Baking
    from: "02:30"
    to: "06:00"
    activities: [mix, shape, bake]
    needs: {bread: 2}
"""


class Mistake(NamedTuple):
    """A mistake in the good file.

    Attributes
    ----------
    at : words of the line that is wrong, as broken; the problem must stand there.
    what, fix : words of the explanation and of the fix.
    fixed : what following the fix makes of `broken`, if not `good` again.
    """

    name: str
    good: str
    broken: str
    at: str
    what: str
    fix: str
    fixed: str | None = None


TITLE = "        title: Rolls\n"
LOAF = "          loaf: {level: 1, text: I bake a loaf by the recipe.}\n"
PLAN = "            text: I plan the oven for a whole night.\n"
DAY = GOOD[GOOD.index("day:\n") :]
SHOP = GOOD[GOOD.index("  shop:\n") : GOOD.index("qualifications:\n")]
NBSP = "\u00a0"


def read(text: str) -> Reading:
    """Read a file of a bakery."""
    return read_texts([("bakery.yaml", text.encode())])


def broken(mistake: Mistake, good: str = GOOD) -> str:
    """Return the good file with a mistake in it."""
    assert good.count(mistake.good) == 1, mistake.name
    return good.replace(mistake.good, mistake.broken)
