//! The names of functions: those that are translated, and those that cannot be, with the reason.

use super::translate::Refusal;
use crate::xlsform::words::nearest;

/// Functions that clients know and that have no translation, with the reason.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("pulldata", "les données sont dans un autre fichier", "the data are in another file"),
    ("instance", "les données sont dans un autre fichier", "the data are in another file"),
    ("search", "les choix sont dans un autre fichier", "the choices are in another file"),
    ("random", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("uuid", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("randomize", "le hasard ne se rejoue pas à l'identique", "chance cannot be replayed"),
    ("position", "le rang dans une répétition n'existe pas en FHIRPath", "FHIRPath has no rank in a repeat"),
    (
        "property",
        "ce que l'appareil sait de la personne n'est jamais lu",
        "what the device knows of the person is never read",
    ),
    ("enclosed-area", "les positions ne sont pas reprises", "positions are not carried over"),
    ("area", "les positions ne sont pas reprises", "positions are not carried over"),
    ("distance", "les positions ne sont pas reprises", "positions are not carried over"),
    ("geofence", "les positions ne sont pas reprises", "positions are not carried over"),
    ("digest", "pas d'équivalent", "no equivalent"),
    ("hash", "pas d'équivalent", "no equivalent"),
    ("base64-decode", "pas d'équivalent", "no equivalent"),
    ("extract-signed", "pas d'équivalent", "no equivalent"),
    ("checklist", "pas d'équivalent", "no equivalent"),
    ("weighted-checklist", "pas d'équivalent", "no equivalent"),
    ("translate", "pas d'équivalent", "no equivalent"),
    ("id", "pas d'équivalent", "no equivalent"),
    ("jr:itext", "pas d'équivalent", "no equivalent"),
    ("itext", "pas d'équivalent", "no equivalent"),
    ("version", "la version n'est pas lisible dans une expression", "the version cannot be read in an expression"),
    ("sin", "pas d'équivalent", "no equivalent"),
    ("cos", "pas d'équivalent", "no equivalent"),
    ("tan", "pas d'équivalent", "no equivalent"),
    ("asin", "pas d'équivalent", "no equivalent"),
    ("acos", "pas d'équivalent", "no equivalent"),
    ("atan", "pas d'équivalent", "no equivalent"),
    ("atan2", "pas d'équivalent", "no equivalent"),
    ("last", "pas d'équivalent", "no equivalent"),
    ("current", "pas d'équivalent ici", "no equivalent here"),
    ("depend", "pas d'équivalent", "no equivalent"),
    ("local-name", "pas d'équivalent", "no equivalent"),
    ("name", "pas d'équivalent", "no equivalent"),
    ("format-date-time", "ce format n'a pas d'équivalent", "this format has no equivalent"),
    ("intersects", "les positions ne sont pas reprises", "positions are not carried over"),
];

/// Functions that are translated.
const WITH: &[&str] = &[
    "selected",
    "not",
    "if",
    "count",
    "sum",
    "min",
    "max",
    "concat",
    "round",
    "int",
    "number",
    "string",
    "string-length",
    "regex",
    "today",
    "now",
    "coalesce",
    "once",
    "indexed-repeat",
    "jr:choice-name",
    "true",
    "false",
    "boolean",
    "boolean-from-string",
    "contains",
    "starts-with",
    "ends-with",
    "substr",
    "substring",
    "substring-before",
    "substring-after",
    "normalize-space",
    "upper-case",
    "lower-case",
    "join",
    "selected-at",
    "count-selected",
    "count-non-empty",
    "date",
    "date-time",
    "format-date",
    "decimal-date-time",
    "decimal-date",
    "floor",
    "ceiling",
    "abs",
    "pow",
    "sqrt",
    "exp",
    "exp10",
    "log",
    "log10",
    "pi",
];

/// Why a call is not translated.
pub(super) fn refused(at: usize, name: &str) -> Refusal {
    if let Some((_, fr, en)) = WITHOUT.iter().find(|(known, _, _)| *known == name) {
        return Refusal::new(at, &format!("{name}()"), fr, en);
    }
    if WITH.contains(&name) {
        let text = format!("{name}()");
        return Refusal::new(
            at,
            &text,
            "elle n'a pas ici le nombre d'arguments ou le type attendus",
            "it does not have the number of arguments or the type expected here",
        );
    }
    Refusal::new(at, &format!("{name}()"), "cette fonction n'existe pas", "there is no such function")
}

/// The nearest function to one that nobody knows; none when the function is known.
pub(crate) fn unknown_function(name: &str) -> Option<Option<&'static str>> {
    let known = || WITH.iter().copied().chain(WITHOUT.iter().map(|(name, _, _)| *name));
    if known().any(|one| one == name) { None } else { Some(nearest(name, known())) }
}
