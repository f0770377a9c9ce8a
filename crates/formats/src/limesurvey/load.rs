//! From tables to the model. Rows that belong to nothing keep no line here: the ledger's end says they are lost.

use std::collections::{HashMap, HashSet};

use super::{
    ledger::{At, Ledger, Said},
    model::{Answer, Attr, Group, Initial, Question, Sub, Survey, Text, Texts, tag},
    schema,
    xml::{Row, Source},
};

type Rows<'s> = Vec<(At, &'s Row)>;

/// Most languages of a survey.
const MOST_LANGUAGES: usize = 100;

/// Gathers the survey.
pub(super) fn load<'s>(source: &'s Source, ledger: &mut Ledger) -> Survey<'s> {
    let settings = source.table("surveys").next();
    let mut texts: Rows<'s> = source.table("surveys_languagesettings").collect();
    let mut base = settings.map_or("", |(_, row)| row.get("language").trim()).to_owned();
    if base.is_empty() {
        base = texts.first().map_or("", |(_, row)| row.get("surveyls_language")).to_owned();
    }
    if base.is_empty() {
        base = source.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
    }
    let more = settings.map_or("", |(_, row)| row.get("additional_languages"));
    let mut languages = vec![base.clone()];
    for lang in more
        .split_whitespace()
        .take(MOST_LANGUAGES)
        .map(str::to_owned)
        .chain(source.languages.iter().take(MOST_LANGUAGES).cloned())
    {
        if !lang.is_empty() && !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    texts.sort_by_key(|(_, row)| row.get("surveyls_language") != base);
    let loader = Loader { source, base: &base, languages: &languages };
    let groups = loader.groups(ledger);
    let sid = settings.map_or("", |(_, row)| row.get("sid"));
    let sid = if sid.is_empty() { groups.first().map_or("", |group| group.row.get("sid")) } else { sid };
    let all = groups.iter().enumerate();
    let places = all.flat_map(|(rank, group)| (0..group.questions.len()).map(move |place| (rank, place))).collect();
    Survey { sid, base: base.clone(), languages: languages.clone(), settings, texts, groups, places }
}

struct Loader<'a, 's> {
    source: &'s Source,
    base: &'a str,
    languages: &'a [String],
}

/// Rows of one thing: the one in the survey's language (or the first), and the others.
struct Family<'s> {
    base: (At, &'s Row),
    others: Rows<'s>,
}

