"""Build a matrix in which every text tries to be more than text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

# Without -> <- and --, which Streamlit turns into arrows and a dash in labels whatever is escaped.
TEXTS: Final = {
    "code": (
        "<script>alert(1)</script><img src=http://evil.example/a onerror=alert(2)>"
        "![b](http://evil.example/b)[c](javascript:alert(3))$\\href{javascript:alert(4)}{d}$"
    ),
    "marks": (
        ":material/home: :red[x] **b** _i_ `c` ~~s~~ # h - l 1. n > q |t| {{g}} %s &amp; <br> "
        "\\n $x$ http://evil.example/e @f 'q' \"q\" <a href='http://evil.example/g'>g</a>"
    ),
    "letters": (
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \U0001f469\u200d\U0001f4bb "
        f"e\u0301 \ufb01 \U0001d4d0 {'W' * 120}"
    ),
}
"""Kinds of trouble, each short enough for a title."""

SKILLS: Final = (1, 2, 3)

Make = Callable[[str], str]


def hostile_yaml(kind: str) -> str:
    """Return a matrix with this trouble in every text; JSON is YAML too."""
    return json.dumps(_matrix(lambda name: text_of(kind, name), kind), ensure_ascii=False)


def text_of(kind: str, name: str) -> str:
    """Return the text of one place: its name, then the trouble.

    Role and profile are short, since the title of an assessment is made of both.
    """
    most = 45 if name in {"role.title", "first.title", "second.title"} else None
    return f"{name} {TEXTS[kind]}"[:most]


def _matrix(text: Make, kind: str) -> dict[str, Any]:
    return {
        "matrix": f"hostile-{kind}",
        "title": text("matrix.title"),
        "version": TEXTS[kind][:60],
        "about": text("matrix.about"),
        "credits": [text("matrix.credit")],
        "levels": [{"title": text(f"level{each}"), "about": text("l.about")} for each in range(3)],
        "scales": {"own": {"title": text("scale.title"), "options": _options(text)}},
        "areas": {"area": _area(text)},
        "qualifications": {"degree": _qualification(text)},
        "roles": {"role": _role(text)},
        "projects": {"work": _project(text)},
        "day": {"morning": _block(text)},
    }


def _options(text: Make) -> dict[str, Any]:
    return {f"o{each}": text(f"option{each}") for each in range(3)}


def _area(text: Make) -> dict[str, Any]:
    return {
        "title": text("area.title"),
        "about": text("area.about"),
        "skills": {f"s{each}": _skill(text, each) for each in SKILLS},
    }


def _skill(text: Make, number: int) -> dict[str, Any]:
    return {
        "title": text(f"skill{number}.title"),
        "about": text(f"skill{number}.about"),
        "refs": {"framework": text("ref")},
        "statements": {
            f"t{each}": {
                "level": each,
                "text": text(f"skill{number}.text{each}"),
                "show": text(f"skill{number}.show{each}"),
            }
            for each in (1, 2)
        },
    }


def _qualification(text: Make) -> dict[str, Any]:
    return {
        "title": text("qualification.title"),
        "kind": "education",
        "about": text("qualification.about"),
        "expected": {"role.first": "usual"},
    }


def _role(text: Make) -> dict[str, Any]:
    targets = {
        f"s{each}": {"level": 2, "must": True, "why": text(f"skill{each}.why")} for each in SKILLS
    }
    return {
        "title": text("role.title"),
        "about": text("role.about"),
        "profiles": {
            each: {
                "title": text(f"{each}.title"),
                "about": text(f"{each}.about"),
                "targets": targets,
            }
            for each in ("first", "second")
        },
    }


def _project(text: Make) -> dict[str, Any]:
    long = ("about", "data", "licence", "sensitive", "deliver", "accept")
    return {
        "title": text("project.title"),
        "hours": 3,
        "raises": {f"s{each}": 2 for each in SKILLS},
        "baseline": {"metric": text("project.metric"), "better": "higher", "passing": 0.9},
        **{name: text(f"project.{name}") for name in long},
    }


def _block(text: Make) -> dict[str, Any]:
    return {
        "title": text("block.title"),
        "from": "09:00",
        "to": "10:00",
        "activities": [text("block.activity")],
    }
