"""A conventional questionnaire: every question and the radar on one page."""

import plotly.graph_objects as go
import streamlit as st

SKILLS, STATEMENTS = 16, 5
OPTIONS = ["Never", "Rarely", "Sometimes", "Often", "Always"]

levels = []
for skill in range(SKILLS):
    st.subheader(f"Skill {skill + 1}")
    chosen = [
        st.radio(
            f"Statement {number + 1} of skill {skill + 1}: this is something I do in my work.",
            OPTIONS,
            horizontal=True,
            key=f"{skill}-{number}",
        )
        for number in range(STATEMENTS)
    ]
    levels.append(sum(OPTIONS.index(each) for each in chosen) / STATEMENTS)

st.text(f"Together: {sum(levels) * STATEMENTS:.0f}.")
names = [f"Skill {skill + 1}" for skill in range(SKILLS)]
figure = go.Figure(go.Scatterpolar(r=[*levels, levels[0]], theta=[*names, names[0]], fill="toself"))
figure.update_layout(polar={"radialaxis": {"range": [0, len(OPTIONS) - 1]}}, showlegend=False)
st.plotly_chart(figure)
