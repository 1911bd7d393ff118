"""The web layer below the pages: server, session, tabs, and browser scripts."""
