//! The form.

use serde_json::Value;

use super::{CROSS, Changes, MOST_DEPTH, Node, Release, add_extension, hide, put, restore, reveal};

/// What stands before each element of R5 that R4 lacks, in FHIR's order.
const BEFORE_ALGORITHM: &[&str] = &[
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "text",
    "contained",
    "extension",
    "modifierExtension",
    "url",
    "_url",
    "identifier",
    "version",
    "_version",
];
const BEFORE_LABEL: &[&str] = &[
    "resourceType",
    "url",
    "version",
    "name",
    "title",
    "_title",
    "status",
    "date",
    "publisher",
    "contact",
    "description",
    "_description",
    "useContext",
    "jurisdiction",
    "purpose",
    "_purpose",
    "copyright",
    "_copyright",
];
const BEFORE_DISPLAY: &[&str] =
    &["linkId", "_linkId", "text", "_text", "type", "_type", "enableWhen", "enableBehavior", "_enableBehavior"];
const BEFORE_CONSTRAINT: &[&str] = &[
    "linkId",
    "_linkId",
    "text",
    "_text",
    "type",
    "_type",
    "enableWhen",
    "enableBehavior",
    "_enableBehavior",
    "disabledDisplay",
    "_disabledDisplay",
    "required",
    "_required",
    "repeats",
    "_repeats",
    "readOnly",
    "_readOnly",
    "maxLength",
    "_maxLength",
];

/// Where R5 keeps the type an item has in R4.
const EARLIER: &str = "http://hl7.org/fhir/4.0/StructureDefinition/extension-Questionnaire.item.type";

fn address(element: &str) -> String {
    format!("{CROSS}Questionnaire.{element}")
}

pub(super) fn detect(root: &Value) -> Option<Release> {
    let five = ["versionAlgorithmString", "versionAlgorithmCoding", "copyrightLabel", "_copyrightLabel"];
    if five.iter().any(|element| root.get(element).is_some()) {
        return Some(Release::R5);
    }
    // A list instead of recursion: nothing is deeper than the document, however deep that is.
    let mut waiting: Vec<&Value> = root.get("item").and_then(Value::as_array).into_iter().flatten().collect();
    while let Some(item) = waiting.pop() {
        let kind = item.get("type").and_then(Value::as_str);
        let elements = ["answerConstraint", "disabledDisplay"].iter().any(|element| item.get(element).is_some());
        // What R5 keeps of R4 stands in no document of R4.
        let kept = item.get("extension").and_then(Value::as_array).into_iter().flatten();
        let kept = kept.filter_map(|one| one.get("url")?.as_str()).any(|url| url == EARLIER);
        if kind == Some("coding") || elements || kept {
            return Some(Release::R5);
        }
        if matches!(kind, Some("choice" | "open-choice")) {
            return Some(Release::R4);
        }
        waiting.extend(item.get("item").and_then(Value::as_array).into_iter().flatten());
    }
    None
}

pub(super) fn convert(root: &mut Node, to: Release, changes: &mut Changes) {
    match to {
        Release::R4 => root_to_r4(root, changes),
        Release::R5 => root_to_r5(root, changes),
    }
    items(root, to, "", 0, changes);
}

fn root_to_r4(root: &mut Node, changes: &mut Changes) {
    let moved = [
        hide(root, "versionAlgorithmString", &address("versionAlgorithm"), "String"),
        hide(root, "versionAlgorithmCoding", &address("versionAlgorithm"), "Coding"),
        hide(root, "copyrightLabel", &address("copyrightLabel"), "String"),
    ];
    if moved.contains(&true) {
        changes.differs(
            "",
            "« versionAlgorithm[x] » et « copyrightLabel » n'existent pas en R4 : gardés dans leurs extensions.",
            "\"versionAlgorithm[x]\" and \"copyrightLabel\" do not exist in R4: kept in their extensions.",
        );
    }
}

