"""Which statements to ask, and answer patterns that deserve a second look."""
