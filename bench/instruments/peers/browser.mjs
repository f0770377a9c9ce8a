// Our own interpreter, as browsers get it, on the form that is answered: `node browser.mjs FOLDER INTERPRETER`.
import { readFileSync } from "node:fs";

const [folder, script] = process.argv.slice(2);
const file = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const VecuForm = new Function(`${readFileSync(script, "utf8")}; return VecuForm;`)();
const program = file("program.json"), answers = file("answers.json"), { system } = file("system.json");
const microseconds = () => process.cpuUsage().user;
const LEAST = 500_000;

const session = VecuForm.open(program, "2026-11-22T10:00:00");
const numbers = new Map(program.items.map((item, number) => [item.id, number]));
const node = (name) => session.instances(numbers.get(name))[0];
const play = (sequence) => {
  for (const [name, choice] of answers[sequence]) {
    session.answer(node(name), [VecuForm.value(["c", system, `a${choice}`])]);
  }
};
const computed = program.steps.filter((step) => step.k === "value").map((step) => program.items[step.i].id);
const shown = () => {
  const values = new Map(session.picture().shown);
  return Object.fromEntries(computed.map((name) => [name, values.get(name)?.[0] ?? null]));
};
play("first");
const results = {};
play("again");
results.again = shown();
play("back");
results.back = shown();
// Microseconds of an answer: the first half second warms the engine up and does not count.
const each = () => {
  let spent = 0, count = 0;
  const start = microseconds();
  while (spent < LEAST) {
    for (let i = 0; i < 10; i += 1) { play("again"); play("back"); }
    count += 10 * (answers.again.length + answers.back.length);
    spent = microseconds() - start;
  }
  return spent / count;
};
each();
console.log(JSON.stringify({ results, figures: { answer: each() } }));
