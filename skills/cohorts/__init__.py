"""Many people at once: read their answers in blocks, score them, and sum groups up.

Memory does not grow with the number of people, except for sixteen bytes each that find an id twice.
"""
