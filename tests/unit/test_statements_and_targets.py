"""What statements, targets and topics of the machine learning engineer matrix must hold."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from report_support import first_matrix

from skills.matrix import Statement

DATA = Path(__file__).parents[1] / "data"
COVERAGE = json.loads((DATA / "coverage.json").read_text(encoding="utf-8"))
MATRIX = first_matrix()
SKILLS = list(MATRIX.skills.values())
STATEMENTS = list(MATRIX.statements.values())


def test_two_statements_carry_each_level_that_decides_anything() -> None:
    carried = Counter((skill.id, each.level) for skill in SKILLS for each in skill.statements)
    decisive = {
        (target.skill, target.level)
        for profile in MATRIX.profiles.values()
        for target in profile.targets
        if target.must or target.weight >= 3
    }
    assert [each for each in sorted(decisive) if carried[each] < 2] == []


SUPPORT = re.compile(
    r"\b(guide|example|checklist|documentation|assistant|dictionary|template|list|set-up|reference"
    r"|rules|method|query at hand|limit set beforehand)\b"
)
ALONE = re.compile(r"\bwithout\b")
OTHERS = re.compile(
    r"\b(colleague|senior|supervisor|client|manager|boss|team|department|programmer|employer)s?\b"
)
"""Who helps, that nobody does, and those whom a learner or a sole engineer does not have."""


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_each_statement_can_be_answered_alone_and_says_who_helps(statement: Statement) -> None:
    assert not OTHERS.search(statement.text)
    if statement.level == 2:
        assert SUPPORT.search(statement.text)
    assert bool(ALONE.search(statement.text)) == (statement.level == 3)


GONE = {"data-modelling.lead-labelling", "exploration.teach-charts", "writing.report-form"}
"""What stands in their place is another behaviour; docs/decisions.md says why."""


def test_no_answer_to_an_earlier_statement_is_lost() -> None:
    file = DATA / "records" / "version-1.6.json"
    earlier = json.loads(file.read_text(encoding="utf-8"))["matrix"]["skills"]
    ids = {each["id"] for skill in earlier for each in skill["statements"]}
    today = {name for each in STATEMENTS for name in (each.id, *each.was)}
    assert ids - today == GONE


MOST_BY_JUDGEMENT = 0.28
SOURCE = re.compile(r"framework|exam|rubric|outline|O\*NET")


def test_few_reasons_cite_nothing_but_our_judgement() -> None:
    reasons = [each.why for profile in MATRIX.profiles.values() for each in profile.targets]
    ours = [why for why in reasons if not SOURCE.search(why)]
    assert all("our judgement" in why for why in ours)
    assert len(ours) <= MOST_BY_JUDGEMENT * len(reasons)


@pytest.mark.parametrize(
    ("profile", "skills"),
    [
        ("ml-engineer.lead", "programming libraries evaluation problem-framing"),
        ("data-scientist.senior", "programming"),
        ("data-engineer.senior", "programming"),
        ("mlops-engineer.senior", "engineering"),
        ("ai-engineer.mid", "evaluation programming generative-ai"),
        ("ai-engineer.senior", "evaluation programming generative-ai"),
    ],
)
def test_what_the_core_of_a_role_rests_on_is_a_must_have(profile: str, skills: str) -> None:
    musts = {each.skill for each in MATRIX.profiles[profile].targets if each.must}
    assert set(skills.split()) <= musts


def test_a_topic_is_more_than_a_question() -> None:
    asked_only = [
        topic
        for topic, entry in COVERAGE.items()
        if all(name.startswith("check:") for name in entry["by"])
    ]
    assert asked_only == []


NAMED = """
embeddings and vector search: generative-ai.near-meaning generative-ai.meaning-search
retrieval or tuning: generative-ai.tune-or-search
structured output and tool calls: generative-ai.set-form generative-ai.tool-agent
agents and their memory: generative-ai.tool-agent generative-ai.agent-limits
evaluation and tracing: generative-ai.find-step generative-ai.output-tests
prompts and models as releases: generative-ai.prompt-release
cost, caching and delay: generative-ai.token-cost generative-ai.fewer-tokens
closed, open or small: generative-ai.choose-model
adapting a model: generative-ai.tune-by-guide libraries.adapt-model
images and speech: generative-ai.image-input
coding assistants: generative-ai.assistant-code generative-ai.assistant-rules
guardrails and injection: generative-ai.hidden-order generative-ai.resist-orders
array computing: programming.array-not-loop
pruning, quantisation, distillation: libraries.shrink-model
processors and their cost: operations.run-cost operations.move-to-gpu
feature store: data-modelling.shared-inputs data-modelling.same-inputs
data contracts: data-preparation.data-contracts
build or buy: problem-framing.build-or-buy
batch and load: engineering.batch-scoring engineering.find-limit
security: engineering.spot-secret engineering.scan-packages engineering.close-attacks
AI law: responsible-ml.risk-class responsible-ml.technical-file responsible-ml.human-control
mentoring and reviewing: communication.teach-one engineering.review-others
technical debt: engineering.pay-debt programming.safe-rebuild
ROC and precision-recall: evaluation.pick-threshold
divergence: libraries.read-curve libraries.mend-training
activations and back-propagation: libraries.error-to-weights
data structures and algorithms: programming.pick-structure programming.faster-algorithm
certificates: qualification:certificate
"""
"""What the job asks for in 2026 and the list of topics, which is older, does not name."""


@pytest.mark.parametrize("row", NAMED.strip().splitlines(), ids=lambda row: row.split(":")[0])
def test_a_topic_of_2026_has_a_statement(row: str) -> None:
    known = set(MATRIX.statements) | {f"qualification:{each.id}" for each in MATRIX.qualifications}
    assert set(row.partition(": ")[2].split()) <= known


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_generative_models_have_several_statements_at_each_level(level: int) -> None:
    found = [each.level for each in MATRIX.skills["generative-ai"].statements]
    assert found.count(level) >= 4


@pytest.mark.parametrize("level", ["mid", "senior", "lead"])
def test_a_person_who_meets_every_target_can_do_the_whole_day(level: str) -> None:
    profile = MATRIX.profiles[f"ml-engineer.{level}"]
    held = {each.skill: each.level for each in profile.targets}
    too_much = [
        (block.id, skill)
        for block in MATRIX.day
        for skill, needed in block.needs.items()
        if held[skill] < needed
    ]
    assert too_much == []
