from collections.abc import Sequence
from pathlib import Path

import pytest
from import_export import export_file, matrix_uploader, upload_matrix
from page_text import bare, plain
from visiting import APPRENTICE, BEN, MASTER, Come, Visit, begin, put

from components.form.choices import HOURS
from components.transfer import own_matrix
from components.web import session, workspace
from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import Reading, read_texts
from skills.matrix.starter import STARTER_NAME
from skills.questionnaire.effort import effort
from skills.questionnaire.questions import asked_skills, next_statement
from skills.scoring.assessed import assess
from skills.sentences.formats import plural
from skills.sentences.overview import example_text
from skills.sentences.pages import loaded, mode_text, start_label
from skills.sentences.results import aim, readiness_text
from skills.sentences.verdicts import verdict
from skills.workspace import matrices
from skills.workspace.example_person import EXAMPLE


def choose(visit: Visit, matrix: Matrix, profile: str) -> None:
    """Choose a matrix, a role and a level as a person does."""
    if [each for each in visit.at.selectbox if each.key == "matrix"]:
        visit.select("matrix", matrix.wording)
    role = matrix.role_of(profile)
    if len(matrix.roles) > 1:
        visit.select("role", role.id)
    visit.choose(f"level|{matrix.wording}|{role.id}", profile)


def cost(matrix: Matrix, profile: str, mode: Mode) -> str:
    """Return what the button to start says an assessment takes."""
    found = effort(matrix, matrix.profiles[profile], mode)
    assert plural(found.minutes, "minute") in start_label(found.minutes)
    return start_label(found.minutes)


def the_assessment(visit: Visit) -> session.Assessment:
    (listed,) = session.store().assessments(visit.owner)
    return listed.assessment


@pytest.mark.parametrize("mode", Mode)
def test_the_cost_is_told_for_every_level_before_anything_begins(
    ann: Visit, garden: Matrix, mode: Mode
) -> None:
    ann.open().choose("mode", mode)
    for profile in garden.profiles:
        choose(ann, garden, profile)
        assert ann.at.button(key="start").label == cost(garden, profile, mode)
        efforts = {each: effort(garden, garden.profiles[profile], each) for each in Mode}
        assert mode_text(mode, efforts) in ann.text()
    assert session.store().assessments(ann.owner) == ()


@pytest.mark.parametrize("mode", Mode)
def test_the_cost_is_told_for_every_matrix_that_comes_with_the_tool(
    ann: Visit, shipped: Library, mode: Mode
) -> None:
    ann.open().choose("mode", mode)
    assert len(shipped.load().matrices) > 0
    for matrix in shipped.load().matrices.values():
        for profile in matrix.profiles:
            choose(ann, matrix, profile)
            assert ann.at.button(key="start").label == cost(matrix, profile, mode)


def test_every_setting_is_stored(ann: Visit, garden: Matrix) -> None:
    ann.open()
    choose(ann, garden, MASTER)
    ann.choose("mode", Mode.full).select("hours", HOURS[3])
    ann.press("start")
    found = the_assessment(ann)
    assert found.matrix_id == garden.id
    assert found.matrix_title == garden.title
    assert (found.wording, found.structure) == (garden.wording, garden.structure)
    assert (found.profile, found.mode, found.hours) == (MASTER, "full", HOURS[3])
    assert found.title == aim(garden, MASTER)
    assert ann.title == "Assess · Readiness Radar"
    assert ann.at.query_params["a"] == found.id


def test_without_a_choice_it_is_the_first_level_in_quick_mode_and_hours_stay_open(
    ann: Visit, garden: Matrix
) -> None:
    ann.open().press("start")
    found = the_assessment(ann)
    assert (found.profile, found.mode, found.hours) == (next(iter(garden.profiles)), "quick", None)


def test_the_latest_assessment_can_be_gone_on_with(ann: Visit, garden: Matrix) -> None:
    begin(ann, garden, MASTER)
    latest = begin(ann, garden, "seller.starter")
    session.store().rename(ann.owner, latest.id, "The *latest*")
    ann.open()
    assert bare(ann.at.button(key="resume").label) == "Continue “The *latest*”"
    ann.press("resume")
    assert ann.title == "Assess · Readiness Radar"
    assert ann.at.query_params["a"] == latest.id


def test_who_comes_back_sees_where_the_latest_one_stands_and_goes_on_where_it_fits(
    ann: Visit, garden: Matrix
) -> None:
    assert not [each for each in ann.open().at.button if each.key == "resume"]
    found = begin(ann, garden, APPRENTICE)
    skills = asked_skills(garden, garden.profiles[found.profile])
    answers = {each.id: "fully" for skill in skills for each in skill.statements}
    put(ann, found, answers)
    ann.open()
    assessed = assess(garden, answers, {}, profile=found.profile, mode=Mode.full)
    (standing,) = ann.parts('class="rr-standing"')
    assert verdict(garden, assessed.readiness) in plain(standing)
    assert readiness_text(assessed.readiness) in plain(standing)
    assert ann.at.button(key="resume").label == "See your result"
    ann.press("resume")
    assert ann.title == "Result · Readiness Radar"
    assert ann.at.query_params["a"] == found.id


