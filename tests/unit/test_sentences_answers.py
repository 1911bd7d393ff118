from matrix_support import YES_NO, a_matrix, a_skill

from skills.entries.answers import Carried
from skills.matrix import Target
from skills.questionnaire.response_patterns import Pattern
from skills.sentences.answers import (
    NAMED,
    answer_title,
    carried_over,
    second_look,
    without_place,
)

MATRIX = a_matrix(a_skill("sql"), a_skill("git"), targets=[Target("sql", 3)])


def test_what_became_of_answers_is_listed() -> None:
    carried = Carried({"a.new": "yes", "a.same": "no"}, {"a.old": "a.new"}, {"b.gone": "yes"})
    assert carried_over(carried) == (
        "1 answer kept; 1 renamed (a.old is now a.new); 1 with no match, saved but not "
        "counted (b.gone)"
    )


def test_answers_without_a_place_are_named() -> None:
    assert without_place(Carried({}, {}, {"b.gone": "yes"})) == (
        "1 answer is for a statement that is no longer in this matrix. It's saved but "
        "doesn't count: b.gone."
    )
    assert without_place(Carried({}, {}, {"a.gone": "yes", "b.gone": "no"})) == (
        "2 answers are for statements that are no longer in this matrix. They're saved "
        "but don't count: a.gone, b.gone."
    )
    many = Carried({}, {}, {f"s.{each}": "yes" for each in range(NAMED + 3)})
    assert without_place(many).endswith(f", s.{NAMED - 1} and 3 more.")
    assert without_place(many, named=False).endswith("They're saved but don't count.")


def test_an_unusual_pattern_is_described_politely() -> None:
    assert second_look(MATRIX, Pattern("same-answer", 0.999, 0.9, 8, ("sql", "git"))) == (
        "99% of your answers are one unbroken run of the same choice. That may be "
        "right, but please check Sql and Git again."
    )
    assert second_look(MATRIX, Pattern("unordered", 0.5, 0.2, 8, ("sql",))) == (
        "Several harder statements are rated higher than easier ones, for example in "
        "Sql. That may be right, but please check them again."
    )
    assert second_look(MATRIX, Pattern("contradictory", 3, 3, 8, ("sql", "git"))) == (
        "In 3 skills, one of your answers contradicts the others, for example in Sql and Git. "
        "That may be right, but please check them again."
    )


def test_each_pattern_has_its_own_sentence() -> None:
    codes = ("same-answer", "unordered", "contradictory")
    texts = {second_look(MATRIX, Pattern(each, 0.5, 0.3, 8, ("sql",))) for each in codes}
    assert len(texts) == len(codes)


def test_an_answer_is_called_by_its_title() -> None:
    (first, *_) = YES_NO.options
    assert answer_title(YES_NO, first.id) == first.title
    assert answer_title(YES_NO, "not-applicable") == "Not applicable"
    assert answer_title(YES_NO, "bogus") == "bogus"
