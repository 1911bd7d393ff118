"""Know everything about skill matrices, scores and plans, and nothing about screens.

Each folder here is a room with one kind of knowledge, and imports only from the rooms below it.
``docs/architecture.md`` says what belongs in which, and ``tests/unit/test_layers.py`` holds them to
their order.
"""
