// The questionnaire as one page: questions are shown and hidden as answers come, calculations follow, one goes from screen
// to screen without loading, and what cannot be sent waits in the page until the network is back. It runs the compiled form
// that the server runs (program.js); it decides nothing by itself. Without it every screen is a page of the server.
(() => {
  "use strict";
  const form = document.querySelector("form[data-together]");
  if (!form || form.dataset.sent || typeof VecuForm === "undefined") return;
  const place = (id) => document.getElementById(id);
  const line = place("reseau");
  const OTHER = "~other";

  // What was typed on each screen that was left, as the form would post it.
  const typed = new Map();
  let all, session, fields, at, sending = Promise.resolve();
  // Screens whose answers the server has not got yet.
  const waiting = new Set();

  const posted = (from = form) => [...new FormData(from)].filter(([, value]) => typeof value === "string");
  const plain = (text) => text.replace(/\s/g, "").replace("\u2212", "-");
  const decimal = (text) => plain(text).replace(",", ".");
  const time = (text) => {
    const found = /^(\d{1,2})(?:[h:](\d{1,2})?)?(?:[h:](\d{1,2})?)?$/i.exec(plain(text));
    return found && found.slice(1).map((part) => (part || "0").padStart(2, "0")).join(":");
  };
  // The offset of clocks in France at a moment they show: the one before, where clocks change (form.rs does the same).
  const offset = (local) => {
    const utc = Date.parse(local + "Z");
    const at = (moment) => {
      const told = new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" }).formatToParts(moment);
      const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(told.find(({ type }) => type === "timeZoneName").value) || ["", "+", 0, 0];
      return (sign === "-" ? -1 : 1) * (60 * hours + +minutes);
    };
    try {
      const around = [at(utc - 864e5), at(utc + 864e5)];
      const found = around.find((minutes) => at(utc - 6e4 * minutes) === minutes) ?? around[0], far = Math.abs(found);
      return (found < 0 ? "-" : "+") + [Math.floor(far / 60), far % 60].map((part) => String(part).padStart(2, "0")).join(":");
    } catch { return ""; } // A browser that does not know the zone compares days only.
  };

  // A value as one reads it, with its unit: the twin of crates/instruments/src/readable.rs.
  const digits = (text) => {
    const [whole, fraction] = text.replace("-", "\u2212").split(".");
    const parted = /\d{5}/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, all.reads.group) : whole;
    return fraction ? parted + all.reads.point + fraction : parted;
  };
  const moment = (text) => {
    const [date, clock] = text.includes("T") ? text.split("T") : text.includes(":") ? ["", text] : [text, ""];
    const [hour, minute = "00", second = "00"] = clock.split(/[Z+.-]/)[0].split(":");
    const told = second !== "00" ? `${hour}:${minute}:${second}` : all.reads.clock.replace("{h}", all.reads.bare ? +hour : hour).replace("{m}", minute);
    return [date.split("-").reverse().join("/"), hour && told].filter(Boolean).join(" ");
  };
  const readable = (v, link) => {
    const units = all.reads.units[link] || [], one = units.length === 1 ? `\u00a0${units[0][1]}` : "";
    if (typeof v === "boolean") return v ? all.reads.yes : all.reads.no;
    if (typeof v === "number") return digits(String(v)) + one;
    if (!Array.isArray(v)) return String(v);
    const [kind, text, code, label] = v;
    if (kind === "n") return digits(text) + one;
    if (kind === "c") return label || code;
    if (kind !== "q") return moment(text);
    const unit = (units.find((known) => known[0] === code) || (!code && units[0]) || [0, code])[1];
    return digits(text) + (unit && `\u00a0${unit}`);
  };

  // The printed answers of an item, by the code that the form posts.
  const coded = (item, code) => {
    if (item.t === "boolean") return code === "true";
    const found = (item.o || []).find(({ v }) => (Array.isArray(v) ? v[2] ?? v[1] : String(v)) === code);
    return found ? found.v : ["c", "", code];
  };

  // What somebody gave to a question, as the program writes values. What cannot be read is no answer yet.
  const values = (item, name, list) => {
    const get = (ending) => list.filter(([key]) => key === name + ending).map(([, value]) => value.trim());
    const last = (ending) => get(ending).filter(Boolean).pop() || "";
    const text = last(""), other = last("-other");
    switch (item.t) {
      case "boolean": case "choice": case "open-choice": {
        const codes = get("").filter((code) => code && code !== OTHER);
        // The words of a printed answer that a field proposes are that answer.
        const known = other && [...(place(`${name}-list`)?.options || [])].find(({ value }) => value.toLowerCase() === other.toLowerCase());
        if (known) codes.push(known.dataset.code);
        if (item.r) return [...codes.map((code) => coded(item, code)), ...(other ? [other] : [])];
        return codes.length ? [coded(item, codes.pop())] : other ? [other] : [];
      }
      case "integer": return /^-?\d{1,15}$/.test(plain(text)) ? [Number(plain(text))] : [];
      case "decimal": return /^-?\d+(\.\d+)?$/.test(decimal(text)) ? [["n", decimal(text)]] : [];
      case "quantity": {
        if (!/^-?\d+(\.\d+)?$/.test(decimal(text))) return [];
        const chosen = document.querySelector(`[name="${CSS.escape(name + "-unit")}"]`);
        return [["q", decimal(text), last("-unit") || chosen?.value || all.units[item.id] || ""]];
      }
      case "date": case "dateTime": {
        const [year, month, day, clock] = ["-year", "-month", "-day", "-time"].map(last);
        if (!/^\d{4}$/.test(year) || (day && !month)) return [];
        const date = [year, month && month.padStart(2, "0"), day && day.padStart(2, "0")].filter(Boolean).join("-");
        if (item.t === "date") return [["D", date]];
        if (!clock) return [["T", date]];
        return day && time(clock) ? [["T", `${date}T${time(clock)}${offset(`${date}T${time(clock)}`)}`]] : [];
      }
      case "time": return time(text) ? [["h", time(text)]] : [];
      case "url": {
        const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
        return /^https?:\/\/[\p{Alphabetic}\p{N}-]+(\.[\p{Alphabetic}\p{N}-]+)+(:\d{1,5})?([/?#][^\s<>"\\]*)?$/iu.test(whole) ? [whole] : [];
      }
      default: return text ? [text] : [];
    }
  };

  const rank = new Map();
  const nodes = (link) => session.instances(rank.get(link));
  const give = (link, list, at = 0) => {
    const node = nodes(link)[at];
    if (node === undefined) return;
    session.answer(node, list.map(VecuForm.value).filter((value) => value !== null && value !== undefined));
  };
  const item = (link) => all.program.items[rank.get(link)];

  // Groups that repeat: their blocks on this screen, in order. A block has a number in the names of its fields, which it
  // keeps, and a place among the others, which the program and the reader know it by.
  const groups = () => [...form.querySelectorAll("[data-blocks]")];
  const blocks = (group) => [...group.querySelectorAll(":scope > [data-block]")];
  const insideOf = (group) => Object.keys(all.inside).filter((link) => all.inside[link] === group);
  const read = (list, links) => {
    for (const link of links) if (fields[link] && !all.inside[link]) give(link, values(item(link), fields[link], list));
    for (const group of groups()) blocks(group).forEach((block, at) => {
      for (const link of insideOf(group.dataset.blocks))
        if (fields[link]) give(link, values(item(link), `b${block.dataset.block}:${fields[link]}`, list), at);
    });
  };
  // Numbers the blocks anew, says which are posted, and which buttons there are.
  const number = (group) => {
    const list = blocks(group), { fewest, most } = group.dataset;
    list.forEach((block, at) => {
      for (const told of block.querySelectorAll("[data-number]")) told.textContent = at + 1;
      block.querySelector(":scope > [data-less]").hidden = !at || list.length <= Math.max(fewest, 1);
    });
    group.querySelector(":scope > [data-more]").hidden = list.length >= most;
    group.querySelector(":scope > input").value = list.map((block) => block.dataset.block).join(" ");
  };
  // A number is never given twice, so that the server cannot take a new block for one that was taken away.
  const highest = new Map();
  const fresh = (link, list) => {
    highest.set(link, Math.max(highest.get(link) || 0, ...list.map((block) => +block.dataset.block)) + 1);
    return highest.get(link);
  };
  const grow = (group, as) => {
    const { html, any } = all.blocks[group.dataset.blocks], made = document.createElement("template");
    made.innerHTML = html.replaceAll(`"b${any}:`, `"b${as}:`).replaceAll(` b${any}:`, ` b${as}:`);
    const block = made.content.firstElementChild;
    block.dataset.block = as;
    group.querySelector(":scope > [data-more]").before(block);
    return block;
  };
  const another = (link) => {
    const above = all.program.items[rank.get(link)].p;
    return session.addGroup(above == null ? 0 : session.instances(above)[0], link);
  };
  // What the buttons of a group do; true when it was one of them.
  const press = (button) => {
    if (!/^(more|less):/.test(button?.value || "")) return false;
    const group = button.closest("[data-blocks]"), link = group.dataset.blocks, list = blocks(group);
    let told = group;
    if (button.value.startsWith("more:")) {
      if (another(link) === null) return true;
      told = grow(group, fresh(link, list)).querySelector("[id$=-title]");
    } else {
      const block = button.closest("[data-block]"), at = list.indexOf(block);
      if (!session.removeGroup(nodes(link)[at])) return true;
      highest.set(link, Math.max(highest.get(link) || 0, +block.dataset.block));
      block.remove();
      told = list[at - 1].querySelector("[id$=-title]");
    }
    number(group);
    read(posted(), all.screens[at].links);
    paint();
    told.focus();
    return true;
  };
  // Whether an item is shown in a block: itself, and all it stands in.
  const stands = (link, at) => {
    for (let one = rank.get(link); one != null; one = all.program.items[one].p) {
      const node = session.instances(one)[all.inside[all.program.items[one].id] ? at : 0];
      if (node === undefined || !session.active(node)) return false;
    }
    return true;
  };

  // Shows what the program shows: the questions of the screen, the values it computes, what must be said at once.
  const paint = () => {
    const entries = session.picture().shown, shown = new Map(entries);
    for (const box of document.querySelectorAll("[data-question]")) {
      const link = box.dataset.question, block = all.inside[link] && box.closest("[data-block]");
      const at = block ? blocks(block.parentElement).indexOf(block) : 0;
      const here = block ? stands(link, at) : shown.has(link);
      if (box.hidden === here) box.hidden = !here;
      const output = box.dataset.blocks === undefined && box.querySelector("output");
      if (output && here) output.textContent = session.answers(nodes(link)[at]).map((v) => readable(VecuForm.literal(v), link)).join(", ");
    }
    const raised = all.alerts.filter(({ item, codes }) => entries.some(([link, list]) =>
      link === item && list.some((v) => codes.includes(Array.isArray(v) ? v[2] ?? v[1] : String(v)))));
    if (raised.length) help(raised.map((alert) => alert.shown).join(""));
    const steps = seen(shown);
    const step = steps.indexOf(at) + 1;
    const told = place("avancement").querySelector("p");
    if (told) told.textContent = line.dataset.step.replace("{step}", step).replace("{of}", steps.length);
    const bar = place("avancement").querySelector(".bar-part");
    if (bar) bar.setAttribute("width", `${(100 * step) / steps.length}%`);
    const last = steps[steps.length - 1] === at;
    const button = form.querySelector("[name=go][value=next],[name=go][value=send]");
    button.value = last ? "send" : "next";
    button.textContent = last ? all.words.send : all.words.next;
  };
  const seen = (shown) => all.screens.map((_, n) => n).filter((n) => all.screens[n].links.some((link) => shown.has(link)));
  const help = (html) => { if (html && place("secours").innerHTML !== html) place("secours").innerHTML = html; };

  const restore = (list) => {
    for (const group of groups()) {
      const told = list.find(([name]) => name === all.blocks[group.dataset.blocks].field)?.[1].split(" ") || [];
      for (const block of blocks(group)) if (!told.includes(block.dataset.block)) block.remove();
      const left = blocks(group).map((block) => block.dataset.block);
      for (const one of told) if (!left.includes(one)) grow(group, one);
      number(group);
    }
    for (const field of form.querySelectorAll("#questions [name]:not(button)")) {
      const given = list.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
      else if (field.type !== "hidden") field.value = given.length ? given[given.length - 1] : "";
    }
  };

  const address = (n) => location.pathname.replace(/\/\d+$/, `/${n + 1}`) + location.search.replace(/&suite=1/, "");
  const turn = (n) => {
    at = n;
    const screen = all.screens[n];
    place("entete").innerHTML = screen.head;
    place("questions").innerHTML = screen.questions;
    if (typed.has(n)) restore(typed.get(n));
    form.dataset.screen = n;
    form.setAttribute("action", form.getAttribute("action").replace(/\/\d+(\?|$)/, `/${n + 1}$1`));
    for (const button of document.querySelectorAll("[formaction]"))
      button.setAttribute("formaction", button.getAttribute("formaction").replace(/\/\d+(\?|$)/, `/${n + 1}$1`));
    document.title = document.title.replace(/^.*? – /, `${screen.title} – `);
    paint();
    const title = place("entete").querySelector("h1");
    if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
    scrollTo(0, 0);
  };

  // Sends one screen. True when it is kept, false when there is no network; a refusal is shown by the server itself.
  const send = async (n, list) => {
    const body = new URLSearchParams([...list.filter(([name]) => name !== "go"), ["go", "next"], ["seen", "1"], ["silent", "1"]]);
    const target = form.getAttribute("action").replace(/\/\d+(\?|$)/, `/${n + 1}$1`);
    let answer;
    try {
      answer = await fetch(target, { method: "POST", body, signal: AbortSignal.timeout(4000) });
    } catch { return false; }
    // Too many at once, or a server that is starting again: it waits as without a network.
    if ([429, 502, 503, 504].includes(answer.status)) return false;
    if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) throw new Error("refused");
    const said = await answer.json();
    if (said.refused) throw new Error("refused");
    help(said.help);
    return true;
  };
  const told = (words) => (line.textContent = words);
  // Sends what waits, in order. A screen that is refused does not hold the others back: it is thrown once they are sent.
  const flush = () => (sending = sending.then(async () => {
    const refused = [];
    for (const n of [...waiting].sort((a, b) => a - b)) {
      try {
        if (!(await send(n, typed.get(n)))) { told(all.words.offline); return false; }
        waiting.delete(n);
      } catch { refused.push(n); }
    }
    for (const n of refused) waiting.delete(n);
    if (refused.length) throw refused[0];
    if (line.textContent) told(all.words.back);
    return true;
  }));
  // The server shows what it refuses: its own page, with what was typed. What still waits, and what is being typed on another
  // screen, whole or not, is kept before; once, whoever hears of the refusal first.
  let refusing = false;
  const showRefusal = async (n) => {
    if (refusing) return;
    refusing = true;
    sending = Promise.resolve();
    if (at !== n) { typed.set(at, posted()); waiting.add(at); }
    waiting.delete(n);
    for (const other of [...waiting].sort((a, b) => a - b)) await send(other, typed.get(other)).catch(() => false);
    waiting.clear();
    if (at !== n) turn(n);
    form.dataset.plain = "1";
    form.requestSubmit(form.querySelector("[name=go][value=next],[name=go][value=send]"));
  };

  const leave = (go) => {
    typed.set(at, posted());
    waiting.add(at);
    const steps = seen(new Map(session.picture().shown)), here = steps.indexOf(at);
    return go === "back" ? steps[here - 1] : steps[here + 1];
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter, go = button?.name === "go" ? button.value : "";
    if (!all || form.dataset.plain) return;
    if (press(button)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (!["next", "back", "send"].includes(go)) return;
    const next = leave(go);
    if (go === "back" && next === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    let kept;
    try { kept = await flush(); } catch (n) { return showRefusal(n); }
    if (next === undefined) {
      if (!kept) return told(all.words.wait);
      waiting.clear();
      form.dataset.plain = "1";
      return form.requestSubmit(button);
    }
    turn(next);
    history.pushState({ at: next }, "", address(next));
  }, true);

  const catchUp = () => {
    if (all && waiting.size && !refusing) flush().catch(showRefusal);
  };
  addEventListener("online", catchUp);
  setInterval(catchUp, 15000);
  addEventListener("beforeunload", (event) => { if (waiting.size && !form.dataset.plain) event.preventDefault(); });
  addEventListener("popstate", (event) => {
    if (!all) return;
    typed.set(at, posted());
    const n = event.state?.at ?? Number(/\/(\d+)$/.exec(location.pathname)?.[1]) - 1;
    if (all.screens[n]) turn(n);
  });
  form.addEventListener("input", () => { if (all) { read(posted(), all.screens[at].links); paint(); } });

  // Comes once the page is there; until then, and if it never comes, the page is one of the server.
  (async () => {
    let found;
    try {
      const answer = await fetch(form.dataset.together);
      if (!answer.ok) return;
      found = await answer.json();
    } catch { return; }
    // What the server refused, or warns of, stays as the server shows it.
    if (form.dataset.sent || document.querySelector(".error-summary, [data-doubts]")) return;
    all = found;
    fields = all.fields;
    at = Number(form.dataset.screen);
    session = VecuForm.open(all.program, all.now);
    all.program.items.forEach(({ id }, at) => rank.set(id, at));
    for (const { id } of all.program.items) if (fields[id] && !all.inside[id]) give(id, all.answers[id] || []);
    for (const [group, { answers }] of Object.entries(all.blocks)) {
      while (nodes(group).length < answers.length && another(group) !== null);
      answers.forEach((given, at) => { for (const link of insideOf(group)) if (fields[link]) give(link, given[link] || [], at); });
    }
    // Only what is not there yet is put in: somebody may be writing already.
    const name = ({ dataset }) => dataset.question ?? (dataset.block && `~${dataset.block}`);
    const fill = (host, whole) => {
      let before = host.querySelector(":scope > [id$=-title]");
      for (const box of [...whole.children]) {
        if (name(box) === undefined) continue;
        const here = [...host.children].find((one) => name(one) === name(box));
        if (!here) before ? before.after(box) : host.prepend(box);
        else if (box.dataset.blocks !== undefined || box.dataset.block) fill(here, box);
        before = here || box;
      }
    };
    const whole = document.createElement("template");
    whole.innerHTML = all.screens[at].questions;
    fill(place("questions"), whole.content);
    read(posted(), all.screens[at].links);
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "seen", value: "1" });
    form.append(mark);
    paint();
    form.dataset.ready = "1";
  })();
})();
