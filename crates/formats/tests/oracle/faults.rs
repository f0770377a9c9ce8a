//! What can be done wrong to a form, and what may look wrong and is right. Each spoils one place, drawn by chance.

use crate::forms::{Dice, Form, Row, row};

/// A fault: its name, and what it does; false when the form has no place for it.
pub type Fault = (&'static str, fn(&mut Form, &mut Dice) -> bool);

fn set(row: &mut Row, header: &str, text: &str) {
    match row.iter_mut().find(|(known, _)| known == header) {
        Some((_, cell)) => text.clone_into(cell),
        None => row.push((header.to_owned(), text.to_owned())),
    }
}

fn get<'r>(row: &'r Row, header: &str) -> &'r str {
    row.iter().find(|(known, _)| known == header).map_or("", |(_, text)| text)
}

/// Does something to one row of survey among those that fit.
fn spoil(form: &mut Form, dice: &mut Dice, fits: impl Fn(&Row) -> bool, how: impl Fn(&mut Row)) -> bool {
    let mut rows: Vec<&mut Row> = form.sheet("survey").iter_mut().filter(|row| fits(row)).collect();
    if rows.is_empty() {
        return false;
    }
    let at = dice.roll(rows.len());
    how(rows[at]);
    true
}

fn asked(row: &Row) -> bool {
    row.iter().any(|(header, _)| header == "label") && !get(row, "type").starts_with("begin") && later(row)
}

/// Not one of the two questions that others refer to.
fn later(row: &Row) -> bool {
    !matches!(get(row, "name"), "k" | "t" | "")
}

fn with(row: &Row, header: &str) -> bool {
    !get(row, header).is_empty()
}

fn rename(form: &mut Form, sheet: &str, from: &str, to: &str) -> bool {
    let rows = form.sheet(sheet);
    let cells = rows.iter_mut().flatten().filter(|(header, _)| header == from);
    cells.map(|cell| to.clone_into(&mut cell.0)).count() > 0
}

fn typed(form: &mut Form, dice: &mut Dice, of: &str, to: &str) -> bool {
    spoil(form, dice, |row| get(row, "type") == of, |row| set(row, "type", to))
}

fn parameters(form: &mut Form, dice: &mut Dice, of: &str, text: &str) -> bool {
    spoil(form, dice, |row| get(row, "type").starts_with(of), |row| set(row, "parameters", text))
}

fn cell(form: &mut Form, dice: &mut Dice, header: &str, text: &str) -> bool {
    spoil(form, dice, asked, |row| set(row, header, text))
}

fn add(form: &mut Form, cells: &[(&str, &str)]) -> bool {
    form.sheet("survey").push(row(cells));
    true
}

fn choice(form: &mut Form, cells: &[(&str, &str)]) -> bool {
    form.sheet("choices").push(row(cells));
    true
}

fn setting(form: &mut Form, header: &str, text: &str) -> bool {
    let rows = form.sheet("settings");
    if rows.is_empty() {
        rows.push(row(&[("form_title", "F")]));
    }
    set(&mut rows[0], header, text);
    true
}

