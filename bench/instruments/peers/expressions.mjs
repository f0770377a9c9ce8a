// fhirpath.js with the model of R4: `node expressions.mjs FOLDER`.
import { existsSync, readFileSync } from "node:fs";
import fhirpath from "fhirpath";
import model from "fhirpath/fhir-context/r4/index.js";

const folder = process.argv[2];
const file = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const microseconds = () => process.cpuUsage().user;
const LEAST = 500_000;

// Microseconds of one round: the first half second warms the engine up and does not count.
const each = (work) => {
  const round = () => {
    let rounds = 0, batch = 1, spent = 0;
    const start = microseconds();
    while (spent < LEAST) {
      for (let i = 0; i < batch; i += 1) work();
      rounds += batch;
      spent = microseconds() - start;
      if (spent < LEAST / 10) batch *= 2;
    }
    return spent / rounds;
  };
  round();
  return round();
};

const results = {}, figures = {};
for (const [name, over, text] of file("expressions.json")) {
  figures[`parse ${name}`] = each(() => fhirpath.parse(text));
  if (!existsSync(`${folder}/${over}.json`)) continue;
  const resource = file(`${over}.json`), compiled = fhirpath.compile(text, model), context = { resource };
  results[name] = compiled(resource, context).map((value) => String(value));
  figures[`evaluate ${name}`] = each(() => compiled(resource, context));
}
console.log(JSON.stringify({ results, figures }));
