"""Miles per gallon, the simple baseline: a straight line."""

# %%
from typing import Any

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fill the gaps, encode the origin, and fit a linear regression."""
    numbers = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]
    prepare = make_column_transformer((SimpleImputer(), numbers), (OneHotEncoder(), ["origin"]))
    model = make_pipeline(prepare, LinearRegression())
    model.fit(train[[*numbers, "origin"]], train["miles_per_gallon"])
    return model.predict(test[[*numbers, "origin"]])


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
