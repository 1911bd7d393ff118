"""What an assessment says, on paper and in files.

``report`` holds everything a reader is told, as plain text and numbers, once, and
``build_report`` fills it from a record. Each ``as_`` module lays the same `Report` out in one
format and decides nothing about content, so formats cannot disagree. ``writers`` lists them.
"""
