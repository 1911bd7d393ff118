"""Know everything about skill matrices, scores and plans, and nothing about screens.

The files, from the ground up:

- ``problems``     what is wrong in somebody's data, where, and how to fix it
- ``matrix``       the values a skill matrix is made of
- ``reading``      YAML text to a ``Matrix``, with every problem at once (a folder of steps)
- ``library``      the matrices at hand, read again when their files change
- ``answers``      what a person answered, and what a changed matrix makes of it
- ``credentials``  degrees, certificates and experience of a person's own
- ``steps``        statements as steps of a ladder, and what each is worth
- ``scoring``      answers to a level per skill, with its range and its arithmetic
- ``checks``       knowledge checks, and the level they speak for
- ``gaps``         levels against a profile: readiness, points lost, verdict
- ``cohort``       the same for many people at once, on arrays
- ``asking``       which statements to ask next, and how long it takes
- ``patterns``     answer patterns that deserve a second look
- ``planning``     projects that close gaps
- ``roles``        every role of a matrix, the closest first
- ``day``          the working day, and what a person could carry of it
- ``telling``      results in sentences, the same on a page and in a report
- ``telling_roles`` the same for other roles, a working day and what comes next
- ``problem_formats`` problems for people, programs and pull requests
- ``settings``     the environment, read in one place
- ``store``        assessments in a database (a folder)
- ``records``      an assessment as a file: written, read, previewed, compared (a folder)
- ``reports``      everything a report says, and each format that lays it out (a folder)
- ``dossier``      what is stored about one assessment, as records, snapshots and reports
- ``arrival``      what a file holds, imported into the store
- ``commands``     what the command line offers (a folder)
- ``cli``          the command line itself
"""
