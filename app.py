"""Serve Readiness Radar: ``streamlit run app.py``.

This file puts the web server together; the pages begin in ``components/pages/frame.py``.
"""

import streamlit as st

from components.web import errors, server

server.hide_server_header()
errors.log_once()
app = st.App(
    server.SCRIPT,
    routes=server.routes(),
    middleware=server.middleware(),
    exception_handlers=errors.exception_handlers(),
    on_script_error=errors.show_script_error,
)
