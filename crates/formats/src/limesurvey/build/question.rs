//! One question: its shape, its words, when it is asked, and what of its row and attributes became what.

use serde_json::Value;

use super::{
    Builder, Node, extend, itemcontrol, leaf, push, url,
    walk::{COMMENT, each},
};
use crate::limesurvey::{
    ledger::Said,
    model::{Question, Texts},
};

/// The types, what they become, in French and in English.
const TYPES: &[(char, &str, &str)] = &[
    ('L', "liste (boutons) : choix", "list (radio): choice"),
    ('!', "liste déroulante : choix", "list (dropdown): choice"),
    ('O', "liste avec commentaire : choix et texte", "list with comment: choice and text"),
    ('5', "choix de 1 à 5 : choix", "5 point choice: choice"),
    ('Y', "oui/non : choix de deux codes", "yes/no: choice of two codes"),
    ('G', "genre : choix de deux codes", "gender: choice of two codes"),
    ('M', "choix multiples : choix répétable", "multiple choice: repeating choice"),
    (
        'P',
        "choix multiples commentés : choix répétable et textes",
        "multiple choice with comments: repeating choice and texts",
    ),
    ('A', "tableau de 1 à 5 : groupe en tableau", "array (5 point choice): group drawn as a table"),
    ('B', "tableau de 1 à 10 : groupe en tableau", "array (10 point choice): group drawn as a table"),
    ('C', "tableau oui/incertain/non : groupe en tableau", "array (yes/uncertain/no): group drawn as a table"),
    ('E', "tableau plus/pareil/moins : groupe en tableau", "array (increase/same/decrease): group drawn as a table"),
    ('F', "tableau : groupe en tableau", "array: group drawn as a table"),
    ('H', "tableau par colonne : groupe en tableau par colonnes", "array by column: group drawn as a table by columns"),
    ('1', "tableau à deux échelles : deux groupes en tableau", "array (dual scale): two groups drawn as tables"),
    (':', "tableau de nombres : un groupe par ligne", "array (numbers): a group a row"),
    (';', "tableau de textes : un groupe par ligne", "array (texts): a group a row"),
    ('K', "plusieurs nombres : groupe de nombres", "multiple numerical input: group of numbers"),
    ('Q', "plusieurs textes : groupe de textes", "multiple short text: group of texts"),
    ('N', "nombre", "numerical input: number"),
    ('S', "texte court", "short free text"),
    ('T', "texte long", "long free text"),
    ('U', "texte très long", "huge free text"),
    ('D', "date ou heure", "date or time"),
    ('R', "classement : groupe d'un choix par rang", "ranking: group of one choice a place"),
    ('X', "texte affiché", "text display"),
    ('*', "équation : élément calculé", "equation: computed item"),
    ('|', "fichiers : pièces jointes", "file upload: attachments"),
    ('I', "", ""),
];

impl<'s> Builder<'s> {
    /// The items of a question.
    pub(super) fn question(&mut self, rank: usize, question: &Question<'s>) -> Vec<Value> {
        let link = self.names.questions.get(rank).cloned().unwrap_or_default();
        self.ledger.row(question.at, self.about_type(question, &link));
        let mut items = self.shape(rank, question);
        if let Some(first) = items.first_mut() {
            self.wording(first, rank, question, &link);
        } else {
            self.unused_words(question);
        }
        if question.kind == 'X' && !question.help.is_empty() {
            // A text that is shown holds nothing: its help stands after it.
            let under = format!("{link}.help");
            let mut help = leaf(&under, "display");
            self.put(&mut help, "text", &question.help, &under, Some(rank));
            items.push(help);
        }
        let condition = self.question_condition(rank, question);
        self.limits(&mut items, rank, question);
        self.filters(&mut items, rank, question);
        self.initials(&mut items, rank, question);
        self.hidden(&mut items, question);
        self.mandatory(&mut items, question);
        if let Some(condition) = condition {
            for item in &mut items {
                self.and_also(item, condition.clone());
            }
        }
        self.own_fields(question);
        self.unused(question);
        self.attributes(question);
        items.into_iter().map(Value::Object).collect()
    }

