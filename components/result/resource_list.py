"""Show learning resources, lowest level first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.matrix import Resource
from skills.sentences.formats import number


def show(resources: Sequence[Resource]) -> None:
    """Show each resource with its author, kind, time and link."""
    if resources:
        rows = [(each, _facts(each)) for each in resources]
        st.html(render("resource_list.html", rows=rows))


def _facts(resource: Resource) -> str:
    facts = [
        resource.author,
        resource.kind,
        f"about {number(resource.hours)} h" if resource.hours else "",
    ]
    return ", ".join(fact for fact in facts if fact)
