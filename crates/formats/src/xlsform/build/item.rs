//! One element into one item.

use serde_json::{Map, Value, json};

use super::{
    super::{
        account::{At, Said},
        check::scale_of,
        extensions as ext,
        kinds::{From, Kind, Plain, Section, Select},
        object::extended,
        xpath::model::{Role, Ty},
    },
    Builder,
    texts::Texts,
};
use crate::Fate;

/// An item under construction; written out in the order FHIR has.
#[derive(Default)]
pub(super) struct Item {
    pub(super) extensions: Vec<Value>,
    pub(super) link_id: String,
    pub(super) prefix: Option<String>,
    pub(super) text: Option<Texts>,
    /// More extensions of the text than its translations.
    pub(super) text_extensions: Vec<Value>,
    pub(super) kind: &'static str,
    pub(super) enable_when: Vec<Value>,
    pub(super) behaviour: Option<&'static str>,
    pub(super) required: Option<bool>,
    /// Extensions of `required` and `readOnly` (conditions).
    pub(super) required_extensions: Vec<Value>,
    pub(super) repeats: bool,
    pub(super) read_only: bool,
    pub(super) read_only_extensions: Vec<Value>,
    pub(super) max_length: Option<u32>,
    /// The list in the questionnaire that has its choices, where several questions take it.
    pub(super) list: Option<String>,
    pub(super) options: Vec<Value>,
    pub(super) initial: Option<Value>,
    pub(super) items: Vec<Value>,
}

impl Item {
    fn written(self) -> Value {
        let mut out = Map::with_capacity(8);
        let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
        if !self.extensions.is_empty() {
            put("extension", Value::Array(self.extensions));
        }
        put("linkId", Value::String(self.link_id));
        if let Some(prefix) = self.prefix {
            put("prefix", Value::String(prefix));
        }
        if let Some(text) = self.text {
            let mut twin = text.twin();
            put("text", Value::String(text.main));
            twin.extend(self.text_extensions);
            if !twin.is_empty() {
                put("_text", extended(twin));
            }
        }
        put("type", json!(self.kind));
        if !self.enable_when.is_empty() {
            let several = self.enable_when.len() > 1;
            put("enableWhen", Value::Array(self.enable_when));
            if let (true, Some(behaviour)) = (several, self.behaviour) {
                put("enableBehavior", json!(behaviour));
            }
        }
        if let Some(required) = self.required {
            put("required", json!(required));
        }
        if !self.required_extensions.is_empty() {
            put("_required", extended(self.required_extensions));
        }
        if self.repeats {
            put("repeats", json!(true));
        }
        if self.read_only {
            put("readOnly", json!(true));
        }
        if !self.read_only_extensions.is_empty() {
            put("_readOnly", extended(self.read_only_extensions));
        }
        if let Some(longest) = self.max_length {
            put("maxLength", json!(longest));
        }
        if let Some(list) = self.list {
            put("answerValueSet", Value::String(list));
        }
        if !self.options.is_empty() {
            put("answerOption", Value::Array(self.options));
        }
        if let Some(initial) = self.initial {
            put("initial", Value::Array(vec![initial]));
        }
        if !self.items.is_empty() {
            put("item", Value::Array(self.items));
        }
        Value::Object(out)
    }
}

impl Builder<'_, '_> {
    /// The item of an element; none for what is not carried over. Says what became of the row.
    pub(super) fn item(&mut self, index: usize) -> Option<Value> {
        let element = self.form.survey.elements.get(index)?;
        let at = At::row(self.form.survey.sheet, element.row.number);
        if let Some((code, fr, en)) = lost(&element.kind) {
            self.ledger.row(at, Fate::Lost, code, Said::new(fr, en), None);
            return None;
        }
        if let Kind::Begin(Section::Loop, Some(list)) = &element.kind {
            return self.looped(index, list);
        }
        let mut item = Item { link_id: self.link(index), kind: self.kind_of(index, &element.kind), ..Item::default() };
        if item.link_id != element.name && self.form.survey.text(index, "vecu::link_id").is_none() {
            item.extensions.push(json!({"url": ext::NAME, "valueString": element.name}));
        }
        self.by_kind(index, &element.kind, &mut item);
        self.wording(index, &mut item);
        self.logic(index, &mut item);
        self.looks(index, &mut item);
        item.items = element.children.iter().filter_map(|child| self.item(*child)).collect();
        let said = Said::new(
            format!("« {} » devient « {} » de type {}.", element.written, item.link_id, item.kind),
            format!("\"{}\" becomes \"{}\" of type {}.", element.written, item.link_id, item.kind),
        );
        self.ledger.row(at, Fate::Kept, "item", said, Some(&item.link_id));
        Some(self.carried_item(index, item.written()))
    }

    fn link(&self, index: usize) -> String {
        let link = self.model.field(index).map_or("", |field| field.link_id.as_str());
        match &self.round {
            Some((_, _, prefix)) => format!("{prefix}/{link}"),
            None => link.to_owned(),
        }
    }

