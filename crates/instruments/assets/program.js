// The interpreter of compiled forms, in the browser. Its twin is crates/instruments/src/session: the same program, the
// same steps, the same arithmetic, so that a page shows what the server would. The language is described in
// crates/instruments/src/program. No dependency, no storage, no network; nothing here reads the page. Names that end
// with _ belong to the interpreter alone and are shortened in the script that is served (program.min.js).
const VecuForm = (() => {
"use strict";
const { floor: down, max, min, trunc: cut, abs: far } = Math;
const LIMIT = 10n ** 38n, FUEL = 2000000, MOST_NODES = 200000, MOST_ANSWERS = 1000;
const STOP = [], stop = () => { throw STOP; };
// What f gives, or something else where it stops.
const attempt = (f, other) => { try { return f(); } catch (error) { if (error === STOP) return other; throw error; } };
const abs = (n) => (n < 0 ? -n : n), big = BigInt, ten = (n) => 10n ** big(n), safe = Number.isSafeInteger, own = Object.hasOwn;
const isText = (v) => typeof v === "string", isWhole = (v) => typeof v === "number", isFlag = (v) => typeof v === "boolean";
// The table of units of the form that is at work: [what it measures, factor, what is added].
let units;

// Decimals: a whole mantissa m and s digits after the point. A mantissa of 10^38 or more is no value (null); one that a
// plain number holds exactly is a plain number, which is ten times as fast, and only the others are big integers.
class Dec { constructor(m, s) { this.m = m; this.s = s; } }
const isDec = (v) => v instanceof Dec;
const dec = (m, s) => (safe(Number(m)) ? new Dec(Number(m), s) : abs(m) < LIMIT ? new Dec(m, s) : null);
const parse = (text) => {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!found) return null;
  const fraction = found[3] || "", s = fraction.length - (found[4] || 0);
  return s > 38 || s < -38 ? null : dec(big(found[1] + "1") * big(found[2] + fraction) * ten(max(-s, 0)), max(s, 0));
};
const show = (d) => {
  const digits = String(abs(d.m)).padStart(d.s + 1, "0"), at = digits.length - d.s;
  return (d.m < 0 ? "-" : "") + digits.slice(0, at) + (d.s ? "." + digits.slice(at) : "");
};
const bare = ({ m, s }) => {
  const tenth = isWhole(m) ? 10 : 10n;
  while (s > 0 && m % tenth == 0) { m /= tenth; s -= 1; }
  return dec(m, s);
};
const align = (a, b) => {
  const s = max(a.s, b.s), x = big(a.m) * ten(s - a.s), y = big(b.m) * ten(s - b.s);
  return abs(x) < LIMIT && abs(y) < LIMIT ? [x, y, s] : null;
};
const halfAway = (n, d) => {
  const q = n / d, rest = abs(n % d);
  return rest * 2n >= abs(d) ? q + ((n < 0n) === (d < 0n) ? 1n : -1n) : q;
};
const round = (d, digits) => (d.s <= digits ? d : dec(halfAway(big(d.m), ten(d.s - digits)), digits));
const trunc = (d) => (d.s ? dec(big(d.m) / ten(d.s), 0) : d);
const floor = (d) => { const t = trunc(d); return order(d, t) < 0 ? dec(big(t.m) - 1n, 0) : t; };
const neg = (d) => new Dec(-d.m, d.s);
const sign = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
const order = (a, b) => {
  if (a.s === b.s) return sign(a.m, b.m);
  const x = bare(a), y = bare(b), both = align(x, y);
  return both ? sign(both[0], both[1]) : sign(trunc(x).m, trunc(y).m);
};
const add = (a, b) => {
  if (a.s === b.s && isWhole(a.m) && isWhole(b.m) && safe(a.m + b.m)) return new Dec(a.m + b.m, a.s);
  const x = align(a, b);
  return x && dec(x[0] + x[1], x[2]);
};
const mul = (a, b) => {
  // A big integer times anything but nought is too large for a plain number, so the product of the two says whether it is exact.
  const quick = Number(a.m) * Number(b.m), d = dec(safe(quick) ? quick : big(a.m) * big(b.m), a.s + b.s);
  return d && d.s > 20 ? (d.s > 58 ? null : round(d, 20)) : d;
};
const div = (a, b) => {
  if (b.m == 0) return null;
  for (let digits = 16; digits >= 0; digits -= 1) {
    const shift = digits + b.s - a.s, n = big(a.m) * ten(max(shift, 0)), d = big(b.m) * ten(max(-shift, 0));
    if (abs(n) < LIMIT) return abs(d) < LIMIT ? bare(dec(halfAway(n, d), digits)) : null;
  }
  return null;
};
const divWhole = (a, b) => { const x = align(a, b); return x && x[1] ? dec(x[0] / x[1], 0) : null; };
const rem = (a, b) => { const x = align(a, b); return x && x[1] ? dec(x[0] % x[1], x[2]) : null; };
const num = (v) => (isWhole(v) ? new Dec(v, 0) : isDec(v) ? v : null);
const whole = (d) => { const { m, s } = bare(d); return s === 0 && isWhole(m) ? m : null; };
const result = (integer, d) => (d == null ? null : integer ? whole(d) : d);

// Moments: k is D (date), T (date with a time) or h (time of day); p the parts, c how many are known, o the offset.
const isMoment = (v) => v?.p;
// Days since 1970 and back; day 0 of a month is the last of the month before.
const days = (y, m, d) => new Date(0).setUTCFullYear(y, m - 1, d) / 864e5;
const civil = (n) => { const d = new Date(n * 864e5); return [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()]; };
const monthDays = (y, m) => civil(days(y, m + 1, 0))[2];
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
  for (let at = 4; at < 7; at += 1) { p.push(+(f[at] || 0)); c += !!f[at]; }
  p.push(f[7] ? +(f[7] + "000").slice(0, 3) : 0);
  c += !!f[7];
  const z = f[8], o = !z ? null : z === "Z" ? 0 : (z[0] === "-" ? -1 : 1) * (z.slice(1, 3) * 60 + +z.slice(4));
  return valid({ k, p, c, o });
};
const later = (t, seconds) => {
  const total = days(t.p[0], t.p[1], t.p[2]) * 86400 + t.p[3] * 3600 + t.p[4] * 60 + t.p[5] + seconds;
  const day = down(total / 86400), rest = total - day * 86400;
  if (far(day) >= 4000000) return null;
  return { ...t, p: [...civil(day), down(rest / 3600), down(rest / 60) % 60, rest % 60, t.p[6]] };
};
const months = (t, n) => {
  const total = t.p[0] * 12 + (t.c > 1 ? t.p[1] : 1) - 1 + n, y = down(total / 12), m = total - y * 12 + 1;
  const day = t.c > 2 ? min(t.p[2], monthDays(y, m)) : t.p[2];
  return { ...t, p: [y, m, day, ...t.p.slice(3)] };
};
const daysLater = (t, n) => {
  if (t.c === 1) return months(t, cut(n / 365) * 12);
  if (t.c === 2) return months(t, cut(n / 30));
  const total = days(t.p[0], t.p[1], t.p[2]) + n;
  return far(total) < 4000000 ? { ...t, p: [...civil(total), ...t.p.slice(3)] } : null;
};
const secondsLater = (t, n) => (t.c >= 6 ? later(t, n) : t.c === 5 ? later(t, cut(n / 60) * 60)
  : t.c === 4 ? later(t, cut(n / 3600) * 3600) : daysLater(t, cut(n / 86400)));
