"""The pages of numbers beside DuckDB, over the same answers: a unit's page, and the wall of all services by month.

The answers of Vécu-12 are made once in DuckDB (one row a person, seeded), and added up there into the counters that the
product keeps (answer_count, answer_total), which are written into the database of a demonstration. DuckDB then asks the
answers what the pages say; the product answers whole pages, rights, small numbers and drawings included, over HTTP. Its
processor time is the server's alone, in the kernel too, as the kernel counts it.
"""

import csv
import gzip
import hashlib
import http.client
import io
import itertools
import json
import os
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import duckdb

MONTHS = [f"{2024 + (10 + at) // 12}-{(10 + at) % 12 + 1:02}" for at in range(24)]
# The year that is complete among them: a running one has no tables.
YEAR = 2025
# As codes from the worst to the best, then the kinds of missing.
PATTERNS = {
    "always": (["never", "sometimes", "often", "always"], ["dont-know"]),
    "yes": (["no", "yes"], ["dont-know"]),
    "1": (["1", "2", "3", "4", "5"], ["no-opinion"]),
}
CODES = dict(zip(
    [f"v{at}" for at in range(1, 13)],
    [PATTERNS[kind] for kind in "yes 1 always always always always 1 always always 1 yes 1".split()],
    strict=True,
))
MANY = 300
TICK = os.sysconf("SC_CLK_TCK")
SIGN_IN = {"email": "hortense.clairefontaine@trois-rivieres.example", "password": "trois-rivieres-demo", "suite": ""}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Served:
    """A `vecu` that answers on a port of its own."""

    def __init__(self, vecu, command, data):
        self.port = free_port()
        folders = ["--data", data, "--keys", f"{data}-keys"]
        mail = ["--mail-dir", f"{data}-mail"] if command == "demo" else []
        Path(f"{data}-mail").mkdir(exist_ok=True)
        log = open(f"{data}.log", "w")
        self.process = subprocess.Popen(
            [vecu, command, *folders, *mail, "--listen", f"127.0.0.1:{self.port}"], stdout=log, stderr=log)
        while True:
            if self.process.poll() is not None:
                sys.exit(f"vecu {command} ended: {Path(f'{data}.log').read_text()[-2000:]}")
            # A demonstration listens before its data are there; READY is its last word.
            if command == "demo" and "READY" not in Path(f"{data}.log").read_text():
                time.sleep(0.5)
                continue
            try:
                self.client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.get("/connexion")
                return
            except OSError:
                time.sleep(0.1)

    def get(self, path, cookie=""):
        self.client.request("GET", path, headers={"Accept-Encoding": "gzip", "Cookie": cookie})
        answer = self.client.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{answer.status} on {path}")
        return answer, body

    def sign_in(self):
        fields = urllib.parse.urlencode(SIGN_IN)
        origin = f"http://127.0.0.1:{self.port}"
        head = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
        self.client.request("POST", "/connexion", fields, head)
        answer = self.client.getresponse()
        answer.read()
        if answer.status != 303:
            sys.exit(f"{answer.status}: nobody could sign in")
        return "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie"))

    def spent(self):
        """Processor time in milliseconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def units(database):
    """The campaign with scores, and its units in the order of their names."""
    with sqlite3.connect(database) as db:
        row = "SELECT org, instrument, campaign FROM answer_total GROUP BY 1, 2, 3 ORDER BY SUM(scored) DESC LIMIT 1"
        at = db.execute(row).fetchone()
        return at, [one for (one,) in db.execute("SELECT id FROM place WHERE level = 'unit' ORDER BY name")]


def make(db, places, people):
    """One row a person: unit, month, the twelve answers, the score."""
    weights = [1 + rank * 7 % 9 for rank in range(len(places))]
    slots = [place for place, weight in zip(places, weights, strict=True) for _ in range(weight)]
    db.execute("CREATE OR REPLACE TABLE slot AS SELECT unnest(range(?)) AS at, unnest(?::BIGINT[]) AS place", [len(slots), slots])
    db.execute("CREATE OR REPLACE TABLE month AS SELECT unnest(range(24)) AS at, unnest(?::VARCHAR[]) AS wave", [MONTHS])
    part = lambda name: f"(hash(i, '{name}') % 1000000 / 1e6)"
    columns, points = [], []
    for item, (values, missing) in CODES.items():
        # Many good answers and very few bad ones, so that some cells are small; units that differ a little; one answer of
        # sixteen is missing.
        best = f"least(floor({len(values)} * pow({part(item)}, 0.2 + (hash(place) % 100) / 1000.0)), {len(values) - 1})"
        gone = f"{part(item + '?')} < 0.0625"
        columns.append(f"CASE WHEN {gone} THEN '{missing[0]}' ELSE {values}[({best})::INT + 1] END AS {item}")
        points.append(f"CASE WHEN {gone} THEN NULL ELSE {best} * 100 / {len(values) - 1} END")
    db.execute(f"""CREATE OR REPLACE TABLE answer AS
        SELECT place, wave, {', '.join(columns)}, list_avg([{', '.join(points)}]) AS score
        FROM (SELECT range AS i, place, wave FROM range({people})
              JOIN slot ON slot.at = hash(range, 'place') % {len(slots)}
              JOIN month ON month.at = hash(range, 'month') % 24)
        ORDER BY wave, place""")
    for item, (values, missing) in CODES.items():
        codes = ", ".join(f"'{code}'" for code in values + missing)
        db.execute(f"ALTER TABLE answer ALTER {item} TYPE ENUM ({codes})")


def count(db, database, at):
    """Writes the counters of these answers instead of the demonstration's."""
    org, instrument, campaign = at
    counts = " UNION ALL ".join(
        f"SELECT place, wave, '{item}', {item}::VARCHAR, count(*) FROM answer GROUP BY ALL" for item in CODES)
    totals = "SELECT place, wave, count(*), count(score), sum(score), sum(score * score) FROM answer GROUP BY ALL"
    with sqlite3.connect(database) as vecu:
        for table in ("answer_count", "answer_total", "invited_count", "wave_state"):
            vecu.execute(f"DELETE FROM {table} WHERE campaign = ?", [campaign])
        rows = [(org, instrument, campaign, *row) for row in db.execute(counts).fetchall()]
        vecu.executemany(
            "INSERT INTO answer_count (org, instrument, campaign, place, wave, item, code, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        totals = db.execute(totals).fetchall()
        vecu.executemany(
            "INSERT INTO answer_total (org, instrument, campaign, place, wave, channel, n, scored, total, squares)"
            " VALUES (?, ?, ?, ?, ?, 'web', ?, ?, ?, ?)", [(org, instrument, campaign, *row) for row in totals])
        invited = [(org, campaign, place, wave, 3 * n) for place, wave, n, *_ in totals]
        vecu.executemany("INSERT INTO invited_count (org, campaign, place, wave, n) VALUES (?, ?, ?, ?, ?)", invited)
        vecu.executemany(
            "INSERT INTO wave_state (org, campaign, wave, state) VALUES (?, ?, ?, 'frozen')", [(org, campaign, wave) for wave in MONTHS])
    return len(rows) + len(totals)


def asked(db, place):
    """What DuckDB is asked for each page: seconds of processor and of the clock, in the middle of eleven."""
    items = " UNION ALL ".join(
        f"SELECT '{item}', {item}::VARCHAR, count(*) FROM answer WHERE place = {place} AND wave LIKE '{YEAR}-%' GROUP BY ALL"
        for item in CODES)
    month = f"SELECT wave, count(*), avg(score), stddev(score) FROM answer WHERE place = {place} GROUP BY ALL ORDER BY ALL"
    best = ", ".join(f"count(*) FILTER ({item} = '{values[-1]}'), count(*) FILTER ({item} NOT IN ('{missing[0]}'))"
                     for item, (values, missing) in CODES.items())
    wall = f"SELECT place, wave, count(*), avg(score), stddev(score), {best} FROM answer GROUP BY ALL ORDER BY ALL"
    return {"unit": timed(db, [items, month]), "wall": timed(db, [wall])}


def timed(db, queries):
    found = []
    for _ in range(12):
        clock, cpu = time.perf_counter(), time.process_time()
        for query in queries:
            db.execute(query).fetchall()
        found.append(((time.process_time() - cpu) * 1e3, (time.perf_counter() - clock) * 1e3))
    # The first one warms.
    return tuple(statistics.median(column) for column in zip(*found[1:], strict=True))


def same(served, cookie, db, at, place):
    """Fails unless the file of the page says what DuckDB counts, cell by cell; how many cells it says, and hides."""
    path = f"/travail/lieux/{spell(place)}/chiffres.csv?campagne={spell(at[2])}&periode={YEAR}"
    text = gunzip(served.get(path, cookie)[1]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    questions = [list(rows) for _, rows in itertools.groupby(rows, key=lambda row: row[3])]
    assert len(questions) == len(CODES), f"{len(questions)} questions"
    shown = hidden = 0
    for (item, (values, _)), told in zip(CODES.items(), questions, strict=True):
        # The instrument lists what is best first, but for marks.
        codes = values if values[0] == "1" else values[::-1]
        for code, row in zip(codes, told, strict=False):
            query = f"SELECT count(*) FROM answer WHERE place = {place} AND wave LIKE '{YEAR}-%' AND {item} = '{code}'"
            (n,) = db.execute(query).fetchone()
            if row[6].isdigit():
                assert int(row[6]) == n, f"{item} {code}: {row[6]} on the page, {n} in DuckDB"
                shown += 1
            else:
                hidden += 1
    return shown, hidden


def gunzip(body):
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def spell(number):
    """An id as addresses write it: twelve letters of five bits."""
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> (step * 5) & 31] for step in range(11, -1, -1))


