// The interpreter of compiled forms, in the browser. Its twin is crates/instruments/src/session: the same program, the
// same steps, the same arithmetic, so that a page shows what the server would. The language is described in
// crates/instruments/src/program. No dependency, no storage, no network; nothing here reads the page.
const VecuForm = (() => {
"use strict";
const LIMIT = 10n ** 38n, MOST = 9007199254740991, FUEL = 2000000, MOST_NODES = 200000, MOST_ANSWERS = 1000;
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
  const s = Math.max(a.s, b.s), x = a.m * ten(s - a.s), y = b.m * ten(s - b.s);
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
    if (abs(n) < LIMIT) return bare(new Dec(halfAway(n, b.m * ten(Math.max(-shift, 0))), digits));
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
  const s = m <= 2 ? y - 1 : y, era = Math.floor(s / 400), of = s - era * 400;
  const day = Math.floor((153 * ((m + 9) % 12) + 2) / 5) + d - 1;
  return era * 146097 + of * 365 + Math.floor(of / 4) - Math.floor(of / 100) + day - 719468;
};
const civil = (n) => {
  const s = n + 719468, era = Math.floor(s / 146097), of = s - era * 146097;
  const y = Math.floor((of - Math.floor(of / 1460) + Math.floor(of / 36524) - Math.floor(of / 146096)) / 365);
  const day = of - (365 * y + Math.floor(y / 4) - Math.floor(y / 100)), mp = Math.floor((5 * day + 2) / 153);
  const m = mp < 10 ? mp + 3 : mp - 9;
  return [y + era * 400 + (m <= 2 ? 1 : 0), m, day - Math.floor((153 * mp + 2) / 5) + 1];
};
const later = (t, seconds) => {
  const total = days(t.p[0], t.p[1], t.p[2]) * 86400 + t.p[3] * 3600 + t.p[4] * 60 + t.p[5] + seconds;
  const day = Math.floor(total / 86400), rest = total - day * 86400;
  if (Math.abs(day) >= 4000000) return null;
  return new Moment(t.k, [...civil(day), Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60, t.p[6]], t.c, t.o);
};
const months = (t, n) => {
  const total = t.p[0] * 12 + (t.c > 1 ? t.p[1] : 1) - 1 + n, y = Math.floor(total / 12), m = total - y * 12 + 1;
  const day = t.c > 2 ? Math.min(t.p[2], monthDays(y, m)) : t.p[2];
  return new Moment(t.k, [y, m, day, ...t.p.slice(3)], t.c, t.o);
};
const daysLater = (t, n) => {
  if (t.c === 1) return months(t, Math.trunc(n / 365) * 12);
  if (t.c === 2) return months(t, Math.trunc(n / 30));
  const total = days(t.p[0], t.p[1], t.p[2]) + n;
  return Math.abs(total) < 4000000 ? new Moment(t.k, [...civil(total), ...t.p.slice(3)], t.c, t.o) : null;
};
const secondsLater = (t, n) => (t.c >= 6 ? later(t, n) : t.c === 5 ? later(t, Math.trunc(n / 60) * 60)
  : t.c === 4 ? later(t, Math.trunc(n / 3600) * 3600) : daysLater(t, Math.trunc(n / 86400)));
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
  else out = months(t, u === "month" && t.c === 1 ? Math.trunc(n / 12) * 12 : size);
  return out && valid(out);
};
const compare = (a, b) => {
  if ((a.k === "h") !== (b.k === "h")) return null;
  if ((a.o === null) !== (b.o === null) && Math.min(a.c, b.c) > 3) return null;
  const utc = (t) => (a.o !== null && b.o !== null && t.c >= 5 ? later(new Moment(t.k, t.p, t.c, t.o), -60 * t.o) || t : t);
  const x = utc(a), y = utc(b), known = (t) => (t.c === 7 ? 6 : t.c), part = (t, i) => (i === 5 ? t.p[5] * 1000 + t.p[6] : t.p[i]);
  for (let i = 0; i < Math.max(known(x), known(y)); i += 1) {
    if (i >= Math.min(known(x), known(y))) return null;
    if (part(x, i) !== part(y, i)) return part(x, i) < part(y, i) ? -1 : 1;
  }
  return 0;
};
const pad = (n, width) => String(n).padStart(width, "0");
const when = (t) => {
  const p = t.p, o = t.o === null ? "" : t.o === 0 ? "Z" : (t.o < 0 ? "-" : "+") + pad(Math.floor(Math.abs(t.o) / 60), 2) + ":" + pad(Math.abs(t.o) % 60, 2);
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
    for (let i = 0; i < Math.min(p.length, q.length); i += 1) if (p[i] !== q[i]) return sign(p[i].codePointAt(0), q[i].codePointAt(0));
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
const said = (t) => (t === null ? [] : [t]);
const some = (v) => (v === null || v === undefined ? [] : [v]);
const has = (list, v) => list.some((one) => equal(one, v) === true);
const distinct = (list) => list.reduce((out, v) => (has(out, v) || out.push(v), out), []);
const written = (v) => {
  if (v instanceof Dec) return show(v);
  if (v instanceof Moment) return when(v);
  if (v.t === "q") return show(v.v) + " " + (unit(v.u) ? v.u : "'" + v.u + "'");
  return v.t ? null : String(v);
};
const word = (v) => (v === undefined ? "" : written(v) ?? stop());
const arithmetic = (f, a, b) => {
  const x = num(a), y = num(b), integer = typeof a === "number" && typeof b === "number";
  if (x && y) {
    if (f === "/") return result(false, div(x, y));
    if (f === "div") return result(true, divWhole(x, y));
    return result(integer, f === "+" ? add(x, y) : f === "-" ? add(x, neg(y)) : f === "*" ? mul(x, y) : rem(x, y));
  }
  const sum = f === "+" || f === "-";
  if (f === "+" && typeof a === "string" && typeof b === "string") return a + b;
  if (sum && a instanceof Moment && b.t === "q") {
    const u = unit(b.u) ?? stop(), n = whole(trunc(b.v));
    return n === null ? null : plus(a, f === "+" ? n : -n, u);
  }
  const amount = (v) => (v ? { t: "q", v, u: a.u } : null);
  if (sum && a.t === "q" && b.t === "q") return equal(a, b) === null ? null : amount(add(a.v, f === "+" ? b.v : neg(b.v)));
  if ((f === "*" || f === "/") && a.t === "q") return amount((f === "*" ? mul : div)(a.v, y ?? stop()));
  return stop();
};
const summary = (f, list) => {
  if (!list.length) return [];
  let found = list[0];
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
const number = (f, v, n) => {
  if (v.t === "q" && (f === "abs" || f === "neg")) return { t: "q", u: v.u, v: f === "neg" ? neg(v.v) : new Dec(abs(v.v.m), v.v.s) };
  const integer = typeof v === "number", x = num(v) ?? stop();
  if (n !== undefined && typeof n !== "number") stop();
  const digits = n ?? 0;
  switch (f) {
    case "abs": return result(integer, new Dec(abs(x.m), x.s));
    case "neg": return result(integer, neg(x));
    case "ceiling": return result(true, neg(floor(neg(x))));
    case "floor": return result(true, floor(x));
    case "truncate": return result(true, trunc(x));
    case "round": return digits < 0 || digits > 255 ? stop() : round(x, digits);
    default: {
      let out = new Dec(1n, 0);
      for (let i = 0; i < Math.min(Math.abs(digits), 1000); i += 1) { out = mul(out, x); if (!out) return null; }
      return digits < 0 ? result(false, div(new Dec(1n, 0), out)) : result(integer, out);
    }
  }
};
const convert = (f, v) => {
  const d = typeof v === "string" && !/[eE]/.test(v) ? parse(v) : null;
  switch (f) {
    case "toString": return written(v);
    case "toInteger": return typeof v === "number" ? v : typeof v === "boolean" ? Number(v) : d && !v.includes(".") ? whole(d) : null;
    case "toDecimal": return typeof v === "boolean" ? new Dec(BigInt(v), 0) : d ?? num(v);
    case "toBoolean": {
      if (typeof v === "boolean") return v;
      if (typeof v === "string") {
        const low = v.toLowerCase();
        return ["true", "t", "yes", "y", "1", "1.0"].includes(low) ? true : ["false", "f", "no", "n", "0", "0.0"].includes(low) ? false : null;
      }
      const n = num(v) && whole(num(v));
      return n === 1 ? true : n === 0 ? false : null;
    }
    default: {
      const t = typeof v === "string" ? moment("T", v) : v;
      return t instanceof Moment && t.k !== "h" ? new Moment("D", t.p, Math.min(t.c, 3), null) : null;
    }
  }
};
const isA = (v, name) => {
  const last = name.split(".").pop(), low = last.toLowerCase();
  if (v instanceof Dec) return low === "decimal";
  if (v instanceof Moment) return low === { D: "date", T: "datetime", h: "time" }[v.k];
  if (v.t) return last === { c: "Coding", q: "Quantity" }[v.t];
  return low === { boolean: "boolean", number: "integer", string: "string" }[typeof v];
};
const field = (f, v) => {
  if (v.t === "c") return f === "code" ? v.c || null : f === "system" ? v.s || null : f === "display" ? v.d || null : f === "weight" ? v.w : null;
  return v.t !== "q" ? null : f === "amount" ? v.v : f === "unit" || f === "code" ? v.u || null : null;
};
const texts = (f, list, rest) => {
  const only = (l) => { const v = single(l || []); return v === undefined || typeof v === "string" ? v : stop(); };
  if (f === "join") {
    const between = only(rest[0]) ?? "";
    return [list.map((v) => (typeof v === "string" ? v : stop())).join(between)];
  }
  const text = only(list);
  if (text === undefined) return [];
  const first = single(rest[0] || []), second = single(rest[1] || []);
  switch (f) {
    case "length": return [[...text].length];
    case "upper": return [text.toUpperCase()];
    case "lower": return [text.toLowerCase()];
    case "trim": return [text.replace(/^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$/g, "")];
    case "toChars": return [...text];
    case "substring": {
      if (first === undefined) return [];
      if (typeof first !== "number" || (second !== undefined && typeof second !== "number")) stop();
      const letters = [...text];
      return first < 0 || first >= letters.length ? [] : [letters.slice(first, second === undefined ? undefined : first + Math.max(second, 0)).join("")];
    }
    default:
  }
  if (first === undefined) return [];
  if (typeof first !== "string") stop();
  switch (f) {
    case "startsWith": return [text.startsWith(first)];
    case "endsWith": return [text.endsWith(first)];
    case "contains": return [text.includes(first)];
    case "indexOf": { const at = text.indexOf(first); return [at < 0 ? -1 : [...text.slice(0, at)].length]; }
    case "matches": return [new RegExp(first, "u").test(text)];
    case "split": return first === "" ? ["", ...text, ""] : text.split(first);
    case "replace": return second === undefined ? [] : typeof second !== "string" ? stop() : [first === "" ? text : text.replaceAll(first, () => second)];
    default: return stop();
  }
};
const TEXT = new Set("length substring startsWith endsWith contains indexOf upper lower replace matches trim join split toChars".split(" "));
const apply = (f, list, rest) => {
  if (TEXT.has(f)) return texts(f, list, rest);
  const other = rest[0] || [];
  switch (f) {
    case "=": return said(allEqual(list, other));
    case "!=": { const e = allEqual(list, other); return said(e === null ? null : !e); }
    case "~": return [allAlike(list, other)];
    case "!~": return [!allAlike(list, other)];
    case "<": case "<=": case ">": case ">=": {
      const a = single(list), b = single(other);
      if (a === undefined || b === undefined) return [];
      const o = rank(a, b);
      return o === null ? [] : [fits(f, o)];
    }
    case "+": case "-": case "*": case "/": case "div": case "mod": {
      const a = single(list), b = single(other);
      return a === undefined || b === undefined ? [] : some(arithmetic(f, a, b));
    }
    case "&": { const a = single(list), b = single(other); return [word(a) + word(b)]; }
    case "not": { const t = truth(list); return said(t === null ? null : !t); }
    case "|": return distinct([...list, ...other]);
    case "combine": return [...list, ...other];
    case "intersect": return distinct(list.filter((v) => has(other, v)));
    case "exclude": return list.filter((v) => !has(other, v));
    case "distinct": return distinct(list);
    case "in-list": { const v = single(list); return v === undefined ? [] : [has(other, v)]; }
    case "contains-list": { const v = single(other); return v === undefined ? [] : [has(list, v)]; }
    case "subsetOf": return [list.every((v) => has(other, v))];
    case "supersetOf": return [other.every((v) => has(list, v))];
    case "exists": return [list.length > 0];
    case "empty": return [list.length === 0];
    case "count": return [list.length];
    case "hasValue": return [list.length === 1 && list[0].t !== "N" && list[0].t !== "A"];
    case "isDistinct": return [distinct(list).length === list.length];
    case "allTrue": case "anyTrue": case "allFalse": case "anyFalse": {
      if (list.some((v) => typeof v !== "boolean")) stop();
      const wanted = f.endsWith("True");
      return [f.startsWith("any") ? list.includes(wanted) : !list.includes(!wanted)];
    }
    case "first": return list.slice(0, 1);
    case "last": return list.slice(-1);
    case "tail": return list.slice(1);
    case "single": return some(single(list));
    case "skip": case "take": case "at": {
      const n = single(other);
      if (n === undefined) return [];
      const at = typeof n === "number" ? Math.max(n, 0) : stop();
      return f === "skip" ? list.slice(at) : f === "take" ? list.slice(0, at) : list.slice(at, at + 1);
    }
    case "sum": case "min": case "max": case "avg": return summary(f, list);
    case "abs": case "ceiling": case "floor": case "round": case "truncate": case "power": case "neg": {
      const v = single(list);
      return v === undefined ? [] : some(number(f, v, single(other)));
    }
    case "toInteger": case "toDecimal": case "toString": case "toBoolean": case "toDate": {
      const v = single(list);
      return v === undefined ? [] : some(convert(f, v));
    }
    case "is": case "ofType": {
      const name = single(other);
      if (typeof name !== "string") stop();
      if (f === "ofType") return list.filter((v) => isA(v, name));
      const v = single(list);
      return v === undefined ? [] : [isA(v, name)];
    }
    case "code": case "system": case "display": case "amount": case "unit": case "weight": return list.flatMap((v) => some(field(f, v)));
    default: return stop();
  }
};

class Session {
  constructor(program, now) {
    if (program.program !== 1) throw new Error("another language");
    this.items = program.items.map((item) => ({ ...item, kids: [], opts: (item.o || []).map((o) => value(o.v)) }));
    this.steps = program.steps;
    this.top = [];
    this.items.forEach((item, n) => (item.p === undefined ? this.top : this.items[item.p].kids).push(n));
    this.steps.forEach((step) => { if (step.k === "value") this.items[step.i].computed = true; });
    this.now = moment("T", now);
    this.today = convert("toDate", this.now);
    this.byId = new Map(this.items.map((item, n) => [item.id, n]));
    this.vars = Array.from({ length: program.vars }, () => new Map());
    this.broken = [];
    this.nodes = [{ item: null, up: 0, slot: 0, answers: [], active: true, alive: true, kids: [] }];
    this.dirty = this.steps.map(() => true);
    this.furnish(0);
    this.index();
    this.settle();
    this.begin();
  }
  item(n) { const node = this.nodes[n]; return node && node.alive && node.item !== null ? this.items[node.item] : null; }
  instances(item) { return this.where[item] || []; }
  node(id) { return this.instances(this.byId.get(id))[0]; }
  active(n) { return this.nodes[n].active && this.nodes[n].alive; }
  sprout(up, slot, item) {
    const n = this.nodes.length, kids = this.nodes[up].kids;
    this.nodes.push({ item, up, slot, answers: [], active: true, alive: true, kids: [] });
    let at = 0;
    for (const kid of kids) {
      const k = this.nodes[kid];
      if (k.slot > slot || (k.slot === slot && k.item > item)) break;
      at += 1;
    }
    kids.splice(at, 0, n);
    return n;
  }
  furnish(top) {
    const waiting = [top];
    while (waiting.length) {
      const n = waiting.pop(), own = this.nodes[n].item;
      for (const item of own === null ? this.top : this.items[own].kids) {
        const form = this.items[item], count = form.t === "group" && form.r ? Math.min(Math.max(form.no || 0, 1), 100) : 1;
        for (let i = 0; i < count && this.nodes.length < MOST_NODES; i += 1) waiting.push(this.sprout(n, 0, item));
      }
    }
  }
  grow(up, slot, item) { const n = this.sprout(up, slot, item); this.furnish(n); this.initial(n); return n; }
  fell(top) {
    const home = this.nodes[this.nodes[top].up];
    home.kids = home.kids.filter((kid) => kid !== top);
    const waiting = [top];
    while (waiting.length) { const node = this.nodes[waiting.pop()]; node.alive = false; waiting.push(...node.kids); }
  }
  underAnswers(n) {
    const form = this.item(n), slots = Math.max(this.nodes[n].answers.length, 1), kids = [...this.nodes[n].kids];
    const have = kids.reduce((most, kid) => Math.max(most, this.nodes[kid].slot + 1), 0);
    kids.filter((kid) => this.nodes[kid].slot >= slots).forEach((kid) => this.fell(kid));
    for (let slot = have; slot < slots; slot += 1) for (const item of form.kids) if (this.nodes.length < MOST_NODES) this.grow(n, slot, item);
  }
  index() {
    this.where = this.items.map(() => []);
    this.walk(0, (n) => this.where[this.nodes[n].item].push(n), () => true);
  }
  walk(from, each, into) {
    const waiting = [...this.nodes[from].kids].reverse();
    while (waiting.length) {
      const n = waiting.pop();
      if (into(n)) { each(n); waiting.push(...[...this.nodes[n].kids].reverse()); }
    }
  }
  *lineage(n) { for (;;) { yield n; if (this.nodes[n].item === null) return; n = this.nodes[n].up; } }
  below(n, top) { if (top === 0) return true; for (const up of this.lineage(n)) if (up === top) return true; return false; }
  under(n, top, slot) {
    for (const up of this.lineage(n)) if (this.nodes[up].up === top) return this.nodes[up].slot === slot;
    return false;
  }
  path(n) { const out = []; for (; this.nodes[n].item !== null; n = this.nodes[n].up) out.unshift(this.nodes[this.nodes[n].up].kids.indexOf(n)); return out; }
  shown(from, items) {
    let simple = true;
    const found = items.flatMap((item) => { const list = this.instances(item); simple &&= list.length === 1; return list.filter((n) => this.active(n) && this.below(n, from)); });
    if (items.length === 1 || simple) return found;
    const paths = new Map(found.map((n) => [n, this.path(n)]));
    return found.sort((a, b) => {
      const x = paths.get(a), y = paths.get(b);
      for (let i = 0; i < Math.min(x.length, y.length); i += 1) if (x[i] !== y[i]) return x[i] - y[i];
      return x.length - y.length || a - b;
    });
  }
  near(item, from) {
    const list = this.instances(item);
    if (list.length === 1) return list.filter((n) => this.active(n));
    for (const up of this.lineage(from)) {
      const found = list.filter((n) => this.below(n, up));
      if (found.length) return found.filter((n) => this.active(n));
    }
    return [];
  }
  variable(which, n) { for (const up of this.lineage(n)) { const found = this.vars[which].get(up); if (found) return found; } return []; }

  burn(n) { this.fuel -= n + 1; if (this.fuel < 0) stop(); }
  run(e, at) { this.fuel = FUEL; return this.eval(e, at); }
  eval(e, at) {
    this.burn(0);
    if (e === null) return [];
    if (!Array.isArray(e)) return [e];
    const [f, a, b, c] = e;
    switch (f) {
      case "n": case "D": case "T": case "h": case "q": case "c": return [value(e)];
      case "var": return this.variable(a, at.node);
      case "near": return this.near(a, at.node).flatMap((n) => this.nodes[n].answers);
      case "ew": return [this.test(a, b, value(c), at.node)];
      case "in": {
        const out = this.eval(a, at).flatMap((v) => (v.t === "N" ? this.shown(v.n, b)
          : v.t === "A" ? this.shown(v.n, b).filter((n) => this.under(n, v.n, v.r)) : []).map((n) => ({ t: "N", n })));
        this.burn(out.length);
        return out;
      }
      case "root": return [{ t: "N", n: 0 }];
      case "ctx": return [{ t: "N", n: at.node }];
      case "this": return at.this === undefined ? [] : [at.this];
      case "index": return [at.index];
      case "total": return at.total;
      case "today": return [this.today];
      case "now": return [this.now];
      case "options": { const o = this.items[a] ? this.items[a].opts : []; this.burn(o.length); return o; }
      case "where": case "select": case "all": case "aggregate": return this.each(f, a, b, c, at);
      case "exists": if (b !== undefined) return [this.each("where", a, b, c, at).length > 0]; break;
      case "iif": return this.eval(truth(this.eval(a, at)) === true ? b : c, at);
      case "and": case "or": case "xor": case "implies": {
        const x = truth(this.eval(a, at)), y = truth(this.eval(b, at));
        if (f === "and") return said(x === false || y === false ? false : x && y ? true : null);
        if (f === "or") return said(x || y ? true : x === false && y === false ? false : null);
        if (f === "xor") return said(x === null || y === null ? null : x !== y);
        return said(x === false || y ? true : x && y === false ? false : null);
      }
      case "value": {
        const out = this.eval(a, at).flatMap((v) => (v.t === "A" ? some(this.nodes[v.n].answers[v.r]) : []));
        this.burn(out.length);
        return out;
      }
      default:
    }
    const given = e.slice(1).map((one) => this.eval(one, at));
    this.burn(given.reduce((sum, list) => sum + list.length, 0));
    if (!given.length) stop();
    if (f === "answer") return given[0].flatMap((v) => (v.t === "N" ? this.nodes[v.n].answers.map((_, r) => ({ t: "A", n: v.n, r })) : []));
    if (f === "linkId") return given[0].flatMap((v) => (v.t === "N" && this.item(v.n) ? [this.item(v.n).id] : []));
    return apply(f, given[0], given.slice(1));
  }
  each(f, from, body, start, at) {
    const list = this.eval(from, at), inside = { node: at.node, total: [] }, out = [];
    if (f === "aggregate") inside.total = start === undefined ? [] : this.eval(start, at);
    for (const [index, v] of list.entries()) {
      inside.index = index;
      inside.this = v;
      const found = this.eval(body, inside);
      if (f === "select") out.push(...found);
      else if (f === "aggregate") inside.total = found;
      else if (f === "all") { if (truth(found) !== true) return [false]; } else if (truth(found) === true) out.push(v);
    }
    return f === "aggregate" ? inside.total : f === "all" ? [true] : out;
  }
  test(item, test, wanted, from) {
    const answers = this.near(item, from).flatMap((n) => this.nodes[n].answers);
    if (test === "exists") return wanted === answers.length > 0;
    const found = answers.some((answer) => meets(answer, test, wanted));
    return test === "!=" ? !found : found;
  }

  settle() {
    this.steps.forEach((step, n) => {
      if (!this.dirty[n]) return;
      this.dirty[n] = false;
      if (this.step(step, n)) (step.d || []).forEach((next) => { this.dirty[next] = true; });
    });
  }
  compute(step, node) { try { return step.e ? this.run(step.e[0], { node, index: 0, total: [] }) : []; } catch (error) { if (error instanceof Stop) return []; throw error; } }
  step(step, number_) {
    const places = step.i === undefined ? [0] : this.instances(step.i);
    this.broken = this.broken.filter(([s]) => s !== number_);
    let changed = false;
    if (step.k === "variable") {
      const before = this.vars[step.v], after = new Map();
      this.vars[step.v] = after;
      places.forEach((n) => after.set(n, this.compute(step, n)));
      return after.size !== before.size || [...after].some(([n, list]) => !before.has(n) || !same(list, before.get(n)));
    }
    for (const n of places) {
      const node = this.nodes[n];
      if (step.k === "active") {
        const active = this.isShown(step, n);
        changed ||= active !== node.active;
        node.active = active;
      } else if (step.k === "value") {
        const form = this.items[step.i];
        const list = this.compute(step, n).flatMap((v) => some(this.fitting(form, v))).slice(0, form.r ? MOST_ANSWERS : 1).map((v) => this.known(form, v));
        changed = !same(list, node.answers) || changed;
        node.answers = list;
      } else {
        let held = null;
        try { held = truth(this.compute(step, n)); } catch { held = null; }
        if (held === false && this.active(n)) this.broken.push([number_, n]);
      }
    }
    return changed;
  }
  isShown(step, n) {
    if (!this.active(this.nodes[n].up)) return false;
    const tests = (step.e || []).map((e) => {
      try { return truth(this.run(e, { node: n, index: 0, total: [] })) === true; } catch (error) { if (error instanceof Stop) return false; throw error; }
    });
    return step.any && tests.length ? tests.includes(true) : !tests.includes(false);
  }
  fitting(form, v) {
    const d = num(v);
    if (form.t === "integer" && v instanceof Dec) return whole(v);
    if (form.t === "decimal" && typeof v === "number") return d;
    if (form.t === "date" && v instanceof Moment) return convert("toDate", v);
    if (form.t === "quantity" && d) return { t: "q", v: d, u: "" };
    return v.t === "N" || v.t === "A" ? null : v;
  }
  known(form, v) { return (v.t === "c" && form.opts.find((o) => o.t === "c" && o.c === v.c && (!v.s || o.s === v.s))) || v; }
  initial(top) {
    const waiting = [top];
    while (waiting.length) {
      const n = waiting.pop(), node = this.nodes[n], form = this.item(n);
      waiting.push(...node.kids);
      if (!form || !form.i || node.answers.length || form.computed) continue;
      node.answers = form.i.map((j) => this.known(form, value(j)));
      if (form.kids.length) this.underAnswers(n);
    }
    this.index();
  }
  begin() {
    this.initial(0);
    this.everything();
    this.items.forEach((form, item) => {
      if (form.ie === undefined) return;
      for (const n of [...this.instances(item)]) {
        if (this.nodes[n].answers.length) continue;
        const list = this.compute({ e: [form.ie] }, n).flatMap((v) => some(this.fitting(form, v))).slice(0, form.r ? undefined : 1);
        if (list.length) this.answer(n, list);
      }
    });
  }
  everything() { this.index(); this.dirty.fill(true); this.settle(); }

  // Gives, replaces or takes back (an empty list) the answers of an instance. False when the form does not allow it.
  answer(n, answers) {
    const form = this.item(n), node = this.nodes[n];
    if (!form || form.t === "group" || form.t === "display" || form.computed) return false;
    if (answers.length > Math.min(form.r ? form.xo ?? MOST_ANSWERS : 1, MOST_ANSWERS)) return false;
    const list = answers.map((v) => this.known(form, v));
    if (same(list, node.answers)) return true;
    const resized = form.kids.length > 0 && Math.max(node.answers.length, 1) !== Math.max(list.length, 1);
    node.answers = list;
    if (resized) { this.underAnswers(n); this.index(); this.dirty.fill(true); } else (form.d || []).forEach((step) => { this.dirty[step] = true; });
    this.settle();
    return true;
  }
  addGroup(up, id) {
    const item = this.byId.get(id), form = this.items[item], home = this.nodes[up];
    if (!form || form.t !== "group" || !form.r || !home || !home.alive || home.item !== (form.p ?? null)) return null;
    if (home.kids.filter((kid) => this.nodes[kid].item === item).length >= Math.min(form.xo ?? MOST_ANSWERS, MOST_ANSWERS)) return null;
    if (this.nodes.length >= MOST_NODES) return null;
    const n = this.grow(up, 0, item);
    this.everything();
    return n;
  }
  removeGroup(n) {
    const form = this.item(n);
    if (!form || form.t !== "group" || !form.r) return false;
    const kids = this.nodes[this.nodes[n].up].kids;
    if (kids.filter((kid) => this.nodes[kid].item === this.nodes[n].item).length <= Math.max(form.no || 0, 1)) return false;
    this.fell(n);
    this.everything();
    return true;
  }
  picture() {
    const shown = [];
    this.walk(0, (n) => shown.push([this.item(n).id, this.nodes[n].answers.map(literal)]), (n) => this.active(n));
    return { shown, broken: this.broken.map(([s, n]) => [this.steps[s].key, n === 0 ? null : this.item(n).id]) };
  }
}
return { open: (program, now) => new Session(program, now), value, literal };
})();
