//! What an item asks for, as our own pages ask it.

use fhir::Element;

use super::Compiler;
use crate::{
    Kind, extensions as ext,
    problem::{At, excerpt},
    sdc,
};

/// HL7's extension for the one unit of a number or an amount.
const UNIT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
/// HL7's extension for each unit that may be chosen.
const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";

/// Types of R4 that our pages do not ask. A file or a reference could name its sender, which an anonymous questionnaire
/// must not take (an answer carries nothing that leads back to a person).
const NOT_ASKED: &[&str] = &["attachment", "reference", "question"];

/// What an item asks for, and how.
#[derive(Debug, Clone)]
pub(super) struct Asks {
    pub kind: Kind,
    pub several: bool,
    pub other: bool,
    pub boolean: bool,
    pub units: Vec<(String, String)>,
    pub computed: bool,
    pub hidden: bool,
}

impl<'d> Compiler<'d> {
    pub(super) fn asks(&mut self, source: fhir::Item<'d>, at: &At) -> Asks {
        let element = source.element();
        let written = source.kind().unwrap_or("");
        let hidden = element.extension_flag(sdc::HIDDEN).unwrap_or(false);
        let computed = source.link_id().is_some_and(|link_id| self.computed.contains(link_id));
        // What nobody answers is shown, or not even that: its type matters to the program alone.
        let kind = if (hidden || computed) && written != "group" { Kind::Display } else { self.kind(source, at) };
        let repeats = element.flag("repeats") == Some(true);
        let several = repeats && kind == Kind::Choice && written != "boolean";
        if repeats && !several && !matches!(kind, Kind::Display | Kind::Group) {
            self.problems.push(at.field("repeats").error(
                "repeats-unsupported",
                "Nos pages ne répètent pas une question écrite. Retirez « repeats », mettez la question dans un groupe qui \
                 se répète, ou faites une question par réponse.",
                "Our pages do not repeat a written question. Remove \"repeats\", put the question in a group that repeats, \
                 or make one question for each answer.",
            ));
        }
        let units = match kind {
            Kind::Quantity => self.units(element, at),
            Kind::Number | Kind::Decimal => one_unit(element),
            Kind::Display if computed => one_unit(element),
            _ => Vec::new(),
        };
        Asks { kind, several, other: written == "open-choice", boolean: written == "boolean", units, computed, hidden }
    }

    fn kind(&mut self, source: fhir::Item<'d>, at: &At) -> Kind {
        let written = source.kind().unwrap_or("");
        kind_of(written).unwrap_or_else(|| {
            self.unasked.extend(source.link_id().map(str::to_owned));
            self.not_asked(written, &at.field("type"));
            Kind::Display
        })
    }

    fn not_asked(&mut self, written: &str, here: &At) {
        let name = excerpt(written);
        self.problems.push(if NOT_ASKED.contains(&written) {
            here.error(
                "unsupported-type",
                format!(
                    "Nos pages ne posent pas de question de type « {name} » : un fichier ou une référence peut nommer \
                     qui répond, et les réponses sont anonymes. Utilisez choice, text, integer, decimal, date, \
                     dateTime, time, url, quantity ou boolean."
                ),
                format!(
                    "Our pages ask no question of type \"{name}\": a file or a reference can name who answers, and \
                     answers are anonymous. Use choice, text, integer, decimal, date, dateTime, time, url, quantity or \
                     boolean."
                ),
            )
        } else {
            here.error(
                "unknown-type",
                format!("« {name} » n'est pas un type de FHIR R4. Utilisez group, display, choice, text ou integer."),
                format!("\"{name}\" is not a type of FHIR R4. Use group, display, choice, text or integer."),
            )
        });
    }

    /// The units of an amount: the options, or the one unit; the code is what is stored.
    fn units(&mut self, element: Element<'d>, at: &At) -> Vec<(String, String)> {
        let options: Vec<_> = element.extensions(UNIT_OPTION).filter_map(unit).collect();
        let units = if options.is_empty() { one_unit(element) } else { options };
        if units.is_empty() {
            self.problems.push(at.error(
                "unit-missing",
                "Cette quantité n'a pas d'unité. Ajoutez « questionnaire-unit » ou des « questionnaire-unitOption ».",
                "This amount has no unit. Add \"questionnaire-unit\" or \"questionnaire-unitOption\" entries.",
            ));
        }
        units
    }

    /// Whether an item is one of ours in an instrument of others.
    pub(super) fn is_local(element: Element<'_>) -> bool {
        element.extension_flag(ext::LOCAL).unwrap_or(false)
    }
}

/// What a type of R4 asks for; none for one that our pages do not ask.
pub(super) fn kind_of(written: &str) -> Option<Kind> {
    match written {
        "group" => Some(Kind::Group),
        "display" => Some(Kind::Display),
        "choice" | "open-choice" | "boolean" => Some(Kind::Choice),
        "text" | "string" => Some(Kind::Open),
        "integer" => Some(Kind::Number),
        "decimal" => Some(Kind::Decimal),
        "date" => Some(Kind::Date),
        "time" => Some(Kind::Time),
        "dateTime" => Some(Kind::DateTime),
        "url" => Some(Kind::Url),
        "quantity" => Some(Kind::Quantity),
        _ => None,
    }
}

/// The unit that an item states, for a number and for what is computed.
fn one_unit(element: Element<'_>) -> Vec<(String, String)> {
    element.extensions(UNIT).filter_map(unit).collect()
}

/// A unit: what is stored, and what is shown.
fn unit(found: Element<'_>) -> Option<(String, String)> {
    let coding = found.child("valueCoding")?;
    let (code, shown) = (coding.text("code"), coding.text("display"));
    Some((code.or(shown)?.to_owned(), shown.or(code)?.to_owned()))
}