    fn about_type(&self, question: &Question<'_>, link: &str) -> Said {
        let code = question.code;
        if question.kind == 'I' {
            return Said::lost(
                "language-switch",
                format!("Question « {code} » : le changement de langue appartient à la page, pas au questionnaire."),
                format!("Question \"{code}\": switching language belongs to the page, not to the questionnaire."),
            );
        }
        match TYPES.iter().find(|(kind, ..)| *kind == question.kind) {
            Some((_, fr, en)) if link == code => {
                Said::kept("question", format!("Question « {code} », {fr}."), format!("Question \"{code}\", {en}."))
                    .became(link)
            }
            Some((_, fr, en)) => Said::changed(
                "question-renamed",
                format!("Question « {code} », {fr} ; renommée « {link} » car ce code est vide ou déjà pris."),
                format!("Question \"{code}\", {en}; renamed \"{link}\" since this code is empty or taken."),
            )
            .became(link)
            .mend("Donnez à chaque question un code différent.", "Give each question a code of its own."),
            None => Said::error(
                "unknown-type",
                format!("Question « {code} » : le type « {} » n'existe pas dans LimeSurvey.", question.row.get("type")),
                format!("Question \"{code}\": the type \"{}\" does not exist in LimeSurvey.", question.row.get("type")),
            )
            .mend(
                "Ouvrez l'enquête dans LimeSurvey, choisissez un type pour cette question et exportez à nouveau.",
                "Open the survey in LimeSurvey, choose a type for this question and export again.",
            ),
        }
    }

    fn wording(&mut self, item: &mut Node, rank: usize, question: &Question<'s>, link: &str) {
        if question.kind == '*' && question.attr("equation").is_none() {
            // The text *is* the equation: it is not also shown.
            item.insert("text".into(), question.code.into());
            for text in question.text.iter().skip(1) {
                self.ledger.cell(
                    text.at,
                    text.field,
                    Said::kept(
                        "equation",
                        "Répète le calcul dans une autre langue.",
                        "Repeats the calculation in another language.",
                    ),
                );
            }
        } else {
            self.put(item, "text", &question.text, link, Some(rank));
        }
        if item.get("type").is_none_or(|kind| kind != "display") {
            self.aside(item, "help", &question.help, rank);
        }
        let base = &self.survey.base;
        let (before, after) = (question.attr_texts("prefix", base), question.attr_texts("suffix", base));
        if item.get("type").is_some_and(|kind| kind != "group" && kind != "display") {
            self.aside(item, "prompt", &before, rank);
            self.aside(item, "unit", &after, rank);
        }
        if matches!(question.kind, 'K' | 'Q') {
            self.beside_each(item, "prompt", &before, rank);
            self.beside_each(item, "unit", &after, rank);
        }
        let format = question.attr_texts("placeholder", base);
        self.placeholder(item, &format, rank);
    }

    /// An example of what to write, in every language, on each input of the question.
    fn placeholder(&mut self, item: &mut Node, texts: &Texts<'s>, rank: usize) {
        const INPUTS: &[&str] = &["string", "text", "integer", "decimal", "open-choice"];
        let mut count = 0;
        each(std::slice::from_mut(item), INPUTS, &mut |_| count += 1);
        if texts.is_empty() || count == 0 {
            return;
        }
        let link = item.get("linkId").and_then(Value::as_str).unwrap_or("").to_owned();
        let mut example = Node::new();
        example.insert("url".into(), url::ENTRY_FORMAT.into());
        self.put(&mut example, "valueString", texts, &link, Some(rank));
        if example.contains_key("valueString") {
            let example = Value::Object(example);
            each(std::slice::from_mut(item), INPUTS, &mut |input| extend(input, example.clone()));
        }
    }

    /// A short text beside each input of a group: written, and accounted for, once.
    fn beside_each(&mut self, group: &mut Node, control: &str, texts: &Texts<'s>, rank: usize) {
        let is_input = |one: &Value| one.get("type").is_some_and(|kind| kind != "display");
        let some = group.get("item").and_then(Value::as_array).is_some_and(|inputs| inputs.iter().any(is_input));
        if texts.is_empty() || !some {
            return;
        }
        let link = group.get("linkId").and_then(Value::as_str).unwrap_or("").to_owned();
        let mut model = leaf("", "display");
        self.put(&mut model, "text", texts, &link, Some(rank));
        extend(&mut model, itemcontrol(control));
        let inputs = group.get_mut("item").and_then(Value::as_array_mut);
        for input in inputs.into_iter().flatten().filter(|one| is_input(one)).filter_map(Value::as_object_mut) {
            let under = format!("{}.{control}", input.get("linkId").and_then(Value::as_str).unwrap_or(""));
            let mut one = model.clone();
            one.insert("linkId".into(), under.into());
            push(input, "item", Value::Object(one));
        }
    }

    fn unused_words(&mut self, question: &Question<'s>) {
        let all: Vec<&Texts<'s>> = vec![&question.text, &question.help];
        for text in all.into_iter().flatten() {
            self.ledger.cell(
                text.at,
                text.field,
                Said::lost(
                    "language-switch",
                    "Texte du changement de langue, qui n'est pas repris.",
                    "Text of the language switch, which is not carried over.",
                ),
            );
        }
    }

