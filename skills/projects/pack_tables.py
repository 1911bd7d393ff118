"""The tables of a pack as CSV, and the predictions it is compared with: dummy and baseline."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from statistics import fmean
from typing import Any

import numpy as np

from skills.projects.data_tables import DataTable
from skills.projects.metrics import Values
from skills.projects.packs import PREDICTION, ROW_ID, Pack, PackData, ValueRule


def csv_bytes(table: DataTable) -> bytes:
    """Return a table as CSV, the same bytes on every machine."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([table.columns, *table.rows])
    return out.getvalue().encode()


def submission(ids: Sequence[str], predicted: Sequence[str]) -> bytes:
    """Return a file of predictions."""
    return csv_bytes(DataTable((ROW_ID, PREDICTION), tuple(zip(ids, predicted, strict=True))))


def pack_version(data: PackData) -> str:
    """Return the version of a pack: a hash of its rows and their answers."""
    parts = (csv_bytes(data.train), csv_bytes(data.test), "\n".join(data.answers).encode())
    return sha256(b"\0".join(parts)).hexdigest()[:12]


def values_of(texts: Sequence[str], rule: ValueRule) -> Values:
    """Return answers or predictions as the metrics take them: texts, or numbers."""
    is_text = rule.kind in {"class", "classes"}
    return np.array(texts) if is_text else np.array(texts, dtype=np.float64)


def classes_of(pack: Pack, data: PackData) -> tuple[str, ...]:
    """Return the classes of the training rows, none where a prediction is a number."""
    if pack.rule.kind not in {"class", "classes"}:
        return ()
    answers = data.train.column(pack.label)
    known = set(answers if pack.rule.kind == "class" else " ".join(answers).split())
    return tuple(sorted(known, key=lambda each: (len(each), each)))


def dummy_prediction(pack: Pack, data: PackData) -> str:
    """Return what a guess that ignores the row predicts: the commonest class, or the mean.

    Of several classes, those that more than half of the rows have; without labels, one group.
    """
    known = [each for each in data.train.column(pack.label) if each]
    if pack.is_unlabelled:
        return "0"
    if pack.rule.kind == "classes":
        counts = Counter(" ".join(known).split())
        return " ".join(each for each in classes_of(pack, data) if 2 * counts[each] > len(known))
    if pack.rule.kind == "class":
        return min(Counter(known).items(), key=lambda each: (-each[1], each[0]))[0]
    return f"{fmean(map(float, known)):.6g}"


def baseline_predictions(pack: Pack, data: PackData) -> Values:
    """Run a pack's starter and return its prediction for each test row."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    starter: Any = import_module(f"skills.projects.starters.{pack.starter}")
    with threadpool_limits(1):  # threads that wait for a busy processor take ten times as long
        predicted = starter.predict(frame_of(data.train), frame_of(data.test))
    return values_of([str(each) for each in predicted], pack.rule)


def frame_of(table: DataTable) -> Any:  # noqa: ANN401 - pandas has no types
    """Return a table as the starter reads it from the pack."""
    import pandas as pd  # noqa: PLC0415 - takes long to load

    return pd.read_csv(io.BytesIO(csv_bytes(table)))
