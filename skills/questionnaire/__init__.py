"""The questionnaire: which statements to ask, and answer patterns to look at again."""
