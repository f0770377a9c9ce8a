"""Writes the reference values that the tests of this crate are held to: python3 make.py [--check].

Needs scipy 1.17, numpy 2.4, statsmodels 0.15, krippendorff 0.9 and pingouin 0.7 (PyPI). The figures are facts
that these packages compute from seeded numbers; nothing of theirs is copied. people.py holds those of omega, medians,
non-response, two views and waves. With --check it compares what is stored with what comes out and changes nothing.
"""

import sys
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from scipy import special, stats
from statsmodels.stats import inter_rater

# The import leaves no folder of compiled files beside the sources.
sys.dont_write_bytecode = True
import people

HERE = Path(__file__).parent
DICE = np.random.default_rng(20261123)


def functions():
    """name,a,b,x,value: the functions of `special`, over the domain that statistics reach."""
    rows = []
    grid = [0.5, 1.0, 1.5, 2.0, 5.0, 12.5, 30.0, 101.0, 500.0, 5000.0]
    for a in grid:
        rows.append(("ln_gamma", a, 0, 0, special.gammaln(a)))
        for x in (0.01, 0.5, 1.0, 3.0, 10.0, 45.0, 99.0, 600.0):
            rows.append(("gamma_lower", a, 0, x, special.gammainc(a, x)))
            rows.append(("gamma_upper", a, 0, x, special.gammaincc(a, x)))
        for b in grid:
            for x in (0.001, 0.05, 0.3, 0.5, 0.9, 0.999):
                rows.append(("beta", a, b, x, special.betainc(a, b, x)))
            for p in (0.001, 0.025, 0.2, 0.5, 0.975, 0.999):
                rows.append(("beta_quantile", a, b, p, special.betaincinv(a, b, p)))
        for p in (0.001, 0.025, 0.2, 0.5, 0.975, 0.999):
            rows.append(("gamma_quantile", a, 0, p, special.gammaincinv(a, p)))
            rows.append(("student_quantile", a, 0, p, stats.t.ppf(p, a)))
            rows.append(("fisher_quantile", a, 7.0, p, stats.f.ppf(p, a, 7.0)))
        for t in (0.1, 1.0, 2.5, 8.0):
            rows.append(("student_two_sided", a, 0, t, 2 * stats.t.sf(t, a)))
            rows.append(("chi_squared_upper", a, 0, t * a / 2, stats.chi2.sf(t * a / 2, a)))
            rows.append(("fisher_upper", a, 7.0, t, stats.f.sf(t, a, 7.0)))
    for x in np.linspace(-8, 8, 41):
        rows.append(("normal", x, 0, 0, stats.norm.cdf(x)))
    for p in (1e-12, 1e-6, 0.001, 0.01, 0.025, 0.1, 0.4, 0.5, 0.7, 0.975, 0.999, 1 - 1e-9):
        rows.append(("normal_quantile", p, 0, 0, stats.norm.ppf(p)))
    # Where the value is 0 to the last digit, nothing is compared.
    return "function,a,b,x,value", [row for row in rows if abs(row[4]) > 1e-290]


def intervals():
    """count,n,level,low,high: Clopper and Pearson's interval (scipy's binomtest, method exact)."""
    rows = []
    cases = [(0, 1), (1, 1), (0, 30), (30, 30), (3, 10), (7, 40), (199, 200), (1234, 5000)]
    cases += [(int(DICE.integers(0, n + 1)), int(n)) for n in DICE.integers(2, 3000, 60)]
    for count, n in cases:
        for level in (0.95, 0.998):
            found = stats.binomtest(count, n).proportion_ci(level, method="exact")
            rows.append((count, n, level, found.low, found.high))
    return "count,n,level,low,high", rows


def runs():
    """n,longest,crossings: the longest run and the fewest crossings of chance among n points off the median (Anhoej)."""
    return "n,longest,crossings", [(n, round(np.log2(n) + 3), int(stats.binom.ppf(0.05, n - 1, 0.5))) for n in range(10, 301)]


