"""Reading files back in: what kind a file is, what it holds, and what importing it would change."""
