"""Show a title or a paragraph on a page; each is plain text that its template escapes."""

from __future__ import annotations

import streamlit as st

from components.html import render


def show_title(title: str, lead: str = "") -> None:
    """Show the title of a page and, below it, what the page is about."""
    st.html(render("page_title.html", title=title, lead=lead))


def show_lead(text: str) -> None:
    """Show what a page or a part of it is about."""
    st.html(render("lead.html", text=text))


def show_text(text: str) -> None:
    """Show a paragraph."""
    st.html(render("paragraph.html", text=text))


def show_quiet(text: str, *, is_status: bool = False) -> None:
    """Show a paragraph in a quiet colour.

    Parameters
    ----------
    is_status : whether screen readers announce it.
    """
    st.html(render("quiet.html", text=text, is_status=is_status))


def show_note(text: str) -> None:
    """Show a paragraph in a frame."""
    st.html(render("note.html", text=text))


def show_message(text: str) -> None:
    """Show in a frame what has just happened, which screen readers announce."""
    st.html(render("message.html", text=text))


def show_link(text: str, address: str, *, lead: str = "") -> None:
    """Show a link to another page, in a paragraph of its own.

    Parameters
    ----------
    lead : what stands before the link, or "".
    """
    st.html(render("page_link.html", text=text, link=address, lead=lead))
