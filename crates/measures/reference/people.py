"""Reference values of omega, medians, non-response, two views and waves, each from numbers of its own seed; make.py writes them."""

import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats import contingency_tables, inter_rater, multitest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW


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


def weighted_kappas():
    """weight,codes,pairs,kappa,low,high: statsmodels' cohens_kappa with wt."""
    dice, rows = np.random.default_rng(5), []
    for n, codes, wide in ((15, 3, 1), (60, 5, 1), (300, 11, 2), (40, 4, 9), (200, 2, 1)):
        one = dice.integers(0, codes, n)
        two = np.clip(one + dice.integers(-wide, wide + 1, n), 0, codes - 1)
        table = inter_rater.to_table(np.column_stack([one, two]), bins=np.arange(codes + 1) - 0.5)[0]
        for weight in ("linear", "quadratic"):
            found = inter_rater.cohens_kappa(table, wt=weight)
            rows.append((weight, codes, " ".join(f"{a}:{b}" for a, b in zip(one, two)), found.kappa, found.kappa_low, found.kappa_upp))
    return "weight,codes,pairs,kappa,low,high", rows


def views():
    """rows (patient:team),mean,low,high,p,lower,its low,its high,upper,...,trend,correlation,icc: scipy, numpy, pingouin."""
    dice, rows = np.random.default_rng(6), []
    for n, shift, noise in ((5, 0, 10), (30, -6, 8), (250, 3, 15)):
        patient = np.round(np.clip(dice.normal(60, 18, n), 0, 100), 1)
        team = np.round(np.clip(patient - shift + dice.normal(0, noise, n), 0, 100), 1)
        found = stats.ttest_rel(patient, team)
        d, t = patient - team, stats.t.ppf(0.975, n - 1)
        half = t * np.sqrt(3 * d.var(ddof=1) / n)
        limits = [d.mean() + side * stats.norm.ppf(0.975) * d.std(ddof=1) for side in (-1, 1)]
        long = pd.DataFrame({"patient": patient, "team": team}).reset_index().melt(id_vars="index")
        icc = pingouin.intraclass_corr(long, targets="index", raters="variable", ratings="value").iloc[1]["ICC"]
        ends = [one for limit in limits for one in (limit, limit - half, limit + half)]
        rows.append((text_of(zip(patient, team)), d.mean(), *found.confidence_interval(), found.pvalue, *ends,
                     stats.pearsonr(d, (patient + team) / 2)[0], stats.pearsonr(patient, team)[0], icc))
    return "rows,mean,low,high,p,lower,low,high,upper,low,high,trend,correlation,icc", rows


def counteds():
    """items,pairs (bits of patient:bits of team),overlap,low,high,then of each item overlap,p,p of all: statsmodels, scipy."""
    dice, rows = np.random.default_rng(7), []
    for n, items in ((12, 3), (40, 5), (300, 9)):
        share = np.linspace(0.15, 0.8, items)
        one, two = dice.random((n, items)) < share, dice.random((n, items)) < share[::-1] * 0.7 + 0.2
        two = np.where(dice.random((n, items)) < 0.5, one, two)
        either, both = (one | two).sum(1), (one & two).sum(1)
        overlap = both[either > 0] / either[either > 0]
        margin = stats.t.ppf(0.975, len(overlap) - 1) * stats.sem(overlap)
        bits = lambda row: "".join(str(int(bit)) for bit in row)
        tables = [[[(one[:, i] & two[:, i]).sum(), (one[:, i] & ~two[:, i]).sum()],
                   [(~one[:, i] & two[:, i]).sum(), (~one[:, i] & ~two[:, i]).sum()]] for i in range(items)]
        p = [contingency_tables.mcnemar(table, exact=True).pvalue for table in tables]
        held = multitest.multipletests(p, method="holm")[1]
        each = [value for i, t in enumerate(tables) for value in (t[0][0] / (t[0][0] + t[0][1] + t[1][0]), p[i], held[i])]
        rows.append((items, " ".join(f"{bits(a)}:{bits(b)}" for a, b in zip(one, two)), overlap.mean(),
                     max(overlap.mean() - margin, 0), min(overlap.mean() + margin, 1), *each))
    return "items,pairs,overlap,low,high,of each item", rows


def waves():
    """people (between blanks, waves between colons, none is empty),important,error,whole,chi,p,w; then for each later wave
    mean,low,high,p,p of all,SES,SRM,better,worse,reliably better,reliably worse,left,left apart: scipy, statsmodels, numpy."""
    dice, rows = np.random.default_rng(8), []
    for n, k, missing, step in ((8, 3, 0, 5), (40, 3, 0.15, 5), (150, 5, 0.1, 1), (300, 4, 0.3, 10)):
        level = dice.normal(55, 15, n)
        data = np.column_stack([level + wave * 3 * (wave != 2) + dice.normal(0, 7, n) for wave in range(k)])
        data = np.clip(np.round(data / step) * step, 0, 100)
        data[dice.random((n, k)) < missing] = np.nan
        first, whole = data[:, 0], data[~np.isnan(data).any(axis=1)]
        important, error = 6.0, np.nanstd(first, ddof=1) * np.sqrt(1 - 0.85)
        test = stats.friedmanchisquare(*whole.T)
        each, p = [], []
        for wave in range(1, k):
            both = ~np.isnan(first) & ~np.isnan(data[:, wave])
            one, two = first[both], data[both, wave]
            d = two - one
            found = stats.ttest_rel(two, one)
            gone = first[~np.isnan(first) & np.isnan(data[:, wave])]
            apart = gone.mean() - one.mean() if len(gone) > 1 else ""
            p.append(found.pvalue)
            index = d / (np.sqrt(2) * error)
            z = stats.norm.ppf(0.975)
            each.append([d.mean(), *found.confidence_interval(), found.pvalue, 0, d.mean() / one.std(ddof=1), d.mean() / d.std(ddof=1),
                         (d >= important).sum(), (d <= -important).sum(), (index > z).sum(), (index < -z).sum(), len(gone), apart])
        for line, held in zip(each, multitest.multipletests(p, method="holm")[1]):
            line[4] = held
        cell = lambda value: "" if np.isnan(value) else f"{value:g}"
        text = " ".join(":".join(cell(value) for value in row) for row in data)
        rows.append((text, important, error, len(whole), test.statistic, test.pvalue, test.statistic / (len(whole) * (k - 1)),
                     *[value for line in each for value in line]))
    return "people,important,error,whole,statistic,p,w,of each later wave", rows


REFERENCES = {
    "omega": omegas,
    "median": medians,
    "nonresponse": nonresponse,
    "participation": participations,
    "weighted-kappa": weighted_kappas,
    "views": views,
    "counted": counteds,
    "waves": waves,
}
