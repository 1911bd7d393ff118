"""Write an assessment into a file, read files back, and compare what they hold.

A `Record` (``record``) is everything a person entered, with as much of the matrix as is needed to
understand it without the matrix. ``taking`` makes one from what is stored, ``copying`` turns the
matrix it repeats back into a `Matrix`. ``as_json``, ``as_table`` and ``as_resume`` write records,
the ``from_`` modules read them, ``files`` tells what kind of file it is. ``previewing`` says what
bringing one in would change, ``comparing`` what changed between two.
"""