const UNITS = { year: 12, month: 1, week: 7, day: 1, hour: 3600, minute: 60, second: 1 };
const unit = (word) => { const bareWord = word.replace(/s$/, ""); return bareWord in UNITS ? bareWord : null; };
const plus = (t, n, u) => {
  const size = n * UNITS[u], fine = u === "hour" || u === "minute" || u === "second";
  if (!safe(size)) return null;
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
  if ((a.o == null) !== (b.o == null) && min(a.c, b.c) > 3) return null;
  const utc = (t) => (a.o != null && b.o != null && t.c >= 5 ? later(t, -60 * t.o) || t : t);
  const x = utc(a), y = utc(b), known = (t) => (t.c === 7 ? 6 : t.c), part = (t, i) => (i === 5 ? t.p[5] * 1000 + t.p[6] : t.p[i]);
  for (let i = 0; i < max(known(x), known(y)); i += 1) {
    if (i >= min(known(x), known(y))) return null;
    if (part(x, i) !== part(y, i)) return part(x, i) < part(y, i) ? -1 : 1;
  }
  return 0;
};
const pad = (n, width) => String(n).padStart(width, "0");
const when = (t) => {
  const p = t.p, o = t.o == null ? "" : t.o === 0 ? "Z" : (t.o < 0 ? "-" : "+") + pad(down(far(t.o) / 60), 2) + ":" + pad(far(t.o) % 60, 2);
  const date = t.k === "h" ? "" : pad(p[0], 4) + (t.c > 1 ? "-" + pad(p[1], 2) : "") + (t.c > 2 ? "-" + pad(p[2], 2) : "");
  return date + (t.c > 3 ? (t.k === "h" ? "" : "T") + pad(p[3], 2) : "") + (t.c > 4 ? ":" + pad(p[4], 2) : "")
    + (t.c > 5 ? ":" + pad(p[5], 2) : "") + (t.c > 6 ? "." + pad(p[6], 3) : "") + o;
};

// Values to JSON and back.
const literal = (v) => {
  if (isDec(v)) return ["n", show(v)];
  if (isMoment(v)) return [v.k, when(v)];
  if (v == null || typeof v !== "object") return v;
  if (v.t === "q") return ["q", show(v.v), v.u];
  if (v.t === "c") return v.w ? ["c", v.s, v.c, v.d, show(v.w)] : v.d ? ["c", v.s, v.c, v.d] : ["c", v.s, v.c];
  return v.t === "o" ? ["o", v.v] : v.t === "A" ? ["node", v.n.id_, v.r] : ["node", v.n.id_];
};
const value = (j) => {
  if (!Array.isArray(j)) return j;
  const [k, a, b, c, d] = j;
  if (k === "n") return parse(a);
  if (k === "q") return { t: "q", v: parse(a), u: b };
  if (k === "c") return { t: "c", s: a, c: b, d: c || "", w: d == null ? null : parse(d) };
  return k === "o" ? { t: "o", v: a } : moment(k, a);
};
const written = (v) => JSON.stringify(literal(v));
const same = (a, b) => a.length === b.length && a.every((v, at) => v === b[at] || written(v) === written(b[at]));