pub const FAULTS: &[Fault] = &[
    ("none", |_, _| true),
    ("headers with capitals", |f, _| {
        rename(f, "survey", "label", "LABEL") && rename(f, "choices", "list_name", "List Name")
    }),
    ("header with blanks", |f, _| rename(f, "survey", "constraint_message", " constraint  message ")),
    ("old headers", |f, _| rename(f, "survey", "relevant", "bind::relevant")),
    ("language of labels", |f, _| rename(f, "survey", "label", "label::French (fr)")),
    ("language in labels of choices alone", |f, _| rename(f, "choices", "label", "label::French (fr)")),
    ("default language nobody writes", |f, _| setting(f, "default_language", "Klingon")),
    ("no type column", |f, _| rename(f, "survey", "type", "tyype")),
    ("no name column", |f, _| rename(f, "survey", "name", "nom")),
    ("no list_name column", |f, _| rename(f, "choices", "list_name", "liste")),
    ("choices without a name column", |f, _| rename(f, "choices", "name", "nom")),
    ("two names of one column", |f, d| cell(f, d, "caption", "Another")),
    ("unknown column", |f, d| cell(f, d, "remarks", "To be seen")),
    ("column of ours", |f, d| cell(f, d, "vecu::moment", "during")),
    ("unknown setting", |f, _| setting(f, "colour", "blue")),
    ("disabled row", |f, d| cell(f, d, "disabled", "yes")),
    ("row without a name", |f, d| spoil(f, d, asked, |row| set(row, "name", ""))),
    ("row without a type", |f, d| spoil(f, d, asked, |row| set(row, "type", ""))),
    ("row without a label", |f, d| spoil(f, d, |row| asked(row) && !with(row, "hint"), |row| set(row, "label", ""))),
    ("name with a blank", |f, d| cell(f, d, "name", "two words")),
    ("name that begins with a digit", |f, d| cell(f, d, "name", "1st")),
    ("name with a colon", |f, d| cell(f, d, "name", "a:b")),
    ("name with an accent", |f, d| cell(f, d, "name", "âge")),
    ("name taken", |f, d| cell(f, d, "name", "k")),
    ("name taken but for capitals", |f, d| cell(f, d, "name", "K")),
    ("name of the form", |f, d| cell(f, d, "name", "data")),
    ("name meta", |f, d| cell(f, d, "name", "meta")),
    ("name instanceID", |f, d| cell(f, d, "name", "instanceID")),
    ("unknown type", |f, d| typed(f, d, "text", "textt")),
    ("type with capitals", |f, d| typed(f, d, "integer", "Integer")),
    ("type with blanks", |f, d| typed(f, d, "begin group", " begin  group ")),
    ("select without a list", |f, d| typed(f, d, "select_one yn", "select_one")),
    ("select of an unknown list", |f, d| typed(f, d, "select_one yn", "select_one ny")),
    ("select with two lists", |f, d| typed(f, d, "select_one yn", "select_one yn town")),
    ("or_other with capitals", |f, d| typed(f, d, "select_one yn or_other", "select_one yn OR_OTHER")),
    ("or_other with a filter", |f, d| {
        spoil(f, d, |r| get(r, "type") == "select_one town", |r| set(r, "type", "select_one town or_other"))
    }),
    ("file of an unknown kind", |f, d| {
        spoil(f, d, |r| get(r, "type").starts_with("select_one_from"), |r| set(r, "type", "select_one_from_file a.txt"))
    }),
    ("file without an ending", |f, d| {
        spoil(f, d, |r| get(r, "type").starts_with("select_one_from"), |r| set(r, "type", "select_one_from_file a"))
    }),
    ("unknown list of external choices", |f, d| typed(f, d, "select_one_external far", "select_one_external near")),
    ("end that closes nothing", |f, _| add(f, &[("type", "end group")])),
    ("end of another kind", |f, d| typed(f, d, "end_repeat", "end group")),
    ("begin that is not closed", |f, _| add(f, &[("type", "begin repeat"), ("name", "open"), ("label", "Open")])),
    ("group without questions", |f, _| {
        add(f, &[("type", "begin group"), ("name", "hollow"), ("label", "H")]) && add(f, &[("type", "end group")])
    }),
    ("repeat without questions", |f, _| {
        add(f, &[("type", "begin repeat"), ("name", "hollow"), ("label", "H")]) && add(f, &[("type", "end repeat")])
    }),
    ("group without a name", |f, d| spoil(f, d, |r| get(r, "type").starts_with("begin"), |r| set(r, "name", ""))),
    ("group without a label", |f, d| spoil(f, d, |r| get(r, "type").starts_with("begin"), |r| set(r, "label", ""))),
    ("unknown reference in relevant", |f, d| cell(f, d, "relevant", "${nobody} = 1")),
    ("unknown reference in a label", |f, d| cell(f, d, "label", "You said ${nobody}")),
    ("unknown reference in a calculation", |f, _| {
        add(f, &[("type", "calculate"), ("name", "calc"), ("calculation", "${nobody} + 1")])
    }),
    ("reference not closed", |f, d| cell(f, d, "relevant", "${k = 1")),
    ("reference with blanks", |f, d| cell(f, d, "relevant", "${ k } = 1")),
    ("reference to itself in relevant", |f, _| {
        add(f, &[("type", "text"), ("name", "self"), ("label", "S?"), ("relevant", "${self} = 1")])
    }),
    ("calculations in a circle", |f, _| {
        add(f, &[("type", "calculate"), ("name", "c1"), ("calculation", "${c2} + 1")])
            && add(f, &[("type", "calculate"), ("name", "c2"), ("calculation", "${c1} + 1")])
    }),
    ("bracket not closed", |f, d| cell(f, d, "relevant", "(${k} = 1")),
    ("quote not closed", |f, d| cell(f, d, "relevant", "${t} = 'a")),
    ("unknown function", |f, d| cell(f, d, "relevant", "selectd(${t}, 'a')")),
    ("curly quotes", |f, d| cell(f, d, "relevant", "${t} = ‘a’")),
    ("calculate without a formula", |f, _| add(f, &[("type", "calculate"), ("name", "calc")])),
    ("calculate with a plain default", |f, _| add(f, &[("type", "calculate"), ("name", "calc"), ("default", "3")])),
    ("trigger of nobody", |f, d| cell(f, d, "trigger", "${nobody}")),
    ("trigger without a reference", |f, d| cell(f, d, "trigger", "k")),
    ("two triggers", |f, _| {
        add(f, &[("type", "text"), ("name", "tr"), ("label", "T"), ("calculation", "1"), ("trigger", "${k}, ${t}")])
    }),
    ("rounds that are no number", |f, d| spoil(f, d, |r| with(r, "repeat_count"), |r| set(r, "repeat_count", "many"))),
    ("rounds of nobody", |f, d| spoil(f, d, |r| with(r, "repeat_count"), |r| set(r, "repeat_count", "${nobody}"))),
    ("range that never ends", |f, d| parameters(f, d, "range", "start=0 end=10 step=0")),
    ("range of words", |f, d| parameters(f, d, "range", "start=low end=high")),
    ("range the wrong way", |f, d| parameters(f, d, "range", "start=10 end=0 step=2")),
    ("range with a step too large", |f, d| parameters(f, d, "range", "start=0 end=10 step=20")),
    ("range with an uneven step", |f, d| parameters(f, d, "range", "start=0 end=10 step=3")),
    ("unknown parameter of a range", |f, d| parameters(f, d, "range", "start=0 end=10 stop=3")),
    ("ticks of a range", |f, d| parameters(f, d, "range", "start=0 end=10 step=1 tick_interval=2")),
    ("labels of ticks", |f, d| parameters(f, d, "range", "start=0 end=1 step=1 tick_labelset=yn")),
    ("parameters without a value", |f, d| parameters(f, d, "image", "max-pixels")),
    ("pixels that are no number", |f, d| parameters(f, d, "image", "max-pixels=many")),
    ("application of an image", |f, d| parameters(f, d, "image", "app=org.example.camera")),
    ("application with blanks", |f, d| parameters(f, d, "image", "app=1.2..3")),
    ("unknown quality of sound", |f, d| parameters(f, d, "audio", "quality=best")),
    ("seed without chance", |f, d| parameters(f, d, "select_multiple yn", "seed=5")),
    ("seed that is no number", |f, d| parameters(f, d, "select_multiple yn", "randomize=true seed=five")),
    ("chance that is neither yes nor no", |f, d| parameters(f, d, "select_multiple yn", "randomize=maybe")),
    ("accuracy that is no number", |f, d| parameters(f, d, "geopoint", "capture-accuracy=far")),
    ("tracks taken bit by bit", |f, d| parameters(f, d, "geotrace", "incremental=true")),
    ("tracks taken somehow", |f, d| parameters(f, d, "geotrace", "incremental=somehow")),
    ("rows of a text", |f, d| parameters(f, d, "text", "rows=4")),
    ("rows that are no number", |f, d| parameters(f, d, "text", "rows=four")),
    ("audit", |f, _| add(f, &[("type", "audit"), ("name", "audit"), ("parameters", "track-changes=true")])),
    ("audit under another name", |f, _| add(f, &[("type", "audit"), ("name", "log")])),
    ("audit of places, half", |f, _| {
        add(f, &[("type", "audit"), ("name", "audit"), ("parameters", "location-priority=balanced")])
    }),
    ("background sound", |f, _| {
        add(f, &[("type", "background-audio"), ("name", "ba"), ("parameters", "quality=normal")])
    }),
    ("background sound of unknown quality", |f, _| {
        add(f, &[("type", "background-audio"), ("name", "ba"), ("parameters", "quality=low")])
    }),
    ("background position without a trigger", |f, _| add(f, &[("type", "background-geopoint"), ("name", "bg")])),
    ("choice written twice", |f, _| choice(f, &[("list_name", "yn"), ("name", "yes"), ("label", "Y")])),
    ("choice written twice, allowed", |f, _| {
        choice(f, &[("list_name", "yn"), ("name", "yes"), ("label", "Y")])
            && setting(f, "allow_choice_duplicates", "yes")
    }),
    ("choice without a name", |f, _| choice(f, &[("list_name", "yn"), ("label", "Y")])),
    ("choice without a list", |f, _| choice(f, &[("name", "z"), ("label", "Z")])),
    ("choice without a label", |f, _| choice(f, &[("list_name", "yn"), ("name", "z")])),
    ("choice with a blank", |f, _| choice(f, &[("list_name", "yn"), ("name", "two words"), ("label", "Z")])),
    ("unused list", |f, _| choice(f, &[("list_name", "unused"), ("name", "z"), ("label", "Z")])),
    ("column of choices with a blank", |f, _| choice(f, &[("list_name", "yn"), ("name", "z"), ("my column", "Z")])),
    ("big image alone", |f, d| cell(f, d, "media::big-image", "big.png")),
    ("only a hint", |f, d| {
        spoil(f, d, asked, |row| {
            set(row, "label", "");
            set(row, "hint", "Only a hint");
        })
    }),
    ("guidance alone", |f, d| {
        spoil(
            f,
            d,
            |r| asked(r) && !with(r, "hint"),
            |row| {
                set(row, "label", "");
                set(row, "guidance_hint", "Only guidance");
            },
        )
    }),
    ("form id with a blank", |f, _| setting(f, "form_id", "a b")),
    ("form named badly", |f, _| setting(f, "name", "a b")),
    ("form named as a repeat", |f, d| {
        let named = spoil(f, d, |r| get(r, "type") == "begin_repeat", |r| set(r, "name", "rr"));
        named && setting(f, "name", "rr")
    }),
    ("key without instance id", |f, _| setting(f, "public_key", "abc") && setting(f, "omit_instanceID", "yes")),
    ("property of an unknown entity", |f, d| cell(f, d, "save_to", "prop")),
    ("entity", |f, d| {
        f.sheet("entities").push(row(&[("list_name", "trees"), ("label", "${t}")]));
        spoil(f, d, |r| get(r, "name") == "k", |r| set(r, "save_to", "height"))
    }),
    ("entity without a label", |f, _| {
        f.sheet("entities").push(row(&[("list_name", "trees")]));
        true
    }),
    ("entity with a dot in its name", |f, _| {
        f.sheet("entities").push(row(&[("list_name", "a.b"), ("label", "x")]));
        true
    }),
    ("entity with a reserved property", |f, d| {
        f.sheet("entities").push(row(&[("list_name", "trees"), ("label", "x")]));
        spoil(f, d, |r| get(r, "name") == "k", |r| set(r, "save_to", "name"))
    }),
    ("map features without a list", |f, _| add(f, &[("type", "osm"), ("name", "o"), ("label", "O?")])),
    ("loop over a list", |f, _| {
        add(f, &[("type", "begin loop over yn"), ("name", "lo"), ("label", "L")])
            && add(f, &[("type", "integer"), ("name", "lq"), ("label", "How many %(label)s?")])
            && add(f, &[("type", "end loop")])
    }),
    ("include of another form", |f, _| add(f, &[("type", "include"), ("name", "other")])),
];

