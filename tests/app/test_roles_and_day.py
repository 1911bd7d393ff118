"""The roles and the working day on the result page, against what the arithmetic says."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from more_statements import lengthen
from page_text import Reader, plain
from visiting import APPRENTICE, MASTER, Visit, begin, put

from components.pages.result import DAY, OTHER_ROLES
from components.result.role_list import ORDER
from skills.entries.kinds import Mode
from skills.guidance.plan import make_plan
from skills.guidance.roles import RoleFit, rank_roles, shared_skills
from skills.guidance.working_day import BlockStatus, Opening, assess_day, find_opening
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.scoring import Score, score_skills
from skills.scoring.readiness import Readiness, compare
from skills.scoring.verdicts import Verdict
from skills.sentences.formats import listed, percent, plural
from skills.sentences.guidance import closest_role, day_text, needs_text
from skills.sentences.overview import result_preview_text
from skills.sentences.verdicts import conditions_text, verdict_word
from skills.store import Assessment

MARKS = {"alone": "✓", "with support": "◐", "not yet": "○", "not assessed": "?"}

COMPOST = ("heap", "turning", "ripe", "plan")
ADVICE = ("listen", "match", "refuse")
PRUNING = ("tools", "apple", "rose")


def up_to(skill: str, statements: tuple[str, ...], reached: int | None) -> dict[str, str]:
    """Answer so that a level is reached; None leaves the skill out."""
    if reached is None:
        return {}
    return {
        f"{skill}.{each}": "fully" if place < reached else "never"
        for place, each in enumerate(statements)
    }


def show(
    visit: Visit, matrix: Matrix, profile: str, answers: Mapping[str, str], view: str
) -> Assessment:
    """Open a tab of a new result."""
    found = begin(visit, matrix, profile)
    put(visit, found, answers)
    visit.open("result", view=view, a=found.id)
    return found


def scored(matrix: Matrix, answers: Mapping[str, str]) -> Mapping[str, Score]:
    return score_skills(matrix, answers, mode=Mode.full)


def told(matrix: Matrix, profile: str, answers: Mapping[str, str]) -> Readiness:
    return compare(matrix, matrix.profiles[profile], scored(matrix, answers))


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


def blocks(visit: Visit) -> list[str]:
    (found,) = visit.parts('class="rr-day"')
    inside = found.split('class="rr-day">')[1]
    return [plain(each) for each in inside.split("</li>")[:-1]]


def day_lead(visit: Visit) -> str:
    (found,) = visit.parts('class="rr-day"')
    return plain(found.split("<ol")[0])


def test_the_closest_role_is_told_with_its_arithmetic(ann: Visit, garden: Matrix) -> None:
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
        "Apprentice 1 of 1 must-have; ready starts at 85%; not every target is half met yet",
        "71% nearly ready",
    ]
    assert second == [
        "Seller level not known yet 1 of 2 skills overlap with your target role Advice",
        "Starter 0 of 1 must-have, 1 not assessed yet",
        "– not enough answers",
    ]


def test_a_reached_level_is_told_and_the_next_one_is_the_aim(ann: Visit, garden: Matrix) -> None:
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
    assert second[1:] == ["Master 0 of 1 must-have; ready starts at 85%", "80% on the way"]


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
    assert result_preview_text(told(garden, MASTER, answers)) in ann.text()
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


@pytest.mark.parametrize(("compost", "advice"), list(product([None, 0, 1, 2, 3], repeat=2)))
def test_each_block_says_how_it_could_be_carried(
    ann: Visit, garden_file: Path, compost: int | None, advice: int | None
) -> None:
    """Both blocks of the garden need level 2 of one skill; pruning alone makes a verdict."""
    garden, enough = lengthen(garden_file, "pruning", 27)
    answers = enough | up_to("compost", COMPOST, compost) | up_to("advice", ADVICE, advice)
    answers |= up_to("pruning", PRUNING, 1)
    show(ann, garden, MASTER, answers, DAY)
    by_hand = {None: "not assessed", 0: "not yet", 1: "with support", 2: "alone", 3: "alone"}
    morning, noon = by_hand[compost], by_hand[advice]
    needs = {
        "alone": "",
        "with support": " Still needs level 2 in {}",
        "not yet": " Still needs level 2 in {}",
        "not assessed": " Not assessed yet: level 2 in {}",
    }
    first, second = needs[morning].format("Composting"), needs[noon].format("Advice")
    assert blocks(ann) == [
        f"07:00–09:00 Turning the heaps {MARKS[morning]} {morning} turn; measure{first}",
        f"09:00–12:00 Visitors {MARKS[noon]} {noon} advise{second}",
    ]
    day = assess_day(garden, scored(garden, answers))
    assert [each.status.value for each in day] == [morning, noon]
    assert day_lead(ann) == day_text(day, opened(garden, MASTER, answers))


def opened(matrix: Matrix, profile: str, answers: Mapping[str, str]) -> Opening | None:
    """Return what the plan opens first."""
    scores = scored(matrix, answers)
    plan = make_plan(matrix, told(matrix, profile, answers), scores).steps
    return find_opening(matrix, scores, plan)


def test_the_day_names_the_step_of_the_plan_that_opens_more_of_it(
    ann: Visit, garden: Matrix
) -> None:
    """Compost is a must-have, and its first heap the first step; the open day needs no other."""
    answers = up_to("compost", COMPOST, 1) | up_to("advice", ADVICE, 1)
    answers |= up_to("pruning", PRUNING, 1)
    shown = show(ann, garden, MASTER, answers, DAY)
    found = opened(garden, MASTER, answers)
    assert found is not None
    assert found.place == 1
    assert f"“{found.project.title}” (step 1 of your plan) would let you handle" in day_lead(ann)
    (first,) = ann.open("plan", a=shown.id).parts('class="rr-h3"')
    assert plain(first).startswith(f"{found.project.title} ")


@pytest.mark.parametrize("option", ["not-yet", "partly", "mostly", "fully"])
@pytest.mark.parametrize("left_out", ["", "programming", "managing-time"])
def test_the_shipped_day_is_drawn_as_the_arithmetic_says(
    ann: Visit, shipped: Library, option: str, left_out: str
) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    answers = {
        each.id: option
        for skill in matrix.skills.values()
        for each in skill.statements
        if skill.id != left_out
    }
    show(ann, matrix, "ml-engineer.junior", answers, DAY)
    day = assess_day(matrix, scored(matrix, answers))
    for told, each in zip(blocks(ann), day, strict=True):
        missing = needs_text(matrix, each)
        start = f"{each.block.start}–{each.block.end} {each.block.title} "
        assert told.startswith(f"{start}{MARKS[each.status.value]} {each.status.value} ")
        assert told.endswith(
            missing[:1].upper() + missing[1:] if missing else each.block.activities[-1]
        )
        assert bool(missing) == (each.status is not BlockStatus.alone)
    unknown = sum(each.status is BlockStatus.unknown for each in day)
    assert bool(unknown) == bool(left_out)
    assert day_lead(ann) == day_text(day, opened(matrix, "ml-engineer.junior", answers))
    assert len(day) == 8


def test_the_blocks_are_a_list_that_a_reader_can_count(ann: Visit, garden: Matrix) -> None:
    answers = up_to("compost", COMPOST, 2) | up_to("pruning", PRUNING, 1)
    show(ann, garden, MASTER, answers | up_to("advice", ADVICE, 1), DAY)
    (found,) = ann.parts('class="rr-day"')
    reader = Reader()
    reader.feed(found)
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("ol") == 1
    assert tags.count("li") == len(garden.day)
    assert tags.count("time") == len(garden.day)


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