def charts():
    """chart,seed series,point,events,n,value,centre,lower,upper: Laney's charts, G and T, written again in numpy."""
    rows = []
    for series, length in enumerate((6, 11, 12, 24, 60)):
        n = DICE.integers(40, 4000, length).astype(float)
        share = np.clip(DICE.normal(0.3, 0.05, length), 0, 1)
        x = np.floor(n * share)
        for chart, sigma_of in (("p", lambda c: np.sqrt(c * (1 - c) / n)), ("u", lambda c: np.sqrt(c / n))):
            centre, value = x.sum() / n.sum(), x / n
            sigma = sigma_of(centre)
            wide = np.abs(np.diff((value - centre) / sigma)).mean() / 1.128
            for name, factor in ((chart, 1.0), (chart + "-prime", wide)):
                low, high = np.maximum(centre - 3 * sigma * factor, 0), centre + 3 * sigma * factor
                high = np.minimum(high, 1) if chart == "p" else high
                rows += [(name, series, i, x[i], n[i], value[i], centre, low[i], high[i]) for i in range(length)]
        gaps = DICE.geometric(0.02, length) - 1.0
        mean = gaps.mean()
        sigma = np.sqrt(mean * (mean + 1))
        for i in range(length):
            rows.append(("g", series, i, gaps[i], 0, gaps[i], 0.693 * mean, max(mean - 3 * sigma, 0), mean + 3 * sigma))
        times = DICE.exponential(20, length) + 0.01
        bent = times ** (1 / 3.6)
        middle, moving = bent.mean(), np.abs(np.diff(bent)).mean()
        back = lambda y: max(y, 0) ** 3.6
        for i in range(length):
            rows.append(("t", series, i, times[i], 0, times[i], back(middle), back(middle - 2.66 * moving), back(middle + 2.66 * moving)))
    return "chart,series,point,events,n,value,centre,lower,upper", rows