/// Columns of survey that anything may be written in.
pub const NOISY: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "choice_filter",
    "default",
    "appearance",
    "parameters",
    "readonly",
    "trigger",
    "repeat_count",
    "media::image",
    "save_to",
    "disabled",
    "label::French (fr)",
    "bind::saveIncomplete",
    "body::rows",
];
/// What is written there: half of it has no business in most columns.
const ANYTHING: &[&str] = &[
    "yes",
    "no",
    "true()",
    "1",
    "-1",
    "0.5",
    "x",
    "two words",
    "${k}",
    "${t}",
    "${nobody}",
    "${",
    "${k",
    "${k} + ${t}",
    "${ k}",
    "$k",
    "a=b",
    "a=b c=d",
    "a=",
    "=b",
    "start=1",
    "start=1 end=2 step=1",
    "select_one yn",
    "select_one nobody",
    "text",
    "note",
    "begin group",
    "end group",
    "begin repeat",
    "end repeat",
    "calculate",
    "range",
    "rank yn",
    "select_multiple yn or_other",
    "today()",
    "once(1)",
    "now() + 1",
    "position(..)",
    "'a",
    "(1",
    ". > 1",
    "../k",
    "/data/k",
    "name = 'yes'",
    "area = ${t}",
    "minimal",
    "field-list",
    "table-list",
    "list-nolabel",
    "w1 w2",
    "image.png",
    "jr:choice-name(${k}, '${k}')",
    "1 div 0",
    "if(1, 2)",
    "selected(${t})",
    "${last-saved#k}",
    "${last-saved#nobody}",
    "-",
    "_a",
    "9a",
    "é",
    "a.b",
    "a:b",
    "K",
    "k",
    "audit",
    "start",
    "username",
    "csv-external",
    "osm",
    "geopoint",
    "background-audio",
    "hidden",
    "acknowledge",
    "select_one_from_file f.csv",
    "select_one_external far",
    "begin loop over yn",
    "image",
    "max-pixels=10",
    "rows=2",
];

/// Writes anything into a column of some row.
pub fn noise(form: &mut Form, dice: &mut Dice, header: &str) {
    let rows = form.sheet("survey");
    let at = dice.roll(rows.len());
    set(&mut rows[at], header, ANYTHING[dice.roll(ANYTHING.len())]);
}
