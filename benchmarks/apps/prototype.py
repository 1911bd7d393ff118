"""The trial that set the aims: one skill a screen, saved by callbacks; started by the server."""

import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route


async def ready(_request: object) -> JSONResponse:
    """Answer that the server is up."""
    return JSONResponse({"status": "ok"})


app = st.App("prototype_page.py", routes=[Route("/api/ready", ready)])