impl<'s> Loader<'_, 's> {
    fn groups(&self, ledger: &mut Ledger) -> Vec<Group<'s>> {
        let words = self.by(&["gid"], "group_l10ns");
        let mut questions = self.questions(ledger);
        let mut groups: Vec<Group<'s>> = self
            .families(&["gid"], "groups")
            .into_iter()
            .map(|family| {
                self.copies(&family, "groups", &["group_name", "description"], ledger);
                let row = family.base.1;
                let gid = row.get("gid");
                let apart = words.get(gid);
                Group {
                    at: family.base.0,
                    row,
                    gid,
                    name: self.texts(&family, apart, "group_name", ledger),
                    description: self.texts(&family, apart, "description", ledger),
                    questions: questions.remove(gid).unwrap_or_default(),
                }
            })
            .collect();
        groups.sort_by_key(|group| number(group.row.get("group_order")));
        groups
    }

    fn questions(&self, ledger: &mut Ledger) -> HashMap<&'s str, Vec<Question<'s>>> {
        let words = self.by(&["qid"], "question_l10ns");
        let attrs = self.by(&["qid"], "question_attributes");
        let conditions = self.by(&["qid"], "conditions");
        let mut subs = self.subs(&words, ledger);
        let mut answers = self.answers(ledger);
        let mut initials = self.initials(ledger);
        let mut found: HashMap<&'s str, Vec<Question<'s>>> = HashMap::new();
        for family in self.families(&["qid"], "questions") {
            self.copies(&family, "questions", &["question", "help"], ledger);
            let (at, row) = family.base;
            let qid = row.get("qid");
            let apart = words.get(qid);
            let attrs = attrs.get(qid).into_iter().flatten().map(|(at, row)| Attr {
                at: *at,
                name: attribute(row.get("attribute")),
                value: row.get("value"),
                lang: row.get("language"),
            });
            found.entry(row.get("gid")).or_default().push(Question {
                at,
                row,
                qid,
                gid: row.get("gid"),
                code: row.get("title").trim(),
                kind: kind(row.get("type")),
                text: self.texts(&family, apart, "question", ledger),
                help: self.texts(&family, apart, "help", ledger),
                subs: subs.remove(qid).unwrap_or_default(),
                answers: answers.remove(qid).unwrap_or_default(),
                attrs: attrs.collect(),
                conditions: conditions.get(qid).cloned().unwrap_or_default(),
                initials: initials.remove(qid).unwrap_or_default(),
            });
        }
        for questions in found.values_mut() {
            questions.sort_by_key(|question| number(question.row.get("question_order")));
        }
        found
    }

    fn subs(&self, words: &HashMap<&str, Rows<'s>>, ledger: &mut Ledger) -> HashMap<&'s str, Vec<Sub<'s>>> {
        let mut found: HashMap<&'s str, Vec<Sub<'s>>> = HashMap::new();
        let mut seen = HashSet::new();
        for family in self.families(&["qid"], "subquestions") {
            self.copies(&family, "subquestions", &["question", "help"], ledger);
            let (at, row) = family.base;
            let qid = row.get("qid");
            let text = self.texts(&family, words.get(qid), "question", ledger);
            let sub = Sub { at, row, qid, code: row.get("title"), scale: row.get("scale_id"), text };
            if seen.insert((row.get("parent_qid"), sub.scale, sub.code)) {
                found.entry(row.get("parent_qid")).or_default().push(sub);
            } else {
                double(&sub, ledger);
            }
        }
        for subs in found.values_mut() {
            subs.sort_by_key(|sub| (number(sub.scale), number(sub.row.get("question_order"))));
        }
        found
    }

    fn answers(&self, ledger: &mut Ledger) -> HashMap<&'s str, Vec<Answer<'s>>> {
        let words = self.by(&["aid"], "answer_l10ns");
        let mut found: HashMap<&'s str, Vec<Answer<'s>>> = HashMap::new();
        for family in self.families(&["qid", "scale_id", "code"], "answers") {
            self.copies(&family, "answers", &["answer"], ledger);
            let (at, row) = family.base;
            let text = self.texts(&family, words.get(row.get("aid")), "answer", ledger);
            found.entry(row.get("qid")).or_default().push(Answer {
                at,
                code: row.get("code"),
                scale: row.get("scale_id"),
                weight: row.get("assessment_value").trim(),
                chosen: row.get("default_value").trim() == "Y",
                text,
            });
        }
        let order: HashMap<At, i64> =
            self.source.table("answers").map(|(at, row)| (at, number(row.get("sortorder")))).collect();
        for answers in found.values_mut() {
            answers.sort_by_key(|answer| (number(answer.scale), order.get(&answer.at).copied().unwrap_or(0)));
        }
        found
    }

    fn initials(&self, ledger: &mut Ledger) -> HashMap<&'s str, Vec<Initial<'s>>> {
        let words = self.by(&["dvid"], "defaultvalue_l10ns");
        let mut found: HashMap<&'s str, Vec<Initial<'s>>> = HashMap::new();
        for family in self.families(&["qid", "scale_id", "sqid", "specialtype"], "defaultvalues") {
            self.copies(&family, "defaultvalues", &["defaultvalue"], ledger);
            let (at, row) = family.base;
            let text = self.texts(&family, words.get(row.get("dvid")), "defaultvalue", ledger);
            let initial = Initial { at, sub: row.get("sqid"), special: row.get("specialtype"), text };
            found.entry(row.get("qid")).or_default().push(initial);
        }
        found
    }

    /// Rows of a table by what they belong to.
    fn by(&self, keys: &[&str], table: &str) -> HashMap<&'s str, Rows<'s>> {
        let mut found: HashMap<&'s str, Rows<'s>> = HashMap::new();
        for (at, row) in self.source.table(table) {
            if let Some(key) = keys.first() {
                found.entry(row.get(key)).or_default().push((at, row));
            }
        }
        found
    }

    /// Rows of a table that are the same thing in several languages, in the order they first appear.
    fn families(&self, keys: &[&str], table: &str) -> Vec<Family<'s>> {
        let mut ranks: HashMap<Vec<&'s str>, usize> = HashMap::new();
        let mut found: Vec<Family<'s>> = Vec::new();
        for (at, row) in self.source.table(table) {
            let mut key: Vec<&'s str> = keys.iter().map(|key| row.get(key)).collect();
            // Without a language column a second row with the same key is no translation but another thing.
            if row.get("language").is_empty() {
                key = vec![row.get(keys.first().copied().unwrap_or("")), "", row.get("aid"), row.get("dvid")];
                key.extend(keys.iter().map(|key| row.get(key)));
            }
            let rank = *ranks.entry(key).or_insert(found.len());
            let is_base = row.get("language") == self.base;
            match found.get_mut(rank) {
                None => found.push(Family { base: (at, row), others: Vec::new() }),
                Some(family) if is_base && family.base.1.get("language") != self.base => {
                    family.others.push(std::mem::replace(&mut family.base, (at, row)));
                }
                Some(family) => family.others.push((at, row)),
            }
        }
        found
    }

    /// Says what the rows of the other languages are, and their fields that only repeat the first row's.
    fn copies(&self, family: &Family<'s>, table: &str, words: &[&str], ledger: &mut Ledger) {
        if family.others.is_empty() {
            return;
        }
        let first: HashMap<&str, &str> =
            family.base.1.fields.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
        for (at, row) in &family.others {
            ledger.row(*at, self.translation(row.get("language")));
            for (field, value) in &row.fields {
                if words.contains(&field.as_str()) || schema::is_silent(table, field, value) {
                    continue;
                }
                ledger.cell(*at, field, copy(*value == *first.get(field.as_str()).unwrap_or(&""), field));
            }
        }
    }

    fn translation(&self, lang: &str) -> Said {
        if lang != self.base && self.languages.iter().any(|known| known == lang) {
            let lang = tag(lang);
            return Said::kept(
                "translation",
                format!("Traduction « {lang} » de la même ligne."),
                format!("Translation \"{lang}\" of the same row."),
            );
        }
        Said::lost(
            "foreign-language",
            format!("« {lang} » n'est pas une langue de l'enquête, ou cette ligne est en double."),
            format!("\"{lang}\" is not a language of the survey, or this row is a double."),
        )
    }

    /// A text in every language, from the rows themselves or from the table of words.
    fn texts(
        &self,
        family: &Family<'s>,
        apart: Option<&Rows<'s>>,
        field: &'static str,
        ledger: &mut Ledger,
    ) -> Texts<'s> {
        let mut found: Texts<'s> = Vec::new();
        let own = std::iter::once(&family.base).chain(&family.others);
        let own = own.map(|one| (one, false)).chain(apart.into_iter().flatten().map(|one| (one, true)));
        for ((at, row), is_apart) in own {
            if is_apart && !ledger.says_row(*at) {
                ledger.row(*at, self.words(row.get("language")));
            }
            let raw = row.get(field);
            if raw.trim().is_empty() {
                continue;
            }
            let lang = row.get("language");
            let lang = if lang.is_empty() { self.base } else { lang };
            let stranger = !self.languages.iter().any(|known| known == lang);
            if stranger || found.iter().any(|text| text.lang == lang) {
                ledger.cell(*at, field, self.translation(lang));
                continue;
            }
            found.push(Text { lang: lang.to_owned(), raw, at: *at, field });
        }
        found.sort_by_key(|text| text.lang != self.base);
        found
    }

    fn words(&self, lang: &str) -> Said {
        if lang == self.base {
            return Said::kept("words", "Textes dans la langue de l'enquête.", "Texts in the survey's own language.");
        }
        self.translation(lang)
    }
}

