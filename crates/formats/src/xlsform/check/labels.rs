//! What a question needs to be asked: a label, an image behind a big one, a calculation, a visible trigger.

use super::super::{
    account::{At, Ledger, Said},
    form::Form,
    kinds::Kind,
    words::nearest,
};

pub(super) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    for (index, element) in form.survey.elements.iter().enumerate() {
        let text = |field: &str| form.survey.text(index, field);
        match &element.kind {
            Kind::Unknown => unknown(form, index, ledger),
            Kind::Include => {
                let said = Said::new(
                    format!(
                        "Cette ligne appelle un autre formulaire, « {} », qui n'est pas dans ce classeur.",
                        element.name
                    ),
                    format!("This row calls another form, \"{}\", which is not in this workbook.", element.name),
                );
                let said = said.mend("Recopiez ses lignes ici.", "Copy its rows here.");
                ledger.fault(form.survey.at(index, "type"), "include-not-resolved", said);
            }
            Kind::Calculate if text("calculation").is_none() && !text("default").is_some_and(is_dynamic) => {
                let said = Said::new("Ce calcul n'a pas de formule.", "This calculation has no formula.");
                let said =
                    said.mend("Écrivez-la dans la colonne « calculation ».", "Write it in the column \"calculation\".");
                ledger.fault(form.survey.at(index, "calculation"), "calculation-missing", said);
            }
            Kind::Geo("background-geopoint", _) => background(form, index, ledger),
            kind if is_asked(kind) => {
                let computed = text("calculation").is_some() || text("trigger").is_some();
                let told = ["label", "hint"].iter().any(|field| text(field).is_some());
                let shown = ["image", "big-image", "audio", "video"].iter().any(|field| text(field).is_some());
                if !(told || shown || computed) {
                    let said = Said::new(
                        format!("« {} » n'a ni libellé ni aide : personne ne saurait quoi répondre.", element.name),
                        format!("\"{}\" has neither label nor hint: nobody would know what to answer.", element.name),
                    );
                    let said = said.mend(
                        "Écrivez la question dans la colonne « label ».",
                        "Write the question in the column \"label\".",
                    );
                    ledger.fault(form.survey.at(index, "label"), "no-label", said);
                }
                if text("big-image").is_some() && text("image").is_none() {
                    let said = Said::new(
                        "« big-image » demande aussi une « image ».",
                        "\"big-image\" also needs an \"image\".",
                    );
                    let said = said.mend("Remplissez la colonne « image ».", "Fill in the column \"image\".");
                    ledger.fault(form.survey.at(index, "big-image"), "big-image-alone", said);
                }
            }
            _ => {}
        }
        if let Some(trigger) = text("trigger") {
            triggered(form, trigger, form.survey.at(index, "trigger"), ledger);
            alone(form, index, ledger);
        }
    }
    let survey = &form.survey;
    for row in &survey.ends {
        if let Some(trigger) = survey.columns.text(row, "trigger") {
            triggered(form, trigger, At::row(survey.sheet, row.number).on(&survey.columns, "trigger"), ledger);
        }
    }
}

/// Whether a default is computed: it calls a function, names an answer or does a sum.
pub(crate) fn is_dynamic(text: &str) -> bool {
    let call = text.find('(').is_some_and(|at| {
        text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '-')
    });
    text.contains("${") || call || [" * ", " + ", " - ", " div ", " mod ", "|"].iter().any(|sign| text.contains(sign))
}

fn is_asked(kind: &Kind) -> bool {
    matches!(kind, Kind::Select(_) | Kind::Plain(_) | Kind::Note | Kind::Range | Kind::Upload(_) | Kind::Osm)
        || matches!(kind, Kind::Geo(_, false))
}

fn unknown(form: &Form<'_>, index: usize, ledger: &mut Ledger) {
    let written = form.survey.elements.get(index).map_or("", |element| element.written.as_str());
    let said = Said::new(format!("Le type « {written} » n'existe pas."), format!("There is no type \"{written}\"."));
    let said = if ["select_one", "select_multiple", "rank", "select_one_external"].contains(&written) {
        let first = form.choices.lists.first().map_or("list", |list| list.name);
        said.mend(
            format!("Écrivez la liste après le type : « {written} {first} »."),
            format!("Write the list after the type: \"{written} {first}\"."),
        )
    } else {
        let near = Kind::nearest_word(written);
        said.nearest(
            near.as_deref(),
            "Voyez la liste des types : text, integer, select_one…",
            "See the list of types: text, integer, select_one…",
        )
    };
    ledger.fault(form.survey.at(index, "type"), "unknown-type", said);
}

