"""Export and import: downloads, imports, and a person's data."""
