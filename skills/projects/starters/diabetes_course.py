"""An honest regression, the simple baseline: a straight line."""

# %%
from typing import Any

import pandas as pd
from sklearn.linear_model import LinearRegression


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a linear regression on all ten measurements."""
    inputs = [each for each in test.columns if each != "row_id"]
    model = LinearRegression()
    model.fit(train[inputs], train["progression"])
    return model.predict(test[inputs])


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
