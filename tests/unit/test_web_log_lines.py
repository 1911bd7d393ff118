"""Each line of the log is a JSON object, and says nothing that a person entered."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from components.web.log_lines import JsonLine, OwnOrWarning


def _record(message: str, *values: object, **how: Any) -> logging.LogRecord:  # noqa: ANN401
    made = {"name": "readiness_radar", "levelno": logging.WARNING, "exc_info": None} | how
    return logging.LogRecord(
        made["name"], made["levelno"], "place.py", 1, message, values, made["exc_info"]
    )


def _line(record: logging.LogRecord) -> dict[str, Any]:
    text = JsonLine().format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_line_has_time_level_logger_and_message() -> None:
    record = _record('ready: "%s"\nnext', "away ä")
    record.created = 1_800_000_000.25
    assert _line(record) == {
        "time": "2027-01-15T08:00:00.250+00:00",
        "level": "warning",
        "logger": "readiness_radar",
        "message": 'ready: "away ä"\nnext',
    }


def test_a_message_that_does_not_fit_its_values_is_written_all_the_same() -> None:
    assert _line(_record("%s and %s", "one"))["message"] == "%s and %s"
    assert _line(_record("%d", "one"))["message"] == "%d"


def test_an_error_is_its_type_and_place_without_what_it_says() -> None:
    try:
        int("my private words")
    except ValueError:
        record = _record("error 1234", exc_info=sys.exc_info())
    line = _line(record)
    assert line["error"] == "ValueError"
    assert len(line["where"]) == 1
    assert line["where"][0].startswith(f"{__file__}:")
    assert line["where"][0].endswith(" test_an_error_is_its_type_and_place_without_what_it_says")
    assert "private" not in str(line)


@pytest.mark.parametrize(
    ("name", "level", "belongs"),
    [
        ("readiness_radar", logging.INFO, True),
        ("skills.store.engine", logging.INFO, True),
        ("skills", logging.INFO, True),
        ("skillset", logging.INFO, False),
        ("uvicorn.error", logging.INFO, False),
        ("uvicorn.error", logging.WARNING, True),
    ],
)
def test_of_other_programs_only_warnings_belong_in_the_log(
    name: str, level: int, belongs: object
) -> None:
    assert OwnOrWarning().filter(_record("text", name=name, levelno=level)) is belongs