// Equality and order. null is "not known".
const base = (amount) => {
  const [kind, factor, plus] = units.get(amount.u) || [], v = kind == null ? null : mul(amount.v, factor);
  return [kind, v && plus ? add(v, plus) : v];
};
// Two amounts in one unit, or null: their units are written alike, or the form's table knows both and for the same thing.
const measured = (a, b) => {
  if (a.u === b.u || (unit(a.u) && unit(a.u) === unit(b.u))) return [a.v, b.v];
  const [p, x] = base(a), [q, y] = base(b);
  return x && y && p === q ? [x, y] : null;
};
const equal = (a, b) => {
  const x = num(a), y = num(b);
  if (x && y) return order(x, y) === 0;
  if (isMoment(a) && isMoment(b)) { const o = compare(a, b); return o == null ? null : o === 0; }
  if (a && b && a.t && a.t === b.t) {
    if (a.t === "q") { const m = measured(a, b); return m && order(...m) === 0; }
    if (a.t === "c") return a.s === b.s && a.c === b.c;
    return written(a) === written(b);
  }
  return a === b;
};
const allEqual = (a, b) => {
  if (!a.length || !b.length) return null;
  if (a.length !== b.length) return false;
  const found = a.map((v, at) => equal(v, b[at]));
  return !found.includes(false) && (found.includes(null) ? null : true);
};
const plain = (text) => text.toLowerCase().split(/[ \t\n\r]/).filter(Boolean).join(" ");
const alike = (a, b) => (isText(a) && isText(b) ? plain(a) === plain(b) : equal(a, b) === true);
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
  if (isText(a) && isText(b)) {
    const p = [...a], q = [...b], at = p.findIndex((letter, i) => letter !== q[i]);
    return at < 0 || at >= q.length ? sign(p.length, q.length) : sign(p[at].codePointAt(), q[at].codePointAt());
  }
  if (isMoment(a) && isMoment(b)) return compare(a, b);
  if (a.t === "q" && b.t === "q") { const m = measured(a, b); return m && order(...m); }
  return stop();
};
const fits = (test, o) => (test === "<" ? o < 0 : test === "<=" ? o <= 0 : test === ">" ? o > 0 : o >= 0);
const meets = (answer, test, wanted) => {
  if (test === "exists") return true;
  if (test === "=" || test === "!=") {
    if (answer.t === "c" && wanted.t === "c") return answer.c === wanted.c && (!wanted.s || !answer.s || answer.s === wanted.s);
    if (answer.t === "c" && isText(wanted)) return answer.c === wanted;
    return equal(answer, wanted) === true;
  }
  const found = answer.t === "c" ? answer.w : answer;
  return found != null && attempt(() => { const o = rank(found, wanted); return o != null && fits(test, o); }, false);
};

