"""What a mentor rates, and what a person and a mentor talk about."""
