"""Forms for statements, notes, qualifications and checks, which save each answer at once."""