    fn kind_of(&self, index: usize, kind: &Kind) -> &'static str {
        let ty = match self.model.field(index).map(|field| field.role) {
            Some(Role::Value { ty, .. }) => Some(ty),
            _ => None,
        };
        match kind {
            Kind::Begin(..) => "group",
            Kind::Note if ty.is_none() => "display",
            Kind::Select(select) => match select.from {
                From::File | From::Answers => "string",
                _ if select.other => "open-choice",
                _ => "choice",
            },
            Kind::Upload(_) => "attachment",
            Kind::Plain(Plain::Text) if self.is_long(index) => "text",
            Kind::Plain(plain) => match plain {
                Plain::Integer | Plain::UpTo(_) => "integer",
                Plain::Decimal => "decimal",
                Plain::Date => "date",
                Plain::Time => "time",
                Plain::DateTime => "dateTime",
                Plain::Acknowledge => "boolean",
                Plain::Text | Plain::Barcode | Plain::Phone => "string",
            },
            Kind::Range => {
                let whole = scale_of(self.form, index).is_none_or(|scale| scale.is_whole());
                if whole { "integer" } else { "decimal" }
            }
            _ => ty.map_or("display", Ty::item_type),
        }
    }

    /// Whether a text is long: several lines were asked for.
    fn is_long(&self, index: usize) -> bool {
        let appearance = self.form.survey.text(index, "appearance").unwrap_or("");
        appearance.split_whitespace().any(|word| word == "multiline")
            || self.form.survey.text(index, "parameters").is_some_and(|text| text.contains("rows"))
            || self.form.survey.text(index, "rows").is_some()
    }

    fn by_kind(&mut self, index: usize, kind: &Kind, item: &mut Item) {
        let at = self.form.survey.at(index, "type");
        let limit = |url: &str, value: Value| json!({"url": url, "valueInteger": value});
        match kind {
            Kind::Select(select) => self.select(index, select, item),
            Kind::Begin(Section::Repeat, _) => {
                item.repeats = true;
                self.rounds_of(index, item);
            }
            Kind::Calculate | Kind::Hidden => item.extensions.push(json!({"url": ext::HIDDEN, "valueBoolean": true})),
            Kind::Note if item.kind != "display" => item.read_only = true,
            Kind::Plain(Plain::UpTo(most)) => {
                item.extensions.push(limit(fhir::url::MIN_VALUE, json!(0)));
                item.extensions.push(limit(fhir::url::MAX_VALUE, json!(most)));
            }
            Kind::Plain(Plain::Phone) => item.extensions.push(json!({"url": ext::REGEX, "valueString": "^\\d*$"})),
            Kind::Plain(Plain::Barcode) => {
                let said = Said::new(
                    "Un code-barres se recopie à la main : il n'y a pas de lecteur.",
                    "A barcode is typed by hand: there is no scanner.",
                );
                self.ledger.changed(at, "barcode-typed", said);
            }
            Kind::Plain(Plain::Acknowledge) => {
                let said =
                    Said::new("L'accord « OK » devient oui ou non.", "The acknowledgement \"OK\" becomes yes or no.");
                self.ledger.changed(at, "acknowledge-as-boolean", said);
            }
            Kind::Range => self.range(index, item),
            Kind::Upload(what) if *what != "file" => {
                item.extensions.push(json!({"url": ext::MIME_TYPE, "valueCode": format!("{what}/*")}));
            }
            _ => {}
        }
    }

    fn select(&mut self, index: usize, select: &Select, item: &mut Item) {
        let at = self.form.survey.at(index, "type");
        item.repeats = select.several;
        if select.rank {
            let said = Said::new(
                "Le classement devient un choix multiple : l'ordre des réponses est le rang.",
                "The ranking becomes a multiple choice: the order of the answers is the rank.",
            );
            self.ledger.changed(at, "rank-as-multiple-choice", said);
        }
        match select.from {
            From::File => {
                let said = Said::new(
                    format!(
                        "Les choix sont dans « {} », qui n'est pas dans le classeur : la réponse s'écrit.",
                        select.list
                    ),
                    format!(
                        "The choices are in \"{}\", which is not in the workbook: the answer is typed.",
                        select.list
                    ),
                );
                let said = said.mend(
                    "Recopiez les choix dans la feuille « choices ».",
                    "Copy the choices to the sheet \"choices\".",
                );
                self.ledger.changed(at, "choices-in-a-file", said);
            }
            From::Answers => {
                let said = Said::new(
                    "Les choix sont des réponses d'une répétition : ici la réponse s'écrit.",
                    "The choices are answers of a repeat: here the answer is typed.",
                );
                self.ledger.changed(at, "choices-from-answers", said);
            }
            From::Choices | From::External => {
                if select.other {
                    let said = Said::new(
                        "« Autre » devient une réponse libre de la même question, sans question à part.",
                        "\"Other\" becomes a free answer of the same question, without a question apart.",
                    );
                    self.ledger.changed(at, "other-as-free-answer", said);
                }
                self.options(index, item);
            }
        }
    }

    fn range(&mut self, index: usize, item: &mut Item) {
        let Some(scale) = scale_of(self.form, index) else { return };
        let number = |text: &str| {
            super::super::xpath::when::decimal(text.strip_prefix('+').unwrap_or(text)).unwrap_or(json!(text))
        };
        let (least, greatest) =
            if scale.start.0 <= scale.end.0 { (&scale.start, &scale.end) } else { (&scale.end, &scale.start) };
        let name = if item.kind == "integer" { "valueInteger" } else { "valueDecimal" };
        item.extensions.push(json!({"url": fhir::url::MIN_VALUE, name: number(&least.1)}));
        item.extensions.push(json!({"url": fhir::url::MAX_VALUE, name: number(&greatest.1)}));
        item.extensions.push(super::looks::control("slider"));
        let at = self.form.survey.at(index, "parameters");
        if scale.step.0.is_whole() {
            item.extensions.push(json!({"url": ext::SLIDER_STEP, "valueInteger": number(&scale.step.1)}));
        } else {
            item.extensions.push(json!({"url": ext::DECIMAL_STEP, "valueDecimal": number(&scale.step.1)}));
        }
        if scale.start.0 > scale.end.0 {
            let said =
                Said::new("L'échelle décroissante est présentée croissante.", "The falling scale is shown rising.");
            self.ledger.changed(at, "range-turned", said);
        }
    }

    /// A loop over a list: one group a choice, each with the questions of the loop.
    fn looped(&mut self, index: usize, list: &str) -> Option<Value> {
        let element = self.form.survey.elements.get(index)?;
        let at = At::row(self.form.survey.sheet, element.row.number);
        let rank = *self.form.choices.by_name.get(list)?;
        let codes = self.model.lists.get(rank)?.codes.clone();
        self.used.insert(rank);
        let mut item = Item { link_id: self.link(index), kind: "group", ..Item::default() };
        self.wording(index, &mut item);
        self.logic(index, &mut item);
        let outer = self.round.take();
        for (position, code) in codes.iter().enumerate() {
            let prefix = format!("{}/{code}", item.link_id);
            self.round = Some((rank, position, prefix.clone()));
            let mut round = Item { link_id: prefix, kind: "group", ..Item::default() };
            round.text = self.choice_texts(rank, position);
            round.items = element.children.iter().filter_map(|child| self.item(*child)).collect();
            item.items.push(round.written());
        }
        self.round = outer;
        let said = Said::new(
            format!("La boucle devient {} groupes, un par choix de « {list} ».", codes.len()),
            format!("The loop becomes {} groups, one for each choice of \"{list}\".", codes.len()),
        );
        self.ledger.row(at, Fate::Changed, "loop-unrolled", said, Some(&item.link_id));
        Some(item.written())
    }
}

