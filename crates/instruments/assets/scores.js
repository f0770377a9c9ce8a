// Scores of a form that is being answered, counted on the page from what crates/instruments/src/score compiled (page.rs
// there documents the data). Points and means are exact fractions and are rounded once, as on the server. It reads the
// session of program.js by its public functions alone; names that end with _ are shortened in scores.min.js.
const VecuScores = (() => {
"use strict";
const big = BigInt;
// Fractions: [numerator, denominator], in lowest terms, the denominator above nought.
const common = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const fraction = (n, d) => { const by = common(n, d) * (d < 0n ? -1n : 1n) || 1n; return [n / by, d / by]; };
const read = (text) => { const [n, d] = text.split("/"); return [big(n), big(d || 1)]; };
const show = ([n, d]) => n + (d === 1n ? "" : "/" + d);
const plus = (a, b) => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
const times = (a, b) => fraction(a[0] * b[0], a[1] * b[1]);
const reaches = (a, b) => a[0] * b[1] >= b[0] * a[1];
const rounded = (a, [places, half]) => {
  const unit = 10n ** big(places), n = a[0] * unit, d = a[1], rest = ((n % d) + d) % d, floor = (n - rest) / d, twice = rest * 2n;
  const up = half === "up" ? rest > 0n : twice > d || (twice === d && (half === "even" ? floor % 2n !== 0n : n > 0n));
  return fraction(floor + (up ? 1n : 0n), unit);
};

// The one answer of an item, by name: null when it is empty or has several, undefined when the item is not shown.
const given = (session, id) => {
  const node = session.node(id);
  if (node === undefined || !session.active(node)) return undefined;
  const answers = session.answers(node);
  return answers.length === 1 ? answers[0] : null;
};
const codeOf = (answer) => (answer && answer.t === "c" ? answer.c : null);

// The items that shown answers take out of their scores.
const excluded = (program, session) => {
  const out = new Set();
  for (const { id, o } of program.items) {
    for (const { v, ex } of o || []) if (ex && v[0] === "c" && codeOf(given(session, id)) === v[2]) ex.forEach((one) => out.add(one));
  }
  return out;
};

// What an item gives: its points, or a kind of missing; null for an answer that the form does not know.
const slot = (item, answer) => {
  if (answer === undefined) return "not-asked";
  if (item.f === undefined) { const code = codeOf(answer); return code !== null && Object.hasOwn(item.a, code) ? item.a[code] : "blank"; }
  return typeof answer === "number" ? item.a[answer - item.f] ?? null : "blank";
};

const needed = ({ least, items, weights }, staying) => {
  if (!weights) return items.length;
  const [how, by] = [].concat(least);
  const count = how === "all" ? staying : how === "half" ? Math.ceil(staying / 2) : how === "more" ? Math.floor(staying / 2) + 1
    : how === "count" ? by : Number(rounded(times(read(by), [big(staying), 1n]), [0, "up"])[0]);
  return Math.max(count, 1);
};

const finished = (score, value) => {
  if (score.table) {
    const [round, rows] = score.table, raw = show(round ? rounded(value, round) : value), row = rows.find((one) => one[0] === raw);
    if (!row) return null;
    value = read(row[1]);
  }
  if (score.times) value = times(value, read(score.times));
  if (score.plus) value = plus(value, read(score.plus));
  return score.round ? rounded(value, score.round) : value;
};

const one = (score, out, session) => {
  let points = 0n, weights = 0n, answered = 0, staying = 0;
  const none = (reason, has, needs) => [score.id, null, reason, has, needs];
  for (const item of score.items) {
    if (out.has(item.i)) continue;
    const found = slot(item, given(session, item.i));
    if (found === null) return none("unknown-answer", 0, needed(score, score.items.length));
    const worth = /^-?\d/.test(found) ? found : (item.k || {})[found];
    if (worth !== undefined) { points += big(worth); weights += big(item.w); answered += 1; } else if (!score.leaves.includes(found)) staying += 1;
  }
  const needs = needed(score, answered + staying);
  if (answered < needs) return none("too-few-answers", answered, needs);
  const fine = big(score.fine);
  const value = finished(score, score.weights
    ? times(fraction(points * big(score.weights), weights * fine), read(score.whole)) : fraction(points, fine));
  if (!value) return none("not-in-table", answered, needs);
  const band = score.bands.filter((from) => reaches(value, read(from))).length - 1;
  return [score.id, show(value), band < 0 ? null : band];
};

return {
  // Every score of a program for a session: [id, value, band], or [id, null, reason, answers there are, answers needed].
  of: (program, session) => {
    const out = excluded(program, session);
    return (program.scores || []).map((score) => one(score, out, session));
  },
};
})();
