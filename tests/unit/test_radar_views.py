"""Which views a radar has, in which order, and with which one to begin."""

from __future__ import annotations

import pytest

from skills.scoring.radar_views import (
    ALL,
    AREAS,
    MOST_OF_A_PART,
    MOST_OF_ALL,
    MUSTS,
    NOTHING,
    View,
    default_view,
    radar_views,
)
from skills.scoring.spokes import FEWEST, Spoke
from skills.sentences.radar import radar_text, spoke_text, view_note, view_title


def spoke(at: int, area: str = "A", *, must: bool = False, level: float | None = 2.0) -> Spoke:
    return Spoke(f"Skill {at}", area, level, 3.0, must=must)


def skills(count: int, areas: int = 1, musts: int = 0) -> list[Spoke]:
    return [spoke(at, f"Area {at % areas + 1}", must=at < musts) for at in range(count)]


def ids(found: list[Spoke]) -> list[str]:
    return [each.id for each in radar_views(found)]


def test_every_view_that_can_be_read_is_offered_in_order() -> None:
    assert ids(skills(18, areas=3, musts=5)) == [ALL, MUSTS, "area-1", "area-2", "area-3", AREAS]


@pytest.mark.parametrize("count", [FEWEST, MOST_OF_ALL])
def test_all_skills_are_a_view_from_three_to_twenty(count: int) -> None:
    assert ids(skills(count)) == [ALL]


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_two_axes_have_no_shape(count: int) -> None:
    assert radar_views(skills(count)) == ()
    assert default_view(()) == NOTHING


@pytest.mark.parametrize(
    ("musts", "found"),
    [
        (FEWEST - 1, [ALL]),
        (FEWEST, [ALL, MUSTS]),
        (MOST_OF_A_PART, [ALL, MUSTS]),
        (MOST_OF_A_PART + 1, [ALL]),
    ],
)
def test_must_haves_are_a_view_from_three_to_twelve(musts: int, found: list[str]) -> None:
    assert ids(skills(18, musts=musts)) == found


def test_a_view_that_shows_nothing_new_is_not_offered() -> None:
    assert ids(skills(5, areas=1, musts=5)) == [ALL]


def test_a_view_without_anything_assessed_is_not_offered() -> None:
    known = [spoke(at, "Known") for at in range(4)]
    unknown = [spoke(at, "Unknown", level=None, must=True) for at in range(4, 8)]
    assert ids([*known, *unknown]) == [ALL, "area-1"]
    assert radar_views(unknown) == ()


def test_axes_stand_by_area_in_the_order_of_the_matrix() -> None:
    found = radar_views(skills(6, areas=2))[0]
    assert [each.area for each in found.spokes] == ["Area 1"] * 3 + ["Area 2"] * 3
    assert [each.title for each in found.spokes[:3]] == ["Skill 0", "Skill 2", "Skill 4"]


@pytest.mark.parametrize(
    ("found", "begins"),
    [
        (skills(20, areas=4, musts=4), ALL),
        (skills(21, areas=4, musts=4), MUSTS),
        (skills(21, areas=4), AREAS),
        (skills(14, areas=2) + [spoke(at, "Third", level=None) for at in range(14, 60)], AREAS),
        (skills(22, areas=2), "area-1"),
        (skills(100, areas=2), ""),
    ],
)
def test_the_view_to_begin_with(found: list[Spoke], begins: str) -> None:
    assert default_view(radar_views(found)).id == begins


def test_views_are_named_and_say_what_they_leave_out() -> None:
    all_skills, musts, area, *_, areas = radar_views(skills(18, areas=3, musts=5))
    assert [view_title(each) for each in (all_skills, musts, area, areas)] == [
        "All skills",
        "Must-haves",
        "Area 1",
        "By area",
    ]
    assert view_note(all_skills) == ""
    assert view_note(musts) == "With more than 20 skills, the radar shows only the must-haves."
    assert "only those in “Area 1”" in view_note(area)
    assert "against the mean of their targets" in view_note(areas)
    assert "target" not in view_note(areas, has_targets=False)
    assert radar_text(areas, "Done.") == "Radar of 3 areas: levels against targets. Done."


def test_a_spoke_says_all_that_it_stands_for() -> None:
    one = Spoke(
        *("ML libraries", "A", 1.32, 2.0),
        must=True,
        low=0.96,
        high=1.75,
        sources=("self", "check"),
        checks=2,
    )
    assert spoke_text(one) == (
        "ML libraries: level 1.3 (likely 0.9–1.8), target 2, must-have; self-rating and 2 checks"
    )
    assert spoke_text(Spoke("Serve", "A", None, 2.0)) == "Serve: not assessed, target 2"
    assert spoke_text(Spoke("Serve", "A", 1.0, 0.0, low=1, high=1)) == "Serve: level 1"


def test_a_view_keeps_its_skills_apart_from_its_areas() -> None:
    assert View(AREAS, ()).is_by_area
    assert not View(ALL, ()).is_by_area
