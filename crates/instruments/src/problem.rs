//! What is wrong with a document, said so that its author can put it right.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use fhir::Element;
use kernel::Lang;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It works, but somebody should look.
    Warning,
    /// It cannot be used.
    Error,
}

/// One problem: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, for programs and for the documentation: `duplicate-link-id`.
    pub code: &'static str,
    /// The item, when the problem is in one that has a name.
    pub link_id: Option<String>,
    /// The place in the JSON document, FHIRPath style: `Questionnaire.item[2].answerOption[0]`.
    pub path: String,
    fr: String,
    en: String,
}

impl Problem {
    /// What is wrong and what to do, in plain words.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]: {}", self.path, self.code, self.en)
    }
}

/// A place in the document while it is being read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct At {
    pub path: String,
    pub link_id: Option<String>,
}

impl At {
    pub(crate) fn root(resource: &str) -> Self {
        Self { path: resource.to_owned(), link_id: None }
    }

    pub(crate) fn field(&self, name: &str) -> Self {
        Self { path: format!("{}.{name}", self.path), link_id: self.link_id.clone() }
    }

    pub(crate) fn entry(&self, name: &str, index: usize) -> Self {
        Self { path: format!("{}.{name}[{index}]", self.path), link_id: self.link_id.clone() }
    }

    pub(crate) fn named(mut self, link_id: Option<&str>) -> Self {
        self.link_id = link_id.map(excerpt);
        self
    }

    pub(crate) fn error(&self, code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Problem {
        self.problem(Severity::Error, code, fr.into(), en.into())
    }

    pub(crate) fn warning(&self, code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Problem {
        self.problem(Severity::Warning, code, fr.into(), en.into())
    }

    fn problem(&self, severity: Severity, code: &'static str, fr: String, en: String) -> Problem {
        Problem { severity, code, link_id: self.link_id.clone(), path: self.path.clone(), fr, en }
    }
}

/// Places of a document that was read with its lists written out ([`crate::with_own_choices`]), as places of the document
/// itself: an answer of a list is told at the question that names it, and once for all questions that name it.
pub(crate) fn told_at_lists(root: Element<'_>, problems: &mut Vec<Problem>) {
    let mut named: HashMap<String, &str> = HashMap::new();
    let mut waiting: Vec<(Element<'_>, String)> = vec![(root, "Questionnaire".to_owned())];
    while let Some((element, path)) = waiting.pop() {
        for (rank, item) in element.list("item").enumerate() {
            let path = format!("{path}.item[{rank}]");
            if let Some(list) = item.text("answerValueSet").filter(|_| !item.has("answerOption")) {
                named.insert(path.clone(), list);
            }
            waiting.push((item, path));
        }
    }
    let mut told: HashSet<(&str, String, &'static str)> = HashSet::new();
    problems.retain_mut(|problem| {
        let Some((item, _)) = problem.path.split_once(".answerOption") else { return true };
        let Some(list) = named.get(item).copied() else { return true };
        problem.path = format!("{item}.answerValueSet");
        told.insert((list, problem.fr.clone(), problem.code))
    });
}

/// A text of the document short enough to be quoted in a message.
pub(crate) fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}
