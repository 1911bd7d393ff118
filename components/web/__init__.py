"""The web around the pages: server, session, tabs, and scripts in the browser."""
