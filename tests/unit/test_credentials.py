from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.entries.credentials import Credential, as_text, faults_in, read_credential
from skills.entries.kinds import CREDENTIAL_KINDS

GOOD = Credential("MSc", "education", "A university", date(2020, 7, 1), None, "https://a.org/x")

credentials = st.builds(
    Credential,
    title=st.text(min_size=1, max_size=200).filter(lambda text: text.strip()),
    kind=st.sampled_from(CREDENTIAL_KINDS),
    issuer=st.text(max_size=200),
    issued=st.none() | st.dates(),
    expires=st.none() | st.dates(),
    link=st.sampled_from(["", "https://example.org/certificate?id=1"]),
).filter(lambda each: not faults_in(each))


@given(credentials)
def test_a_stored_credential_round_trips(credential: Credential) -> None:
    assert read_credential(as_text(credential)) == credential


@pytest.mark.slow
@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(str))
def test_any_text_is_parsed_or_yields_none(text: str) -> None:
    found = read_credential(text)
    assert found is None or not faults_in(found)


def test_a_credential_expires_after_its_last_day() -> None:
    credential = replace(GOOD, expires=date(2026, 11, 23))
    assert not credential.is_expired(date(2026, 11, 23))
    assert credential.is_expired(date(2026, 11, 24))
    assert not GOOD.is_expired(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": "  "}, "Give it a name."),
        ({"kind": "hobby"}, "Choose a type."),
        ({"link": "javascript:alert(1)"}, "A link must start with https:// and have no spaces."),
        ({"issuer": "x" * 201}, "Name and issuer can have at most 200 characters."),
        ({"expires": date(2019, 1, 1)}, "The expiry date is before the date of issue."),
    ],
)
def test_faults_are_reported(change: dict[str, object], fault: str) -> None:
    assert faults_in(replace(GOOD, **change)) == (fault,)
