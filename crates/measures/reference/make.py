"""Writes the reference values that the tests of this crate are held to: python3 make.py [--check].

Needs scipy 1.17, numpy 2.4, statsmodels 0.15, krippendorff 0.9 and pingouin 0.7 (PyPI). The figures are facts that these packages compute from seeded numbers; nothing of theirs
is copied. With --check it compares what is stored with what comes out and changes nothing.
"""

import sys
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from scipy import optimize, special, stats
from statsmodels.stats import inter_rater
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

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


def text_of(data):
    """Rows of whole numbers, or of decimals, as a cell: blanks between rows, colons between values."""
    return " ".join(":".join(f"{value:g}" for value in row) for row in data)


def factor_of(correlations):
    """One factor by maximum likelihood: the root of the gradient in (loadings, ln psi), and how far it is from 0."""
    k = len(correlations)

    def gradient(both):
        loading, unique = both[:k], np.exp(both[k:])
        inverse = np.linalg.inv(np.outer(loading, loading) + np.diag(unique))
        away = inverse - inverse @ correlations @ inverse
        return np.concatenate([2 * away @ loading, np.diag(away) * unique])

    start = np.linalg.eigh(correlations)
    loading = start[1][:, -1] * np.sqrt(max(start[0][-1] - 1, 0.2))
    found = np.concatenate([loading, np.log(np.clip(1 - loading**2, 0.2, 0.9))])

    def left(both):
        model = np.outer(both[:k], both[:k]) + np.diag(np.exp(both[k:]))
        return np.linalg.slogdet(model)[1] + np.trace(np.linalg.solve(model, correlations)) - np.linalg.slogdet(correlations)[1] - k

    found = optimize.minimize(left, found, jac=gradient, method="BFGS", options={"gtol": 1e-9}).x
    found = optimize.root(gradient, found, tol=1e-15).x
    assert np.abs(gradient(found)).max() < 1e-13
    found[:k] *= np.sign(found[:k].sum())
    return found[:k], np.exp(found[k:]), left(found)


def omegas():
    """items,data,omega,standardized,chi,freedom,p,residual,loadings...: one factor by maximum likelihood (scipy)."""
    dice, rows = np.random.default_rng(1), []
    for n, load, steps in ((25, (0.7, 0.6, 0.8), 5), (60, (0.8, 0.7, 0.6, 0.5), 5), (300, (0.9, 0.8, 0.8, 0.7, 0.4, -0.6), 7),
                           (150, tuple(np.linspace(0.3, 0.9, 12)), 11), (500, (0.2,) * 8, 5)):
        load = np.array(load)
        level = dice.normal(0, 1, (n, 1)) * load + dice.normal(0, 1, (n, len(load))) * np.sqrt(1 - load**2)
        spread = np.linspace(0.6, 1.6, len(load))
        data = np.clip(np.round((level * spread + 2.5) * steps / 5), 0, steps - 1)
        correlations = np.corrcoef(data.T)
        loading, unique, left = factor_of(correlations)
        k, s = len(load), data.std(axis=0, ddof=1)
        share = lambda by: (loading @ by) ** 2 / ((loading @ by) ** 2 + unique @ by**2)
        freedom = k * (k - 3) / 2
        chi = max((n - 1 - (2 * k + 5) / 6 - 2 / 3) * left, 0) if freedom else 0
        rest = (correlations - np.outer(loading, loading))[np.triu_indices(k, 1)]
        p = stats.chi2.sf(chi, freedom) if freedom else 0
        rows.append((k, text_of(data), share(s), share(np.ones(k)), chi, freedom, p, np.sqrt((rest**2).mean()), *loading))
    return "items,data,omega,standardized,chi,freedom,p,residual,loadings", rows


def medians():
    """p,values,weights,quantile,weighted,low,high,lower,upper,coverage: numpy, statsmodels and scipy's quantile_test; no
    interval where scipy has none. Small samples, ties and ends included."""
    dice, rows = np.random.default_rng(2), []
    samples = [np.round(dice.gamma(2, 20, n), 2) for n in (1, 2, 5, 6, 7, 12, 13, 20, 51, 200, 1000)]
    samples += [dice.integers(0, 11, n) * 10.0 for n in (5, 6, 9, 13, 30, 400)]
    samples.append(np.full(15, 70.0))
    text = lambda values: " ".join(f"{v:g}" for v in values)
    for values in samples:
        weights = dice.integers(1, 9, len(values)) / 4
        n = len(values)
        for p in (0.25, 0.5, 0.75):
            lower, upper = int(stats.binom.ppf(0.025, n, p)), int(stats.binom.isf(0.025, n, p)) + 1
            span = stats.quantile_test(values, q=0, p=p).confidence_interval(0.95)
            there = lower >= 1 and upper <= n
            assert there == (np.isfinite(span.low) and np.isfinite(span.high)), (n, p, span)
            ends = [""] * 5
            if there:
                ordered = np.sort(values)
                assert (span.low, span.high) == (ordered[lower - 1], ordered[upper - 1])
                covered = stats.binom.cdf(upper - 1, n, p) - stats.binom.cdf(lower - 1, n, p)
                ends = [span.low, span.high, lower, upper, covered]
            heavy = DescrStatsW(values, weights).quantile(np.array([p]), return_pandas=False)[0]
            rows.append((p, text(values), text(weights), np.quantile(values, p), float(np.squeeze(heavy)), *ends))
    return "p,values,weights,quantile,weighted,low,high,lower,upper,coverage", rows


