// fhirpath.js beside ours: a JSON object a line in (a form where it is a new one, a response, the form's
// variables, expressions), the list of what
// each expression gives a line out; a text where it fails. `node third.mjs FOLDER` with the folder that has fhirpath.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

// The moment of every session (`NOW` in mod.rs): what is compared must be the same tomorrow.
globalThis.Date = class extends Date {
  constructor(...given) { super(...(given.length ? given : ["2026-11-22T10:00:00"])); }
  static now() { return +new this(); }
};
const require = createRequire(process.argv[2] + "/");
const fhirpath = require("fhirpath"), model = require("fhirpath/fhir-context/r4");
const amount = (value) => value && typeof value === "object" && value.value !== undefined && !value.asStr && !value.toJSON;
const isCoding = (value) => value && typeof value === "object" && typeof value.code === "string" && value.value === undefined;
const written = (value) => isCoding(value) ? `${value.system ?? ""}|${value.code}` : amount(value) ? `${value.value} '${value.code ?? value.unit ?? "1"}'` : (value && typeof value === "object" && !(value.asStr || value.unit !== undefined || value.toJSON)
  ? JSON.stringify(value) : String(value?.asStr ?? value));
const compiled = new Map();
let questionnaire = null;
const evaluate = (text, response, context) => {
  if (!compiled.has(text)) compiled.set(text, fhirpath.compile(text, model));
  return compiled.get(text)(response, context);
};
createInterface({ input: process.stdin }).on("line", (line) => {
  const { form, response, variables, expressions } = JSON.parse(line);
  if (form) { compiled.clear(); questionnaire = form; }
  const context = { resource: response, questionnaire };
  for (const [name, text] of variables) {
    try { context[name] = evaluate(text, response, context); } catch { context[name] = []; }
  }
  const told = expressions.map((text) => {
    try { return evaluate(text, response, context).map((one) => written(one).toWellFormed()); } catch (error) { return String(error.message ?? error); }
  });
  process.stdout.write(JSON.stringify(told) + "\n");
});
