from __future__ import annotations

from report_support import example_record, example_report

from skills.importing.from_json import read_json
from skills.reports.as_json import as_json
from skills.reports.report import Parts


def test_a_report_as_json_is_its_record() -> None:
    report = example_report()
    reading = read_json(as_json(report), "report.json")
    assert reading.problems == ()
    assert reading.record == report.record == example_record()


def test_parts_left_out_of_a_report_are_not_in_the_file() -> None:
    reading = read_json(as_json(example_report(Parts(notes=False, answers=False))), "report.json")
    assert reading.record is not None
    assert (reading.record.notes, reading.record.answers) == ((), ())
