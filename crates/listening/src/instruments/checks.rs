//! What is wrong with a draft, found anew on each page that shows it: what the compiler says, what the proofs say, and the
//! rules of publication.

use std::{collections::BTreeSet, sync::LazyLock};

use instruments::{Instrument, Severity, library, proof};
use kernel::{Day, Lang};
use pages::words::{knows, say};

use super::{
    actions::Weight,
    document::{Doc, about},
};

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Whether it keeps the questionnaire from being published.
    pub blocks: bool,
    /// A stable name.
    pub code: String,
    /// The item it is in; none for what the questionnaire says of itself.
    pub link: Option<String>,
    said: [String; 2],
}

impl Check {
    fn of(problem: &instruments::Problem) -> Self {
        Self {
            blocks: problem.severity == Severity::Error,
            code: problem.code.to_owned(),
            link: problem.link_id.clone(),
            said: [problem.message(Lang::Fr).to_owned(), problem.message(Lang::En).to_owned()],
        }
    }

    fn rule(code: &str) -> Self {
        Self { blocks: true, code: code.to_owned(), link: None, said: Default::default() }
    }

    /// What is wrong and what to do, in words that suppose no knowledge of the format; the compiler's own where we have
    /// none.
    pub fn message(&self, lang: Lang) -> String {
        let key = format!("instruments-check-{}", self.code);
        let [fr, en] = &self.said;
        if knows(lang, &key) { say(lang, &key) } else { if lang == Lang::Fr { fr } else { en }.clone() }
    }
}

/// How long a questionnaire takes, and how hard it is to read: what `vecu instrument check` says too.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// Whole minutes to read and answer alone.
    pub minutes: u32,
    /// The questions that take most of them, with their seconds.
    pub longest: Vec<proof::Cost>,
    /// The age from which it is read with ease, where that was measured.
    pub age: Option<u32>,
    /// The index that says so, from 0 (hardest) to 100.
    pub ease: Option<f64>,
    /// Which index, or why there is none.
    pub measured: proof::Measured,
}

/// How many of the longest questions are named.
const LONGEST: usize = 3;

/// What the pure crates find in a document: the one place where each of their checks is called.
fn findings(doc: &Doc, today: Day) -> (Vec<instruments::Problem>, Option<Length>) {
    let Ok(document) = fhir::Document::from_value(doc.value().clone()) else {
        return (Instrument::check(&doc.written()).1, None);
    };
    // What our pages cannot ask is an error here, though nothing is wrong with it elsewhere: the compiler's word comes
    // first, and the proofs add what it does not look at. They compiled the document already, which is what takes the time.
    let proof::Proof { compiler: mut found, problems: proofs, minutes, reading, .. } =
        proof::prove_on(&document, today);
    let length = Length {
        minutes,
        longest: reading.longest(LONGEST).into_iter().cloned().collect(),
        age: reading.age(),
        ease: reading.ease,
        measured: reading.measured,
    };
    // Two proofs at one place may say two things (a licence that lacks two of its parts): only what the compiler said already
    // is left out.
    let is_said =
        |problem: &instruments::Problem| found.iter().any(|one| one.code == problem.code && one.path == problem.path);
    let more: Vec<instruments::Problem> = proofs.into_iter().filter(|problem| !is_said(problem)).collect();
    found.extend(more);
    (found, Some(length))
}

/// Everything that is to be put right, what blocks publication first.
pub fn checks(doc: &Doc, today: Day) -> Vec<Check> {
    measured(doc, today).0
}

/// The same, with how long it takes and how hard it is to read.
pub fn measured(doc: &Doc, today: Day) -> (Vec<Check>, Option<Length>) {
    let needed = ["title-missing", "licence-missing", "purpose-missing", "designers-missing", "moment-missing"];
    let mut seen = BTreeSet::new();
    let (found, length) = findings(doc, today);
    let mut out: Vec<Check> = found.iter().map(Check::of).collect();
    for check in &mut out {
        check.blocks |= needed.contains(&check.code.as_str());
    }
    out.extend(own(doc));
    out.retain(|check| seen.insert((check.code.clone(), check.link.clone(), check.said.clone())));
    out.sort_by_key(|check| !check.blocks);
    (out, length)
}

/// The rules of publication that are the editor's: a way to ask it, a name that is not an official one's.
fn own(doc: &Doc) -> Vec<Check> {
    let about = about::About::of(doc);
    let mut out = Vec::new();
    if Weight::of(doc).is_nearly_full() {
        out.push(Check { blocks: false, ..Check::rule("nearly-too-heavy") });
    }
    if about.modes.is_empty() {
        out.push(Check { blocks: false, ..Check::rule("no-mode") });
    }
    if about::is_official(doc) || bears_official_name(doc) {
        out.push(Check::rule("official-name"));
    }
    out
}

/// Whether the title is that of an official instrument, however it is written (hard rule 13).
pub fn bears_official_name(doc: &Doc) -> bool {
    let plain = |text: &str| organisation::places::slug::of_name(text).replace('-', "");
    // What comes with the product does not change while it runs.
    static OFFICIAL: LazyLock<Vec<String>> = LazyLock::new(official_titles);
    let official = &*OFFICIAL;
    let title = about::About::of(doc).title;
    Lang::ALL.into_iter().map(|lang| plain(title.get(lang))).any(|title| official.contains(&title))
}

fn official_titles() -> Vec<String> {
    let official = library().iter().filter(|one| one.wording_hash.is_some()).filter_map(|one| one.instrument().ok());
    let titles = official.flat_map(|form| Lang::ALL.map(|lang| form.title(lang).to_owned()));
    let plain = titles.map(|title| organisation::places::slug::of_name(&title).replace('-', ""));
    plain.filter(|title| !title.is_empty()).collect()
}

/// The language a document is first written in, when it is none of ours: its texts are kept and not shown here.
pub fn tongue(doc: &Doc) -> Option<&str> {
    let base = doc.language();
    Lang::ALL.into_iter().all(|lang| !super::document::json::is(base, lang)).then_some(base)
}

/// Whether it may be published.
pub fn may_publish(checks: &[Check]) -> bool {
    checks.iter().all(|check| !check.blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruments::document::blank;

    fn codes(doc: &Doc) -> Vec<String> {
        checks(doc, Day::new(2026, 11, 22).unwrap()).into_iter().map(|check| check.code).collect()
    }

    #[test]
    fn an_empty_questionnaire_says_all_that_it_lacks() {
        let found = codes(&blank("Essai"));
        for code in ["no-question", "licence-missing", "purpose-missing", "designers-missing", "moment-missing"] {
            assert!(found.iter().any(|one| one == code), "{code} in {found:?}");
        }
    }

    #[test]
    fn an_official_title_and_terms_that_are_over_block() {
        let official = library().iter().find(|one| one.wording_hash.is_some()).unwrap();
        let form = official.instrument().unwrap();
        let doc = Doc::parse(official.json).unwrap().copied(&form.title(Lang::Fr).to_uppercase());
        assert!(codes(&doc).iter().any(|one| one == "official-name"));
        let mut mine = doc.copied("Notre enquête");
        assert!(codes(&mine).iter().all(|one| one != "official-name"));
        let mut about = about::About::of(&mine);
        about.terms.name.fr = "Accord".to_owned();
        about.terms.expires = Day::new(2026, 11, 21).ok();
        about.write(&mut mine);
        assert!(codes(&mine).iter().any(|one| one == "licence-expired"));
    }
}
