"""An assessment as one value: its snapshots, its file, and how two moments of it compare.

A `Record` (``record``) is everything a person entered, with as much of the matrix as is needed to
understand it without the matrix (``matrix_copy``). ``snapshot`` makes one from what is stored,
``entry_lists`` turns stored entries into its lists and back, ``to_json`` writes it,
``record_upgrades`` leads older forms to today's. ``comparison`` and ``change_reasons`` say what
changed between two moments, ``matrix_changes`` what of an old matrix still counts.
"""