fn background(form: &Form<'_>, index: usize, ledger: &mut Ledger) {
    if form.survey.text(index, "trigger").is_none() {
        let said =
            Said::new("« background-geopoint » demande un déclencheur.", "\"background-geopoint\" needs a trigger.");
        let said = said.mend(
            "Écrivez « ${question} » dans la colonne « trigger ».",
            "Write \"${question}\" in the column \"trigger\".",
        );
        ledger.fault(form.survey.at(index, "trigger"), "trigger-missing", said);
    }
    if form.survey.text(index, "calculation").is_some() {
        let said = Said::new("« background-geopoint » ne se calcule pas.", "\"background-geopoint\" is not computed.");
        let said = said.mend("Videz la colonne « calculation ».", "Empty the column \"calculation\".");
        ledger.fault(form.survey.at(index, "calculation"), "calculation-not-allowed", said);
    }
}

/// A trigger names questions that are seen, a comma between them.
/// What a trigger computes is set by its name: nobody else may bear it.
fn alone(form: &Form<'_>, index: usize, ledger: &mut Ledger) {
    let Some(element) = form.survey.elements.get(index) else { return };
    let instance = usize::from(element.name == "instanceID" && form.settings.names_instances);
    let count = form.survey.by_name.get(&element.name).map_or(0, Vec::len) + instance;
    if count > 1 {
        let said = Said::new(
            format!("{count} éléments s'appellent « {} » : on ne sait lequel est calculé.", element.name),
            format!("{count} elements are named \"{}\": which one is computed is not known.", element.name),
        );
        let said = said.mend("Renommez-les, chacun à sa façon.", "Rename them, each its own way.");
        ledger.fault(form.survey.at(index, "name"), "ambiguous-reference", said);
    }
}

fn triggered(form: &Form<'_>, trigger: &str, at: At, ledger: &mut Ledger) {
    if !trigger.contains("${") {
        let said =
            Said::new(format!("« {trigger} » n'est pas une référence."), format!("\"{trigger}\" is not a reference."));
        let said = said.mend("Écrivez « ${question} ».", "Write \"${question}\".");
        ledger.fault(at, "bad-reference", said);
        return;
    }
    for part in trigger.split(',') {
        if part.matches("${").count() > 1 {
            let said =
                Said::new("Deux questions sans virgule entre elles.", "Two questions without a comma between them.");
            ledger.fault(at, "comma-missing", said.mend("Écrivez « ${a}, ${b} ».", "Write \"${a}, ${b}\"."));
            continue;
        }
        let Some(inner) = part.split("${").nth(1) else { continue };
        let Some((name, _)) = inner.split_once('}').filter(|(name, _)| super::references::is_reference(name)) else {
            let said = Said::new(
                format!("« {} » n'est pas une référence.", part.trim()),
                format!("\"{}\" is not a reference.", part.trim()),
            );
            ledger.fault(at, "bad-reference", said.mend("Écrivez « ${question} ».", "Write \"${question}\"."));
            continue;
        };
        let named = form
            .survey
            .by_name
            .get(name.strip_prefix("last-saved#").unwrap_or(name))
            .and_then(|found| found.first())
            .and_then(|found| Some((*found, form.survey.elements.get(*found)?)));
        match named {
            Some((_, element)) if matches!(element.kind, Kind::Begin(..)) => {
                ledger.fault(at, "unknown-reference", not_a_question(name))
            }
            Some((found, element)) => {
                let computed =
                    form.survey.text(found, "calculation").is_some() || form.survey.text(found, "trigger").is_some();
                let silent = form.survey.text(found, "label").is_none() && form.survey.text(found, "hint").is_none();
                if matches!(element.kind, Kind::Calculate)
                    || (computed && silent && !matches!(element.kind, Kind::Geo(_, true)))
                {
                    let said = Said::new(
                        format!("« {name} » n'est pas vue par la personne : elle ne peut rien déclencher."),
                        format!("\"{name}\" is not seen by the person: it can trigger nothing."),
                    );
                    ledger.fault(
                        at,
                        "trigger-not-visible",
                        said.mend("Nommez une question qui est posée.", "Name a question that is asked."),
                    );
                }
            }
            None => {
                let said = Said::new(
                    format!("Aucune question ne s'appelle « {name} »."),
                    format!("No question is named \"{name}\"."),
                );
                let near = nearest(name, form.survey.by_name.keys().map(String::as_str));
                ledger.fault(
                    at,
                    "unknown-reference",
                    said.nearest(near, "Écrivez le nom d'une question.", "Write the name of a question."),
                );
            }
        }
    }
}

fn not_a_question(name: &str) -> Said {
    Said::new(format!("« {name} » est un groupe, non une question."), format!("\"{name}\" is a group, not a question."))
        .mend("Nommez une question du groupe.", "Name a question of the group.")
}
