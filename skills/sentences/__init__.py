"""Every sentence about what was found, in one place, so that page and report cannot disagree."""
