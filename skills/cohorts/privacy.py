"""Decide which groups may be shown, so that nothing about fewer than five people can be had.

Groups lie within groups: a group is a tuple of names, and the group of everybody is `()`. A reader
knows the sums of all groups that are shown, and can work out their *remainders*: a group without
the shown groups in it. Whatever is added or subtracted, the result is made of whole remainders. So
if every remainder is empty or has enough people, no smaller set of people can be had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

LEAST: Final = 5
"""Fewest people about whom anything is shown."""

NEARLY_ALL: Final = 0.8
"""Share of people from which “nearly all” is shown where the number may not be shown."""

GroupPath = tuple[str, ...]

EVERYBODY: Final[GroupPath] = ()


def groups_around(group: GroupPath) -> Iterator[GroupPath]:
    """Yield a group, and all groups around it up to everybody."""
    for length in range(len(group), -1, -1):
        yield group[:length]


def groups_shown(
    counts: Mapping[GroupPath, int], among: Collection[GroupPath] | None = None
) -> frozenset[GroupPath]:
    """Return the groups whose mean may be shown together.

    A group is shown only within one that is shown.

    Parameters
    ----------
    counts : the number of people of each group with a value, for groups on all levels.
    among : the groups that may be shown at all; None for all.
    """
    within: defaultdict[GroupPath, list[GroupPath]] = defaultdict(list)
    for group, count in counts.items():
        if group != EVERYBODY and count:
            within[group[:-1]].append(group)
    shown: set[GroupPath] = set()
    open_groups = [EVERYBODY] if _may_be_shown(EVERYBODY, counts, among) else []
    while open_groups:
        group = open_groups.pop()
        shown.add(group)
        open_groups += _children_shown(within[group], counts, among)
    return frozenset(shown)


def _may_be_shown(
    group: GroupPath, counts: Mapping[GroupPath, int], among: Collection[GroupPath] | None
) -> bool:
    return counts.get(group, 0) >= LEAST and (among is None or group in among)


def _children_shown(
    children: Collection[GroupPath],
    counts: Mapping[GroupPath, int],
    among: Collection[GroupPath] | None,
) -> list[GroupPath]:
    """Return the groups within one that may be shown beside it: the others are its remainder."""
    shown = [each for each in children if _may_be_shown(each, counts, among)]
    shown.sort(key=lambda each: (-counts[each], each))
    rest = sum(counts[each] for each in children) - sum(counts[each] for each in shown)
    while 0 < rest < LEAST and shown:
        rest += counts[shown.pop()]
    return shown


def stay_hidden(
    counts: Mapping[GroupPath, int], named: Mapping[GroupPath, int], shown: Collection[GroupPath]
) -> bool:
    """Return whether those without a name stay hidden although others are named.

    Whoever is named can be taken off the sums of their group. So in each remainder, nobody or
    enough people must be without a name.

    Parameters
    ----------
    counts, named : the number of all people and of those with a name, by group.
    shown : the groups whose sums are shown.
    """
    rest = {group: counts.get(group, 0) - named.get(group, 0) for group in shown}
    within = [(group[:-1], count) for group, count in rest.items() if group != EVERYBODY]
    for around, count in within:
        rest[around] -= count
    return all(count == 0 or count >= LEAST for count in rest.values())


def merged(counts: list[int]) -> list[tuple[int, int, int]]:
    """Return neighbouring classes put together, so that each has enough people.

    Returns
    -------
    For each class its first and last position in the counts, and its number of people. Only if
    there are too few people altogether, there is none.
    """
    found: list[tuple[int, int, int]] = []
    first, people = 0, 0
    for index, count in enumerate(counts):
        people += count
        if people >= LEAST:
            found.append((first, index, people))
            first, people = index + 1, 0
    if found and first < len(counts):
        start, _, before = found.pop()
        found.append((start, len(counts) - 1, before + people))
    return found


def below_shown(below: Mapping[int, int], people: int) -> Mapping[int, int]:
    """Return how many people may be shown as below each target of one skill.

    A number that would leave fewer than five people below, between two targets or above becomes the
    number of a lower target, or everybody if nearly all are below.

    Parameters
    ----------
    below : target to the number of people below it.
    people : everybody.
    """
    targets = sorted(below)
    ends = [*(below[each] for each in targets), people]
    steps = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    kept = {last for _, last, _ in merged(steps)} - {len(targets)}
    shown, lower = {}, 0
    for index, target in enumerate(targets):
        lower = below[target] if index in kept else lower
        is_last = index > max(kept, default=-1)
        shown[target] = people if is_last and below[target] >= NEARLY_ALL * people else lower
    return shown
