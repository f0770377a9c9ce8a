//! The rules that FHIR R4 and R5 state for a Questionnaire (que-0 to que-15), where both say the same or the document shows
//! which of them it is.

use fhir::Element;

use super::{DEEPEST, MOST_PROBLEMS, targets};
use crate::Problem;
use crate::problem::At;

/// Types that may have printed answers: que-5 of R4 and of R5 together.
const WITH_OPTIONS: [&str; 10] =
    ["choice", "open-choice", "coding", "decimal", "integer", "date", "dateTime", "time", "string", "quantity"];
/// Types whose answers may have a greatest length: que-10.
const WITH_LENGTH: [&str; 8] = ["boolean", "decimal", "integer", "string", "text", "url", "open-choice", "coding"];
/// Types of R4 and R5.
const TYPES: [&str; 18] = [
    "group",
    "display",
    "question",
    "boolean",
    "decimal",
    "integer",
    "date",
    "dateTime",
    "time",
    "string",
    "text",
    "url",
    "choice",
    "open-choice",
    "coding",
    "attachment",
    "reference",
    "quantity",
];
const STATUSES: [&str; 4] = ["draft", "active", "retired", "unknown"];
const OPERATORS: [&str; 7] = ["exists", "=", "!=", ">", "<", ">=", "<="];

/// Checks a questionnaire's own rules, item by item.
pub(super) fn check(form: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    if !form.text("status").is_some_and(|status| STATUSES.contains(&status)) {
        problems.push(at.field("status").error(
            "questionnaire-status",
            "Le statut du questionnaire manque ou n'existe pas (draft, active, retired, unknown).",
            "The status of the questionnaire is missing or does not exist (draft, active, retired, unknown).",
        ));
    }
    if form.text("name").is_some_and(|name| !is_name(name)) {
        problems.push(at.field("name").warning(
            "invariant",
            "« name » est fait pour les programmes : une majuscule, puis lettres, chiffres et « _ » (que-0).",
            "\"name\" is meant for programs: a capital, then letters, digits and \"_\" (que-0).",
        ));
    }
    targets::check(form, at, problems);
    let mut open: Vec<(Element<'_>, At, usize)> = children(form, at, 0);
    while let Some((item, at, depth)) = open.pop() {
        if problems.len() >= MOST_PROBLEMS {
            return;
        }
        Rules { item, at: &at, problems: &mut *problems }.all();
        if depth < DEEPEST {
            open.extend(children(item, &at, depth + 1));
        }
    }
}

/// The items inside, the first of them last, as a stack wants it.
fn children<'d>(element: Element<'d>, at: &At, depth: usize) -> Vec<(Element<'d>, At, usize)> {
    let items = element.list("item").enumerate();
    let mut out: Vec<_> =
        items.map(|(place, item)| (item, at.entry("item", place).named(item.text("linkId")), depth)).collect();
    out.reverse();
    out
}

/// que-0: `[A-Z]([A-Za-z0-9_]){0,254}`.
fn is_name(name: &str) -> bool {
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.len() <= 255 && name.starts_with(|first: char| first.is_ascii_uppercase()) && name.bytes().all(rest)
}

struct Rules<'a, 'd> {
    item: Element<'d>,
    at: &'a At,
    problems: &'a mut Vec<Problem>,
}

impl Rules<'_, '_> {
    fn all(&mut self) {
        let kind = self.item.text("type").unwrap_or("");
        self.named(kind);
        self.shape(kind);
        self.answers(kind);
        self.conditions();
    }

    fn hold(&mut self, holds: bool, fr: &str, en: &str) {
        if !holds {
            self.problems.push(self.at.error("invariant", fr, en));
        }
    }

    fn named(&mut self, kind: &str) {
        let link_id = self.item.text("linkId").unwrap_or("");
        self.hold(!link_id.is_empty(), "L'élément n'a pas de « linkId ».", "The item has no linkId.");
        self.hold(
            TYPES.contains(&kind),
            "L'élément n'a pas de type, ou un type que FHIR n'a pas.",
            "The item has no type, or one that FHIR does not have.",
        );
        if link_id.chars().nth(255).is_some() {
            self.problems.push(self.at.warning(
                "invariant",
                "Un « linkId » a 255 caractères au plus (que-15).",
                "A linkId has 255 characters at most (que-15).",
            ));
        }
    }

