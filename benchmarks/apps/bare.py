"""A minimal page that responds to a click: one radio, one text."""

import streamlit as st

choice = st.radio("Choose one", ["Option A", "Option B", "Option C", "Option D"])
st.text(f"You chose {choice}.")
