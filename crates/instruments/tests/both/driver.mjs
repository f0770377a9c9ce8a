// Plays forms for the tests beside it: a JSON list of commands a line in, the list of what a page would show after each a
// line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [VecuForm, VecuScores] = ["VecuForm", "VecuScores"].map((name, at) =>
  new Function(readFileSync(process.argv[at + 2], "utf8") + `; return ${name};`)());
let program = null, session = null;
const act = ([what, a, b]) => {
  if (what === "open") session = VecuForm.open(program, a);
  else if (what === "answer") session.answer(a, b.map(VecuForm.value));
  else if (what === "add") session.addGroup(a, b);
  else if (what === "remove") session.removeGroup(a);
  const picture = session.picture();
  if (program.scores) picture.scores = VecuScores.of(program, session);
  return picture;
};
createInterface({ input: process.stdin }).on("line", (line) => {
  let said;
  try {
    const commands = JSON.parse(line);
    // A form stands first where it is another than before.
    if (commands[0][0] === "program") program = commands.shift()[1];
    said = JSON.stringify(commands.map(act));
  } catch (error) { said = JSON.stringify([String(error.stack)]); }
  process.stdout.write(said + "\n");
});
