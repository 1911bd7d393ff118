"""The prototype that set the targets: one skill per screen, saved by callbacks."""

import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route


async def ready(_request: object) -> JSONResponse:
    """Respond that the server is up."""
    return JSONResponse({"status": "ok"})


app = st.App("prototype_page.py", routes=[Route("/api/ready", ready)])
