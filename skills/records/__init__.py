"""Records of assessments: snapshots, the export file, and comparisons between two dates.

A `Record` (``record``) contains everything a person entered, and the part of the matrix needed to
understand it without the matrix (``matrix_copy``). ``snapshot`` creates one from stored entries,
``entry_lists`` converts entries to its lists and back, ``to_json`` serializes it, and
``record_upgrades`` upgrades files of older versions. ``comparison`` and ``change_reasons`` compare
two snapshots; ``matrix_changes`` finds what still counts after a matrix has changed.
"""
