"""The command line; each module adds its commands to the parser of ``skills.cli.main``.

A module has ``add_to(commands)``. A command is a function of the options which returns an exit
code: 0 fine, 1 problems found, 2 could not run. The options hold ``clock`` and ``new_id``.
"""
