//! Forms made of the features of XLSForm's specification, the same at each run.

/// A small generator.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A row: its cells by header.
pub type Row = Vec<(String, String)>;

/// A form: rows of sheets, by sheet.
#[derive(Clone, Default)]
pub struct Form {
    pub sheets: Vec<(String, Vec<Row>)>,
}

pub fn row(cells: &[(&str, &str)]) -> Row {
    cells.iter().map(|(header, text)| ((*header).to_owned(), (*text).to_owned())).collect()
}

impl Form {
    pub fn sheet(&mut self, name: &str) -> &mut Vec<Row> {
        if let Some(at) = self.sheets.iter().position(|(known, _)| known == name) {
            return &mut self.sheets[at].1;
        }
        self.sheets.push((name.to_owned(), Vec::new()));
        &mut self.sheets.last_mut().unwrap().1
    }

    /// The form as a markdown table.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for (name, rows) in &self.sheets {
            let mut headers: Vec<&str> = Vec::new();
            for (header, _) in rows.iter().flatten() {
                if !headers.contains(&header.as_str()) {
                    headers.push(header);
                }
            }
            out += &format!("| {name} |{}\n", " |".repeat(headers.len()));
            out += &format!("| | {} |\n", headers.join(" | "));
            for row in rows {
                let cell =
                    |header: &&str| row.iter().find(|(of, _)| of == header).map_or("", |(_, text)| text.as_str());
                out += &format!("| | {} |\n", headers.iter().map(cell).collect::<Vec<_>>().join(" | "));
            }
        }
        out
    }
}

/// One feature: rows of survey, `#` standing for a number of its own; `k` and `t` are questions above it.
type Feature = &'static [&'static [(&'static str, &'static str)]];

const FEATURES: &[Feature] = &[
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("hint", "H"), ("appearance", "multiline")]],
    &[&[
        ("type", "integer"),
        ("name", "a#"),
        ("label", "A?"),
        ("constraint", ". > 0 and . < 9"),
        ("constraint_message", "No"),
    ]],
    &[&[("type", "decimal"), ("name", "a#"), ("label", "A?"), ("default", "1.5"), ("readonly", "yes")]],
    &[&[
        ("type", "date"),
        ("name", "a#"),
        ("label", "A?"),
        ("constraint", ". <= today()"),
        ("appearance", "month-year"),
    ]],
    &[&[("type", "date"), ("name", "a#"), ("label", "A?"), ("default", "today()")]],
    &[&[("type", "time"), ("name", "a#"), ("label", "A?")], &[("type", "dateTime"), ("name", "b#"), ("label", "B?")]],
    &[&[("type", "note"), ("name", "a#"), ("label", "You said ${t}.")]],
    &[&[("type", "select_one yn"), ("name", "a#"), ("label", "A?"), ("appearance", "minimal"), ("required", "yes")]],
    &[&[("type", "select_one yn or_other"), ("name", "a#"), ("label", "A?")]],
    &[&[("type", "select_multiple yn"), ("name", "a#"), ("label", "A?"), ("constraint", "count-selected(.) < 2")]],
    &[&[("type", "select_multiple yn"), ("name", "a#"), ("label", "A?"), ("parameters", "randomize=true seed=5")]],
    &[&[("type", "rank yn"), ("name", "a#"), ("label", "A?")]],
    &[&[("type", "select_one town"), ("name", "a#"), ("label", "A?"), ("choice_filter", "area = ${t}")]],
    &[&[
        ("type", "select_one_from_file a#.csv"),
        ("name", "a#"),
        ("label", "A?"),
        ("parameters", "value=id label=title"),
    ]],
    &[&[("type", "select_multiple_from_file a#.xml"), ("name", "a#"), ("label", "A?")]],
    &[&[("type", "select_one_external far"), ("name", "a#"), ("label", "A?"), ("choice_filter", "area=${t}")]],
    &[&[("type", "range"), ("name", "a#"), ("label", "A?"), ("parameters", "start=0 end=10 step=2")]],
    &[&[("type", "range"), ("name", "a#"), ("label", "A?"), ("parameters", "start=-1.5; end=1.5; step=0.5")]],
    &[&[("type", "range"), ("name", "a#"), ("label", "A?")]],
    &[&[("type", "image"), ("name", "a#"), ("label", "A?"), ("parameters", "max-pixels=640")]],
    &[&[("type", "image"), ("name", "a#"), ("label", "A?"), ("appearance", "signature")]],
    &[&[("type", "audio"), ("name", "a#"), ("label", "A?"), ("parameters", "quality=low")]],
    &[&[("type", "video"), ("name", "a#"), ("label", "A?")], &[("type", "file"), ("name", "b#"), ("label", "B?")]],
    &[
        &[("type", "barcode"), ("name", "a#"), ("label", "A?")],
        &[("type", "acknowledge"), ("name", "b#"), ("label", "B?")],
    ],
    &[&[("type", "calculate"), ("name", "a#"), ("calculation", "if(${k} > 3, ${k} * 2, 0)")]],
    &[&[("type", "calculate"), ("name", "a#"), ("calculation", "concat(${t}, '-', format-date(today(), '%Y'))")]],
    &[&[("type", "calculate"), ("name", "a#"), ("calculation", "pulldata('prices', 'cost', 'id', ${k})")]],
    &[&[("type", "calculate"), ("name", "a#"), ("calculation", "once(random())")]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("calculation", "now()"), ("trigger", "${k}")]],
    &[&[("type", "hidden"), ("name", "a#"), ("default", "x")]],
    &[&[
        ("type", "geopoint"),
        ("name", "a#"),
        ("label", "A?"),
        ("parameters", "capture-accuracy=10 warning-accuracy=20"),
    ]],
    &[
        &[("type", "geotrace"), ("name", "a#"), ("label", "A?")],
        &[("type", "geoshape"), ("name", "b#"), ("label", "B?")],
    ],
    &[&[("type", "start-geopoint"), ("name", "a#")]],
    &[&[("type", "background-geopoint"), ("name", "a#"), ("trigger", "${k}")]],
    &[&[("type", "today"), ("name", "a#")], &[("type", "deviceid"), ("name", "b#")]],
    &[&[("type", "username"), ("name", "a#")], &[("type", "phonenumber"), ("name", "b#")]],
    &[&[("type", "csv-external"), ("name", "a#")], &[("type", "xml-external"), ("name", "b#")]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("default", "${last-saved#t}")]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("guidance_hint", "G"), ("relevant", "${t} != ''")]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("media::image", "a.png"), ("media::big-image", "b.png")]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("required", "${k} > 2"), ("required_message", "Please")]],
    &[&[
        ("type", "integer"),
        ("name", "a#"),
        ("label", "A?"),
        ("readonly", "${k} = 2"),
        ("relevant", "selected(${t}, 'x')"),
    ]],
    &[&[("type", "text"), ("name", "a#"), ("label", "A?"), ("body::accuracyThreshold", "5"), ("bind::foo", "x")]],
    &[
        &[
            ("type", "begin group"),
            ("name", "a#"),
            ("label", "G"),
            ("appearance", "field-list"),
            ("relevant", "${k} > 1"),
        ],
        &[("type", "text"), ("name", "b#"), ("label", "B?")],
        &[("type", "end group")],
    ],
    &[
        &[("type", "begin_repeat"), ("name", "a#"), ("label", "R"), ("repeat_count", "${k}")],
        &[("type", "text"), ("name", "b#"), ("label", "B?")],
        &[("type", "calculate"), ("name", "c#"), ("calculation", "position(..)")],
        &[("type", "end_repeat")],
        &[("type", "calculate"), ("name", "d#"), ("calculation", "count(${a#})")],
        &[("type", "calculate"), ("name", "e#"), ("calculation", "indexed-repeat(${b#}, ${a#}, 1)")],
        &[("type", "select_one ${b#}"), ("name", "f#"), ("label", "F?")],
    ],
    &[
        &[("type", "begin repeat"), ("name", "a#"), ("label", "R"), ("repeat_count", "3")],
        &[("type", "begin group"), ("name", "b#"), ("label", "G")],
        &[("type", "integer"), ("name", "c#"), ("label", "C?"), ("constraint", ". < ${k}")],
        &[("type", "end group")],
        &[("type", "end repeat")],
        &[("type", "calculate"), ("name", "d#"), ("calculation", "sum(${c#})")],
    ],
    &[
        &[("type", "begin group"), ("name", "a#"), ("label", "T"), ("appearance", "table-list")],
        &[("type", "select_one yn"), ("name", "b#"), ("label", "B?")],
        &[("type", "select_one yn"), ("name", "c#"), ("label", "C?")],
        &[("type", "end group")],
    ],
];

