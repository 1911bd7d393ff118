"""Many people at once: read their answers in blocks, score them, and sum groups up.

Memory grows slowly with the number of people; `docs/cohorts.md` has figures.
"""
