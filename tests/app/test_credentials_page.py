"""Degrees, certificates and experience of one's own: added, dated, removed, never in a level."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from page_text import Reader, plain
from page_visit import ANN, BEN, MASTER, Come, Visit, begin, put

from components.pages.result import ALL_SKILLS, OVERVIEW
from components.web import session, tab_state
from skills.entries.credentials import Credential, as_text
from skills.matrix import Matrix
from skills.sentences.formats import day
from skills.store import Assessment, NotFound

TODAY = date(2031, 5, 4)
PLACE = {"skill": "@qualifications"}
SHOWN = {"view": ALL_SKILLS}
"""The tab of the result that lists them."""

CAPTION = "Your degrees, certificates and experience</caption>"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand an hour before midnight in London, when it is tomorrow already in Berlin."""
    monkeypatch.setattr(session, "now", lambda: datetime(2031, 5, 3, 23, tzinfo=UTC))


@pytest.fixture
def assessment(ann: Visit, garden: Matrix) -> Assessment:
    made = begin(ann, garden, MASTER)
    put(ann, made, dict.fromkeys(garden.statements, "fully"))
    ann.open("assess", a=made.id, **PLACE)
    return made


def field(visit: Visit, label: str) -> Any:  # noqa: ANN401 - AppTest's own types
    every = [*visit.at.text_input, *visit.at.date_input, *visit.at.button_group]
    (found,) = [each for each in every if each.label == label]
    return found


def fill(visit: Visit, **values: object) -> Visit:
    """Fill the form in without sending it."""
    labels = {
        "title": "Name",
        "kind": "Type",
        "issuer": "Issued by",
        "issued": "Issued on",
        "expires": "Valid until",
        "link": "Link",
    }
    for name, value in values.items():
        field(visit, labels[name]).set_value(value)
    return visit


def send(visit: Visit) -> Visit:
    (button,) = [each for each in visit.at.button if each.label == "Add"]
    return visit.click(button.click())


def add(visit: Visit, **values: object) -> Visit:
    return send(fill(visit, **values))


def kept(visit: Visit, assessment: Assessment) -> list[dict[str, object]]:
    every = session.store().entries(visit.owner, assessment.id, kind="credential").values()
    return [json.loads(each.value) for each in every if each.value is not None]


def rows(visit: Visit) -> list[list[str]]:
    """Return what a person reads in the table of their own."""
    tables = visit.parts(CAPTION)
    if not tables:
        return []
    (table,) = tables
    body = table.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    return [
        [plain(f"<td{cell}") for cell in row.replace("<th", "<td").split("<td")[1:]] for row in body
    ]


def put_raw(path: Path, text: str) -> None:
    """Write what no page would into the database."""
    with closing(sqlite3.connect(path / "data" / "skills.sqlite3")) as connection:
        connection.execute("UPDATE entry SET value = ? WHERE kind = 'credential'", [text])
        connection.commit()


def test_a_credential_is_added_with_all_its_details_and_listed_on_the_result(
    ann: Visit, assessment: Assessment
) -> None:
    assert rows(ann) == []
    add(
        ann,
        title="Tree surgeon",
        kind="certificate",
        issuer="The nursery",
        issued=date(2030, 1, 31),
        expires=date(2033, 1, 31),
        link="https://example.org/tree?a=1&b=2",
    )
    expected = [["Tree surgeon certificate, The nursery", "31 January 2030", "31 January 2033"]]
    assert rows(ann) == expected
    assert [each["title"] for each in kept(ann, assessment)] == ["Tree surgeon"]
    assert field(ann, "Name").value == ""
    ann.open("result", **SHOWN)
    assert rows(ann) == expected
    (table,) = ann.parts(CAPTION)
    reader = Reader()
    reader.feed(table)
    (link,) = [attributes for tag, attributes in reader.tags if tag == "a"]
    assert link == {
        "href": "https://example.org/tree?a=1&b=2",
        "target": "_blank",
        "rel": "noopener noreferrer",
    }


@pytest.mark.usefixtures("assessment")
def test_only_the_name_has_to_be_given(ann: Visit) -> None:
    add(ann, title="  Years in a park ", kind="experience")
    assert rows(ann) == [["Years in a park experience", "–", "no expiry"]]


@pytest.mark.usefixtures("assessment")
@pytest.mark.parametrize(("days", "expected_text"), [(-1, "expired "), (0, ""), (1, "")])
def test_an_expired_one_says_so_by_the_date_where_the_person_is(
    ann: Visit, days: int, expected_text: str
) -> None:
    expires = TODAY + timedelta(days=days)
    add(ann, title="First aid", kind="certificate", expires=expires)
    expected = [["First aid certificate", "–", f"{expected_text}{day(expires)}"]]
    assert rows(ann) == expected
    assert rows(ann.open("result", **SHOWN)) == expected


@pytest.mark.usefixtures("assessment")
def test_the_latest_comes_first(ann: Visit) -> None:
    for title, issued in {
        "Old": date(2001, 1, 1),
        "New": date(2030, 1, 1),
        "Undated": None,
    }.items():
        add(ann, title=title, issued=issued)
    assert [row[0].split()[0] for row in rows(ann)] == ["New", "Old", "Undated"]


def test_no_level_and_no_verdict_changes(ann: Visit, assessment: Assessment) -> None:
    def seen() -> list[str]:
        every = []
        for tab in (OVERVIEW, ALL_SKILLS):
            ann.at.session_state["view"] = tab
            every += ann.open("result").parts("")
        return every

    before = seen()
    assert any('class="rr-hero"' in each for each in before)
    ann.open("assess", a=assessment.id, **PLACE)
    add(ann, title="Doctor of gardens", kind="education")
    after = seen()
    (table,) = ann.parts(CAPTION)
    assert "Doctor of gardens" in table
    after.remove(table)
    assert after == before


