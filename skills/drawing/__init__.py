"""SVG pictures shared by pages, reports and share images."""
