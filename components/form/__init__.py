"""Asking: statements, notes, qualifications and checks, each answer saved as it is given."""