@pytest.mark.parametrize(
    ("values", "expected_text"),
    [
        ({"title": "   "}, "Give it a name."),
        ({"title": ""}, "Give it a name."),
        ({"link": "http://example.org"}, "A link must start with https:// and have no spaces."),
        ({"link": "javascript:alert(1)"}, "A link must start with https:// and have no spaces."),
        ({"link": "data:text/html,x"}, "A link must start with https:// and have no spaces."),
        ({"link": 'https://a.org/"onclick="f()'}, "A link must start with https://"),
        ({"link": "https://a.org/ b"}, "A link must start with https:// and have no spaces."),
        (
            {"issued": date(2030, 1, 2), "expires": date(2030, 1, 1)},
            "The expiry date is before the date of issue.",
        ),
    ],
)
def test_invalid_input_is_explained_and_nothing_is_stored_or_lost(
    ann: Visit, assessment: Assessment, values: dict[str, object], expected_text: str
) -> None:
    add(ann, **{"title": "Tree surgeon", "issuer": "The nursery"} | values)
    (error,) = ann.at.error
    assert plain(error.value.replace("\\", "")).startswith(expected_text)
    assert kept(ann, assessment) == []
    assert rows(ann) == []
    assert field(ann, "Issued by").value == "The nursery"
    for name, value in values.items():
        if name == "link":
            assert field(ann, "Link").value == value
    fixed = {"title": "Tree surgeon", "link": "", "issued": None, "expires": None}
    add(ann, **fixed)
    assert not ann.at.error
    assert len(rows(ann)) == 1


def test_a_second_click_on_add_stores_it_once(
    ann: Visit, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second click stops the first run after its save, before the form is made anew."""
    with monkeypatch.context() as patch:
        patch.setattr(tab_state, "finish_draft", lambda _: None)
        add(ann, title="Tree surgeon")
    assert len(kept(ann, assessment)) == 1
    fill(ann, title="Tree surgeon")
    send(ann)
    assert len(kept(ann, assessment)) == 1
    assert len(rows(ann)) == 1
    add(ann, title="Tree surgeon")
    assert len(rows(ann)) == 2


def test_a_credential_is_removed_and_the_others_stay(ann: Visit, assessment: Assessment) -> None:
    for title in ("First aid", "Tree surgeon", "Tree surgeon"):
        add(ann, title=title)
    (menu,) = ann.at.menu_button
    assert menu.options == ["First aid", "Tree surgeon", "Tree surgeon (2)"]
    gone, *rest = read_items(ann, assessment)
    ann.click(menu.click(gone))
    assert read_items(ann, assessment) == rest
    assert [row[0] for row in rows(ann)] == ["Tree surgeon education"] * 2
    assert [row[0] for row in rows(ann.open("result", **SHOWN))] == ["Tree surgeon education"] * 2
    assert "First aid" not in ann.open("assess", a=assessment.id, **PLACE).text()
    for each in rest:
        ann.click(ann.at.menu_button[0].click(each))
    assert rows(ann) == []
    assert not ann.at.menu_button


def read_items(visit: Visit, assessment: Assessment) -> list[str]:
    """Return the names of the entries in the order of the table."""
    every = session.store().entries(visit.owner, assessment.id, kind="credential")
    texts = {item: json.loads(each.value) for (_, item), each in every.items() if each.value}
    return sorted(texts, key=lambda item: str(texts[item]["title"]))


@pytest.mark.parametrize(
    "text",
    [
        as_text(Credential("Evil", "certificate", link="javascript:alert(1)")),
        as_text(Credential("Evil", "certificate", link="https://a.org/'><img>")),
        as_text(Credential("Evil", "<b>")),
        '{"title": ["Evil"]}',
        "Evil",
        "[" * 3900,
        "null",
        "",
    ],
)
def test_an_invalid_stored_credential_is_not_shown(
    ann: Visit, assessment: Assessment, tmp_path: Path, text: str
) -> None:
    add(ann, title="Good")
    put_raw(tmp_path, text)
    for page in ("assess", "result"):
        ann.open(page, a=assessment.id, **(PLACE if page == "assess" else SHOWN))
        assert rows(ann) == []
        assert "Evil" not in ann.html()


def test_texts_of_a_credential_are_escaped(ann: Visit, assessment: Assessment) -> None:
    evil = "<img src=x onerror=f()> **b** [y](https://evil)"
    add(ann, title=evil, issuer=evil, link="https://example.org/&lt;b")
    ann.open("assess")
    for page in ("assess", "result"):
        ann.open(page, a=assessment.id, **(PLACE if page == "assess" else SHOWN))
        (table,) = ann.parts(CAPTION)
        reader = Reader()
        reader.feed(table)
        assert not [tag for tag, _ in reader.tags if tag == "img"]
        assert plain(table).count(evil) == 2
    ann.open("assess", a=assessment.id, **PLACE)
    (option,) = ann.at.menu_button[0].options
    assert option == r"\<img src=x onerror=f()> \*\*b\*\* \[y\](https\://evil)"


def test_somebody_elses_cannot_be_seen_or_removed(
    come: Come, ann: Visit, assessment: Assessment
) -> None:
    add(ann, title="Tree surgeon")
    ben = come(BEN).open("assess", a=assessment.id, **PLACE)
    assert "Tree surgeon" not in ben.text()
    with pytest.raises(NotFound):
        session.store().entries(ben.owner, assessment.id, kind="credential")
    assert rows(come(ANN).open("result", a=assessment.id, **SHOWN)) == [
        ["Tree surgeon education", "–", "no expiry"]
    ]
