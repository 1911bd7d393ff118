"""Pictures as SVG that pages, reports and share images have in common."""