def test_an_example_can_be_seen_before_anything_begins(ann: Visit, garden: Matrix) -> None:
    ann.open()
    links = "".join(ann.parts("See an example"))
    assert f'href="/result?a={EXAMPLE}"' in links
    for profile in (APPRENTICE, MASTER):
        choose(ann, garden, profile)
        assert ann.parts('class="rr-radar"')
        assert example_text(garden, garden.profiles[profile]) in ann.text()


def test_a_choice_made_for_one_role_is_not_kept_for_another(ann: Visit, garden: Matrix) -> None:
    ann.open()
    choose(ann, garden, MASTER)
    ann.select("role", "seller").press("start")
    assert the_assessment(ann).profile == "seller.starter"


def test_a_broken_matrix_of_ones_own_is_told_in_the_readers_words(
    ann: Visit, garden_file: Path
) -> None:
    text = garden_file.read_text().replace("compost: {level: 2,", "compots: {level: 9,", 1)
    text = text.replace("title: Soil and plants", "titel: <b>Soil</b> & plants", 1)
    problems = read_texts([("mine.yaml", text.encode())]).problems
    assert len(problems) > 2
    matrix_uploader(ann.open()).upload("mine.yaml", text.encode())
    ann.run()
    seen = ann.text()
    for each in problems:
        assert plain_words(each.what) in seen
        assert plain_words(f"Fix: {each.fix}") in seen
        assert f"mine.yaml:{each.place.line}:{each.place.column}" in seen
        assert plain_words(each.source_line) in seen
    assert "No matrix was loaded." in seen
    assert session.store().matrices(ann.owner) == ()
    ann.press("start")
    assert the_assessment(ann).matrix_id != "mine"


def plain_words(text: str) -> str:
    return " ".join(text.split())


def test_a_matrix_of_ones_own_can_be_chosen_and_begun_and_is_nobody_elses(
    ann: Visit, come: Come, garden_file: Path
) -> None:
    text = garden_file.read_text().replace("matrix: garden", "matrix: mine")
    text = text.replace("title: Work in a garden", "title: My *own* garden")
    matrix = read_texts([("mine.yaml", text.encode())]).matrix
    assert matrix is not None
    matrix_uploader(ann.open()).upload("mine.yaml", text.encode())
    ann.run()
    assert loaded("My *own* garden") in ann.text()
    choose(ann, matrix, MASTER)
    ann.press("start")
    found = the_assessment(ann)
    assert (found.matrix_id, found.wording) == (matrix.id, matrix.wording)
    first = next_statement(matrix.skills["compost"], {})
    assert first is not None
    assert ann.asked() == [first.id]
    theirs = come(BEN).open()
    assert not [each for each in theirs.at.selectbox if each.key == "matrix"]
    theirs.press("start")
    assert the_assessment(theirs).matrix_id == "garden"


def test_a_starter_can_be_downloaded(ann: Visit) -> None:
    name, data = export_file(ann.open(), "starter")
    assert name == STARTER_NAME
    assert read_texts([(name, data)]).matrix is not None


def test_a_matrix_in_several_files_is_read_as_one(ann: Visit, garden_file: Path) -> None:
    head, people = garden_file.read_text().split("  people:\n", 1)
    people, rest = people.split("roles:\n", 1)
    uploader = matrix_uploader(ann.open())
    uploader.upload("head.yaml", f"{head}roles:\n{rest}".replace("garden", "two", 1).encode())
    uploader.upload("people.yml", f"areas:\n  people:\n{people}".encode())
    ann.run()
    assert ann.at.success
    (kept,) = session.store().matrices(ann.owner)
    assert kept.matrix_id == "two"


def test_two_versions_of_ones_own_matrix_can_both_be_chosen(ann: Visit, garden_file: Path) -> None:
    """Who forgets to change the version has two matrices that look the same."""
    texts = [
        garden_file.read_text().replace("matrix: garden", "matrix: mine").replace("Never", word)
        for word in ("Not at all", "Not in the least")
    ]
    wordings = []
    ann.open()
    for text in texts:
        matrix = read_texts([("mine.yaml", text.encode())]).matrix
        assert matrix is not None
        session.store().save_matrix(
            ann.owner,
            matrix_id=matrix.id,
            title=matrix.title,
            wording=matrix.wording,
            files=[("mine.yaml", text)],
        )
        wordings.append(matrix.wording)
    for wording in wordings:
        ann.open().select("matrix", wording).press("start")
    begun = {each.assessment.wording for each in session.store().assessments(ann.owner)}
    assert begun == set(wordings)


