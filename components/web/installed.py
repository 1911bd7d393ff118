"""The installed matrices, shared by the whole server."""

from __future__ import annotations

import streamlit as st

from skills.matrix.library import Library
from skills.settings import settings


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the installed matrices."""
    return Library(settings().matrices)
