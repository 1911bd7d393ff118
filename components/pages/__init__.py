"""Hold one file per page; a page reads the session, asks ``skills`` and shows parts."""
