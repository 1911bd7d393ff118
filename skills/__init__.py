"""Know everything about skill matrices, scores and plans, and nothing about screens.

The files, from the ground up:

- ``problems``     what is wrong in somebody's data, where, and how to mend it
- ``matrix``       the values a skill matrix is made of
- ``fields``       the keys a matrix file may have, declared once
- ``nodes``        YAML text to nodes that know their line and column
- ``reading``      nodes to a ``Matrix``, with every problem at once
- ``checking``     what must hold across a whole matrix
- ``schema``       the same declared keys as a JSON Schema for editors
- ``answers``      what a person answered, and what a changed matrix makes of it
- ``scoring``      answers to a level per skill, with its range and its arithmetic
- ``gaps``         levels against a profile: readiness, points lost, verdict
- ``cohort``       the same for many people at once, on arrays
- ``asking``       which statements to ask next, and how long it takes
- ``patterns``     answer patterns that deserve a second look
- ``planning``     projects that close gaps
- ``settings``     the environment, read in one place
- ``store``        assessments in a database
- ``cli``          the command line
"""