/// What is not carried over, and why.
fn lost(kind: &Kind) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match kind {
        Kind::Meta("today") => (
            "moment-not-kept",
            "Le jour de la réponse n'est pas gardé : Vécu n'écrit jamais qui a répondu, ni quand. Les formules le lisent sur le moment.",
            "The day of the answer is not kept: Vécu never writes who answered, nor when. Formulas read it on the spot.",
        ),
        Kind::Meta("start" | "end") => (
            "moment-not-kept",
            "L'heure de la réponse n'est pas gardée : Vécu n'écrit jamais qui a répondu, ni quand.",
            "The time of the answer is not kept: Vécu never writes who answered, nor when.",
        ),
        Kind::Meta("audit") => (
            "audit-not-kept",
            "Le journal de saisie n'est pas tenu : il dirait qui a répondu, et quand.",
            "No log of the filling in is kept: it would say who answered, and when.",
        ),
        Kind::Meta(_) => (
            "identity-not-kept",
            "L'appareil et la personne ne sont jamais notés : les réponses sont anonymes.",
            "The device and the person are never noted: answers are anonymous.",
        ),
        Kind::Geo(..) | Kind::Osm => (
            "position-not-kept",
            "Une position dit où vit ou passe une personne : elle n'est pas demandée.",
            "A position tells where a person lives or passes by: it is not asked for.",
        ),
        Kind::BackgroundAudio => (
            "recording-not-kept",
            "On n'enregistre personne sans le demander.",
            "Nobody is recorded without being asked.",
        ),
        Kind::Attached(_) => (
            "attached-data",
            "Les données jointes ne sont pas dans le classeur.",
            "The attached data are not in the workbook.",
        ),
        Kind::Unknown | Kind::Include => ("row-not-read", "Ligne en faute.", "A faulty row."),
        Kind::Begin(Section::Loop, None) => ("row-not-read", "Boucle sans liste.", "A loop without a list."),
        _ => return None,
    })
}
