"""Copy the part of a matrix that a record needs, and build a matrix from that copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from skills.matrix import (
    Area,
    Check,
    Level,
    Matrix,
    Option,
    Profile,
    Qualification,
    Role,
    Scale,
    Skill,
    Statement,
    Target,
)
from skills.records.matrix_record import (
    AreaCopy,
    CheckCopy,
    LevelCopy,
    MatrixCopy,
    OptionCopy,
    ProfileCopy,
    QualificationCopy,
    ScaleCopy,
    SkillCopy,
    StatementCopy,
    TargetCopy,
)


def copy_matrix(matrix: Matrix, profile: str, checked: Collection[str] = ()) -> MatrixCopy:
    """Return the part of a matrix that one assessment needs.

    Parameters
    ----------
    profile : id of a profile; all profiles of its role are copied.
    checked : ids of the answered knowledge checks; others are left out to stay secret.
    """
    role = matrix.role_of(profile)
    scales = {each.scale.id: each.scale for each in matrix.statements.values()}
    return MatrixCopy(
        id=matrix.id,
        title=matrix.title,
        version=matrix.version,
        wording=matrix.wording,
        structure=matrix.structure,
        levels=tuple(
            LevelCopy(rank=each.rank, title=each.title, about=each.about) for each in matrix.levels
        ),
        scales=tuple(map(_scale_copy, scales.values())),
        areas=tuple(AreaCopy(id=each.id, title=each.title) for each in matrix.areas),
        skills=tuple(_skill_copy(each, checked) for each in matrix.skills.values()),
        profiles=tuple(_profile_copy(each, role) for each in role.profiles),
        qualifications=tuple(
            QualificationCopy(id=each.id, title=each.title, kind=each.kind)
            for each in matrix.qualifications
        ),
    )


def without_checks(then: MatrixCopy) -> MatrixCopy:
    """Return a copy without knowledge checks: it has only answered ones, so it reveals which."""
    skills = tuple(each.model_copy(update={"checks": ()}) for each in then.skills)
    return then.model_copy(update={"skills": skills})


def matrix_of(then: MatrixCopy) -> Matrix:
    """Rebuild a matrix from its copy in a record; it has only the copied skills and one role."""
    scales = {each.id: _scale_of(each) for each in then.scales}
    areas = tuple(
        Area(area.id, area.title, tuple(_skills_in(then, area.id, scales))) for area in then.areas
    )
    first = then.profiles[0]
    role = Role(
        first.id.partition(".")[0], first.role_title, tuple(map(_profile_of, then.profiles))
    )
    return Matrix(
        id=then.id,
        title=then.title,
        version=then.version,
        levels=tuple(Level(each.rank, each.title, each.about) for each in then.levels),
        areas=areas,
        roles=(role,),
        qualifications=tuple(
            Qualification(each.id, each.title, each.kind) for each in then.qualifications
        ),
        wording=then.wording,
        structure=then.structure,
    )


def _scale_copy(scale: Scale) -> ScaleCopy:
    options = tuple(
        OptionCopy(id=each.id, title=each.title, credit=each.credit) for each in scale.options
    )
    return ScaleCopy(id=scale.id, title=scale.title, options=options)


def _skill_copy(skill: Skill, checked: Collection[str]) -> SkillCopy:
    return SkillCopy(
        id=skill.id,
        title=skill.title,
        short=skill.short,
        area=skill.area,
        refs=skill.refs,
        statements=tuple(
            StatementCopy(id=each.id, level=each.level, text=each.text, scale=each.scale.id)
            for each in skill.statements
        ),
        checks=tuple(_check_copy(each) for each in skill.checks if each.id in checked),
    )


def _check_copy(check: Check) -> CheckCopy:
    return CheckCopy(
        id=check.id, level=check.level, ask=check.ask, options=check.options, right=check.right
    )


def _profile_copy(profile: Profile, role: Role) -> ProfileCopy:
    targets = tuple(
        TargetCopy(
            skill=each.skill, level=each.level, weight=each.weight, must=each.must, why=each.why
        )
        for each in profile.targets
    )
    return ProfileCopy(id=profile.id, title=profile.title, role_title=role.title, targets=targets)


def _scale_of(then: ScaleCopy) -> Scale:
    options = tuple(Option(each.id, each.title, each.credit) for each in then.options)
    return Scale(then.id, then.title, options)


def _skills_in(then: MatrixCopy, area: str, scales: dict[str, Scale]) -> Iterable[Skill]:
    for each in then.skills:
        if each.area == area:
            yield Skill(
                each.id,
                each.title,
                each.area,
                tuple(
                    Statement(one.id, one.level, one.text, scales[one.scale])
                    for one in each.statements
                ),
                refs=each.refs,
                checks=tuple(
                    Check(one.id, one.level, one.ask, one.options, one.right, because="")
                    for one in each.checks
                ),
                short=each.short,
            )


def _profile_of(then: ProfileCopy) -> Profile:
    targets = tuple(
        Target(each.skill, each.level, each.weight, each.must, each.why) for each in then.targets
    )
    return Profile(then.id, then.title, targets)
