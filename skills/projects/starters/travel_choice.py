"""Find the leak, the simple baseline: a logistic regression that trusts every column."""

# %%
from typing import Any

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a logistic regression on all columns, the leaking one included."""
    inputs = [each for each in test.columns if each != "row_id"]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))
    model.fit(train[inputs], train["chosen"])
    return model.predict(test[inputs])


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
