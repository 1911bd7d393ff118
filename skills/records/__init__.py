"""Write an assessment into a file, read files back, and compare what they hold.

A `Record` (``record``) is everything a person entered, with as much of the matrix as is needed to
understand it without the matrix. ``taking`` makes one from what is stored, ``copying`` turns the
matrix it repeats back into a `Matrix`, ``rebuilding`` makes one of a file that carries only values.

In: ``files`` tells what kind of file it is, ``from_json``, ``from_pdf``, ``from_table`` and
``from_resume`` read it, ``upgrades`` leads older forms to today's, ``reading`` is what comes out.
``placing`` and ``previewing`` say what bringing it in would change, ``matching`` what of an old
matrix still counts. Out: ``as_json``, ``bringing``. ``comparing`` and ``reasons`` say what changed
between two moments.
"""
