"""Learn online from a stream, the simple baseline: a logistic regression that learns row by row."""

# %%
from typing import Any

import pandas as pd
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import StandardScaler


# %%
def predict(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Predict each page, then learn from it once the next one brings its answer."""
    inputs = [each for each in test.columns if each not in {"row_id", "phishing_before"}]
    scaler = StandardScaler()
    model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.01, random_state=0)
    rows = test[inputs].to_numpy(float)

    def learn(values: Any, answers: Any) -> None:
        scaler.partial_fit(values)
        model.partial_fit(scaler.transform(values), answers, classes=[0, 1])

    for values, answer in zip(train[inputs].to_numpy(float), train["phishing"], strict=True):
        learn(values.reshape(1, -1), [answer])
    found = []
    for at, values in enumerate(rows):
        if at > 0:
            learn(rows[at - 1 : at], [test["phishing_before"].iloc[at]])
        found.append(int(model.predict(scaler.transform(values.reshape(1, -1)))[0]))
    return found


# %%
if __name__ == "__main__":
    known, unknown = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    rows = pd.DataFrame({"row_id": unknown["row_id"], "prediction": predict(known, unknown)})
    rows.to_csv("predictions.csv", index=False)
    print(f"predictions.csv has {len(rows)} rows.")
