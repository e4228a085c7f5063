"""Splits scikit-learn's handwritten digits into training data and test data."""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    images / 16, labels, test_size=0.25, random_state=0, stratify=labels
)
Path("work").mkdir(exist_ok=True)
np.savez("work/digits.npz", x_train=x_train, x_test=x_test, y_train=y_train, y_test=y_test)
print(f"{len(x_train)} images to train on, {len(x_test)} to test on")
