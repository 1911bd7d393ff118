"""The target role on the result page: changed, and beside its levels and other roles."""

from page_text import plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put, stored
from result_page import ADVICE, COMPOST, PRUNING, readiness_of, rows

from components.pages.result import OTHER_ROLES
from components.result.role_list import ORDER
from components.web import session
from skills.entries.kinds import Mode
from skills.guidance.roles import rank_roles
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import compare_profiles
from skills.scoring.verdicts import Verdict
from skills.sentences.guidance import met_musts, reached_text
from skills.sentences.must_haves import missing_musts
from skills.sentences.results import readiness_text
from skills.sentences.verdicts import VERDICT_WORDS, conditions_text, headline, verdict_word


def test_a_role_with_too_few_answers_is_not_judged(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, assessment, answers)
    ann.open("result", view=OTHER_ROLES, a=assessment.id)
    (seller,) = [row for row in rows(ann, ORDER) if row[0].startswith("Seller")]
    scores = score_skills(garden, answers, mode=Mode.full)
    fits = {each.role.title: each for each in rank_roles(garden, scores)}
    unknown = fits["Seller"]
    assert (unknown.reached, unknown.following.verdict) == (None, Verdict.unknown)
    assert (unknown.met_musts, unknown.musts) == (0, 1)
    assert len(missing_musts(unknown.following).unknown) == 1
    assert seller[0].startswith(f"Seller {reached_text(unknown)}")
    assert seller[1:] == [
        f"Starter {met_musts(unknown)}",
        f"– {VERDICT_WORDS[Verdict.unknown]}",
    ]


def test_the_levels_of_the_role_stand_side_by_side(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, found, answers)
    ann.open("result", view=OTHER_ROLES, a=found.id)
    (cards,) = ann.parts('class="rr-levels"')
    scores = score_skills(garden, answers, mode=Mode.full)
    *found, end = cards.split("</li>")
    assert not plain(end)
    compared = compare_profiles(garden, garden.role_of(APPRENTICE), scores)
    assert len(found) == len(compared) > 1
    for card, each in zip(found, compared, strict=True):
        assert each.value is not None
        seen = plain(card)
        assert garden.profiles[each.profile].title in seen
        assert f"{readiness_text(each)}{verdict_word(each)}" in seen.replace(" " * 2, " ")
        assert seen.endswith(conditions_text(each))
        assert ("your target" in seen) == (each.profile == APPRENTICE)


def test_another_aim_is_stored_and_everything_measured_against_it(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick", hours=6)
    answers = COMPOST | PRUNING | ADVICE
    put(ann, assessment, answers)
    ann.open("result", a=assessment.id).choose("aim|", MASTER)
    changed = session.store().assessment(ann.owner, assessment.id)
    assert (changed.profile, changed.mode, changed.hours) == (MASTER, "quick", 6)
    assert headline(garden, readiness_of(garden, answers, MASTER, "quick")) in ann.text()
    assert ann.control("aim|").value == MASTER
    ann.choose("aim|", APPRENTICE)
    assert session.store().assessment(ann.owner, assessment.id).profile == APPRENTICE
    assert stored(ann, assessment) == answers


def test_another_role_is_stored_with_a_level_of_it(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    answers = COMPOST | PRUNING | ADVICE | {"till.change": "fully", "till.closing": "fully"}
    put(ann, assessment, answers)
    ann.open("result", a=assessment.id).select(f"role|{assessment.id}|{APPRENTICE}", "seller")
    assert session.store().assessment(ann.owner, assessment.id).profile == "seller.starter"
    assert ann.control("aim|").value == "seller.starter"
    assert headline(garden, readiness_of(garden, answers, "seller.starter")) in ann.text()
    assert stored(ann, assessment) == answers


def test_every_role_is_listed_the_closest_first(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, MASTER)
    answers = COMPOST | PRUNING | dict.fromkeys(ADVICE, "fully")
    put(ann, assessment, answers)
    ann.open("result", view=OTHER_ROLES, a=assessment.id)
    ranked = rank_roles(garden, score_skills(garden, answers, mode=Mode.full))
    assert len(ranked) == 2
    for row, each in zip(rows(ann, ORDER), ranked, strict=True):
        assert each.role.title in row[0]
        assert garden.profiles[each.following.profile].title in row[1]
        assert readiness_text(each.following) in row[2]
