//! Every variable of a survey: the names expressions know it by, and the item it becomes. Built before anything else, since
//! an expression may speak of a question that comes later.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use super::{
    columns, em,
    model::{Question, Sub, Survey},
};

/// What kind of answer a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Hold {
    Number,
    Text,
    Date,
    DateTime,
    Time,
    /// One coded answer.
    Code,
    /// One coded answer or a written one (`-oth-` to expressions).
    OpenCode,
    /// What was written beside a list.
    Other,
    /// `Y` when this answer of a list is among those chosen.
    Ticked,
    /// A box to tick: `1` or nothing.
    Flag,
    Files,
    FileCount,
}

/// A variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Var {
    /// The item.
    pub link: String,
    /// Link ids from the top down to the item.
    pub path: Vec<String>,
    pub hold: Hold,
    /// The answer's code when [`Hold::Ticked`].
    pub code: String,
    /// Rank of the question in the survey.
    pub question: usize,
    /// `` for the question itself, `SQ001`, `SQ001_1`, `other`, `comment`, `SQ001comment`.
    pub part: String,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub vars: Vec<Var>,
    by_name: HashMap<String, usize>,
    by_part: HashMap<(usize, String), usize>,
    links: HashSet<String>,
    by_question: HashMap<usize, Vec<usize>>,
    by_link: HashMap<String, usize>,
    /// Characters of FHIRPath written so far, for all expressions together.
    pub written: Cell<usize>,
    /// Link id of each question.
    pub questions: Vec<String>,
    /// Rank of a question by its code.
    by_code: HashMap<String, usize>,
    /// Link id of each group, by `gid`.
    pub groups: HashMap<String, String>,
    /// Fields as version 7 writes them (`Q10_S12`), and as versions 2 to 6 did (`7X1X10SQ001`).
    columns: HashMap<String, String>,
}

impl Names {
    /// Names everything.
    pub(super) fn build(survey: &Survey<'_>) -> Self {
        let mut names = Self::default();
        for group in &survey.groups {
            let link = names.link(&format!("G{}", if group.gid.is_empty() { "0" } else { group.gid }));
            names.groups.insert(group.gid.to_owned(), link);
        }
        for question in survey.questions() {
            let code = if question.code.is_empty() { format!("Q{}", question.qid) } else { question.code.to_owned() };
            let link = names.link(&code);
            names.by_code.entry(code).or_insert(names.questions.len());
            names.questions.push(link);
        }
        for (rank, question) in survey.questions().enumerate() {
            names.question(survey, rank, question);
            for (column, field) in columns::of(survey, question) {
                names.columns.entry(column).or_insert(field);
            }
        }
        names
    }

    /// A field of the responses or the conditions as versions 2 to 6 write it, whichever version wrote it.
    pub(super) fn field<'n>(&'n self, written: &'n str) -> &'n str {
        self.columns.get(written).map_or(written, String::as_str)
    }

    /// A link id nobody has yet.
    pub(super) fn link(&mut self, wanted: &str) -> String {
        let wanted: String = wanted.chars().filter(|c| !c.is_control()).take(200).collect();
        let mut link = wanted.clone();
        let mut count = 1;
        while !self.links.insert(link.clone()) {
            count += 1;
            link = format!("{wanted}.{count}");
        }
        link
    }

    /// The variable an expression names, without its suffix.
    pub(super) fn named(&self, name: &str) -> Option<&Var> {
        self.vars.get(*self.by_name.get(name)?)
    }

    /// The rank of the question with a code.
    pub(super) fn question_named(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// A part of a question.
    pub(super) fn part(&self, question: usize, part: &str) -> Option<&Var> {
        self.vars.get(*self.by_part.get(&(question, part.to_owned()))?)
    }

    /// Rank of the first variable of an item.
    pub(super) fn rank(&self, link: &str) -> Option<usize> {
        self.by_link.get(link).copied()
    }

    /// Every variable of a question, in order.
    pub(super) fn parts(&self, question: usize) -> impl Iterator<Item = &Var> {
        self.by_question.get(&question).into_iter().flatten().filter_map(|at| self.vars.get(*at))
    }

    fn question(&mut self, survey: &Survey<'_>, rank: usize, question: &Question<'_>) {
        let Some(link) = self.questions.get(rank).cloned() else { return };
        let group = self.groups.get(question.gid).cloned().unwrap_or_default();
        let top = vec![group, link.clone()];
        let old = format!("{}X{}X{}", survey.sid, question.gid, question.qid);
        let mut add = Adder { names: self, rank, code: question.code, old, question: link.clone() };
        let main = main_hold(question);
        match question.kind {
            'M' | 'P' => {
                for sub in question.scale("0") {
                    add.ticked(&link, &top, sub.code);
                    if question.kind == 'P' {
                        add.beside(&top, Hold::Text, &format!("{}comment", sub.code));
                    }
                }
                if question.has_other() {
                    add.at(&link, top.clone(), Hold::Other, "other");
                    if question.kind == 'P' {
                        add.beside(&top, Hold::Text, "othercomment");
                    }
                }
            }
            'A' | 'B' | 'C' | 'E' | 'F' | 'H' | 'K' | 'Q' => {
                for sub in question.scale("0") {
                    add.inside(&top, main, sub.code);
                }
            }
            '1' => {
                for (scale, sub) in ["0", "1"].iter().flat_map(|scale| question.scale("0").map(move |sub| (scale, sub)))
                {
                    let mut path = top.clone();
                    path.push(format!("{link}.{scale}"));
                    add.dual(&path, sub.code, scale);
                }
            }
            ':' | ';' => {
                let columns: Vec<&Sub<'_>> = question.scale("1").collect();
                for row in question.scale("0") {
                    let mut path = top.clone();
                    path.push(add.names.link(&format!("{link}_{}", row.code)));
                    for column in &columns {
                        add.inside(&path, main, &format!("{}_{}", row.code, column.code));
                    }
                }
            }
            'R' => {
                for place in 1..=ranks(question) {
                    add.inside(&top, Hold::Code, &place.to_string());
                }
            }
            'X' | 'I' => {}
            _ => {
                add.at(&link, top.clone(), main, "");
                if question.kind == 'O' {
                    add.beside(&top, Hold::Text, "comment");
                }
                if question.has_other() {
                    add.at(&link, top.clone(), Hold::Other, "other");
                }
                if question.kind == '|' {
                    add.at(&link, top, Hold::FileCount, "filecount");
                }
            }
        }
    }
}

struct Adder<'a> {
    names: &'a mut Names,
    rank: usize,
    code: &'a str,
    old: String,
    question: String,
}

