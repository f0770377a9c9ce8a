"""Makes, or checks, graded-girth.txt: what the package girth 0.8.0 says of 10,000 simulated persons.

    pip install girth==0.8.0 numpy scipy
    python make_girth.py            writes graded-girth.txt
    python make_girth.py --check    compares the stored file with a fresh run (exit status 1 when they differ)

The persons are ours (seeded); item parameters and expected a posteriori abilities are both what `grm_mml` returns, so
the reference is girth's public output, from end to end. Quadrature and prior are girth's defaults: Gauss-Legendre, 41
points on [-4.5, 4.5], standard normal prior.
"""

import sys
from importlib.metadata import version
from pathlib import Path

import girth
import numpy as np

SEED = 20261122
PERSONS = 10_000
# Discriminations and thresholds of ten imagined items, with five, four and three answers.
ITEMS = [
    (0.80, [-2.0, -0.8, 0.5, 1.9]),
    (1.20, [-1.5, -0.5, 0.4, 1.3]),
    (1.60, [-1.0, -0.2, 0.6, 1.5]),
    (2.10, [-0.6, 0.1, 0.8, 1.6]),
    (2.60, [-0.3, 0.5, 1.2, 2.0]),
    (1.40, [-1.8, -0.3, 1.1]),
    (1.90, [-0.9, 0.2, 1.4]),
    (3.20, [0.0, 0.9, 1.7]),
    (1.00, [-1.2, 1.0]),
    (1.70, [-0.4, 1.3]),
]
FILE = Path(__file__).with_name("graded-girth.txt")


def simulate():
    """Responses (items x persons), categories from 0; girth's mark where an answer is missing."""
    rng = np.random.default_rng(SEED)
    theta = rng.normal(size=PERSONS)
    rows = []
    for slope, thresholds in ITEMS:
        passed = 1.0 / (1.0 + np.exp(-slope * (theta[:, None] - np.array(thresholds))))
        rows.append((rng.uniform(size=PERSONS)[:, None] < passed).sum(axis=1))
    responses = np.array(rows)
    lost = rng.uniform(size=responses.shape) < 0.06
    # A hundred persons answered almost nothing: the prior must hold them.
    lost[1:, :50] = True
    lost[:-1, 50:99] = True
    lost[:, 99] = True
    return np.where(lost, girth.INVALID_RESPONSE, responses)


def main():
    responses = simulate()
    fit = girth.grm_mml(responses.copy())
    out = [f"# girth {version('girth')}, seed {SEED}: grm_mml, default options"]
    for slope, thresholds in zip(fit["Discrimination"], fit["Difficulty"]):
        kept = thresholds[~np.isnan(thresholds)]
        out.append("item " + " ".join(repr(float(x)) for x in [slope, *kept]))
    for row, ability in zip(responses.T, fit["Ability"]):
        codes = "".join("-" if x == girth.INVALID_RESPONSE else str(x) for x in row)
        out.append(f"{codes} {ability:.9f}")
    text = "\n".join(out) + "\n"
    if "--check" not in sys.argv:
        FILE.write_text(text, encoding="ascii")
        return
    worst = 0.0
    stored = FILE.read_text(encoding="ascii").splitlines()
    fresh = text.splitlines()
    if len(stored) != len(fresh):
        sys.exit("another number of lines: was the script changed?")
    for old, new in zip(stored[1:], fresh[1:]):
        if old.split()[0] != new.split()[0]:
            sys.exit(f"other responses: {old!r} against {new!r}")
        worst = max(worst, *(abs(float(a) - float(b)) for a, b in zip(old.split()[1:], new.split()[1:])))
    print(f"largest difference {worst:.2e}")
    sys.exit(0 if worst < 1e-8 else 1)


main()
