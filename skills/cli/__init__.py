"""The command-line interface; each module adds its commands to the parser of `skills.cli.main`.

A module has ``add_to(commands)``. A command is a function that takes the parsed options and returns
an exit code: 0 success, 1 problems found, 2 could not run. The options also hold ``clock`` and
``new_id``.
"""
