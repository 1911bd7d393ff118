"""Benchmarks of the app compared with other Streamlit apps: ``python -m benchmarks``."""
