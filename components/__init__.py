"""Show things on a screen; all knowledge and all arithmetic live in ``skills``."""