const single = (list) => (list.length > 1 ? stop() : list[0]);
const truth = (list) => { const v = single(list); return v == null ? null : isFlag(v) ? v : true; };
const some = (v) => (v == null ? [] : [v]);
// A function of one value: nothing gives nothing.
const on = (list, f) => { const v = single(list); return v == null ? [] : some(f(v)); };
const has = (list, v) => list.some((one) => equal(one, v) === true);
const distinct = (list) => list.reduce((out, v) => (has(out, v) || out.push(v), out), []);
const asText = (v) => (isText(v) ? v : stop()), asWhole = (v) => (isWhole(v) ? v : stop());
const said = (v) => {
  if (isDec(v)) return show(v);
  if (isMoment(v)) return when(v);
  if (v.t === "q") return show(v.v) + " " + (unit(v.u) ? v.u : "'" + v.u + "'");
  return v.t ? null : String(v);
};
const word = (v) => (v == null ? "" : said(v) ?? stop());
const amount = (v, u) => (v ? { t: "q", v, u } : null);
const arithmetic = (f, a, b) => {
  const x = num(a), y = num(b), integer = isWhole(a) && isWhole(b), minus = f === "-";
  if (x && y) {
    if (f === "/") return div(x, y);
    if (f === "div") return result(true, divWhole(x, y));
    return result(integer, f === "+" ? add(x, y) : minus ? add(x, neg(y)) : f === "*" ? mul(x, y) : rem(x, y));
  }
  if (f === "+" && isText(a) && isText(b)) return a + b;
  if ((f === "*" || f === "/") && a.t === "q") return amount((f === "*" ? mul : div)(a.v, y ?? stop()), a.u);
  if (b.t !== "q" || (f !== "+" && !minus)) stop();
  if (isMoment(a)) {
    const u = unit(b.u) ?? stop(), n = whole(trunc(b.v));
    return n == null ? null : plus(a, minus ? -n : n, u);
  }
  if (a.t !== "q") stop();
  const both = measured(a, b);
  if (!both) return null;
  const total = (p, q) => p && q && add(p, minus ? neg(q) : q);
  if (both[0] === a.v) return amount(total(a.v, b.v), a.u);
  // In the finer of the two units; what has a nought of its own (a temperature) is not added to another unit.
  const [, p, r] = units.get(a.u), [, q, s] = units.get(b.u), by = order(p, q) > 0 ? q : p;
  return r || s ? null : amount(total(div(both[0], by), div(both[1], by)), (by === p ? a : b).u);
};
const summary = (f, list) => {
  if (!list.length) return [];
  let found = list[0], m = 0;
  // Weights are mostly small decimals of one scale: their sum is one of plain numbers.
  if (f === "sum" && list.every((v) => isDec(v) && v.s === found.s && isWhole(v.m) && safe(m += v.m))) return [new Dec(m, found.s)];
  for (const v of list.slice(1)) {
    if (f === "sum" || f === "avg") found = arithmetic("+", found, v);
    else {
      const o = rank(v, found);
      if (f === "min" ? o < 0 : o > 0) found = v;
    }
    if (found == null) return [];
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
    let out = num(1);
    for (let k = 0; k < min(far(n), 1000); k += 1) { out = mul(out, x); if (!out) return null; }
    return n < 0 ? div(num(1), out) : result(i, out);
  },
};
const number = (f, v, n) => {
  if (v.t === "q" && (f === "abs" || f === "neg")) return amount(f === "neg" ? neg(v.v) : new Dec(abs(v.v.m), v.v.s), v.u);
  return NUMBERS[f](num(v) ?? stop(), isWhole(v), n == null ? 0 : asWhole(n));
};
const plainNumber = (v) => (isText(v) && !/e/i.test(v) ? parse(v) : null);
const toDate = (v) => {
  const t = isText(v) ? moment("T", v) : v;
  return isMoment(t) && t.k !== "h" ? { k: "D", p: t.p, c: min(t.c, 3), o: null } : null;
};
const CONVERT = {
  toString: said,
  toInteger: (v) => { const d = plainNumber(v); return isWhole(v) ? v : isFlag(v) ? Number(v) : d && !v.includes(".") ? whole(d) : null; },
  toDecimal: (v) => (isFlag(v) ? num(Number(v)) : plainNumber(v) ?? num(v)),
  toBoolean: (v) => {
    if (isFlag(v)) return v;
    const d = num(v), n = d ? whole(d) : isText(v) ? /^(true|t|yes|y|1(\.0)?)$/i.test(v) - /^(false|f|no|n|0(\.0)?)$/i.test(v) : 0;
    return n === 1 ? true : n === (d ? 0 : -1) ? false : null;
  },
  toDate,
};
const isA = (v, name) => {
  const last = name.split(".").pop(), low = last.toLowerCase();
  if (v.t) return last === { c: "Coding", q: "Quantity" }[v.t];
  return low === (isDec(v) ? "decimal" : isMoment(v) ? { D: "date", T: "datetime", h: "time" }[v.k] : isWhole(v) ? "integer" : typeof v);
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
    if (from == null) return [];
    const all = letters(t), to = size == null ? undefined : asWhole(from) + max(asWhole(size), 0);
    return asWhole(from) < 0 || from >= all.length ? [] : [all.slice(from, to).join("")];
  },
};
const PAIRS = {
  startsWith: (t, o) => [t.startsWith(o)],
  endsWith: (t, o) => [t.endsWith(o)],
  contains: (t, o) => [t.includes(o)],
  indexOf: (t, o) => { const at = t.indexOf(o); return [at < 0 ? -1 : letters(t.slice(0, at)).length]; },
  matches: (t, o) => [new RegExp(o, "u").test(t)],
  split: (t, o) => (o === "" ? ["", ...t, ""] : t.split(o)),
  replace: (t, o, by) => (by == null ? [] : [asText(by) && o === "" ? t : t.replaceAll(o, () => by)]),
};
const texts = (f, list, rest) => {
  const text = single(list);
  if (text == null) return [];
  const first = single(rest[0] || []), second = single(rest[1] || []);
  asText(text);
  if (TEXTS[f]) return TEXTS[f](text, first, second);
  return first == null ? [] : PAIRS[f](text, asText(first), second);
};
const both = (a, b, f) => on(a, (x) => { const y = single(b); return y == null ? null : f(x, y); });
const compared = (test) => (a, b) => both(a, b, (x, y) => { const o = rank(x, y); return o == null ? null : fits(test, o); });
const counted = (part) => (list, n) => { const k = single(n); return k == null ? [] : part(list, max(asWhole(k), 0)); };
const flags = (f, list) => {
  list.forEach((v) => isFlag(v) || stop());
  const wanted = f.endsWith("True");
  return [f.startsWith("any") ? list.includes(wanted) : !list.includes(!wanted)];
};
// Collections: f(input, other operand).
const LISTS = {
  "=": (a, b) => some(allEqual(a, b)),
  "!=": (a, b) => allEqual(a, b) == null ? [] : [!allEqual(a, b)],
  "~": (a, b) => [allAlike(a, b)],
  "!~": (a, b) => [!allAlike(a, b)],
  "&": (a, b) => [word(single(a)) + word(single(b))],
  not: (a) => { const t = truth(a); return t == null ? [] : [!t]; },
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
  is: (a, b) => { const name = asText(single(b)); return on(a, (v) => isA(v, name)); },
  ofType: (a, b) => { const name = asText(single(b)); return a.filter((v) => isA(v, name)); },
  join: (a, b) => { const by = single(b); return !a.length ? [] : [a.map((v) => asText(v)).join(by == null ? "" : asText(by))]; },
};
const define = (names, make) => names.split(" ").forEach((f) => { LISTS[f] = make(f); });
define("< <= > >=", compared);
define("+ - * / div mod", (f) => (a, b) => both(a, b, (x, y) => arithmetic(f, x, y)));
define("sum min max avg", (f) => (a) => summary(f, a));
define("allTrue anyTrue allFalse anyFalse", (f) => (a) => flags(f, a));
for (const f in NUMBERS) LISTS[f] = (a, b) => on(a, (v) => number(f, v, single(b)));
for (const f in CONVERT) LISTS[f] = (a) => on(a, CONVERT[f]);
for (const f in FIELDS) LISTS[f] = (a) => a.map((v) => (v.t === "c" || v.t === "q") && FIELDS[f](v)).filter((v) => v);
const apply = (f, list, rest) => {
  if (own(TEXTS, f) || own(PAIRS, f)) return texts(f, list, rest);
  return own(LISTS, f) ? LISTS[f](list, rest[0] || []) : stop();
};


