"""Penguins without the bill, the simple baseline: a logistic regression."""

# %%
from typing import Any

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fill the gaps, encode the texts, and fit a logistic regression."""
    numbers = ["flipper_length_mm", "body_mass_g"]
    texts = ["island", "sex"]
    prepare = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), numbers),
        (make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder()), texts),
    )
    model = make_pipeline(prepare, LogisticRegression(max_iter=5000))
    model.fit(train[numbers + texts], train["species"])
    return model.predict(test[numbers + texts])


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