def pages(served, cookie, path):
    """Processor time and time of a page, warm, and its weight."""
    for _ in range(5):
        _, body = served.get(path, cookie)
    start, times = served.spent(), []
    for _ in range(MANY):
        clock = time.perf_counter()
        served.get(path, cookie)
        times.append((time.perf_counter() - clock) * 1e3)
    return (served.spent() - start) / MANY, statistics.median(times), len(body)


def moved(served, cookie, database, at, path):
    """The first page after the numbers moved: what may be shown is decided again."""
    found = []
    for _ in range(5):
        with sqlite3.connect(database, timeout=30) as db:
            for table in ("answer_count", "answer_total"):
                db.execute(f"UPDATE {table} SET n = n + 1 WHERE campaign = ? AND wave = ?", [at[2], MONTHS[-1]])
        start = served.spent()
        served.get(path, cookie)
        found.append(served.spent() - start)
    return statistics.median(found)


def main():
    vecu, folder, sizes = sys.argv[1], Path(sys.argv[2]), [int(size) for size in sys.argv[3:]]
    folder.mkdir(parents=True, exist_ok=True)
    # A demonstration is made once for each binary: its database is that of its migrations.
    base = folder / f"demo-{hashlib.sha256(Path(vecu).read_bytes()).hexdigest()[:12]}"
    if not (base / "made").exists():
        for old in folder.glob("demo-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        Served(vecu, "demo", str(base)).stop()
        (base / "made").touch()
    at, places = units(base / "vecu.sqlite")
    results = {}
    for size in sizes:
        db = duckdb.connect(str(folder / f"{size}.duckdb"))
        db.execute("SET preserve_insertion_order = false")
        make(db, places, size)
        data = folder / f"vecu-{size}"
        for old in (data, Path(f"{data}-keys")):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(base, data)
        shutil.copytree(f"{base}-keys", f"{data}-keys")
        (data / "made").unlink()
        rows = count(db, data / "vecu.sqlite", at)
        place = places[0]
        db.execute("SET threads = 1")
        theirs = asked(db, place)
        served = Served(vecu, "serve", str(data))
        cookie = served.sign_in()
        unit = f"/travail/lieux/{spell(place)}?campagne={spell(at[2])}&periode={YEAR}"
        wall = f"/travail/indicateurs/mur?campagne={spell(at[2])}"
        first = served.spent()
        served.get(unit, cookie)
        first = served.spent() - first
        results[size] = {
            "rows": rows,
            "cells": same(served, cookie, db, at, place),
            "unit": pages(served, cookie, unit),
            "wall": pages(served, cookie, wall),
            "charts": pages(served, cookie, f"/travail/lieux/{spell(place)}/indicateurs?campagne={spell(at[2])}&periode={YEAR}"),
            "first": first,
            "moved": moved(served, cookie, data / "vecu.sqlite", at, unit),
            "duckdb": theirs,
        }
        served.stop()
        db.close()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
