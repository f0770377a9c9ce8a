// The interpreter of compiled forms, in the browser. Its twin is crates/instruments/src/session: the same program, the
// same steps, the same arithmetic, so that a page shows what the server would. The language is described in
// crates/instruments/src/program. No dependency, no storage, no network; nothing here reads the page. Names that end
// with _ belong to the interpreter alone and are shortened in the script that is served (program.min.js).
const VecuForm = (() => {
"use strict";
const { floor: down, max, min, trunc: cut, abs: far } = Math;
const LIMIT = 10n ** 38n, SMALL = 10n ** 30n, MOST = 9007199254740991, FUEL = 2000000, MOST_NODES = 200000, MOST_ANSWERS = 1000;
class Stop extends Error {}
const stop = () => { throw new Stop("stop"); };
const abs = (n) => (n < 0n ? -n : n), ten = (n) => 10n ** BigInt(n);

// Decimals: a whole mantissa m and s digits after the point. A mantissa of 10^38 or more is no value (null).
class Dec { constructor(m, s) { this.m = m; this.s = s; } }
const dec = (m, s) => (abs(m) < LIMIT ? new Dec(m, s) : null);
const parse = (text) => {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!found) return null;
  const fraction = found[3] || "";
  let m = BigInt(found[2] + fraction), s = fraction.length - Number(found[4] || 0);
  if (s > 38 || s < -38) return null;
  if (s < 0) { m *= ten(-s); s = 0; }
  return dec(found[1] === "-" ? -m : m, s);
};
const show = (d) => {
  const digits = String(abs(d.m)).padStart(d.s + 1, "0"), at = digits.length - d.s;
  return (d.m < 0n ? "-" : "") + digits.slice(0, at) + (d.s ? "." + digits.slice(at) : "");
};
const bare = (d) => {
  let { m, s } = d;
  while (s > 0 && m % 10n === 0n) { m /= 10n; s -= 1; }
  return new Dec(m, s);
};
const align = (a, b) => {
  if (a.s === b.s) return [a.m, b.m, a.s];
  const s = max(a.s, b.s), x = a.m * ten(s - a.s), y = b.m * ten(s - b.s);
  return abs(x) < LIMIT && abs(y) < LIMIT ? [x, y, s] : null;
};
const halfAway = (n, d) => {
  const q = n / d, rest = abs(n % d);
  return rest * 2n >= abs(d) ? q + ((n < 0n) === (d < 0n) ? 1n : -1n) : q;
};
const round = (d, digits) => (d.s <= digits ? d : new Dec(halfAway(d.m, ten(d.s - digits)), digits));
const trunc = (d) => new Dec(d.m / ten(d.s), 0);
const floor = (d) => { const t = trunc(d); return new Dec(t.m - (order(d, t) < 0 ? 1n : 0n), 0); };
const neg = (d) => new Dec(-d.m, d.s);
const sign = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
const order = (a, b) => {
  const x = bare(a), y = bare(b), both = align(x, y);
  return both ? sign(both[0], both[1]) : sign(trunc(x).m, trunc(y).m);
};
const add = (a, b) => { const x = align(a, b); return x && dec(x[0] + x[1], x[2]); };
const mul = (a, b) => {
  const d = dec(a.m * b.m, a.s + b.s);
  return d && d.s > 20 ? round(d, 20) : d;
};
const div = (a, b) => {
  if (b.m === 0n) return null;
  for (let digits = 16; digits >= 0; digits -= 1) {
    const shift = digits + b.s - a.s, n = shift > 0 ? a.m * ten(shift) : a.m;
    if (abs(n) < LIMIT) return bare(new Dec(halfAway(n, b.m * ten(max(-shift, 0))), digits));
  }
  return null;
};
const divWhole = (a, b) => { const x = align(a, b); return x && x[1] !== 0n ? dec(x[0] / x[1], 0) : null; };
const rem = (a, b) => { const x = align(a, b); return x && x[1] !== 0n ? dec(x[0] % x[1], x[2]) : null; };
const num = (v) => (typeof v === "number" ? new Dec(BigInt(v), 0) : v instanceof Dec ? v : null);
const whole = (d) => { const b = bare(d); return b.s === 0 && abs(b.m) <= BigInt(MOST) ? Number(b.m) : null; };
const result = (integer, d) => (d === null ? null : integer ? whole(d) : d);

// Moments: k is D (date), T (date with a time) or h (time of day); p the parts, c how many are known, o the offset.
class Moment { constructor(k, p, c, o) { Object.assign(this, { k, p, c, o }); } }
const monthDays = (y, m) => (m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);
const valid = (t) => {
  const [y, m, d, h, i, s] = t.p, c = t.c;
  return c > 0 && y >= 1 && y <= 9999 && (c < 2 || (m >= 1 && m <= 12)) && (c < 3 || (d >= 1 && d <= monthDays(y, m)))
    && (c < 4 || (h < 24 && i < 60 && s < 60 && h >= 0)) ? t : null;
};
const MOMENT = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?(?:T?(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?)?(Z|[+-]\d\d:\d\d)?$/;
const moment = (k, text) => {
  const f = MOMENT.exec((k === "h" ? "T" : "") + text);
  if (!f) return null;
  const p = k === "h" ? [1, 1, 1] : [f[1], f[2] || 0, f[3] || 0].map(Number);
  let c = k === "h" ? 3 : f[3] ? 3 : f[2] ? 2 : f[1] ? 1 : 0;
  for (let at = 4; at < 7; at += 1) { p.push(Number(f[at] || 0)); if (f[at]) c += 1; }
  p.push(f[7] ? Number((f[7] + "000").slice(0, 3)) : 0);
  if (f[7]) c += 1;
  const z = f[8], o = !z ? null : z === "Z" ? 0 : (z[0] === "-" ? -1 : 1) * (Number(z.slice(1, 3)) * 60 + Number(z.slice(4)));
  return valid(new Moment(k, p, c, o));
};
const days = (y, m, d) => {
  const s = m <= 2 ? y - 1 : y, era = down(s / 400), of = s - era * 400;
  const day = down((153 * ((m + 9) % 12) + 2) / 5) + d - 1;
  return era * 146097 + of * 365 + down(of / 4) - down(of / 100) + day - 719468;
};
const civil = (n) => {
  const s = n + 719468, era = down(s / 146097), of = s - era * 146097;
  const y = down((of - down(of / 1460) + down(of / 36524) - down(of / 146096)) / 365);
  const day = of - (365 * y + down(y / 4) - down(y / 100)), mp = down((5 * day + 2) / 153);
  const m = mp < 10 ? mp + 3 : mp - 9;
  return [y + era * 400 + (m <= 2 ? 1 : 0), m, day - down((153 * mp + 2) / 5) + 1];
};
const later = (t, seconds) => {
  const total = days(t.p[0], t.p[1], t.p[2]) * 86400 + t.p[3] * 3600 + t.p[4] * 60 + t.p[5] + seconds;
  const day = down(total / 86400), rest = total - day * 86400;
  if (far(day) >= 4000000) return null;
  return new Moment(t.k, [...civil(day), down(rest / 3600), down(rest / 60) % 60, rest % 60, t.p[6]], t.c, t.o);
};
const months = (t, n) => {
  const total = t.p[0] * 12 + (t.c > 1 ? t.p[1] : 1) - 1 + n, y = down(total / 12), m = total - y * 12 + 1;
  const day = t.c > 2 ? min(t.p[2], monthDays(y, m)) : t.p[2];
  return new Moment(t.k, [y, m, day, ...t.p.slice(3)], t.c, t.o);
};
const daysLater = (t, n) => {
  if (t.c === 1) return months(t, cut(n / 365) * 12);
  if (t.c === 2) return months(t, cut(n / 30));
  const total = days(t.p[0], t.p[1], t.p[2]) + n;
  return far(total) < 4000000 ? new Moment(t.k, [...civil(total), ...t.p.slice(3)], t.c, t.o) : null;
};
const secondsLater = (t, n) => (t.c >= 6 ? later(t, n) : t.c === 5 ? later(t, cut(n / 60) * 60)
  : t.c === 4 ? later(t, cut(n / 3600) * 3600) : daysLater(t, cut(n / 86400)));
const UNITS = { year: 12, month: 1, week: 7, day: 1, hour: 3600, minute: 60, second: 1 };
const unit = (word) => { const bareWord = word.replace(/s$/, ""); return bareWord in UNITS ? bareWord : null; };
const plus = (t, n, u) => {
  const size = n * UNITS[u], fine = u === "hour" || u === "minute" || u === "second";
  if (!Number.isSafeInteger(size)) return null;
  let out = null;
  if (t.k === "h") {
    out = fine ? secondsLater(t, size) : null;
    if (out) out.p.splice(0, 3, 1, 1, 1);
  } else if (fine) out = secondsLater(t, size);
  else if (u === "week" || u === "day") out = daysLater(t, size);
  else out = months(t, u === "month" && t.c === 1 ? cut(n / 12) * 12 : size);
  return out && valid(out);
};
const compare = (a, b) => {
  if ((a.k === "h") !== (b.k === "h")) return null;
  if ((a.o === null) !== (b.o === null) && min(a.c, b.c) > 3) return null;
  const utc = (t) => (a.o !== null && b.o !== null && t.c >= 5 ? later(new Moment(t.k, t.p, t.c, t.o), -60 * t.o) || t : t);
  const x = utc(a), y = utc(b), known = (t) => (t.c === 7 ? 6 : t.c), part = (t, i) => (i === 5 ? t.p[5] * 1000 + t.p[6] : t.p[i]);
  for (let i = 0; i < max(known(x), known(y)); i += 1) {
    if (i >= min(known(x), known(y))) return null;
    if (part(x, i) !== part(y, i)) return part(x, i) < part(y, i) ? -1 : 1;
  }
  return 0;
};
const pad = (n, width) => String(n).padStart(width, "0");
const when = (t) => {
  const p = t.p, o = t.o === null ? "" : t.o === 0 ? "Z" : (t.o < 0 ? "-" : "+") + pad(down(far(t.o) / 60), 2) + ":" + pad(far(t.o) % 60, 2);
  const date = t.k === "h" ? "" : pad(p[0], 4) + (t.c > 1 ? "-" + pad(p[1], 2) : "") + (t.c > 2 ? "-" + pad(p[2], 2) : "");
  return date + (t.c > 3 ? (t.k === "h" ? "" : "T") + pad(p[3], 2) : "") + (t.c > 4 ? ":" + pad(p[4], 2) : "")
    + (t.c > 5 ? ":" + pad(p[5], 2) : "") + (t.c > 6 ? "." + pad(p[6], 3) : "") + o;
};

// Values to JSON and back.
const literal = (v) => {
  if (v instanceof Dec) return ["n", show(v)];
  if (v instanceof Moment) return [v.k, when(v)];
  if (v === null || typeof v !== "object") return v;
  if (v.t === "q") return ["q", show(v.v), v.u];
  if (v.t === "c") return v.w ? ["c", v.s, v.c, v.d, show(v.w)] : v.d ? ["c", v.s, v.c, v.d] : ["c", v.s, v.c];
  return v.t === "o" ? ["o", v.v] : v.t === "A" ? ["node", v.n, v.r] : ["node", v.n];
};
const value = (j) => {
  if (!Array.isArray(j)) return j;
  const [k, a, b, c, d] = j;
  if (k === "n") return parse(a);
  if (k === "q") return { t: "q", v: parse(a), u: b };
  if (k === "c") return { t: "c", s: a, c: b, d: c || "", w: d === undefined ? null : parse(d) };
  return k === "o" ? { t: "o", v: a } : moment(k, a);
};
const same = (a, b) => JSON.stringify(a.map(literal)) === JSON.stringify(b.map(literal));

// Equality and order. null is "not known".
const sameUnit = (a, b) => a.u === b.u || (unit(a.u) !== null && unit(a.u) === unit(b.u));
const equal = (a, b) => {
  const x = num(a), y = num(b);
  if (x && y) return order(x, y) === 0;
  if (a instanceof Moment && b instanceof Moment) { const o = compare(a, b); return o === null ? null : o === 0; }
  if (a && b && a.t && a.t === b.t) {
    if (a.t === "q") return sameUnit(a, b) ? order(a.v, b.v) === 0 : null;
    if (a.t === "c") return a.s === b.s && a.c === b.c;
    return JSON.stringify(literal(a)) === JSON.stringify(literal(b));
  }
  return a === b;
};
const allEqual = (a, b) => {
  if (!a.length || !b.length) return null;
  if (a.length !== b.length) return false;
  let unknown = false;
  for (let i = 0; i < a.length; i += 1) {
    const e = equal(a[i], b[i]);
    if (e === false) return false;
    if (e === null) unknown = true;
  }
  return unknown ? null : true;
};
const plain = (text) => text.toLowerCase().split(/[ \t\n\r]/).filter(Boolean).join(" ");
const alike = (a, b) => (typeof a === "string" && typeof b === "string" ? plain(a) === plain(b) : equal(a, b) === true);
const allAlike = (a, b) => {
  const left = [...b];
  return a.length === b.length && a.every((one) => {
    const at = left.findIndex((other) => alike(one, other));
    return at >= 0 && left.splice(at, 1).length === 1;
  });
};
const rank = (a, b) => {
  const x = num(a), y = num(b);
  if (x && y) return order(x, y);
  if (typeof a === "string" && typeof b === "string") {
    const p = [...a], q = [...b];
    for (let i = 0; i < min(p.length, q.length); i += 1) if (p[i] !== q[i]) return sign(p[i].codePointAt(0), q[i].codePointAt(0));
    return sign(p.length, q.length);
  }
  if (a instanceof Moment && b instanceof Moment) return compare(a, b);
  if (a.t === "q" && b.t === "q") return sameUnit(a, b) ? order(a.v, b.v) : null;
  return stop();
};
const fits = (test, o) => (test === "<" ? o < 0 : test === "<=" ? o <= 0 : test === ">" ? o > 0 : o >= 0);
const meets = (answer, test, wanted) => {
  if (test === "exists") return true;
  if (test === "=" || test === "!=") {
    if (answer.t === "c" && wanted.t === "c") return answer.c === wanted.c && (!wanted.s || !answer.s || answer.s === wanted.s);
    if (answer.t === "c" && typeof wanted === "string") return answer.c === wanted;
    return equal(answer, wanted) === true;
  }
  const found = answer.t === "c" ? answer.w : answer;
  if (found === null) return false;
  try { const o = rank(found, wanted); return o !== null && fits(test, o); } catch { return false; }
};

const single = (list) => (list.length > 1 ? stop() : list[0]);
const truth = (list) => { const v = single(list); return v === undefined ? null : typeof v === "boolean" ? v : true; };
const some = (v) => (v === null || v === undefined ? [] : [v]);
// A function of one value: nothing gives nothing.
const on = (list, f) => { const v = single(list); return v === undefined ? [] : some(f(v)); };
const has = (list, v) => list.some((one) => equal(one, v) === true);
const distinct = (list) => list.reduce((out, v) => (has(out, v) || out.push(v), out), []);
const is = (type, v) => typeof v === type;
const typed = (type, v) => (is(type, v) ? v : stop());
const written = (v) => {
  if (v instanceof Dec) return show(v);
  if (v instanceof Moment) return when(v);
  if (v.t === "q") return show(v.v) + " " + (unit(v.u) ? v.u : "'" + v.u + "'");
  return v.t ? null : String(v);
};
const word = (v) => (v === undefined ? "" : written(v) ?? stop());
const amount = (v, u) => (v ? { t: "q", v, u } : null);
const arithmetic = (f, a, b) => {
  const x = num(a), y = num(b), integer = is("number", a) && is("number", b), minus = f === "-";
  if (x && y) {
    if (f === "/") return div(x, y);
    if (f === "div") return result(true, divWhole(x, y));
    return result(integer, f === "+" ? add(x, y) : minus ? add(x, neg(y)) : f === "*" ? mul(x, y) : rem(x, y));
  }
  if (f === "+" && is("string", a) && is("string", b)) return a + b;
  if ((f === "*" || f === "/") && a.t === "q") return amount((f === "*" ? mul : div)(a.v, y ?? stop()), a.u);
  if (b.t !== "q" || (f !== "+" && !minus)) stop();
  if (a instanceof Moment) {
    const u = unit(b.u) ?? stop(), n = whole(trunc(b.v));
    return n === null ? null : plus(a, minus ? -n : n, u);
  }
  return a.t !== "q" ? stop() : equal(a, b) === null ? null : amount(add(a.v, minus ? neg(b.v) : b.v), a.u);
};
const summary = (f, list) => {
  if (!list.length) return [];
  let found = list[0];
  // Weights are mostly small decimals of one scale: too few and too small to leave the numbers there are on the way.
  if (f === "sum" && list.every((v) => v instanceof Dec && v.s === found.s && abs(v.m) < SMALL)) return [new Dec(list.reduce((m, v) => m + v.m, 0n), found.s)];
  for (const v of list.slice(1)) {
    if (f === "sum" || f === "avg") found = arithmetic("+", found, v);
    else {
      const o = rank(v, found);
      if (o === null) return [];
      if (f === "min" ? o < 0 : o > 0) found = v;
    }
    if (found === null) return [];
  }
  if (f === "avg") return some(arithmetic("/", found, list.length));
  return f === "sum" && !num(found) && found.t !== "q" ? stop() : [found];
};
const NUMBERS = {
  abs: (x, i) => result(i, new Dec(abs(x.m), x.s)),
  neg: (x, i) => result(i, neg(x)),
  ceiling: (x) => whole(neg(floor(neg(x)))),
  floor: (x) => whole(floor(x)),
  truncate: (x) => whole(trunc(x)),
  round: (x, i, n) => (n < 0 || n > 255 ? stop() : round(x, n)),
  power: (x, i, n) => {
    let out = new Dec(1n, 0);
    for (let k = 0; k < min(far(n), 1000); k += 1) { out = mul(out, x); if (!out) return null; }
    return n < 0 ? div(new Dec(1n, 0), out) : result(i, out);
  },
};
const number = (f, v, n) => {
  if (v.t === "q" && (f === "abs" || f === "neg")) return amount(f === "neg" ? neg(v.v) : new Dec(abs(v.v.m), v.v.s), v.u);
  return NUMBERS[f](num(v) ?? stop(), is("number", v), n === undefined ? 0 : typed("number", n));
};
const plainNumber = (v) => (is("string", v) && !/e/i.test(v) ? parse(v) : null);
const toDate = (v) => {
  const t = is("string", v) ? moment("T", v) : v;
  return t instanceof Moment && t.k !== "h" ? new Moment("D", t.p, min(t.c, 3), null) : null;
};
const FLAGS = { true: 1, t: 1, yes: 1, y: 1, 1: 1, "1.0": 1, false: 0, f: 0, no: 0, n: 0, 0: 0, "0.0": 0 };
const CONVERT = {
  toString: written,
  toInteger: (v) => { const d = plainNumber(v); return is("number", v) ? v : is("boolean", v) ? Number(v) : d && !v.includes(".") ? whole(d) : null; },
  toDecimal: (v) => (is("boolean", v) ? new Dec(BigInt(v), 0) : plainNumber(v) ?? num(v)),
  toBoolean: (v) => {
    if (is("boolean", v)) return v;
    const low = is("string", v) ? v.toLowerCase() : "", d = num(v);
    const n = Object.hasOwn(FLAGS, low) ? FLAGS[low] : d && whole(d);
    return n === 1 ? true : n === 0 ? false : null;
  },
  toDate,
};
const isA = (v, name) => {
  const last = name.split(".").pop(), low = last.toLowerCase();
  if (v.t) return last === { c: "Coding", q: "Quantity" }[v.t];
  return low === (v instanceof Dec ? "decimal" : v instanceof Moment ? { D: "date", T: "datetime", h: "time" }[v.k] : is("number", v) ? "integer" : typeof v);
};
const FIELDS = { code: (v) => v.c || v.u, system: (v) => v.s, display: (v) => v.d, weight: (v) => v.w, amount: (v) => v.v, unit: (v) => v.u };
const letters = (text) => [...text];
// Texts: f(text, first operand, second operand).
const TEXTS = {
  length: (t) => [letters(t).length],
  upper: (t) => [t.toUpperCase()],
  lower: (t) => [t.toLowerCase()],
  trim: (t) => [t.replace(/^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$/g, "")],
  toChars: letters,
  substring: (t, from, size) => {
    if (from === undefined) return [];
    const all = letters(t), to = size === undefined ? undefined : typed("number", from) + max(typed("number", size), 0);
    return typed("number", from) < 0 || from >= all.length ? [] : [all.slice(from, to).join("")];
  },
};
const PAIRS = {
  startsWith: (t, o) => [t.startsWith(o)],
  endsWith: (t, o) => [t.endsWith(o)],
  contains: (t, o) => [t.includes(o)],
  indexOf: (t, o) => { const at = t.indexOf(o); return [at < 0 ? -1 : letters(t.slice(0, at)).length]; },
  matches: (t, o) => [new RegExp(o, "u").test(t)],
  split: (t, o) => (o === "" ? ["", ...t, ""] : t.split(o)),
  replace: (t, o, by) => (by === undefined ? [] : [typed("string", by) && o === "" ? t : t.replaceAll(o, () => by)]),
};
const texts = (f, list, rest) => {
  const text = single(list);
  if (text === undefined) return [];
  const first = single(rest[0] || []), second = single(rest[1] || []);
  typed("string", text);
  if (TEXTS[f]) return TEXTS[f](text, first, second);
  return first === undefined ? [] : PAIRS[f](text, typed("string", first), second);
};
const both = (a, b, f) => on(a, (x) => { const y = single(b); return y === undefined ? null : f(x, y); });
const compared = (test) => (a, b) => both(a, b, (x, y) => { const o = rank(x, y); return o === null ? null : fits(test, o); });
const counted = (part) => (list, n) => { const k = single(n); return k === undefined ? [] : part(list, max(typed("number", k), 0)); };
const flags = (f, list) => {
  list.forEach((v) => typed("boolean", v));
  const wanted = f.endsWith("True");
  return [f.startsWith("any") ? list.includes(wanted) : !list.includes(!wanted)];
};
// Collections: f(input, other operand).
const LISTS = {
  "=": (a, b) => some(allEqual(a, b)),
  "!=": (a, b) => allEqual(a, b) === null ? [] : [!allEqual(a, b)],
  "~": (a, b) => [allAlike(a, b)],
  "!~": (a, b) => [!allAlike(a, b)],
  "&": (a, b) => [word(single(a)) + word(single(b))],
  not: (a) => { const t = truth(a); return t === null ? [] : [!t]; },
  "|": (a, b) => distinct([...a, ...b]),
  combine: (a, b) => [...a, ...b],
  intersect: (a, b) => distinct(a.filter((v) => has(b, v))),
  exclude: (a, b) => a.filter((v) => !has(b, v)),
  distinct,
  "in-list": (a, b) => on(a, (v) => has(b, v)),
  "contains-list": (a, b) => on(b, (v) => has(a, v)),
  subsetOf: (a, b) => [a.every((v) => has(b, v))],
  supersetOf: (a, b) => [b.every((v) => has(a, v))],
  exists: (a) => [a.length > 0],
  empty: (a) => [!a.length],
  count: (a) => [a.length],
  hasValue: (a) => [a.length === 1 && a[0].t !== "N" && a[0].t !== "A"],
  isDistinct: (a) => [distinct(a).length === a.length],
  first: (a) => a.slice(0, 1),
  last: (a) => a.slice(-1),
  tail: (a) => a.slice(1),
  single: (a) => some(single(a)),
  skip: counted((a, n) => a.slice(n)),
  take: counted((a, n) => a.slice(0, n)),
  at: counted((a, n) => a.slice(n, n + 1)),
  is: (a, b) => { const name = typed("string", single(b)); return on(a, (v) => isA(v, name)); },
  ofType: (a, b) => { const name = typed("string", single(b)); return a.filter((v) => isA(v, name)); },
  join: (a, b) => { const by = single(b); return !a.length ? [] : [a.map((v) => typed("string", v)).join(by === undefined ? "" : typed("string", by))]; },
};
for (const test of ["<", "<=", ">", ">="]) LISTS[test] = compared(test);
for (const f of ["+", "-", "*", "/", "div", "mod"]) LISTS[f] = (a, b) => both(a, b, (x, y) => arithmetic(f, x, y));
for (const f of ["sum", "min", "max", "avg"]) LISTS[f] = (a) => summary(f, a);
for (const f of ["allTrue", "anyTrue", "allFalse", "anyFalse"]) LISTS[f] = (a) => flags(f, a);
for (const f in NUMBERS) LISTS[f] = (a, b) => on(a, (v) => number(f, v, single(b)));
for (const f in CONVERT) LISTS[f] = (a) => on(a, CONVERT[f]);
for (const f in FIELDS) LISTS[f] = (a) => a.map((v) => (v.t === "c" || v.t === "q") && FIELDS[f](v)).filter((v) => v);
const apply = (f, list, rest) => {
  if (Object.hasOwn(TEXTS, f) || Object.hasOwn(PAIRS, f)) return texts(f, list, rest);
  return Object.hasOwn(LISTS, f) ? LISTS[f](list, rest[0] || []) : stop();
};

class Session {
  constructor(program, now) {
    if (program.program !== 1) throw new Error("another language");
    this.items_ = program.items.map((item) => ({ ...item, kids_: [], opts_: (item.o || []).map((o) => value(o.v)) }));
    this.steps_ = program.steps;
    this.top_ = [];
    this.items_.forEach((item, n) => (item.p === undefined ? this.top_ : this.items_[item.p].kids_).push(n));
    for (const step of this.steps_) if (step.k === "value") this.items_[step.i].computed_ = true;
    this.now_ = moment("T", now);
    this.today_ = toDate(this.now_);
    this.byId_ = new Map(this.items_.map((item, n) => [item.id, n]));
    this.vars_ = Array.from({ length: program.vars }, () => new Map());
    this.broken_ = [];
    this.nodes_ = [{ item_: null, up_: 0, slot_: 0, answers_: [], active_: true, alive_: true, kids_: [] }];
    this.dirty_ = this.steps_.map(() => true);
    this.furnish_(0);
    this.index();
    this.settle_();
    this.begin_();
  }
  item(n) { const node = this.nodes_[n]; return node && node.alive_ && node.item_ !== null ? this.items_[node.item_] : null; }
  instances(item) { return this.where_[item] || []; }
  node(id) { return this.instances(this.byId_.get(id))[0]; }
  active(n) { const node = this.nodes_[n]; return node.active_ && node.alive_; }
  sprout_(up, slot, item) {
    const n = this.nodes_.length, kids = this.nodes_[up].kids_;
    this.nodes_.push({ item_: item, up_: up, slot_: slot, answers_: [], active_: true, alive_: true, kids_: [] });
    let at = 0;
    for (const kid of kids) {
      const k = this.nodes_[kid];
      if (k.slot_ > slot || (k.slot_ === slot && k.item_ > item)) break;
      at += 1;
    }
    kids.splice(at, 0, n);
    return n;
  }
  furnish_(top) {
    const waiting = [top];
    while (waiting.length) {
      const n = waiting.pop(), own = this.nodes_[n].item_;
      for (const item of own === null ? this.top_ : this.items_[own].kids_) {
        const form = this.items_[item], count = form.t === "group" && form.r ? min(max(form.no || 0, 1), 100) : 1;
        for (let i = 0; i < count && this.nodes_.length < MOST_NODES; i += 1) waiting.push(this.sprout_(n, 0, item));
      }
    }
  }
  grow_(up, slot, item) { const n = this.sprout_(up, slot, item); this.furnish_(n); this.initial_(n); return n; }
  fell_(top) {
    const home = this.nodes_[this.nodes_[top].up_];
    home.kids_ = home.kids_.filter((kid) => kid !== top);
    const waiting = [top];
    while (waiting.length) { const node = this.nodes_[waiting.pop()]; node.alive_ = false; waiting.push(...node.kids_); }
  }
  underAnswers_(n) {
    const form = this.item(n), slots = max(this.nodes_[n].answers_.length, 1), kids = [...this.nodes_[n].kids_];
    const have = kids.reduce((most, kid) => max(most, this.nodes_[kid].slot_ + 1), 0);
    kids.filter((kid) => this.nodes_[kid].slot_ >= slots).forEach((kid) => this.fell_(kid));
    for (let slot = have; slot < slots; slot += 1) for (const item of form.kids_) if (this.nodes_.length < MOST_NODES) this.grow_(n, slot, item);
  }
  index() {
    this.where_ = this.items_.map(() => []);
    this.walk_(0, (n) => this.where_[this.nodes_[n].item_].push(n), () => true);
  }
  walk_(from, each, into) {
    const waiting = [...this.nodes_[from].kids_].reverse();
    while (waiting.length) {
      const n = waiting.pop();
      if (into(n)) { each(n); waiting.push(...[...this.nodes_[n].kids_].reverse()); }
    }
  }
  *lineage_(n) { for (;;) { yield n; if (this.nodes_[n].item_ === null) return; n = this.nodes_[n].up_; } }
  below_(n, top) { if (!top) return true; for (const up of this.lineage_(n)) if (up === top) return true; }
  under_(n, top, slot) {
    for (const up of this.lineage_(n)) if (this.nodes_[up].up_ === top) return this.nodes_[up].slot_ === slot;
    return false;
  }
  path_(n) { const out = []; for (; this.nodes_[n].item_ !== null; n = this.nodes_[n].up_) out.unshift(this.nodes_[this.nodes_[n].up_].kids_.indexOf(n)); return out; }
  shown_(from, items) {
    let simple = true;
    const found = [];
    for (const item of items) {
      const list = this.where_[item];
      simple &&= list.length === 1;
      for (const n of list) if (this.active(n) && this.below_(n, from)) found.push(n);
    }
    if (items.length === 1 || simple) return found;
    const paths = new Map(found.map((n) => [n, this.path_(n)]));
    return found.sort((a, b) => {
      const x = paths.get(a), y = paths.get(b);
      for (let i = 0; i < min(x.length, y.length); i += 1) if (x[i] !== y[i]) return x[i] - y[i];
      return x.length - y.length || a - b;
    });
  }
  near_(item, from) {
    const list = this.where_[item];
    if (list.length === 1) return list.filter((n) => this.active(n));
    for (const up of this.lineage_(from)) {
      const found = list.filter((n) => this.below_(n, up));
      if (found.length) return found.filter((n) => this.active(n));
    }
    return [];
  }
  variable_(which, n) { for (const up of this.lineage_(n)) { const found = this.vars_[which].get(up); if (found) return found; } return []; }

  burn_(n) { this.fuel_ -= n + 1; if (this.fuel_ < 0) stop(); }
  run_(e, at) { this.fuel_ = FUEL; return this.eval_(e, at); }
  eval_(e, at) {
    this.burn_(0);
    if (e === null) return [];
    if (!Array.isArray(e)) return [e];
    const [f, a, b, c] = e;
    switch (f) {
      case "n": case "D": case "T": case "h": case "q": case "c": return [value(e)];
      case "var": return this.variable_(a, at.node);
      case "near": return this.near_(a, at.node).flatMap((n) => this.nodes_[n].answers_);
      case "ew": return [this.test_(a, b, value(c), at.node)];
      case "in": {
        const out = this.eval_(a, at).flatMap((v) => (v.t === "N" ? this.shown_(v.n, b)
          : v.t === "A" ? this.shown_(v.n, b).filter((n) => this.under_(n, v.n, v.r)) : []).map((n) => ({ t: "N", n })));
        this.burn_(out.length);
        return out;
      }
      case "root": return [{ t: "N", n: 0 }];
      case "ctx": return [{ t: "N", n: at.node }];
      case "this": return at.this === undefined ? [] : [at.this];
      case "index": return [at.index];
      case "total": return at.total;
      case "today": return [this.today_];
      case "now": return [this.now_];
      case "options": { const o = this.items_[a] ? this.items_[a].opts_ : []; this.burn_(o.length); return o; }
      case "where": case "select": case "all": case "aggregate": return this.each_(f, a, b, c, at);
      case "exists": if (b !== undefined) return [this.each_("where", a, b, c, at).length > 0]; break;
      case "iif": return this.eval_(truth(this.eval_(a, at)) === true ? b : c, at);
      case "and": case "or": case "xor": case "implies": {
        const x = truth(this.eval_(a, at)), y = truth(this.eval_(b, at));
        if (f === "and") return some(x === false || y === false ? false : x && y ? true : null);
        if (f === "or") return some(x || y ? true : x === false && y === false ? false : null);
        if (f === "xor") return some(x === null || y === null ? null : x !== y);
        return some(x === false || y ? true : x && y === false ? false : null);
      }
      case "value": {
        const out = [], inner = a?.[0] === "answer" && a[1], base = inner?.[0] === "in" && inner[1]?.[0];
        // The commonest expression of all, "the answers of these items", does not make the nodes in between.
        if (base === "root" || base === "ctx") for (const n of this.shown_(base === "root" ? 0 : at.node, inner[2])) out.push(...this.nodes_[n].answers_);
        else for (const v of this.eval_(a, at)) if (v.t === "A") out.push(...some(this.nodes_[v.n].answers_[v.r]));
        this.burn_(out.length);
        return out;
      }
      default:
    }
    const given = e.slice(1).map((one) => this.eval_(one, at));
    this.burn_(given.reduce((sum, list) => sum + list.length, 0));
    if (!given.length) stop();
    if (f === "answer") return given[0].flatMap((v) => (v.t === "N" ? this.nodes_[v.n].answers_.map((_, r) => ({ t: "A", n: v.n, r })) : []));
    if (f === "linkId") return given[0].flatMap((v) => (v.t === "N" && this.item(v.n) ? [this.item(v.n).id] : []));
    return apply(f, given[0], given.slice(1));
  }
  each_(f, from, body, start, at) {
    const list = this.eval_(from, at), inside = { node: at.node, total: [] }, out = [];
    if (f === "aggregate") inside.total = start === undefined ? [] : this.eval_(start, at);
    for (const [index, v] of list.entries()) {
      inside.index = index;
      inside.this = v;
      const found = this.eval_(body, inside);
      if (f === "select") out.push(...found);
      else if (f === "aggregate") inside.total = found;
      else if (f === "all") { if (truth(found) !== true) return [false]; } else if (truth(found) === true) out.push(v);
    }
    return f === "aggregate" ? inside.total : f === "all" ? [true] : out;
  }
  test_(item, test, wanted, from) {
    const answers = this.near_(item, from).flatMap((n) => this.nodes_[n].answers_);
    if (test === "exists") return wanted === answers.length > 0;
    const found = answers.some((answer) => meets(answer, test, wanted));
    return test === "!=" ? !found : found;
  }

  // Marks the steps that follow from a step or read an item.
  touch_({ d }) { for (const step of d || []) this.dirty_[step] = true; }
  settle_() {
    this.steps_.forEach((step, n) => {
      if (!this.dirty_[n]) return;
      this.dirty_[n] = false;
      if (this.step_(step, n)) this.touch_(step);
    });
  }
  compute_(step, node) { try { return step.e ? this.run_(step.e[0], { node, index: 0, total: [] }) : []; } catch (error) { if (error instanceof Stop) return []; throw error; } }
  step_(step, number_) {
    const places = step.i === undefined ? [0] : this.where_[step.i];
    this.broken_ = this.broken_.filter(([s]) => s !== number_);
    let changed = false;
    if (step.k === "variable") {
      const before = this.vars_[step.v], after = new Map();
      this.vars_[step.v] = after;
      places.forEach((n) => after.set(n, this.compute_(step, n)));
      return after.size !== before.size || [...after].some(([n, list]) => !before.has(n) || !same(list, before.get(n)));
    }
    for (const n of places) {
      const node = this.nodes_[n];
      if (step.k === "active") {
        const active = this.isShown_(step, n);
        changed ||= active !== node.active_;
        node.active_ = active;
      } else if (step.k === "value") {
        const form = this.items_[step.i];
        const list = this.compute_(step, n).flatMap((v) => some(this.fitting_(form, v))).slice(0, form.r ? MOST_ANSWERS : 1).map((v) => this.known_(form, v));
        changed = !same(list, node.answers_) || changed;
        node.answers_ = list;
      } else {
        let held;
        try { held = truth(this.compute_(step, n)); } catch { /* what is not known is not held against anybody */ }
        if (held === false && this.active(n)) this.broken_.push([number_, n]);
      }
    }
    return changed;
  }
  isShown_(step, n) {
    if (!this.active(this.nodes_[n].up_)) return false;
    const tests = (step.e || []).map((e) => {
      try { return truth(this.run_(e, { node: n, index: 0, total: [] })) === true; } catch (error) { if (error instanceof Stop) return false; throw error; }
    });
    return step.any && tests.length ? tests.includes(true) : !tests.includes(false);
  }
  fitting_(form, v) {
    const d = num(v);
    if (form.t === "integer" && v instanceof Dec) return whole(v);
    if (form.t === "decimal" && typeof v === "number") return d;
    if (form.t === "date" && v instanceof Moment) return toDate(v);
    if (form.t === "quantity" && d) return { t: "q", v: d, u: "" };
    return v.t === "N" || v.t === "A" ? null : v;
  }
  known_(form, v) { return (v.t === "c" && form.opts_.find((o) => o.t === "c" && o.c === v.c && (!v.s || o.s === v.s))) || v; }
  initial_(top) {
    const waiting = [top];
    while (waiting.length) {
      const n = waiting.pop(), node = this.nodes_[n], form = this.item(n);
      waiting.push(...node.kids_);
      if (!form || !form.i || node.answers_.length || form.computed_) continue;
      node.answers_ = form.i.map((j) => this.known_(form, value(j)));
      if (form.kids_.length) this.underAnswers_(n);
    }
    this.index();
  }
  begin_() {
    this.initial_(0);
    this.everything_();
    this.items_.forEach((form, item) => {
      if (form.ie === undefined) return;
      for (const n of [...this.where_[item]]) {
        if (this.nodes_[n].answers_.length) continue;
        const list = this.compute_({ e: [form.ie] }, n).flatMap((v) => some(this.fitting_(form, v))).slice(0, form.r ? undefined : 1);
        if (list.length) this.answer(n, list);
      }
    });
  }
  everything_() { this.index(); this.dirty_.fill(true); this.settle_(); }

  // Gives, replaces or takes back (an empty list) the answers of an instance. False when the form does not allow it.
  answer(n, answers) {
    const form = this.item(n), node = this.nodes_[n];
    if (!form || form.t === "group" || form.t === "display" || form.computed_) return false;
    if (answers.length > min(form.r ? form.xo ?? MOST_ANSWERS : 1, MOST_ANSWERS)) return false;
    const list = answers.map((v) => this.known_(form, v));
    if (same(list, node.answers_)) return true;
    const resized = form.kids_.length > 0 && max(node.answers_.length, 1) !== max(list.length, 1);
    node.answers_ = list;
    if (resized) { this.underAnswers_(n); this.index(); this.dirty_.fill(true); } else this.touch_(form);
    this.settle_();
    return true;
  }
  addGroup(up, id) {
    const item = this.byId_.get(id), form = this.items_[item], home = this.nodes_[up];
    if (!form || form.t !== "group" || !form.r || !home || !home.alive_ || home.item_ !== (form.p ?? null)) return null;
    if (home.kids_.filter((kid) => this.nodes_[kid].item_ === item).length >= min(form.xo ?? MOST_ANSWERS, MOST_ANSWERS)) return null;
    if (this.nodes_.length >= MOST_NODES) return null;
    const n = this.grow_(up, 0, item);
    this.everything_();
    return n;
  }
  removeGroup(n) {
    const form = this.item(n);
    if (!form || form.t !== "group" || !form.r) return false;
    const kids = this.nodes_[this.nodes_[n].up_].kids_;
    if (kids.filter((kid) => this.nodes_[kid].item_ === this.nodes_[n].item_).length <= max(form.no || 0, 1)) return false;
    this.fell_(n);
    this.everything_();
    return true;
  }
  picture() {
    const shown = [];
    this.walk_(0, (n) => shown.push([this.item(n).id, this.nodes_[n].answers_.map(literal)]), (n) => this.active(n));
    return { shown, broken: this.broken_.map(([s, n]) => [this.steps_[s].key, n === 0 ? null : this.item(n).id]) };
  }
}
return { open: (program, now) => new Session(program, now), value, literal };
})();
