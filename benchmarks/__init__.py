"""Measure the app side by side with other Streamlit apps: ``python -m benchmarks``."""
