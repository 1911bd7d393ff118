from datetime import UTC, datetime, timedelta

import plotly.graph_objects as go
import pytest

from components.result.figures import Figure, HistoryPoint, Mark, over_time, radar
from skills.scoring.spokes import Spoke
from skills.sentences.radar import spoke_text

LEVELS = ("Not yet", "Awareness", "Working", "Practitioner", "Expert")
SPOKES = (
    Spoke("Grind", "Bar", 2.0, 3.0),
    Spoke("Serve", "Bar", None, 2.0),
    Spoke("Count", "Bar", 0.0, 1.0),
)


def lines(figure: Figure) -> dict[str, Figure]:
    return {each["name"]: each for each in figure["data"]}


@pytest.mark.slow
def test_plotly_accepts_the_figure() -> None:
    assert len(go.Figure(radar(SPOKES, LEVELS)).data) == 2


def test_at_most_two_polygons_you_and_target() -> None:
    assert set(lines(radar(SPOKES, LEVELS))) == {"You", "Target"}


def test_a_skill_not_assessed_is_a_gap_and_level_0_is_a_point() -> None:
    you = lines(radar(SPOKES, LEVELS))["You"]
    assert you["r"] == [2.0, None, 0.0, 2.0]
    assert you["connectgaps"] is False
    assert "fill" not in you


def test_the_axis_runs_from_0_to_the_top_with_a_ring_for_each_level() -> None:
    axis = radar(SPOKES, LEVELS)["layout"]["polar"]["radialaxis"]
    assert axis["range"] == [0, 4]
    assert axis["dtick"] == 1


def test_axes_bear_names_whose_tags_plotly_does_not_read() -> None:
    spokes = (Spoke("<b>Bold & proud</b> people of the bar", "Bar", 1.0, 2.0, must=True), *SPOKES)
    axis = radar(spokes, LEVELS)["layout"]["polar"]["angularaxis"]
    assert axis["categoryarray"] == axis["tickvals"] == ["1", "2", "3", "4"]
    assert axis["ticktext"][1:] == ["Grind", "Serve", "Count"]
    assert axis["ticktext"][0].count("<br>") == 1
    assert "<b>" not in axis["ticktext"][0]
    assert axis["ticktext"][0].endswith("\u00a0•")


def test_hovering_over_a_mark_shows_its_label() -> None:
    drawn = lines(radar(SPOKES, LEVELS))
    assert drawn["You"]["hovertext"][:2] == [spoke_text(each) for each in SPOKES[:2]]


def test_lines_close() -> None:
    drawn = lines(radar(SPOKES, LEVELS))
    assert set(drawn) == {"You", "Target"}
    for line in drawn.values():
        assert line["theta"][0] == line["theta"][-1]
        assert line["r"][0] == line["r"][-1]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


@pytest.mark.parametrize("background", ["#ffffff", "#101716"])
def test_lines_stand_out_on_both_themes(background: str) -> None:
    drawn = lines(radar(SPOKES, LEVELS))
    assert drawn
    for line in drawn.values():
        bright, dark = sorted((luminance(line["line"]["color"]), luminance(background)))[::-1]
        assert (bright + 0.05) / (dark + 0.05) >= 3


NINE = datetime(2026, 11, 12, 9, tzinfo=UTC)
MOMENTS = [
    HistoryPoint(NINE, "12 November 2026, 09:00", 40.0, 30.0, 50.0),
    HistoryPoint(NINE + timedelta(hours=9), "12 November 2026, 18:00", 50.0, 40.0, 60.0),
    HistoryPoint(NINE + timedelta(days=40), "22 December 2026, 09:00", 71.4, 60.0, 80.0),
]
ENDS = {MOMENTS[0].at: "12 November 2026", MOMENTS[2].at: "22 December 2026"}


def test_time_is_to_scale_and_two_of_one_day_stand_apart() -> None:
    figure = over_time(MOMENTS, [], ENDS)
    line = lines(figure)["Readiness"]
    assert line["x"] == ["2026-11-12T09:00:00", "2026-11-12T18:00:00", "2026-12-22T09:00:00"]
    assert line["y"] == [40.0, 50.0, 71.4]
    assert line["hovertext"][1].startswith("12 November 2026, 18:00: 50")
    axis = figure["layout"]["xaxis"]
    assert (axis["type"], axis["tickvals"]) == ("date", [line["x"][0], line["x"][2]])
    assert axis["ticktext"] == ["12 November<br>2026", "22 December<br>2026"]
    band = lines(figure)["Likely range"]
    assert band["y"] == [50.0, 60.0, 80.0, 60.0, 40.0, 30.0]
    assert set(lines(figure)) == {"Readiness", "Likely range"}


def test_milestones_stand_on_the_axis_and_are_escaped() -> None:
    figure = over_time(MOMENTS, [Mark(NINE, "12 November 2026: <b>done</b>")], ENDS)
    marks = lines(figure)["Milestones"]
    assert marks["x"] == ["2026-11-12T09:00:00"]
    assert marks["hovertext"] == ["12 November 2026: &lt;b&gt;done&lt;/b&gt;"]


@pytest.mark.slow
def test_plotly_accepts_the_figure_over_time() -> None:
    assert len(go.Figure(over_time(MOMENTS, [Mark(NINE, "x")], ENDS)).data) == 3
