//! Which parameters a type accepts, and what they may hold.

use super::{
    super::{
        account::{At, Ledger, Said},
        form::Form,
        kinds::{From, Kind, Plain},
        parameters::{Parameters, parse, value},
        words::nearest,
    },
    audit, geo,
};

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    for (index, element) in form.survey.elements.iter().enumerate() {
        let at = form.survey.at(index, "parameters");
        let written = form.survey.text(index, "parameters").unwrap_or("");
        let Some(parameters) = parse(written) else {
            ledger.fault(at, "parameters-unreadable", unreadable());
            continue;
        };
        if let Some(accepted) = accepted(&element.kind) {
            keys(&parameters, accepted, at, ledger);
        }
        match &element.kind {
            Kind::Meta("audit") => audit::check(&parameters, at, ledger),
            Kind::Geo("geopoint" | "geotrace" | "geoshape", _) => geo::check(form, &parameters, at, ledger),
            Kind::Plain(Plain::Text) => whole(&parameters, "rows", at, ledger),
            Kind::Upload("image") => {
                whole(&parameters, "max-pixels", at, ledger);
                let appearance = form.survey.text(index, "appearance");
                if appearance.is_none_or(|appearance| appearance == "annotate") {
                    application(&parameters, at, ledger);
                }
            }
            Kind::Upload("audio") => {
                one_of(&parameters, "quality", &["voice-only", "low", "normal", "external"], at, ledger);
            }
            Kind::BackgroundAudio => one_of(&parameters, "quality", &["voice-only", "low", "normal"], at, ledger),
            Kind::Select(_) => select(&parameters, at, ledger),
            _ => {}
        }
    }
}

/// What closes a group has no parameters; unreadable ones are a mistake all the same.
pub(super) fn of_ends(form: &Form<'_>, ledger: &mut Ledger) {
    let survey = &form.survey;
    for row in &survey.ends {
        if survey.columns.text(row, "parameters").is_some_and(|text| parse(text).is_none()) {
            let at = At::row(survey.sheet, row.number).on(&survey.columns, "parameters");
            ledger.fault(at, "parameters-unreadable", unreadable());
        }
    }
}

fn unreadable() -> Said {
    Said::new("Les paramètres ne se lisent pas.", "The parameters cannot be read.")
        .mend("Écrivez « clé=valeur clé2=valeur2 ».", "Write \"key=value key2=value2\".")
}

fn accepted(kind: &Kind) -> Option<&'static [&'static str]> {
    Some(match kind {
        Kind::Meta("audit") => audit::KEYS,
        Kind::Plain(Plain::Text) => &["rows"],
        Kind::Upload("image") => &["app", "max-pixels"],
        Kind::Upload("audio") | Kind::BackgroundAudio => &["quality"],
        Kind::Geo("geopoint", _) => {
            &["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"]
        }
        Kind::Geo("geotrace" | "geoshape", _) => &["allow-mock-accuracy", "incremental", "reference-geometry"],
        Kind::Range => &["start", "end", "step", "placeholder", "tick_interval", "tick_labelset"],
        Kind::Select(select) if select.from == From::File && select.command.contains("file") => {
            &["randomize", "seed", "label", "value"]
        }
        Kind::Select(_) => &["randomize", "seed"],
        _ => return None,
    })
}

fn keys(parameters: &Parameters, accepted: &[&str], at: At, ledger: &mut Ledger) {
    for (key, _) in parameters.iter().filter(|(key, _)| !accepted.contains(&key.as_str())) {
        let said = Said::new(
            format!("Le paramètre « {key} » n'existe pas pour ce type."),
            format!("The parameter \"{key}\" does not exist for this type."),
        );
        let list = accepted.join(", ");
        let said = said.nearest(
            nearest(key, accepted.iter().copied()),
            &format!("Paramètres connus : {list}."),
            &format!("Known parameters: {list}."),
        );
        ledger.fault(at, "unknown-parameter", said);
    }
}

/// A fault of a parameter's value.
pub(super) fn wrong(key: &str, value: &str, fr: &str, en: &str) -> Said {
    Said::new(
        format!("Le paramètre « {key} » ne peut pas valoir « {value} »."),
        format!("The parameter \"{key}\" cannot be \"{value}\"."),
    )
    .mend(fr, en)
}

fn whole(parameters: &Parameters, key: &str, at: At, ledger: &mut Ledger) {
    if let Some(text) = value(parameters, key)
        && text.parse::<i64>().is_err()
    {
        let said = wrong(key, text, "Écrivez un nombre entier.", "Write a whole number.");
        ledger.fault(at, "parameter-not-whole", said);
    }
}

/// A value among a few.
pub(super) fn one_of(parameters: &Parameters, key: &str, among: &[&str], at: At, ledger: &mut Ledger) {
    if let Some(text) = value(parameters, key)
        && !among.contains(&text)
    {
        let list = among.join(", ");
        let said = wrong(key, text, &format!("Écrivez l'un de : {list}."), &format!("Write one of: {list}."));
        ledger.fault(at, "parameter-not-one-of", said);
    }
}

fn select(parameters: &Parameters, at: At, ledger: &mut Ledger) {
    one_of(parameters, "randomize", &["true", "false"], at, ledger);
    if let Some(seed) = value(parameters, "seed") {
        if value(parameters, "randomize").is_none() {
            let said = Said::new(
                "« seed » ne sert qu'avec « randomize=true ».",
                "\"seed\" is of use only with \"randomize=true\".",
            );
            ledger.fault(
                at,
                "seed-without-randomize",
                said.mend("Ajoutez « randomize=true ».", "Add \"randomize=true\"."),
            );
        } else if seed.parse::<f64>().is_err() && !(seed.starts_with("${") && seed.ends_with('}')) {
            let said = wrong("seed", seed, "Écrivez un nombre ou « ${nom} ».", "Write a number or \"${name}\".");
            ledger.fault(at, "seed-not-a-number", said);
        }
    }
    for key in ["value", "label"] {
        if let Some(text) = value(parameters, key)
            && !super::super::words::is_name(text)
        {
            let said =
                wrong(key, text, "Écrivez le nom d'une colonne du fichier.", "Write the name of a column of the file.");
            ledger.fault(at, "parameter-not-a-name", said);
        }
    }
}

/// The name of an Android application: parts with points between them, each starting with a letter.
fn application(parameters: &Parameters, at: At, ledger: &mut Ledger) {
    let Some(name) = value(parameters, "app") else { return };
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !name.contains('.') || !name.split('.').all(part) {
        let said = wrong(
            "app",
            name,
            "Écrivez par exemple « com.exemple.photo ».",
            "Write for instance \"com.example.photo\".",
        );
        ledger.fault(at, "bad-application-name", said);
    }
}