    /// A further condition: the item may already have one of its own.
    fn and_also(&self, item: &mut Node, condition: super::conditions::Condition) {
        let own = item.remove("enableWhen");
        let behavior = item.remove("enableBehavior");
        let Some(Value::Array(own)) = own else {
            let path = take_enable(item);
            let mut all = vec![condition];
            all.extend(path.map(|path| super::conditions::Condition { simple: None, path }));
            self.apply(item, all);
            return;
        };
        let any = behavior.is_some_and(|one| one == "any");
        // What an item of ours has by itself (a comment's tick) is one simple condition; its FHIRPath is the same tick.
        let path = own.iter().filter_map(|one| self.when_path(one)).collect::<Vec<_>>().join(if any {
            " or "
        } else {
            " and "
        });
        let first = super::conditions::Condition { simple: Some((own, !any)), path };
        self.apply(item, vec![first, condition]);
    }

    /// The FHIRPath of a coded `enableWhen` of ours.
    fn when_path(&self, when: &Value) -> Option<String> {
        let link = when.get("question")?.as_str()?;
        let code = when.get("answerCoding")?.get("code")?.as_str()?;
        let var = self.names.vars.iter().find(|var| var.link == link && var.code == code)?;
        Some(crate::limesurvey::em::chosen(var))
    }

    fn mandatory(&mut self, items: &mut [Node], question: &Question<'s>) {
        // A value of blanks alone says nothing, here as in every other field.
        match question.row.get("mandatory").trim() {
            "Y" => {
                let count: usize = items.iter_mut().map(require).sum();
                let said = if count == 0 {
                    Said::lost("mandatory", "Rien n'est à répondre ici.", "There is nothing to answer here.")
                } else {
                    Said::kept(
                        "mandatory",
                        "Réponse obligatoire reprise (required).",
                        "Mandatory carried over (required).",
                    )
                };
                self.ledger.cell(question.at, "mandatory", said);
            }
            "S" => self.ledger.cell(
                question.at,
                "mandatory",
                Said::changed(
                    "soft-mandatory",
                    "« Obligatoire souple » : FHIR n'a que obligatoire ou non ; la question devient facultative.",
                    "\"Soft mandatory\": FHIR has mandatory or not only; the question becomes optional.",
                )
                .mend(
                    "Rendez-la obligatoire si la réponse est indispensable.",
                    "Make it mandatory if the answer is indispensable.",
                ),
            ),
            "" | "N" => {}
            other => self.ledger.cell(
                question.at,
                "mandatory",
                Said::lost(
                    "mandatory",
                    format!("« {other} » n'est pas une valeur connue : la question est facultative."),
                    format!("\"{other}\" is no known value: the question is optional."),
                ),
            ),
        }
    }
}

/// Marks every question inside as required; how many there were.
fn require(item: &mut Node) -> usize {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
    let is_comment = item.contains_key(COMMENT);
    let mut count = 0;
    if kind != "group" && kind != "display" && !is_comment && item.get("readOnly").is_none() {
        item.insert("required".into(), true.into());
        count += 1;
    }
    let inner = item.get_mut("item").and_then(Value::as_array_mut);
    count + inner.into_iter().flatten().filter_map(Value::as_object_mut).map(require).sum::<usize>()
}

fn take_enable(item: &mut Node) -> Option<String> {
    let list = item.get_mut("extension")?.as_array_mut()?;
    let at = list.iter().position(|one| one.get("url").is_some_and(|address| address == url::ENABLE))?;
    let found = list.remove(at);
    Some(found.get("valueExpression")?.get("expression")?.as_str()?.to_owned())
}

/// Properties in the order FHIR lists them, which some readers of its XML need.
pub(super) fn ordered(mut item: Node) -> Node {
    const ORDER: &[&str] = &[
        "extension",
        "linkId",
        "_linkId",
        "definition",
        "code",
        "prefix",
        "_prefix",
        "text",
        "_text",
        "type",
        "enableWhen",
        "enableBehavior",
        "required",
        "repeats",
        "readOnly",
        "maxLength",
        "answerValueSet",
        "answerOption",
        "initial",
        "item",
    ];
    let mut out = Node::new();
    for property in ORDER {
        if let Some(mut value) = item.shift_remove(*property) {
            if *property == "item"
                && let Value::Array(items) = &mut value
            {
                for inner in items.iter_mut() {
                    if let Value::Object(node) = inner {
                        *node = ordered(std::mem::take(node));
                    }
                }
            }
            if !value.as_array().is_some_and(Vec::is_empty) {
                out.insert((*property).to_owned(), value);
            }
        }
    }
    item.shift_remove(COMMENT);
    out.extend(item);
    // FHIR wants a group to hold something (que-1).
    if out.get("type").is_some_and(|kind| kind == "group") && !out.contains_key("item") {
        out.insert("type".into(), "display".into());
    }
    out
}
