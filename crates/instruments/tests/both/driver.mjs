// Plays forms for the test beside it: one JSON command a line in, what a page would show a line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const VecuForm = new Function(readFileSync(process.argv[2], "utf8") + "; return VecuForm;")();
let session = null;
const act = ([what, a, b]) => {
  if (what === "open") session = VecuForm.open(a, b);
  else if (what === "answer") session.answer(a, b.map(VecuForm.value));
  else if (what === "add") session.addGroup(a, b);
  else if (what === "remove") session.removeGroup(a);
  return session.picture();
};
createInterface({ input: process.stdin }).on("line", (line) => {
  let said;
  try { said = JSON.stringify(act(JSON.parse(line))); } catch (error) { said = JSON.stringify(String(error.stack)); }
  process.stdout.write(said + "\n");
});