    /// Groups, texts and questions.
    fn shape(&mut self, kind: &str) {
        let has = |name: &str| self.item.has(name);
        let (display, group) = (kind == "display", kind == "group");
        let (empty, code, read_only) = (!has("item"), has("code"), has("readOnly"));
        let (wanted, initial) = (has("required") || has("repeats"), has("initial"));
        self.hold(
            !group || !empty,
            "Un groupe contient des éléments (que-1). Ajoutez-en un ou retirez le groupe.",
            "A group has items (que-1). Add one or remove the group.",
        );
        self.hold(!display || empty, "Un texte ne contient rien (que-1).", "A display item has no items (que-1).");
        self.hold(!display || !code, "Un texte n'a pas de code (que-3).", "A display item has no code (que-3).");
        self.hold(
            !display || !wanted,
            "Un texte n'est ni obligatoire ni répété (que-6).",
            "A display item is neither required nor repeating (que-6).",
        );
        self.hold(
            !(display || group) || !initial,
            "Un groupe ou un texte n'a pas de valeur de départ (que-8).",
            "A group or display item has no initial value (que-8).",
        );
        self.hold(
            !display || !read_only,
            "Un texte ne se dit pas « readOnly » (que-9).",
            "A display item is not said to be readOnly (que-9).",
        );
    }

    /// Printed answers, lengths and initial values.
    fn answers(&mut self, kind: &str) {
        let has = |name: &str| self.item.has(name);
        let (options, set, length) = (has("answerOption"), has("answerValueSet"), has("maxLength"));
        let initial = self.item.list("initial").count();
        let repeats = self.item.flag("repeats") == Some(true);
        let constraint = has("answerConstraint");
        self.hold(
            !(options && set),
            "Une question a des réponses imprimées ou un ensemble de valeurs, pas les deux (que-4).",
            "An item has answer options or a value set, not both (que-4).",
        );
        self.hold(
            !(options || set) || WITH_OPTIONS.contains(&kind),
            "Ce type de question n'a pas de réponses imprimées (que-5).",
            "This type of item has no answer options (que-5).",
        );
        self.hold(
            !length || WITH_LENGTH.contains(&kind),
            "Ce type de question n'a pas de longueur (que-10).",
            "This type of item has no greatest length (que-10).",
        );
        self.hold(
            !options || initial == 0,
            "La réponse de départ se marque sur la réponse imprimée (« initialSelected »), pas à part (que-11).",
            "The initial answer is marked on its option (initialSelected), not apart (que-11).",
        );
        self.hold(
            repeats || initial <= 1,
            "Plusieurs valeurs de départ demandent une question répétée (que-13).",
            "Several initial values need an item that repeats (que-13).",
        );
        if constraint && !options && !set {
            self.problems.push(self.at.warning(
                "invariant",
                "« answerConstraint » ne dit rien sans réponses imprimées ni ensemble de valeurs (que-14).",
                "answerConstraint says nothing without answer options or a value set (que-14).",
            ));
        }
    }

    /// Conditions: STU3 has no operators, and is left alone.
    fn conditions(&mut self) {
        let tests: Vec<Element<'_>> = self.item.list("enableWhen").collect();
        let later = tests.iter().any(|test| test.has("operator"));
        self.hold(
            !later || tests.len() < 2 || self.item.has("enableBehavior"),
            "Plusieurs conditions demandent « enableBehavior » : toutes, ou une seule (que-12).",
            "Several conditions need enableBehavior: all of them, or any (que-12).",
        );
        for test in tests.iter().filter(|_| later) {
            let operator = test.text("operator").unwrap_or("");
            self.hold(
                OPERATORS.contains(&operator) && test.text("question").is_some(),
                "Une condition nomme une question et un opérateur de FHIR.",
                "A condition names a question and an operator of FHIR.",
            );
            let answer = super::value::typed(*test, "answer").map(|(kind, _)| kind);
            self.hold(
                operator != "exists" || answer == Some("Boolean"),
                "L'opérateur « exists » demande vrai ou faux (que-7).",
                "The operator \"exists\" takes true or false (que-7).",
            );
            self.hold(
                answer.is_some(),
                "Une condition a une valeur à comparer.",
                "A condition has a value to compare.",
            );
        }
    }
}
