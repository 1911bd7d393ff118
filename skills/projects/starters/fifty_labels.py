"""Only fifty labels, the simple baseline: a logistic regression on those."""

# %%
from typing import Any

import pandas as pd
from sklearn.linear_model import LogisticRegression


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a logistic regression on the fifty images whose digit is known."""
    inputs = [each for each in test.columns if each != "row_id"]
    model = LogisticRegression(max_iter=5000)
    model.fit(train[inputs] / 16, train["digit"])
    return model.predict(test[inputs] / 16)


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
