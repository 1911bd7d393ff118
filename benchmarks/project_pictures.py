"""Good solutions of the projects whose rows are pictures that were changed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

SIDE: Final = 8
"""Grey values a side of a digit."""


def moved_digits(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Bring each digit to the middle, then train a network that keeps its weights small."""
    rows = [_centred(_grey(each)) / 16 for each in (train, test)]
    model = MLPClassifier(
        (200,), alpha=0.1, learning_rate_init=0.003, batch_size=100, max_iter=60, random_state=0
    )
    return model.fit(rows[0], train["digit"]).predict(rows[1])


def bad_camera(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Take away light that grows evenly to one side, and the contrast, from clear pictures too."""
    rows = [_flat(_grey(each)) for each in (train, test)]
    return SVC(C=5).fit(rows[0], train["digit"]).predict(rows[1])


def _grey(rows: pd.DataFrame) -> Any:
    """Return the grey values of pictures."""
    return rows[[each for each in rows.columns if each.startswith("pixel_")]].to_numpy(float)


def _centred(grey: Any) -> Any:
    """Cut out each digit and put it into the middle of a small picture."""
    wide = round(grey.shape[1] ** 0.5)
    found = np.zeros((len(grey), SIDE, SIDE))
    for picture, place in zip(grey.reshape(-1, wide, wide), found, strict=True):
        down, right = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
        digit = picture[down[0] : down[-1] + 1, right[0] : right[-1] + 1]
        top, left = ((SIDE - each) // 2 for each in digit.shape)
        place[top : top + digit.shape[0], left : left + digit.shape[1]] = digit
    return found.reshape(len(grey), -1)


def _flat(grey: Any) -> Any:
    """Return what an even slope of light does not explain, in standard deviations."""
    along = np.linspace(0, 1, SIDE)
    light = np.stack([np.ones(SIDE * SIDE), np.repeat(along, SIDE), np.tile(along, SIDE)], axis=1)
    left = grey - grey @ np.linalg.pinv(light).T @ light.T
    return left / left.std(axis=1, keepdims=True)