def agreement():
    """statistic,data,value...: kappas of statsmodels, alphas of the package krippendorff; data as codes without blanks."""
    rows = []
    for n, codes, same in ((12, 2, 0.7), (60, 3, 0.5), (300, 7, 0.8), (40, 5, 0.0)):
        one = DICE.integers(0, codes, n)
        two = np.where(DICE.random(n) < same, one, DICE.integers(0, codes, n))
        table = inter_rater.to_table(np.column_stack([one, two]), bins=np.arange(codes + 1) - 0.5)[0]
        found = inter_rater.cohens_kappa(table)
        data = " ".join(f"{a}:{b}" for a, b in zip(one, two))
        rows.append(("cohen", codes, data, found.kappa, found.kappa_low, found.kappa_upp))
        counts = np.array([np.bincount(DICE.integers(0, codes, 4), minlength=codes) for _ in range(n)])
        counts[: n // 2] = np.eye(codes, dtype=int)[DICE.integers(0, codes, n // 2)] * 4
        data = " ".join(":".join(map(str, text)) for text in counts)
        rows.append(("fleiss", codes, data, inter_rater.fleiss_kappa(counts), 0, 0))
        coded = np.column_stack([one, two, np.where(DICE.random(n) < 0.6, one, two)]).astype(float)
        coded[DICE.random(coded.shape) < 0.2] = np.nan
        data = " ".join(":".join("" if np.isnan(v) else str(int(v)) for v in text) for text in coded)
        for level in ("nominal", "interval"):
            found = krippendorff.alpha(reliability_data=coded.T, level_of_measurement=level)
            rows.append((level, codes, data, found, 0, 0))
    return "statistic,codes,data,value,low,high", rows


def reliability():
    """statistic,items,data,values...: Cronbach's alpha and intraclass correlations of pingouin; data as rows of codes."""
    rows = []
    for n, k, noise in ((12, 2, 1.0), (40, 5, 1.0), (200, 9, 2.0), (30, 3, 0.3)):
        level = DICE.normal(3, 1, n)
        data = np.clip(np.round(level[:, None] + DICE.normal(0, noise, (n, k)) + np.linspace(0, 1, k)), 0, 6)
        text = " ".join(":".join(str(int(v)) for v in row) for row in data)
        frame = pd.DataFrame(data)
        found, (low, high) = pingouin.cronbach_alpha(frame)
        exact = pingouin.cronbach_alpha(frame)[0]
        rest = [np.corrcoef(data[:, i], np.delete(data, i, 1).sum(1))[0, 1] for i in range(k)]
        f = lambda p: 1 - (1 - exact) * stats.f.ppf(p, n - 1, (n - 1) * (k - 1))
        rows.append(("alpha", k, text, exact, f(0.975), f(0.025), *rest))
        long = frame.reset_index().melt(id_vars="index")
        table = pingouin.intraclass_corr(long, targets="index", raters="variable", ratings="value").set_index("Type")
        values = [table.iloc[i]["ICC"] for i in range(6)]
        rows.append(("icc", k, text, *values, *[table.iloc[i]["pval"] for i in range(3)]))
    return "statistic,items,data,values", rows


def regression():
    """kind,case,row or coefficient...: statsmodels' OLS and Logit with HC1 errors; rows as y x1 x2 ..."""
    rows = []
    for case, (n, k) in enumerate(((30, 1), (200, 4), (1000, 8))):
        x = np.column_stack([DICE.normal(0, 1 + i, n) if i % 2 == 0 else DICE.integers(0, 2, n) for i in range(k)])
        x = np.round(x, 4)
        level = 1 + x @ np.linspace(-0.5, 0.5, k)
        y = np.round(60 + 5 * level + DICE.normal(0, 5 + 3 * np.abs(x[:, 0]), n), 3)
        hit = (DICE.random(n) < 1 / (1 + np.exp(-level))).astype(float)
        for kind, outcome, model in (("linear", y, sm.OLS), ("logistic", hit, sm.Logit)):
            options = {} if kind == "linear" else {"disp": 0, "method": "newton", "tol": 1e-14, "maxiter": 200}
            found = model(outcome, sm.add_constant(x)).fit(**options)
            bread, residual = np.linalg.inv(-found.model.hessian(found.params) if kind == "logistic" else
                                            found.model.exog.T @ found.model.exog), outcome - found.predict()
            design = found.model.exog
            robust = bread @ (design.T @ (design * (residual**2)[:, None])) @ bread * n / (n - k - 1)
            if kind == "linear":
                assert np.allclose(np.sqrt(np.diag(robust)), found.get_robustcov_results("HC1").bse, rtol=1e-12)
            rows.append((kind, case, "fit", *found.params, *np.sqrt(np.diag(robust))))
            rows += [(kind, case, "row", outcome[i], *x[i]) for i in range(n)]
    return "kind,case,what,values", rows


def changes():
    """kind,one,other,mean,low,high,p: scipy's paired and Welch tests; lists with blanks."""
    rows = []
    for n in (5, 30, 400):
        one = np.round(DICE.normal(60, 15, n), 3)
        pair = np.round(one + DICE.normal(4, 8, n), 3)
        other = np.round(DICE.normal(55, 25, n + 7), 3)
        text = lambda values: " ".join(repr(float(v)) for v in values)
        found = stats.ttest_rel(pair, one)
        rows.append(("paired", text(one), text(pair), (pair - one).mean(), *found.confidence_interval(), found.pvalue))
        found = stats.ttest_ind(one, other, equal_var=False)
        rows.append(("between", text(one), text(other), one.mean() - other.mean(), *found.confidence_interval(), found.pvalue))
    return "kind,one,other,mean,low,high,p", rows


def written(head, rows):
    text = lambda one: one if isinstance(one, str) else repr(float(one)) if isinstance(one, (float, np.floating)) else str(one)
    return "\n".join([head, *(",".join(text(one) for one in row) for row in rows)]) + "\n"


def main():
    check, wrong = "--check" in sys.argv, []
    made_by = {
        "functions": functions,
        "clopper-pearson": intervals,
        "charts": charts,
        "runs": runs,
        "agreement": agreement,
        "reliability": reliability,
        "regression": regression,
        "changes": changes,
        **people.REFERENCES,
    }
    for name, made in made_by.items():
        text, path = written(*made()), HERE / f"{name}.csv"
        if not check:
            path.write_text(text)
        elif path.read_text() != text:
            wrong.append(name)
    if wrong:
        sys.exit(f"not what comes out: {', '.join(wrong)}")


main()
