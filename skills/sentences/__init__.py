"""Every sentence about results, in one place, so that pages and reports cannot disagree."""
