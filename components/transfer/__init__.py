"""Files out and in: downloads, imports, and everything that is yours."""
