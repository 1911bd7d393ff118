"""Compare the ratings of two people about the same skills."""