impl Adder<'_> {
    fn at(&mut self, link: &str, path: Vec<String>, hold: Hold, part: &str) {
        self.push(Var {
            link: link.to_owned(),
            path,
            hold,
            code: String::new(),
            question: self.rank,
            part: part.to_owned(),
        });
    }

    fn ticked(&mut self, link: &str, path: &[String], code: &str) {
        self.push(Var {
            link: link.to_owned(),
            path: path.to_vec(),
            hold: Hold::Ticked,
            code: code.to_owned(),
            question: self.rank,
            part: code.to_owned(),
        });
    }

    /// An item inside the question's own.
    fn inside(&mut self, path: &[String], hold: Hold, part: &str) {
        let link = self.names.link(&format!("{}_{part}", self.question));
        let mut path = path.to_vec();
        path.push(link.clone());
        self.at(&link, path, hold, part);
    }

    /// An item after the question's own.
    fn beside(&mut self, path: &[String], hold: Hold, part: &str) {
        self.inside(path.split_last().map_or(&[][..], |(_, above)| above), hold, part);
    }

    fn dual(&mut self, path: &[String], code: &str, scale: &str) {
        self.inside(path, Hold::Code, &format!("{code}_{scale}"));
        // Old names say `SQ001#0`, and reports of answers too.
        let last = self.names.vars.len().saturating_sub(1);
        self.names.by_name.entry(format!("{}{code}#{scale}", self.old)).or_insert(last);
    }

    fn push(&mut self, var: Var) {
        if self.names.by_part.contains_key(&(self.rank, var.part.clone())) {
            return;
        }
        let at = self.names.vars.len();
        let (short, old) = if var.part.is_empty() {
            (self.code.to_owned(), self.old.clone())
        } else {
            (format!("{}_{}", self.code, var.part), format!("{}{}", self.old, var.part))
        };
        self.names.by_name.entry(short).or_insert(at);
        self.names.by_name.entry(old).or_insert(at);
        if self.names.by_part.insert((self.rank, var.part.clone()), at).is_none() && var.part == "filecount" {
            self.names.by_name.entry(format!("{}_filecount", self.old)).or_insert(at);
        }
        self.names.by_question.entry(self.rank).or_default().push(at);
        self.names.by_link.entry(var.link.clone()).or_insert(at);
        self.names.vars.push(var);
    }
}

/// How many places a ranking has.
pub(super) fn ranks(question: &Question<'_>) -> usize {
    let choices = question.answers_of("0").count().max(question.scale("0").count()).min(200);
    let asked = [question.value("max_answers"), question.value("max_subquestions")];
    let least = asked.iter().filter_map(|text| text.parse::<usize>().ok()).filter(|most| *most > 0).min();
    least.map_or(choices, |least| least.min(choices))
}

/// The type of FHIR for a date question.
pub(super) fn date_hold(question: &Question<'_>) -> Hold {
    let format = question.value("date_format");
    let day = format.is_empty() || format.contains(['d', 'y', 'Y', 'j']) || format.contains("mm");
    let time = format.contains(['H', 'h', 'M']);
    match (day, time) {
        (true, true) => Hold::DateTime,
        (false, true) => Hold::Time,
        _ => Hold::Date,
    }
}

/// What the main answers of a question hold.
fn main_hold(question: &Question<'_>) -> Hold {
    let numbers = question.is_on("numbers_only");
    match question.kind {
        'N' | 'K' => Hold::Number,
        ':' if question.is_on("multiflexible_checkbox") => Hold::Flag,
        ':' => Hold::Number,
        'S' | 'T' | 'U' | 'Q' | ';' if numbers => Hold::Number,
        'S' | 'T' | 'U' | 'Q' | ';' => Hold::Text,
        'D' => date_hold(question),
        '|' => Hold::Files,
        '*' if numbers || em::is_number(equation(question)) => Hold::Number,
        '*' => Hold::Text,
        _ if question.has_other() => Hold::OpenCode,
        _ => Hold::Code,
    }
}

/// The text an equation is computed from.
pub(super) fn equation<'s>(question: &Question<'s>) -> &'s str {
    let attribute = question.value("equation");
    if attribute.is_empty() { question.text.first().map_or("", |text| text.raw) } else { attribute }
}
