"""A matrix whose skills sentences about a review can name."""

from __future__ import annotations

from matrix_support import a_matrix, a_project, a_skill

from skills.matrix import Target

SQL = a_skill("sql")
MATRIX = a_matrix(SQL, targets=[Target("sql", 3)], projects=[a_project("first-query")])
