"""The working day on the result page, against what the arithmetic says."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from more_statements import lengthen
from page_text import Reader, plain
from page_visit import MASTER, Visit
from roles_page import ADVICE, COMPOST, MARKS, PRUNING, readiness_of, scored, show, up_to

from components.pages.result import DAY
from skills.guidance.plan import make_plan
from skills.guidance.working_day import BlockStatus, Opening, assess_day, find_opening
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.sentences.guidance import day_text, needs_text


def blocks(visit: Visit) -> list[str]:
    (found,) = visit.parts('class="rr-day"')
    inside = found.split('class="rr-day">')[1]
    return [plain(each) for each in inside.split("</li>")[:-1]]


def day_lead(visit: Visit) -> str:
    (found,) = visit.parts('class="rr-day"')
    return plain(found.split("<ol")[0])


@pytest.mark.parametrize(("compost", "advice"), list(product([None, 0, 1, 2, 3], repeat=2)))
def test_each_block_says_how_it_could_be_done(
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
    plan = make_plan(matrix, readiness_of(matrix, profile, answers), scores).steps
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
    assert found.position == 1
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
    for line, each in zip(blocks(ann), day, strict=True):
        missing = needs_text(matrix, each)
        start = f"{each.block.start}–{each.block.end} {each.block.title} "
        assert line.startswith(f"{start}{MARKS[each.status.value]} {each.status.value} ")
        assert line.endswith(
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