fn root_to_r5(root: &mut Node, changes: &mut Changes) {
    // Published implementation guides write the choice's marker in the address, in two spellings.
    let base = address("versionAlgorithm");
    let algorithm = [base.clone(), format!("{base}[x]"), format!("{base}%5Bx%5D")];
    let moved = [
        restore(root, "versionAlgorithmString", &algorithm, "String", BEFORE_ALGORITHM),
        restore(root, "versionAlgorithmCoding", &algorithm, "Coding", BEFORE_ALGORITHM),
        restore(root, "copyrightLabel", &[address("copyrightLabel")], "String", BEFORE_LABEL),
    ];
    if moved.contains(&true) {
        changes.same("", "Extensions devenues des éléments de R5.", "Extensions that became elements of R5.");
    }
}

fn items(node: &mut Node, to: Release, path: &str, depth: usize, changes: &mut Changes) {
    let Some(list) = node.get_mut("item").and_then(Value::as_array_mut) else { return };
    if depth > MOST_DEPTH {
        changes.differs(
            path,
            "Trop de niveaux : la suite est telle quelle.",
            "Too many levels: what follows is as it was.",
        );
        return;
    }
    for (rank, item) in list.iter_mut().enumerate() {
        let Some(item) = item.as_object_mut() else { continue };
        let here = if path.is_empty() { format!("item[{rank}]") } else { format!("{path}.item[{rank}]") };
        match to {
            Release::R4 => item_to_r4(item, &here, changes),
            Release::R5 => item_to_r5(item, &here, changes),
        }
        items(item, to, &here, depth + 1, changes);
    }
}

/// The type of R5 that the printed answers imply: theirs when they all have one, else `coding`.
fn implied(item: &Node) -> &'static str {
    let mut found = "";
    for option in item.get("answerOption").and_then(Value::as_array).into_iter().flatten() {
        let name = option.as_object().and_then(|parts| parts.keys().find(|key| key.starts_with("value")));
        let kind = match name.map(String::as_str) {
            Some("valueString") => "string",
            Some("valueInteger") => "integer",
            Some("valueDate") => "date",
            Some("valueTime") => "time",
            Some("valueReference") => "reference",
            _ => return "coding",
        };
        if !found.is_empty() && found != kind {
            return "coding";
        }
        found = kind;
    }
    if found.is_empty() { "coding" } else { found }
}

fn chooses(item: &Node) -> bool {
    ["answerOption", "answerValueSet", "_answerValueSet"].iter().any(|element| item.contains_key(*element))
}

/// Whether an item of some other type than a choice has answers to choose from.
fn listed(item: &Node, kind: &str) -> bool {
    chooses(item) && !matches!(kind, "" | "coding" | "choice" | "open-choice" | "group" | "display" | "question")
}

fn item_to_r4(item: &mut Node, path: &str, changes: &mut Changes) {
    if hide(item, "disabledDisplay", &address("item.disabledDisplay"), "Code") {
        changes.differs(
            path,
            "« disabledDisplay » n'existe pas en R4 : gardé dans son extension.",
            "\"disabledDisplay\" does not exist in R4: kept in its extension.",
        );
    }
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
    let constraint = item.get("answerConstraint").and_then(Value::as_str).unwrap_or("").to_owned();
    let before = earlier_type(item);
    let listed = kind == "coding"
        || (chooses(item)
            && !matches!(kind.as_str(), "" | "choice" | "open-choice" | "group" | "display" | "question"));
    if listed {
        let other = before.unwrap_or_else(|| choice_for(&constraint).to_owned());
        if kind != implied(item) {
            add_extension(item, serde_json::json!({"url": address("item.type"), "valueCode": kind}));
        }
        item.insert("type".to_owned(), other.as_str().into());
        changes.same(
            path,
            format!("Le type « {kind} » de R5 s'écrit « {other} » en R4."),
            format!("The type \"{kind}\" of R5 is written \"{other}\" in R4."),
        );
    }
    // What the type of R4 says by itself needs no extension.
    let open = item.get("type").is_some_and(|kind| kind == "open-choice");
    let said = listed && open && constraint == "optionsOrString" && !item.contains_key("_answerConstraint");
    if said {
        item.shift_remove("answerConstraint");
    } else if hide(item, "answerConstraint", &address("item.answerConstraint"), "Code") {
        let (fr, en) = (
            format!("« answerConstraint » ({constraint}) n'existe pas en R4 : gardé dans son extension."),
            format!("\"answerConstraint\" ({constraint}) does not exist in R4: kept in its extension."),
        );
        if constraint == "optionsOnly" { changes.same(path, fr, en) } else { changes.differs(path, fr, en) }
    }
}

