"""The parts of the file format for growth wishes, limits of the plan and consents."""

from __future__ import annotations

from skills.records.record_parts import Entered, Name


class GrowthWish(Entered):
    """Whether a person wants to grow in a skill: yes or no."""

    skill: Name
    wish: Name


class PlanLimit(Entered):
    """A limit of the plan: its last day ("until") or its only area ("area")."""

    limit: Name
    value: Name


class NamedTo(Entered):
    """The name by which a person agreed to be shown, and to whom: "cohort"."""

    to: Name
    name: Name
