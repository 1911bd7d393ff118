"""Make a digit reader robust, the simple baseline: nearest neighbours on raw grey values."""

# %%
from typing import Any

import pandas as pd
from sklearn.neighbors import KNeighborsClassifier


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Let the five most similar clear pictures vote."""
    inputs = [each for each in test.columns if each != "row_id"]
    model = KNeighborsClassifier()
    model.fit(train[inputs], train["digit"])
    return model.predict(test[inputs])


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
