"""Two years of carbon dioxide, the simple baseline: as in the last known year."""

# %%
from typing import Any

import pandas as pd


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Say that each month will be as in the last year that is known."""
    known = train["co2"].interpolate().tail(12)
    by_month = dict(zip(train["month"].tail(12).str[5:], known, strict=True))
    return test["month"].str[5:].map(by_month).to_numpy()


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