/// The type of R4 for a constraint.
fn choice_for(constraint: &str) -> &'static str {
    if matches!(constraint, "optionsOrString" | "optionsOrType") { "open-choice" } else { "choice" }
}

/// The type an item had in R4 when its constraint says another: kept in R5 in the official extension of R4's elements.
fn earlier_type(item: &mut Node) -> Option<String> {
    let (_, value, _) = reveal(item, &[EARLIER.to_owned()])?;
    value.as_ref().and_then(Value::as_str).map(str::to_owned)
}

fn item_to_r5(item: &mut Node, path: &str, changes: &mut Changes) {
    if restore(item, "disabledDisplay", &[address("item.disabledDisplay")], "Code", BEFORE_DISPLAY) {
        changes.same(path, "Extension devenue « disabledDisplay ».", "Extension that became \"disabledDisplay\".");
    }
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
    let choice = matches!(kind.as_str(), "choice" | "open-choice");
    // On an open choice the extension may repeat what the type says: it stays where it is, so that it comes back.
    let here = address("item.answerConstraint");
    let repeats = kind == "open-choice" && constraint_of(item, &here) == Some("optionsOrString");
    let mut constrained = item.contains_key("answerConstraint");
    if !repeats && restore(item, "answerConstraint", &[here], "Code", BEFORE_CONSTRAINT) {
        changes.same(path, "Extension devenue « answerConstraint ».", "Extension that became \"answerConstraint\".");
        constrained = true;
    }
    if !choice {
        // R4 lets a choice alone have answers to choose from, but forms exist that do not know it.
        if listed(item, &kind) {
            add_extension(item, serde_json::json!({"url": EARLIER, "valueCode": kind}));
            changes.same(
                path,
                format!("Le type « {kind} » avec des réponses à choisir n'est pas permis en R4 ; il l'est en R5."),
                format!("The type \"{kind}\" with answers to choose from is not allowed in R4; it is in R5."),
            );
        }
        return;
    }
    let own = own_type(item);
    let other = own.unwrap_or_else(|| implied(item).to_owned());
    item.insert("type".to_owned(), other.clone().into());
    if kind == "open-choice" && !constrained {
        put(item, "answerConstraint", "optionsOrString".into(), BEFORE_CONSTRAINT);
    }
    let constraint = item.get("answerConstraint").and_then(Value::as_str).unwrap_or("");
    if choice_for(constraint) != kind {
        add_extension(item, serde_json::json!({"url": EARLIER, "valueCode": kind}));
    }
    changes.same(
        path,
        format!("Le type « {kind} » de R4 s'écrit « {other} » en R5."),
        format!("The type \"{kind}\" of R4 is written \"{other}\" in R5."),
    );
}

/// The type kept in the extension, when it is one that R5 has and the printed answers do not imply.
fn own_type(item: &mut Node) -> Option<String> {
    const TYPES: &[&str] = &[
        "coding",
        "decimal",
        "integer",
        "date",
        "dateTime",
        "time",
        "string",
        "text",
        "url",
        "boolean",
        "quantity",
        "reference",
        "attachment",
    ];
    let here = address("item.type");
    let kept = item
        .get("extension")
        .and_then(Value::as_array)?
        .iter()
        .find(|one| one.get("url").is_some_and(|url| *url == *here))?;
    let known = kept.get("valueCode").and_then(Value::as_str).filter(|kind| TYPES.contains(kind))?.to_owned();
    if known == implied(item) {
        return None;
    }
    reveal(item, &[here])?;
    Some(known)
}

fn constraint_of<'a>(item: &'a Node, address: &str) -> Option<&'a str> {
    let list = item.get("extension")?.as_array()?;
    list.iter().find(|one| one.get("url").is_some_and(|url| url == address))?.get("valueCode")?.as_str()
}
