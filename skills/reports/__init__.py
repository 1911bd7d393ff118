"""Reports: the results of an assessment as PDF, HTML, XLSX and other files.

``report`` defines the contents of a report as plain text and numbers; ``build_report`` builds it
from a record. Each ``as_`` module renders the same `Report` in one format and decides nothing about
its contents, so formats cannot disagree. ``writers`` lists them.
"""
