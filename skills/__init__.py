"""The application core: matrices, scoring, storage, reports and the command line, without any UI.

Each subpackage has one responsibility and imports only from the layers below it.
``docs/architecture.md`` describes them, and ``tests/unit/test_layers.py`` enforces their order.
"""
