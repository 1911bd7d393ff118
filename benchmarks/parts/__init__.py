"""One file for each table that ``python -m benchmarks`` prints."""
