// Plays the lines that the example `transcript` writes, in a page or in Node, and says where it shows something else than
// the server did. The script is a function that takes VecuForm and VecuScores.
(VecuForm, VecuScores) => {
  let program = null, session = null, name = "";
  const heard = { forms: 0, sequences: 0, pictures: 0, scores: 0, characters: 0, name: "" };
  const show = ([what, a, b]) => {
    if (what === "open") session = VecuForm.open(program, a);
    else if (what === "answer") session.answer(a, b.map(VecuForm.value));
    else if (what === "add") session.addGroup(a, b);
    else if (what === "remove") session.removeGroup(a);
    const picture = session.picture();
    if (program.scores) {
      picture.scores = VecuScores.of(program, session);
      heard.scores += picture.scores.length;
    }
    return JSON.stringify(picture);
  };
  // The sum of `Sum` in play.rs.
  const sum = (texts) => {
    let x = 0x811c9dc5, y = 0x9747b28c;
    for (const text of texts) {
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        x = Math.imul(x ^ unit, 0x01000193);
        y = Math.imul(y ^ unit, 0x85ebca6b);
        y = (y << 13) | (y >>> 19);
      }
      heard.characters += text.length;
    }
    return [x, y].map((one) => (one >>> 0).toString(16).padStart(8, "0")).join("");
  };
  // Hears one line; what differs, or null.
  const line = (text) => {
    const said = JSON.parse(text);
    if (said.program) {
      ({ program, name } = said);
      heard.forms += 1;
      heard.name = name;
      return null;
    }
    let shown;
    try { shown = said.commands.map(show); } catch (error) { return { name, failed: String(error.stack) }; }
    heard.sequences += 1;
    heard.pictures += shown.length;
    if (sum(shown) === said.sum) return null;
    const at = said.shown ? said.shown.findIndex((one, n) => one !== shown[n]) : -1;
    return { name, sequence: said.sequence, here: shown[at], there: said.shown?.[at], after: said.shown && said.commands.slice(0, at + 1) };
  };
  return { line, heard };
}