def nonresponse():
    """share,invited,rows,crude,adjusted,extrapolated: early against late; a row is wave:value:age:sex. Welch's interval of scipy
    or Newcombe's of statsmodels, statsmodels' OLS with HC1 errors, numpy's polyfit over the waves."""
    dice, rows = np.random.default_rng(3), []
    for n, waves, share, shift in ((40, 2, 0, 0), (200, 2, 0, 8), (200, 2, 1, 0.15), (600, 3, 0, 3), (900, 4, 1, 0.05), (60, 2, 1, 0)):
        wave = np.sort(dice.choice(waves, n, p=np.linspace(2, 1, waves) / np.linspace(2, 1, waves).sum()))
        age, sex = dice.integers(0, 4, n) + (dice.random(n) < 0.2) * wave, dice.integers(0, 2, n)
        level = 70 - shift * wave + 3 * age if not share else 0.6 - shift * wave + 0.05 * age
        value = np.clip(np.round(dice.normal(level, 15)), 0, 100) if not share else (dice.random(n) < level).astype(int)
        early, late = value[wave == 0], value[wave > 0]
        if share:
            found = confint_proportions_2indep(late.sum(), len(late), early.sum(), len(early), method="newcomb", compare="diff")
            spread = np.sqrt(sum(p * (1 - p) for p in (early.mean(), late.mean())) / 2)
        else:
            found = stats.ttest_ind(late, early, equal_var=False).confidence_interval()
            spread = np.sqrt((early.var(ddof=1) + late.var(ddof=1)) / 2)
        design = pd.get_dummies(pd.DataFrame({"age": age, "sex": sex}), columns=["age", "sex"], drop_first=True).astype(float)
        design.insert(0, "late", (wave > 0).astype(float))
        fit = sm.OLS(value, sm.add_constant(design)).fit(cov_type="HC1")
        difference, invited = late.mean() - early.mean(), int(n * 1.7)
        sizes, means = np.bincount(wave), [value[wave == one].mean() for one in range(waves)]
        x = (np.cumsum(sizes) - sizes / 2) / invited
        line = np.polyfit(x, means, 1, w=np.sqrt(sizes))
        at = lambda one: float(np.polyval(line, one))
        rate = n / invited
        projected = at((1 + rate) / 2)
        data = " ".join(f"{a}:{b:g}:{c}:{d}" for a, b, c, d in zip(wave, value, age, sex))
        rows.append((share, invited, data, difference, *found, difference / spread, fit.params["late"], *fit.conf_int().loc["late"],
                     rate, value.mean(), line[0], at(rate), projected, rate * value.mean() + (1 - rate) * projected))
    return "share,invited,rows,difference,low,high,standardized,adjusted,low,high,rate,mean,slope,last,projected,of_all", rows


def participations():
    """groups (invited:answered),chi,freedom,p,v,sparse: scipy's chi2_contingency without correction, and Cramer's V."""
    dice, rows = np.random.default_rng(4), []
    for count in (2, 3, 8, 10, 12, 20):
        for spread in (0.0, 0.2):
            invited = dice.integers(10, 400, count)
            answered = dice.binomial(invited, np.clip(dice.normal(0.35, spread, count), 0.05, 0.95))
            table = np.array([answered, invited - answered])
            found = stats.chi2_contingency(table, correction=False)
            v = stats.contingency.association(table, method="cramer")
            text = " ".join(f"{a}:{b}" for a, b in zip(invited, answered))
            rows.append((text, found.statistic, found.dof, found.pvalue, v, int(found.expected_freq.min() < 5)))
    return "groups,statistic,freedom,p,v,sparse", rows


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
        "omega": omegas,
        "median": medians,
        "nonresponse": nonresponse,
        "participation": participations,
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
