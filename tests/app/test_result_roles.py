"""The roles on the result page, against what the arithmetic says."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from page_text import plain
from page_visit import APPRENTICE, MASTER, Visit
from roles_page import ADVICE, COMPOST, PRUNING, readiness_of, scored, show, up_to

from components.pages.result import OTHER_ROLES
from components.result.role_list import ORDER
from skills.guidance.roles import RoleFit, rank_roles, shared_skills
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.scoring.verdicts import Verdict
from skills.sentences.formats import listed, percent, plural
from skills.sentences.guidance import closest_role
from skills.sentences.overview import result_preview_text
from skills.sentences.verdicts import conditions_text, verdict_word


def role_rows(visit: Visit) -> list[list[str]]:
    (table,) = visit.parts(ORDER)
    body = table.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    return [
        [plain(f"<td{cell}") for cell in row.replace("<th", "<td").split("<td")[1:]] for row in body
    ]


def lead(visit: Visit, matrix: Matrix, answers: Mapping[str, str]) -> RoleFit:
    """Return the role that the page calls the closest, once it says so as the room does."""
    closest = rank_roles(matrix, scored(matrix, answers))[0]
    leads = [plain(each) for each in visit.parts('<p class="rr-lead"')]
    assert leads.count(closest_role(matrix, closest)) == 1
    return closest


def test_the_closest_role_is_shown_with_its_calculation(ann: Visit, garden: Matrix) -> None:
    """By hand: compost 2 of 2, pruning 0 of 1, advice 1 of 1 at weights 2, 1 and 0.5."""
    answers = up_to("compost", COMPOST, 2) | up_to("pruning", PRUNING, 0)
    answers |= up_to("advice", ADVICE, 1)
    show(ann, garden, MASTER, answers, OTHER_ROLES)
    closest = lead(ann, garden, answers)
    assert (closest.reached, closest.following.profile) == (None, APPRENTICE)
    assert (closest.met_musts, closest.musts) == (1, 1)
    assert percent(closest.following.value or 0.0) == "71%"
    first, second = role_rows(ann)
    all_three = "Composting, Pruning and Advice"
    assert first == [
        f"Gardener no level reached yet All 3 skills overlap with your target role {all_three}",
        "Apprentice 1 of 1 must-have; “ready” starts at 85%; not every target is half met yet",
        "71% nearly ready",
    ]
    assert second == [
        "Seller level not known yet 1 of 2 skills overlap with your target role Advice",
        "Starter 0 of 1 must-have, 1 not assessed yet",
        "– not enough answers",
    ]


def test_a_reached_level_is_named_and_the_next_one_is_the_aim(ann: Visit, garden: Matrix) -> None:
    """By hand: compost 2 of 4, pruning 3 of 3, advice 3 of 3 at weights 2, 2 and 1."""
    answers = up_to("compost", COMPOST, 2) | up_to("pruning", PRUNING, 3)
    answers |= up_to("advice", ADVICE, 3) | {"till.change": "fully", "till.closing": "fully"}
    show(ann, garden, MASTER, answers, OTHER_ROLES)
    closest = lead(ann, garden, answers)
    assert closest.reached is not None
    assert (closest.reached.id, closest.following.profile) == ("seller.starter", "seller.starter")
    first, second = role_rows(ann)
    assert first[0].startswith("Seller ready by your own ratings: Starter 1 of 2 skills overlap")
    assert first[1:] == ["Starter 1 of 1 must-have", "100% ready by your own ratings"]
    assert second[0] == "Gardener ready by your own ratings: Apprentice; your target role"
    assert second[1:] == ["Master 0 of 1 must-have; “ready” starts at 85%", "80% on the way"]


def test_who_is_ready_at_a_level_is_not_called_closest_to_another_role(
    ann: Visit, shipped: Library
) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    targets = {each.skill: each.level for each in matrix.profiles["ml-engineer.entry"].targets}
    answers = {
        each.id: "fully" if each.level <= targets.get(skill.id, 0) else "not-yet"
        for skill in matrix.skills.values()
        for each in skill.statements
    }
    show(ann, matrix, "ml-engineer.entry", answers, OTHER_ROLES)
    closest = lead(ann, matrix, answers)
    assert closest.reached is not None
    assert closest.reached.id == "ml-engineer.entry"
    assert closest.following.profile != closest.reached.id


def test_no_role_is_called_closest_on_a_single_answer(ann: Visit, garden: Matrix) -> None:
    """There is a preview instead of the tabs, whatever tab the address names."""
    answers = {"compost.heap": "fully"}
    show(ann, garden, MASTER, answers, OTHER_ROLES)
    closest = rank_roles(garden, scored(garden, answers))[0]
    assert closest.following.verdict is Verdict.unknown
    assert result_preview_text(readiness_of(garden, MASTER, answers)) in ann.text()
    assert "closest" not in ann.text()
    assert "Seller" not in ann.text()


def test_a_role_that_shares_nothing_says_so(ann: Visit, garden_file: Path) -> None:
    text = garden_file.read_text().replace(
        "          advice: {level: 2, weight: 2, why: This is the work.}\n", ""
    )
    garden_file.write_text(text)
    matrix = Library([garden_file]).load().matrices["garden"]
    answers = up_to("compost", COMPOST, 4) | up_to("pruning", PRUNING, 3)
    show(ann, matrix, MASTER, answers | up_to("advice", ADVICE, 3), OTHER_ROLES)
    (row,) = [each for each in role_rows(ann) if each[0].startswith("Seller")]
    assert row[0] == "Seller level not known yet 0 of 1 skill overlaps with your target role"


@pytest.mark.parametrize("option", ["not-yet", "partly", "mostly", "fully", "by skill"])
def test_every_shipped_role_stands_as_the_arithmetic_says(
    ann: Visit, shipped: Library, option: str
) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    options = ("fully", "not-yet", "partly", "mostly")
    every = list(matrix.skills.values())
    answers = {
        each.id: options[place % 4] if option == "by skill" else option
        for place, skill in enumerate(every)
        for each in skill.statements
    }
    profile = "ml-engineer.mid"
    show(ann, matrix, profile, answers, OTHER_ROLES)
    ranked = rank_roles(matrix, scored(matrix, answers))
    assert len(ranked) == 6
    assert ranked[0].following.verdict is not Verdict.unknown
    assert lead(ann, matrix, answers) == ranked[0]
    for row, each in zip(role_rows(ann), ranked, strict=True):
        following = matrix.profiles[each.following.profile]
        musts = [target.skill for target in following.targets if target.must]
        assert each.musts == len(musts)
        reached = f"{each.met_musts} of {plural(len(musts), 'must-have')}"
        assert row[1] == f"{following.title} {conditions_text(each.following, reached)}"
        assert row[2] == f"{percent(each.following.value or 0)} {verdict_word(each.following)}"
        shared = shared_skills(matrix.profiles[profile], following)
        names = listed([matrix.skills[skill].title for skill in shared])
        every_one = len(shared) == len(following.targets)
        count = "All" if every_one else f"{len(shared)} of"
        overlap = f"{count} {len(following.targets)} skills overlap"
        common = f"{overlap} with your target role {names}".rstrip()
        assert row[0].endswith("; your target role" if following.id == profile else common)


def test_a_higher_level_that_is_ahead_of_a_lower_one_is_explained(
    ann: Visit, garden: Matrix
) -> None:
    """Pruning is all of what this person can do, and weighs more for the master."""
    answers = dict.fromkeys(garden.statements, "never")
    show(ann, garden, MASTER, answers | up_to("pruning", PRUNING, 3), OTHER_ROLES)
    assert (
        "Master (40%) can be ahead of Apprentice (28%): each level has its own targets and weights"
    ) in ann.text()
    usual = answers | up_to("compost", COMPOST, 2) | up_to("pruning", PRUNING, 1)
    show(ann, garden, MASTER, usual, OTHER_ROLES)
    assert "can be ahead of" not in ann.text()