def test_a_broken_matrix_on_the_server_is_told_without_its_folder(
    ann: Visit, garden_file: Path
) -> None:
    garden_file.write_text(garden_file.read_text().replace("matrix: garden\n", ""))
    ann.open()
    assert "garden.yaml:" in plain(ann.html())
    assert str(garden_file.parent) not in ann.html()
    assert "A matrix on this server can't be used as it is" in ann.text()


def test_a_server_without_any_matrix_says_so(ann: Visit, garden_file: Path) -> None:
    garden_file.unlink()
    ann.open()
    assert [each.value for each in ann.at.warning] == [
        "There's no matrix here yet. Add your own below."
    ]
    assert not [each for each in ann.at.button if each.key == "start"]


def mine(garden_file: Path, title: str = "My garden") -> str:
    text = garden_file.read_text().replace("matrix: garden", "matrix: mine")
    return text.replace("title: Work in a garden", f"title: {title}")


def test_an_upload_is_read_once_and_never_again(
    ann: Visit, garden_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A matrix of 5,000 skills takes a second to read, and every click is a run."""
    reads: list[object] = []

    def reading(texts: Sequence[tuple[str, bytes]]) -> Reading:
        reads.append(texts)
        return read_texts(texts)

    monkeypatch.setattr(own_matrix, "read_texts", reading)
    monkeypatch.setattr(matrices, "read_texts", reading)
    matrix_uploader(ann.open()).upload("mine.yaml", mine(garden_file).encode())
    ann.run()
    ann.run()
    ann.press("start")
    ann.open()
    assert len(reads) == 1


def test_the_start_page_reads_none_of_ones_own_matrices_but_the_chosen_one(
    ann: Visit, garden_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordings = []
    for number in range(3):
        text = mine(garden_file, f"Garden {number}")
        wordings.append(upload_matrix(ann, text).wording)
    workspace._remembered.clear()
    reads: list[object] = []

    def reading(texts: Sequence[tuple[str, bytes]]) -> Reading:
        reads.append(texts)
        return read_texts(texts)

    monkeypatch.setattr(matrices, "read_texts", reading)
    ann.open()
    assert len(reads) == 1
    ann.select("matrix", wordings[0])
    assert len(reads) == 2


def chosen_matrix(visit: Visit) -> object:
    (found,) = [each for each in visit.at.selectbox if each.key == "matrix"]
    return found.value


def test_upload_mend_upload_again(ann: Visit, garden_file: Path) -> None:
    text = mine(garden_file)
    matrix_uploader(ann.open()).upload("mine.yaml", text.replace("roles:", "rolls:").encode())
    ann.run()
    assert "No matrix was loaded." in ann.text()
    assert "rolls" in ann.text()
    matrix_uploader(ann).upload("mine (1).yaml", text.encode())
    ann.run()
    matrix = read_texts([("mine.yaml", text.encode())]).matrix
    assert matrix is not None
    assert chosen_matrix(ann) == matrix.wording
    assert "rolls" not in ann.text()
    assert [each.value for each in ann.at.success] == [loaded("My garden")]
    ann.press("start")
    assert the_assessment(ann).wording == matrix.wording


def test_one_mended_file_takes_its_place_among_the_others(ann: Visit, garden_file: Path) -> None:
    head, rest = mine(garden_file).split("roles:\n", 1)
    uploader = matrix_uploader(ann.open())
    uploader.upload("head.yaml", head.encode())
    uploader.upload("roles.yaml", f"rolls:\n{rest}".encode())
    ann.run()
    assert not ann.at.success
    matrix_uploader(ann).upload("roles.yaml", f"roles:\n{rest}".encode())
    ann.run()
    assert ann.at.success
    (kept,) = session.store().matrices(ann.owner)
    assert len(session.store().load_matrix(ann.owner, kept.wording).files) == 2


def test_the_problems_of_an_upload_are_gone_with_the_page(ann: Visit) -> None:
    matrix_uploader(ann.open()).upload("mine.yaml", b"matrix: mine")
    ann.run()
    assert "No matrix was loaded." in ann.text()
    ann.open("assessments")
    assert "No matrix was loaded." not in ann.open().text()


def test_an_own_matrix_that_cannot_be_read_any_more_is_told(ann: Visit) -> None:
    session.store().save_matrix(
        ann.owner, matrix_id="old", title="Old", wording="w", files=[("old.yaml", "x: 1")]
    )
    ann.open().select("matrix", "w")
    assert [each.value for each in ann.at.warning] == [
        "This matrix can't be read any more. Upload it again."
    ]


def test_the_guide_is_a_page_without_a_place_in_the_navigation(ann: Visit) -> None:
    (link,) = ann.open().at.get("page_link")
    assert link.proto.label == "How to write a matrix"
    ann.open("guide")
    assert "<!--" not in "".join(ann.markdown())
    assert ann.title == "Writing a matrix · Readiness Radar"
    assert "This is the smallest complete matrix." in ann.text()
