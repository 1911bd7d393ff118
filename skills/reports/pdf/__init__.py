"""PDF report: the data for the Typst templates, the templates, and fonts."""
