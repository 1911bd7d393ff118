"""What each part of a matrix becomes, with defaults for what is left out."""

from __future__ import annotations

from skills.matrix import Matrix, Option


def test_defaults_apply_to_missing_keys(matrix: Matrix) -> None:
    """
    matrix: small
    title: Small
    areas:
      data:
        title: Data
        skills:
          sql:
            title: SQL
            statements:
              join: {level: 1, text: I join two tables.}
    roles:
      analyst:
        title: Analyst
        profiles:
          entry: {title: Entry, targets: {sql: 1}}
    """
    titles = ["Not yet", "Awareness", "Working", "Practitioner", "Expert"]
    assert [(level.rank, level.title) for level in matrix.levels] == list(enumerate(titles))
    scale = matrix.statements["sql.join"].scale
    assert scale.id == "truth"
    assert [option.credit for option in scale.options] == [0, 1 / 3, 2 / 3, 1]
    (target,) = matrix.profiles["analyst.entry"].targets
    assert (target.level, target.weight, target.must, target.why) == (1, 1.0, False, "")
    assert (matrix.version, matrix.about, matrix.credits, matrix.day) == ("", "", (), ())


def test_scales_are_inherited_and_credits_kept(matrix: Matrix) -> None:
    """
    matrix: small
    title: Small
    scales:
      first: {title: Is it true?, options: {no: No, half: Half, yes: Yes}}
      other:
        title: How often?
        options: {never: {title: Never, credit: 0.1}, often: {title: Often, credit: 0.9}}
    areas:
      a:
        title: A
        skills:
          plain: {title: Plain, statements: {s: {level: 1, text: s}}}
      b:
        title: B
        scale: other
        skills:
          from-area: {title: From area, statements: {s: {level: 1, text: s}}}
          from-skill:
            title: From skill
            scale: first
            statements:
              s: {level: 1, text: s}
              own: {level: 1, text: own, scale: other}
    roles:
      r: {title: R, profiles: {p: {title: P, targets: {plain: 1, from-area: 1, from-skill: 1}}}}
    """
    assert {key: each.scale.id for key, each in matrix.statements.items()} == {
        "plain.s": "first",
        "from-area.s": "other",
        "from-skill.s": "first",
        "from-skill.own": "other",
    }
    assert matrix.statements["plain.s"].scale.options[1] == Option("half", "Half", 0.5)
    assert [each.credit for each in matrix.statements["from-area.s"].scale.options] == [0.1, 0.9]


def test_statements_are_sorted_easy_to_hard_and_stably(matrix: Matrix) -> None:
    """
    matrix: small
    title: Small
    areas:
      a:
        title: A
        skills:
          s:
            title: S
            statements:
              hard: {level: 3, text: hard}
              one: {level: 1, text: one}
              two: {level: 1, text: two}
              middle: {level: 2, text: middle}
    roles:
      r: {title: R, profiles: {p: {title: P, targets: {s: {level: 3, weight: 0.5, must: Yes}}}}}
    """
    assert [each.id for each in matrix.skills["s"].statements] == [
        "s.one",
        "s.two",
        "s.middle",
        "s.hard",
    ]
    (target,) = matrix.profiles["r.p"].targets
    assert (target.level, target.weight, target.must) == (3, 0.5, True)


def test_earlier_ids_are_expanded(matrix: Matrix) -> None:
    """
    matrix: small
    title: Small
    areas:
      a:
        title: A
        skills:
          coding:
            title: Coding
            was: [programming, scripts]
            statements:
              loop: {level: 1, text: loop, was: [repeat, maths.count]}
              plain: {level: 1, text: plain}
    roles:
      r: {title: R, profiles: {p: {title: P, targets: {coding: 1}}}}
    """
    assert matrix.skills["coding"].was == ("programming", "scripts")
    assert set(matrix.statements["coding.loop"].was) == {
        "coding.repeat",
        "programming.repeat",
        "scripts.repeat",
        "maths.count",
        "programming.loop",
        "scripts.loop",
    }
    assert set(matrix.statements["coding.plain"].was) == {"programming.plain", "scripts.plain"}


def test_every_part_of_a_matrix_is_read(matrix: Matrix) -> None:
    """
    matrix: whole
    title: Whole
    version: 1.10
    about: no
    credits: [one, 012]
    levels: [Zero, {title: One, about: first}]
    areas:
      a:
        title: 2020-01-01
        about: of a
        skills:
          s:
            title: S
            refs: {esco: x, onet: [a, b]}
            statements: {t: {level: 1, text: t, show: u}}
    qualifications:
      degree: {title: Degree, kind: education, about: d, expected: {r.p: ideal}}
    roles:
      r: {title: R, profiles: {p: {title: P, about: of p, targets: {s: {level: 1, why: w}}}}}
    projects:
      one: {title: One, hours: 0.5, raises: {s: 1}}
      two:
        title: Two
        hours: 4
        raises: {s: 1}
        after: [one]
        data: from there
        baseline: {metric: MAE, better: lower, passing: -4.5, dummy: 58}
    day:
      early: {title: Early, from: 09:00, to: "10:00", activities: [x], needs: {s: 1}}
    """
    assert (matrix.version, matrix.about, matrix.credits) == ("1.10", "no", ("one", "012"))
    assert [each.about for each in matrix.levels] == ["", "first"]
    assert matrix.areas[0].title == "2020-01-01"
    assert matrix.skills["s"].refs == {"esco": ("x",), "onet": ("a", "b")}
    assert matrix.statements["s.t"].show == "u"
    assert matrix.qualifications[0].expected == {"r.p": "ideal"}
    assert (matrix.projects[0].hours, matrix.projects[1].after) == (0.5, ("one",))
    assert list(matrix.projects_by_id.values()) == list(matrix.projects)
    assert matrix.project_title("one") == matrix.projects[0].title
    assert matrix.project_title("none") == "none"
    baseline = matrix.projects[1].baseline
    assert baseline is not None
    assert (baseline.passing, baseline.dummy, baseline.simple) == (-4.5, 58.0, None)
    block = matrix.day[0]
    assert (block.start, block.end, block.activities) == ("09:00", "10:00", ("x",))
    assert block.needs == {"s": 1}