/// A row whose code another row of the same question has: LimeSurvey itself could not tell their answers apart.
fn double(sub: &Sub<'_>, ledger: &mut Ledger) {
    let code = sub.code;
    let said = || {
        Said::lost(
            "double-row-code",
            format!("Une autre ligne de cette question a déjà le code « {code} » : celle-ci n'est pas reprise."),
            format!("Another row of this question has the code \"{code}\" already: this one is not carried over."),
        )
        .mend("Donnez à chaque ligne un code différent.", "Give each row a code of its own.")
    };
    ledger.row(sub.at, said());
    for (field, value) in &sub.row.fields {
        if !schema::is_silent("subquestions", field, value) && !ledger.knows(sub.at, field) {
            ledger.cell(sub.at, field, said());
        }
    }
    for text in &sub.text {
        if !ledger.knows(text.at, text.field) {
            ledger.cell(text.at, text.field, said());
        }
    }
}

/// The name of an attribute: LimeSurvey reads the two that it renamed in 2013 by their new names.
fn attribute(name: &str) -> &str {
    match name.trim() {
        "dropdown_dates_year_min" => "date_min",
        "dropdown_dates_year_max" => "date_max",
        other => other,
    }
}

/// The letter of a type. Before 2010 a list whose answers came from a set of labels had a letter of its own; LimeSurvey reads
/// it as the plain list.
fn kind(text: &str) -> char {
    match text.trim().chars().next().unwrap_or(' ') {
        'W' => '!',
        'Z' => 'L',
        other => other,
    }
}

fn copy(same: bool, field: &str) -> Said {
    if same {
        return Said::kept(
            "same-as-first-row",
            "Répète la ligne de la langue de l'enquête.",
            "Repeats the row of the survey's own language.",
        );
    }
    Said::lost(
        "differs-from-first-row",
        format!("« {field} » diffère de la ligne dans la langue de l'enquête, qui décide."),
        format!("\"{field}\" differs from the row in the survey's own language, which decides."),
    )
}

/// A written number, 0 when it is none.
pub(super) fn number(text: &str) -> i64 {
    text.trim().parse().unwrap_or(0)
}
