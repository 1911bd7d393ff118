"""Every sentence about a result, in one place, so that page and report cannot disagree."""
