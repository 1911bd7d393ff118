"""Pages, one module each: they read the session, call ``skills`` and render components."""
