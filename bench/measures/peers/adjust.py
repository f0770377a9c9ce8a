"""statsmodels on the same answers: least squares and logistic regression with robust errors (HC1)."""

import json
import resource
import sys

import numpy
import statsmodels.api as sm


def seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


case, folder = sys.argv[1:]
rows = numpy.fromfile(folder + "/answers.f64").reshape(-1, 10)
x = sm.add_constant(rows[:, 2:])
start = seconds()
if case == "linear":
    fit = sm.OLS(rows[:, 0], x).fit(cov_type="HC1")
else:
    fit = sm.Logit(rows[:, 1], x).fit(cov_type="HC0", disp=0, method="newton", tol=1e-12)
spent = seconds() - start
# HC1 is HC0 times n / (n - k); statsmodels leaves that out for Logit.
more = (len(rows) / (len(rows) - x.shape[1])) ** 0.5 if case == "logistic" else 1
print(json.dumps({
    "micros": spent * 1e6,
    "coefficients": list(fit.params),
    "errors": [error * more for error in fit.bse],
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
