"""Serve Readiness Radar: ``streamlit run app.py``.

This file puts the web server together; the pages begin in ``components/pages/frame.py``.
"""

import streamlit as st

from components.web import server

server.hide_server_header()
app = st.App(
    server.SCRIPT,
    routes=server.routes(),
    middleware=server.middleware(),
    exception_handlers=server.exception_handlers(),
    on_script_error=server.show_script_error,
)
