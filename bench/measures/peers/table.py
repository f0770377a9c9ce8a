"""One table of medians; fails when two programs give different results, since speeds of different work say nothing."""

import json
import os
import statistics
import sys

folder, runs = sys.argv[1], int(sys.argv[2])


def read(who, case):
    return [json.load(open(f"{folder}/{who}-{case}-{run}.json")) for run in range(1, runs + 1)]


def median(all, name):
    return statistics.median(one[name] for one in all)


def line(case, ours, peer="", theirs="", ratio="", limit="", met=""):
    print(f"| {case} | {ours} | {peer} | {theirs} | {ratio} | {limit} | {met} |")


print("| case | ours | peer | peer's | ratio | limit | met |")
print("|---|---|---|---|---|---|---|")
charts = read("ours", "charts")
for name, words in (("xmr", "an XmR chart of 10,000 points"), ("p-prime", "a P' chart of 10,000 points")):
    micros = median(charts, name)
    line(words, f"{micros / 1e3:.3f} ms", limit="≤ 1 ms", met="yes" if micros <= 1000 else "NO")
for case in ("linear", "logistic"):
    ours, peer = read("ours", case), read("peer", case)
    for name in ("coefficients", "errors"):
        for a, b in zip(ours[0][name], peer[0][name], strict=True):
            assert abs(a - b) <= 1e-9 * max(1.0, abs(b)), f"{case}: {name} differ: {a} and {b}"
    own, their = median(ours, "micros") / 1e6, median(peer, "micros") / 1e6
    peak = median(ours, "peak")
    words = f"adjustment ({case}), 1,000,000 answers, 8 covariates, 200 units"
    line(words, f"{own:.2f} s", "statsmodels", f"{their:.2f} s", f"{their / own:.1f}x", "≤ 2 s", "yes" if own <= 2 else "NO")
    line("  most memory held", f"{peak:.0f} MiB", "statsmodels", f"{median(peer, 'peak'):.0f} MiB",
         limit="≤ 500 MB", met="yes" if peak * 1.048576 <= 500 else "NO")
cells = read("ours", "cells")
line(f"what may be shown of a year: 41 places, 20 questions, {cells[0]['cells']} cells ({cells[0]['hidden']} hidden)",
     f"{median(cells, 'micros') / 1e3:.0f} ms")

pages = f"{folder}/pages.json"
if os.path.exists(pages):
    for size, found in json.load(open(pages)).items():
        over = f"{int(size):,} answers"
        for page, words, most in (("unit", "a unit's page of a year", 5), ("wall", "the wall of all services by month", 50)):
            (cpu, clock, weight), (their, _) = found[page], found["duckdb"][page]
            line(f"{words}, {over}: the whole page, processor time", f"{cpu:.1f} ms", "DuckDB, its queries alone", f"{their:.0f} ms",
                 f"{their / cpu:.1f}x", f"≤ {most} ms", "yes" if cpu <= most else "NO")
            line(f"  as its reader waits (page of {weight / 1000:.1f} kB)", f"{clock:.1f} ms", "", f"{found['duckdb'][page][1]:.0f} ms")
        cpu, clock, weight = found["charts"]
        line(f"a unit's page of charts, {over}: the whole page, processor time (page of {weight / 1000:.1f} kB)", f"{cpu:.1f} ms",
             limit="≤ 5 ms", met="yes" if cpu <= 5 else "NO")
        shown, hidden = found["cells"]
        line(f"  first page after the numbers moved ({found['rows']:,} counters; {shown} cells shown, {hidden} hidden)",
             f"{found['moved']:.0f} ms")