// Which printed answer an answer is: codes alike, systems too where both name one.
const chosen = (list, v) => list.some((o) => (o.t === "c" && v.t === "c"
  ? o.c === v.c && (o.c || o.d === v.d) && (!o.s || !v.s || o.s === v.s)
  : o.v?.reference && v.t === "o" ? o.v.reference === v.v.reference : equal(o, v) === true));

// A form that is being answered. Nodes are instances of items; the root stands for the response and has no item.
const open = (program, now) => {
  if (program.program !== 3) throw Error("another language");
  const { steps } = program, moment_ = moment("T", now), today = toDate(moment_), nodes = [];
  const items = program.items.map((item, at) => ({
    ...item, at_: at, kids_: [], opts_: (item.o || []).map((o) => value(o.v)), where_: [],
    alone_: (item.o || []).filter((o) => o.al).map((o) => value(o.v)), least_: value(item.n), most_: value(item.x), form_: item.re && new RegExp(item.re, "u"),
  }));
  const top = items.filter(({ p }, n) => p == null || !items[p].kids_.push(items[n]));
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const step of steps) if (step.k === "value") items[step.i].computed_ = true;
  const table = new Map(Object.entries(program.units || {}).map(([code, [kind, ...by]]) => [code, [kind, ...by.map(parse)]]));
  const vars = steps.map(() => new Map()), dirty = steps.map(() => true);
  let broken = [], fuel, lists;

  // The tree of instances.
  const sprout = (up, slot, item) => {
    const node = { id_: nodes.length, item_: item, up_: up, slot_: slot, answers_: [], active_: true, alive_: true, kids_: [] };
    nodes.push(node);
    if (up) {
      const kids = up.kids_;
      let at = kids.length;
      while (at && (kids[at - 1].slot_ - slot || kids[at - 1].item_.at_ - item.at_) > 0) at -= 1;
      kids.splice(at, 0, node);
    }
    return node;
  };
  const furnish = (node) => {
    const waiting = [node];
    while ((node = waiting.pop())) {
      for (const item of node.item_ ? node.item_.kids_ : top) {
        const count = repeated(item) ? min(max(item.no || 0, 1), 100) : 1;
        for (let i = 0; i < count && nodes.length < MOST_NODES; i += 1) waiting.push(sprout(node, 0, item));
      }
    }
  };
  const grow = (up, slot, item) => { const node = sprout(up, slot, item); furnish(node); initial(node); return node; };
  const fell = (node) => {
    node.up_.kids_ = node.up_.kids_.filter((kid) => kid !== node);
    const waiting = [node];
    while ((node = waiting.pop())) { node.alive_ = false; waiting.push(...node.kids_); }
  };
  const underAnswers = (node) => {
    const slots = max(node.answers_.length, 1), kids = [...node.kids_], have = kids.reduce((most, kid) => max(most, kid.slot_ + 1), 0);
    kids.filter((kid) => kid.slot_ >= slots).forEach(fell);
    for (let slot = have; slot < slots; slot += 1) for (const item of node.item_.kids_) if (nodes.length < MOST_NODES) grow(node, slot, item);
  };
  const walk = (each, into) => {
    const waiting = [...root.kids_].reverse();
    let node;
    while ((node = waiting.pop())) if (into(node)) { each(node); waiting.push(...[...node.kids_].reverse()); }
  };
  const index = () => {
    lists = new Map();
    for (const item of items) item.where_ = [];
    walk((node) => node.item_.where_.push(node), () => true);
  };
  const below = (node, top) => { if (top === root) return true; for (; node; node = node.up_) if (node === top) return true; };
  const under = (node, top, slot) => { for (; node; node = node.up_) if (node.up_ === top) return node.slot_ === slot; };
  const path = (node) => (node.up_ ? [...path(node.up_), node.up_.kids_.indexOf(node)] : []);
  // Every instance of some items, in the order of the response; found once for each change of the tree.
  const ordered = (which) => {
    let list = lists.get(which);
    if (!list) {
      const wheres = which.map((item) => items[item].where_);
      list = wheres.flat();
      if (which.length > 1 && wheres.some((where) => where.length > 1)) {
        const paths = new Map(list.map((node) => [node, path(node)]));
        list.sort((a, b) => {
          const x = paths.get(a), y = paths.get(b), at = x.findIndex((step, i) => step !== y[i]);
          return at < 0 || at >= y.length ? x.length - y.length : x[at] - y[at];
        });
      }
      lists.set(which, list);
    }
    return list;
  };
  const shown = (from, which) => ordered(which).filter((node) => node.active_ && below(node, from));
  const near = (item, from) => {
    let list = items[item].where_;
    if (list.length > 1) {
      const all = list;
      for (list = []; from && !list.length; from = from.up_) list = all.filter((node) => below(node, from));
    }
    return list.filter((node) => node.active_).flatMap((node) => node.answers_);
  };

  // Expressions. at: the node, and this, index and total inside a function that walks.
  const burn = (n) => { fuel -= n + 1; if (fuel < 0) stop(); };
  const run = (e, node) => { fuel = FUEL; return evaluate(e, { node_: node, index_: 0, total_: [] }); };
  const evaluate = (e, at) => {
    burn(0);
    if (e == null) return [];
    if (!Array.isArray(e)) return [e];
    const [f, a, b, c] = e;
    if ("nDThqc".includes(f)) return (e.known_ ||= [value(e)]);
    switch (f) {
      case "var": for (let node = at.node_; node; node = node.up_) if (vars[a].has(node)) return vars[a].get(node); return [];
      case "near": return near(a, at.node_);
      case "ew": {
        const answers = near(a, at.node_), wanted = (e.known_ ||= [value(c)])[0];
        return [b === "exists" ? wanted === answers.length > 0 : (b === "!=") !== answers.some((answer) => meets(answer, b, wanted))];
      }
      case "in": {
        const out = evaluate(a, at).flatMap((v) => (v.t === "N" ? shown(v.n, b)
          : v.t === "A" ? shown(v.n, b).filter((n) => under(n, v.n, v.r)) : []).map((n) => ({ t: "N", n })));
        burn(out.length);
        return out;
      }
      case "root": return [{ t: "N", n: root }];
      case "ctx": return [{ t: "N", n: at.node_ }];
      case "this": return at.this_ == null ? [] : [at.this_];
      case "index": return [at.index_];
      case "total": return at.total_;
      case "today": return [today];
      case "now": return [moment_];
      case "options": { const list = items[a] ? items[a].opts_ : []; burn(list.length); return list; }
      case "where": case "select": case "all": case "aggregate": return each(f, a, b, c, at);
      case "exists": if (b != null) return [each("where", a, b, c, at).length > 0]; break;
      case "iif": return evaluate(truth(evaluate(a, at)) ? b : c, at);
      case "and": case "or": case "xor": case "implies": {
        const x = truth(evaluate(a, at)), y = truth(evaluate(b, at));
        return some(f === "and" ? (x === false || y === false ? false : x && y) : f === "or" ? x || y || (x === y ? x : null)
          : f === "xor" ? (x == null || y == null ? null : x !== y) : x === false || y || (x ? y : null));
      }
      case "value": {
        const out = [], inner = a?.[0] === "answer" && a[1], base = inner?.[0] === "in" && inner[1]?.[0];
        // The commonest expression of all, "the answers of these items", does not make the nodes in between.
        if (base === "root" || base === "ctx") {
          const from = base === "root" ? root : at.node_;
          for (const node of ordered(inner[2])) if (node.active_ && below(node, from)) for (const v of node.answers_) out.push(v);
        } else for (const v of evaluate(a, at)) if (v.t === "A") out.push(...some(v.n.answers_[v.r]));
        burn(out.length);
        return out;
      }
      default:
    }
    const given = e.slice(1).map((one) => evaluate(one, at));
    burn(given.reduce((sum, list) => sum + list.length, 0));
    if (!given.length) stop();
    if (f === "answer") return given[0].flatMap((v) => (v.t === "N" ? v.n.answers_.map((_, r) => ({ t: "A", n: v.n, r })) : []));
    if (f === "linkId") return given[0].flatMap((v) => (v.t === "N" && v.n.item_ ? [v.n.item_.id] : []));
    return apply(f, given[0], given.slice(1));
  };
  const each = (f, from, body, start, at) => {
    const list = evaluate(from, at), inside = { node_: at.node_, total_: [] }, out = [];
    if (f === "aggregate") inside.total_ = start == null ? [] : evaluate(start, at);
    for (const [index, v] of list.entries()) {
      inside.index_ = index;
      inside.this_ = v;
      const found = evaluate(body, inside);
      if (f === "select") out.push(...found);
      else if (f === "aggregate") inside.total_ = found;
      else if (f === "all") { if (!truth(found)) return [false]; } else if (truth(found)) out.push(v);
    }
    return f === "aggregate" ? inside.total_ : f === "all" ? [true] : out;
  };

  // Steps: only those that follow from what was touched, each after all it follows from.
  const touch = ({ d }) => { for (const step of d || []) dirty[step] = true; };
  const settle = () => {
    units = table;
    steps.forEach((step, n) => {
      if (!dirty[n]) return;
      dirty[n] = false;
      if (perform(step, n)) touch(step);
    });
  };
  const everything = () => { index(); dirty.fill(true); settle(); };
  const compute = (e, node) => (e ? attempt(() => run(e, node), []) : []);
  const holds = (e, node) => attempt(() => truth(run(e, node)), null);
  const perform = (step, number) => {
    const { k, e = [] } = step, item = items[step.i], places = item ? item.where_ : [root], before = vars[step.v];
    let changed = false;
    if (k === "variable") {
      const after = vars[step.v] = new Map(places.map((node) => [node, compute(e[0], node)]));
      return after.size !== before.size || [...after].some(([node, list]) => !before.has(node) || !same(list, before.get(node)));
    }
    if (k === "check") broken = broken.filter(([s]) => s !== number);
    for (const node of places) {
      if (k === "active") {
        const tests = node.up_.active_ ? e.map((one) => holds(one, node)) : [false];
        const active = step.any && e.length ? tests.includes(true) : tests.every(Boolean);
        changed ||= active !== node.active_;
        node.active_ = active;
      } else if (k === "value") {
        const list = fitting(item, compute(e[0], node)).slice(0, item.r ? MOST_ANSWERS : 1).map((v) => known(item, v));
        changed = !same(list, node.answers_) || changed;
        node.answers_ = list;
      } else if (k === "options") {
        const on = step.o && e.map((one) => holds(one, node));
        node.offered_ = on ? item.opts_.filter((_, n) => {
          const told = on.filter((_, t) => step.o[t].includes(n));
          return !told.length || told.includes(true);
        }) : fitting(item, compute(e[0], node)).slice(0, MOST_ANSWERS);
      } else if (holds(e[0], node) === false && node.active_) broken.push([number, node]);
    }
    return changed;
  };
  // Computed values as the type their item holds.
  const fitting = ({ t }, list) => list.flatMap((v) => {
    const d = num(v);
    return some(t === "integer" && isDec(v) ? whole(v) : t === "decimal" && d ? d : t === "date" && isMoment(v) ? toDate(v)
      : t === "quantity" && d ? amount(d, "") : v.t === "N" || v.t === "A" ? null : v);
  });
  const known = (item, v) => (v.t === "c" && item.opts_.find((o) => o.t === "c" && o.c === v.c && (!v.s || o.s === v.s))) || v;
  const initial = (node) => {
    const waiting = [node];
    while ((node = waiting.pop())) {
      const item = node.item_;
      waiting.push(...node.kids_);
      if (!item || !item.i || node.answers_.length || item.computed_) continue;
      node.answers_ = item.i.map((j) => known(item, value(j)));
      if (item.kids_.length) underAnswers(node);
    }
    index();
  };

  // What the answers of an instance break of the limits its item states: [kind, linkId, rank of the answer].
  const filled = (node) => node.answers_.length || node.kids_.some((kid) => kid.active_ && filled(kid));
  const plainText = (v) => (isText(v) ? v : "");
  const judge = (node) => {
    const { item_: item, answers_: answers, up_: up } = node, out = [], group = item.t === "group";
    const tell = (fault, kind, rank = null) => { if (fault) out.push([kind, item.id, rank]); };
    // The instances of a group that stand together are counted once, at the first; an empty one does not count.
    const twins = group ? item.where_.filter((twin) => twin.up_ === up && twin.slot_ === node.slot_) : [node];
    if (item.t !== "display" && twins[0] === node) {
      const count = group ? twins.filter(filled).length : answers.length;
      let due = true;
      for (let over = up; over.item_; over = over.up_) if (over.item_.t !== "group" && !over.answers_.length) due = false;
      tell(due && item.q && !count, "required");
      tell(due && count < item.no, "min-occurs");
      tell(count > item.xo, "max-occurs");
    }
    answers.forEach((v, at) => {
      const told = (fault, kind) => tell(fault, kind, at), text = isText(v), long = text && letters(v).length, file = v.t === "o" && v.v;
      for (const [limit, test, kind] of [[item.least_, "<", "below-minimum"], [item.most_, ">", "above-maximum"]]) {
        if (limit != null && v.t !== "c") {
          told(limit.t === "q" && v.t === "q" && !measured(v, limit), "units-not-comparable");
          told(meets(v, test, limit), kind);
        }
      }
      told(text && long > item.l, "too-long");
      told(text && long < item.ml, "too-short");
      told(text && item.form_ && !item.form_.test(v), "form-not-kept");
      told(isDec(v) && v.s > item.dp, "too-many-decimals");
      if (file) {
        const held = isText(file.data) ? down(file.data.replace(/[= \n\r]/g, "").length * 3 / 4) : undefined, size = file.size ?? held;
        const media = plainText(file.contentType).split(";")[0].trim().toLowerCase();
        told(item.mt && !item.mt.some((one) => one === media || (one.endsWith("/*") && media.startsWith(one.slice(0, -1)))), "media-type");
        told(isWhole(size) && item.ms && order(parse(String(size)), parse(item.ms)) > 0, "attachment-too-large");
        if (item.t === "reference") {
          const { reference: address, type } = file, parts = plainText(address).split("/_history/")[0].split(/[?#]/)[0].split("/");
          const id = parts.pop(), name = parts.pop(), aim = id && program.types.includes(name) ? name : null, named = isText(type) ? type : aim;
          const bad = isText(address) && (/\p{White_Space}/u.test(address) || !(aim || /^(#|[a-z\d+.-]+:.)/i.test(address)));
          told(bad, "reference-malformed");
          told(!bad && named != null && ((aim && aim !== named) || (item.rt && !item.rt.includes(named))), "reference-type");
        }
      }
      told(v.t === "q" && item.u && !item.u.includes(v.u), "unit-not-accepted");
      if (!text || item.t !== "open-choice") {
        const strange = item.c && !chosen(item.opts_, v);
        told(strange, item.vs ? "answer-not-in-value-set" : "answer-not-an-option");
        told(!strange && node.offered_ && !chosen(node.offered_, v), "not-offered");
      }
    });
    const only = answers.length > 1 ? answers.findIndex((v) => chosen(item.alone_, v)) : -1;
    tell(only >= 0, "exclusive-option", only);
    return out;
  };
  const limits = (n) => {
    const out = [], add = (node) => out.push(...judge(node));
    units = table;
    if (n == null) walk(add, (node) => node.active_); else if (active(n) && nodes[n].item_) add(nodes[n]);
    return out;
  };

  const item = (n) => { const node = nodes[n]; return node && node.alive_ ? node.item_ : null; };
  const active = (n) => nodes[n].active_ && nodes[n].alive_;
  // Gives, replaces or takes back (an empty list) the answers of an instance. False when the form does not allow it.
  const answer = (n, answers) => {
    const form = item(n), node = nodes[n];
    if (!form || form.t === "group" || form.t === "display" || form.computed_) return false;
    if (answers.length > min(form.r ? form.xo ?? MOST_ANSWERS : 1, MOST_ANSWERS)) return false;
    const list = answers.map((v) => known(form, v)), resized = form.kids_.length && max(node.answers_.length, 1) !== max(list.length, 1);
    if (same(list, node.answers_)) return true;
    node.answers_ = list;
    if (resized) { underAnswers(node); everything(); } else { touch(form); settle(); }
    return true;
  };
  const repeated = (form) => form?.t === "group" && form.r, beside = (up, form) => up.kids_.filter((kid) => kid.item_ === form).length;
  const addGroup = (n, id) => {
    const form = byId.get(id), up = nodes[n];
    if (!repeated(form) || !up?.alive_ || up.item_ !== (items[form.p] ?? null)) return null;
    if (beside(up, form) >= min(form.xo ?? MOST_ANSWERS, MOST_ANSWERS) || nodes.length >= MOST_NODES) return null;
    const node = grow(up, 0, form);
    everything();
    return node.id_;
  };
  const removeGroup = (n) => {
    const form = item(n), node = nodes[n];
    if (!repeated(form) || beside(node.up_, form) <= max(form.no || 0, 1)) return false;
    fell(node);
    everything();
    return true;
  };
  const picture = () => {
    const all = [], json = (list) => list.map(literal);
    walk((node) => {
      const entry = [node.item_.id, json(node.answers_)];
      if (node.offered_) entry.push(json(node.offered_));
      all.push(entry);
    }, (node) => node.active_);
    return { shown: all, broken: broken.map(([s, node]) => [steps[s].key, node.item_ && node.item_.id]), limits: limits() };
  };

  const root = sprout(null, 0, null);
  furnish(root);
  index();
  settle();
  initial(root);
  everything();
  for (const form of items) {
    if (form.ie == null) continue;
    for (const node of [...form.where_]) {
      const list = node.answers_.length ? [] : fitting(form, compute(form.ie, node)).slice(0, form.r ? undefined : 1);
      if (list.length) answer(node.id_, list);
    }
  }
  const instances = (at) => (items[at] ? items[at].where_.map((node) => node.id_) : []);
  return {
    item, instances, active, answer, addGroup, removeGroup, limits, picture, node: (id) => instances(byId.get(id)?.at_)[0],
    answers: (n) => nodes[n].answers_, offered: (n) => nodes[n].offered_,
  };
};
return { open, value, literal };
})();
