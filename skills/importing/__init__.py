"""Import: detect the type of a file, read its contents, and preview what would change."""
