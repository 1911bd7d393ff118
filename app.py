"""Serve Readiness Radar: ``streamlit run app.py``.

This file puts the web server together; the pages begin in ``components/pages/frame.py``.
"""

import streamlit as st

from components.web import error_handling, log_lines, login, server, starting, theme
from skills.settings import is_json_log

server.hide_server_header()
theme.read_theme_once()
if is_json_log():
    log_lines.write_json()
starting.require_settings()
error_handling.log_once()
login.log_troubles()
app = st.App(
    server.SCRIPT,
    routes=server.routes(),
    middleware=server.middleware(),
    exception_handlers=error_handling.exception_handlers(),
    on_script_error=error_handling.show_script_error,
)
starting.open_database()