/// A form without faults: some features, in random order, sometimes in a group.
pub fn any(dice: &mut Dice) -> Form {
    let mut form = Form::default();
    let survey = form.sheet("survey");
    survey.push(row(&[("type", "integer"), ("name", "k"), ("label", "K?")]));
    survey.push(row(&[("type", "text"), ("name", "t"), ("label", "T?")]));
    for number in 0..=dice.roll(4) {
        let grouped = dice.roll(4) == 0;
        if grouped {
            let name = format!("g{number}");
            survey.push(row(&[("type", "begin_group"), ("name", &name), ("label", "G")]));
        }
        for cells in FEATURES[dice.roll(FEATURES.len())] {
            let own = |(header, text): &(&str, &str)| ((*header).to_owned(), own_name(text, number));
            survey.push(cells.iter().map(own).collect());
        }
        if grouped {
            survey.push(row(&[("type", "end_group")]));
        }
    }
    let choices = form.sheet("choices");
    for (list, name, label, area) in [
        ("yn", "yes", "Yes", ""),
        ("yn", "no", "No", ""),
        ("town", "lille", "Lille", "north"),
        ("town", "nice", "Nice", "south"),
    ] {
        choices.push(row(&[("list_name", list), ("name", name), ("label", label), ("area", area)]));
    }
    let far = form.sheet("external_choices");
    far.push(row(&[("list_name", "far"), ("name", "x"), ("label", "X"), ("area", "north")]));
    if dice.roll(2) == 0 {
        let settings = form.sheet("settings");
        settings.push(row(&[("form_title", "F"), ("form_id", "f"), ("version", "1"), ("style", "pages")]));
    }
    form
}

/// `#` becomes the number of the feature, but in `last-saved#`.
fn own_name(text: &str, number: usize) -> String {
    text.replace("saved#", "saved\u{1}").replace('#', &number.to_string()).replace('\u{1}', "#")
}
