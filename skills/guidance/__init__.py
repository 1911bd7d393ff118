"""What to do next: projects, roles within reach, and the working day."""
