"""Tables of skills, ours and those of public frameworks, become matrices without a problem."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import permutations
from typing import Literal

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.importing.matrix_from_table import Converted, TableError, convert_table
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.matrix.starter import starter_text, table_template

pytestmark = pytest.mark.slow


def converted(table: str, name: str = "table.csv") -> Converted:
    return convert_table(table.encode(), name, "Skills")


def matrix_of(found: Converted) -> Matrix:
    reading = read_texts([("table.yaml", found.text.encode())])
    assert [each for each in reading.problems if each.blocks] == []
    assert reading.matrix is not None
    return reading.matrix


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def test_the_starter_and_the_template_are_valid_without_a_warning() -> None:
    assert read_texts([("f", starter_text().encode())]).problems == ()
    found = converted(table_template())
    assert found.notes == ()
    assert read_texts([("f", found.text.encode())]).problems == ()


def test_our_columns_give_areas_skills_statements_and_targets() -> None:
    matrix = matrix_of(converted(table_template()))
    assert [area.title for area in matrix.areas] == ["Working with customers", "Planning work"]
    assert [level.title for level in matrix.levels] == ["Not yet", "Level 1", "Level 2", "Level 3"]
    listening = matrix.skills["listening"]
    assert [each.level for each in listening.statements] == [1, 2, 3]
    assert listening.statements[1].text.startswith("I say in my own words what a customer needs, ")
    (role,) = matrix.roles
    assert [profile.title for profile in role.profiles] == ["First year", "Experienced"]
    targets = {each.skill: each.level for each in role.profiles[1].targets}
    assert targets == {"listening": 3, "complaints": 2, "planning-a-week": 2}


def test_names_in_any_case_and_order_and_levels_by_name() -> None:
    matrix = matrix_of(
        converted(
            "Proficiency Level;BEHAVIOURAL INDICATOR;Competency;Competency Area\n"
            "Foundation;Lists what a user needs;User research;Design\n"
            "Advanced;Leads research of a team;User research;Design\n"
            "Intermediate;Draws a first version;Prototyping;Design\n"
        )
    )
    assert [each.title for each in matrix.levels] == [
        *("Not yet", "Foundation", "Intermediate", "Advanced")
    ]
    assert [each.level for each in matrix.skills["user-research"].statements] == [1, 3]


def test_a_column_for_each_level() -> None:
    found = converted(
        "Skill,Description,Awareness,Working,Practitioner,Expert\n"
        'Agile working,How teams work,"• Knows the words\n• Has seen a board",Works in a team,'
        "Leads a team,Sets the way\n"
        "Testing,,Reads a test,Writes a test,,\n"
    )
    matrix = matrix_of(found)
    agile = matrix.skills["agile-working"]
    assert agile.about == "How teams work"
    assert [(each.level, each.text) for each in agile.statements][:3] == [
        *((1, "Knows the words"), (1, "Has seen a board"), (2, "Works in a team"))
    ]
    assert matrix.levels[4].title == "Expert"
    assert any('no column "area"' in each for each in found.notes)
    assert any("All skills" in each for each in found.notes)
    targets = {each.skill: each.level for each in matrix.roles[0].profiles[0].targets}
    assert targets == {"agile-working": 4, "testing": 2}


def test_numbered_levels_with_a_description_each() -> None:
    matrix = matrix_of(
        converted(
            "Category,Subcategory,Code,Level 2 description,Level 3 description\n"
            "Strategy,Information systems,ISCO,Follows the plan,Writes the plan\n"
        )
    )
    (skill,) = matrix.skills.values()
    assert (skill.title, [each.level for each in skill.statements]) == (
        "Information systems",
        [2, 3],
    )


@pytest.mark.parametrize(
    "table",
    [
        "Level,Skill,Level 1,Level 2\n,Testing,Reads a test,Writes a test\n",
        "Dimension 1,Dimension 2,e-1,e-2\nBuild,Testing,Reads a test,Writes a test\n",
        "Category;Scale;A1;A2\nBuild;Testing;Reads a test;Writes a test\n",
        "Strand\tFoundation level\tAdvanced level\nTesting\tReads a test\tWrites a test\n",
    ],
)
def test_columns_of_levels_under_the_names_of_frameworks(table: str) -> None:
    (skill,) = matrix_of(converted(table)).skills.values()
    assert skill.title == "Testing"
    assert [each.text for each in skill.statements] == ["Reads a test", "Writes a test"]


def test_a_workbook_with_a_title_above_and_cells_that_go_on() -> None:
    data = workbook(
        [
            ["Framework of the house, 2026"],
            [],
            ["Skill", "Level", "Statement", "Area", "Junior target", "Notes", "Number"],
            ["Welding", 1, "I weld a straight seam.", "Metal", 1, "x", 17],
            ["", 2.0, "I weld overhead: alone, safely.", "", "", "", 18],
            ["Grinding", "Level 1", "I grind an edge #1.", "", 3, "", 19],
        ]
    )
    found = convert_table(data, "house.xlsx", "House")
    matrix = matrix_of(found)
    assert [len(each.statements) for each in matrix.skills.values()] == [2, 1]
    assert matrix.skills["grinding"].statements[0].text == "I grind an edge #1."
    assert [area.title for area in matrix.areas] == ["Metal"]
    (profile,) = matrix.roles[0].profiles
    assert profile.title == "Junior"
    assert {each.skill: each.level for each in profile.targets} == {"welding": 1, "grinding": 1}
    assert any("row 6" in each for each in found.notes)
    assert any("Notes, Number" in each for each in found.notes)


def test_a_table_of_a_european_excel_in_an_old_encoding() -> None:
    text = 'Bereich;Fähigkeit;Stufe;Aussage\nKüche;Suppen;1;Ich koche: heiß, "klar".\n'
    matrix = matrix_of(convert_table(text.encode("cp1252"), "t.csv", "Küche"))
    assert (matrix.id, next(iter(matrix.skills))) == ("kueche", "suppen")


@pytest.mark.parametrize("stated", ["", "sep=;\n", '"sep=;"\n'])
def test_commas_in_statements_are_no_separators(stated: str) -> None:
    text = (
        stated + "skill;level;statement\nCooking;1;Chop, dice, slice, and peel, wash, dry, stack\n"
    )
    (skill,) = matrix_of(converted(text)).skills.values()
    assert [each.text for each in skill.statements] == [
        "Chop, dice, slice, and peel, wash, dry, stack"
    ]


WORDS = st.sampled_from([",", ";", "\t", "', |", '";,']).flatmap(
    lambda signs: st.lists(
        st.text(f"a {signs}", max_size=30).map(lambda text: f"x{text}x"), min_size=3, max_size=9
    )
)


def written(rows: Sequence[Sequence[str]], separator: str, quoting: Literal[0, 1]) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
    return file.getvalue()


@given(
    st.sampled_from([*permutations(("Skill", "Level", "Statement", "Notes, links; more\tand so"))]),
    WORDS,
    st.lists(st.sampled_from(["A title: one, two; three\tfour", "skill", ""]), max_size=2),
)
@settings(max_examples=examples(200))
def test_a_table_is_read_the_same_with_any_separator(
    head: Sequence[str], texts: Sequence[str], above: Sequence[str]
) -> None:
    cells = [{"Skill": "Cooking", "Level": "1", "Statement": each} for each in texts]
    rows = [[each] for each in above]
    rows += [[*head], *([each.get(name, "a, b; c") for name in head] for each in cells)]
    found = {
        converted(written(rows, separator, quoting))
        for separator in ",;\t"
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    }
    assert len(found) == 1
    (skill,) = matrix_of(found.pop()).skills.values()
    assert {each.text for each in skill.statements} == {" ".join(each.split()) for each in texts}


def test_many_alike_and_strange_texts_get_ids_of_their_own() -> None:
    rows = "".join(f"A,技能{n},1,I do it well for number {n}.\n" for n in range(300))
    more = "".join(f"A,S,1,I do it well for number {n}.\n" for n in range(300))
    assert len(matrix_of(converted(f"area,skill,level,statement\n{rows}{more}")).skills) == 301


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("area,skill,statement\na,b,c\n", 'has no column "level"'),
        ("area,skill,level\na,b,1\n", 'has no column "statement"'),
        ("area,level,statement\na,1,c\n", 'has no column "skill"'),
        ("area,skill\na,b\n", 'has no columns "level" and "statement"'),
        ("foo,bar\n1,2\n", "no row with the column names"),
        ("", "no row with the column names"),
        ("skill,level,statement\n", "no row with a statement"),
        ("skill,level,statement\na,,I do it.\nb,,I do it.\n", "skill or level in rows 2, 3"),
        ("skill,level,statement\na,9,I do it.\n", "a level 9"),
        (f"skill,level,statement\na,1,{'x' * 1001}\n", "more than 1,000 characters in row 2"),
        ("PK", "cannot be read as an XLSX workbook"),
        ("%PDF-1.4", "not a CSV or XLSX file"),
    ],
)
def test_missing_columns_are_reported(table: str, words: str) -> None:
    with pytest.raises(TableError) as raised:
        converted(table)
    assert words in str(raised.value)
