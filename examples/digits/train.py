"""Trains a small network on the digits: train.py rate=0.01 hidden=32 epochs=15

Its output, lines of name=number words, is its metrics.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

given = dict(word.split("=", 1) for word in sys.argv[1:])
rate = float(given.get("rate", "0.01"))
hidden = int(given.get("hidden", "32"))
epochs = int(given.get("epochs", "15"))

data = np.load("work/digits.npz")
model = MLPClassifier((hidden,), solver="adam", learning_rate_init=rate, random_state=0)
history = []
for epoch in range(1, epochs + 1):
    model.partial_fit(data["x_train"], data["y_train"], classes=np.arange(10))
    loss = log_loss(data["y_test"], model.predict_proba(data["x_test"]))
    accuracy = model.score(data["x_test"], data["y_test"])
    print(f"epoch={epoch} loss={loss:.4f} accuracy={accuracy:.4f}", flush=True)
    history.append({"epoch": epoch, "loss": loss, "accuracy": accuracy})

result = {"rate": rate, "hidden": hidden, "history": history}
Path("work/results").mkdir(exist_ok=True)
Path(f"work/results/rate-{rate}-hidden-{hidden}.json").write_text(json.dumps(result))
