//! The choices of a question, and the filters that offer some of them only.

use serde_json::{Value, json};

use super::{
    super::{
        account::{At, Said},
        choices::{Choice, Lists},
        extensions as ext,
        object::{extended, object, text},
        xpath::{model::Role, parse::Expr, translate::Translator},
    },
    Builder,
    item::Item,
    texts::Texts,
};

impl Builder<'_, '_> {
    /// A list of the model: where it is, and its choices.
    pub(super) fn list(&self, rank: usize) -> Option<(&Lists<'_>, &[Choice<'_>])> {
        let first = self.form.choices.lists.len();
        let (lists, rank) = if rank < first { (&self.form.choices, rank) } else { (&self.form.external, rank - first) };
        Some((lists, lists.lists.get(rank)?.choices.as_slice()))
    }

    /// The label of a choice.
    pub(super) fn choice_texts(&self, rank: usize, position: usize) -> Option<Texts> {
        let (lists, choices) = self.list(rank)?;
        self.languages.texts(&lists.columns, choices.get(position)?.row, "label")
    }

    /// The answer options of a question.
    pub(super) fn options(&mut self, index: usize, item: &mut Item) {
        let Some(Role::Value { list: Some(rank), .. }) = self.model.field(index).map(|field| field.role) else {
            return;
        };
        // Many questions share a list: its options are made, and its losses told, once.
        if self.used.insert(rank) || !self.options.contains_key(&rank) {
            let count = self.list(rank).map_or(0, |(_, choices)| choices.len());
            let options = (0..count).map(|position| self.option(rank, position)).collect();
            self.options.insert(rank, options);
        }
        item.list = self.shared_list(index, rank);
        if item.list.is_none() {
            item.options = self.options.get(&rank).cloned().unwrap_or_default();
            self.filter(index, rank, item);
        }
    }

    fn option(&mut self, rank: usize, position: usize) -> Value {
        let option = object([("valueCoding", self.coding(rank, position))]);
        self.carried_option(rank, position, option)
    }

    fn coding(&mut self, rank: usize, position: usize) -> Value {
        let texts = self.choice_texts(rank, position);
        let Some(list) = self.model.lists.get(rank) else { return Value::Null };
        let mut coding = list.coding(list.codes.get(position).map_or("", String::as_str));
        self.tell_choice(rank, position, texts.as_ref());
        if let Some(texts) = texts.map(Texts::without_references) {
            coding.insert("display".to_owned(), text(&texts.main));
            let twin = texts.twin();
            if !twin.is_empty() {
                coding.insert("_display".to_owned(), extended(twin));
            }
        }
        Value::Object(coding)
    }

    /// What a choice loses, said once even when several questions take its list.
    fn tell_choice(&mut self, rank: usize, position: usize, texts: Option<&Texts>) {
        let mut lines: Vec<(&'static str, At, Said, bool)> = Vec::new();
        let Some((lists, choices)) = self.list(rank) else { return };
        let Some(choice) = choices.get(position) else { return };
        let at = At::row(lists.sheet, choice.row.number);
        match texts {
            None => lines.push((
                "choice-without-label",
                at.on(&lists.columns, "label"),
                Said::new(
                    "Ce choix n'a pas de libellé : son code est montré.",
                    "This choice has no label: its code is shown.",
                )
                .mend("Écrivez le libellé.", "Write the label."),
                false,
            )),
            Some(texts) if texts.borrowed => {
                lines.push((
                    "text-not-in-main-language",
                    at.on(&lists.columns, "label"),
                    super::wording::borrowed(),
                    false,
                ));
            }
            Some(texts) if texts.main.contains("${") => lines.push((
                "answer-quoted-in-choice",
                at.on(&lists.columns, "label"),
                Said::new(
                    "Une réponse citée dans un choix n'est pas reprise.",
                    "An answer quoted in a choice is not carried over.",
                ),
                true,
            )),
            Some(_) => {}
        }
        for field in ["image", "big-image", "audio", "video"] {
            for (_, _, column) in lists.columns.texts(choice.row, field) {
                lines.push(("media-not-in-workbook", at.at(Some(column)), super::looks::media(), true));
            }
        }
        for (code, at, said, lost) in lines {
            if lost {
                self.ledger.lost(at, code, said);
            } else {
                self.ledger.changed(at, code, said);
            }
        }
    }

    /// A choice filter: the condition of each choice, with its own columns put in; choices with the same condition
    /// share it.
    fn filter(&mut self, index: usize, rank: usize, item: &mut Item) {
        let Some((expr, _)) = self.expression(index, "choice_filter") else { return };
        let at = self.form.survey.at(index, "choice_filter");
        let groups = match self.filter_groups(index, rank, &expr) {
            Ok(groups) => groups,
            Err(refusal) => {
                self.refused(at, "choice_filter", &refusal);
                return;
            }
        };
        if groups.len() > self.filters_left {
            let said = Said::new(
                "Ce filtre ferait trop d'expressions : tous les choix sont proposés.",
                "This filter would make too many expressions: every choice is offered.",
            );
            self.ledger.lost(at, "filter-too-large", said.mend("Coupez la liste.", "Cut the list."));
            return;
        }
        self.filters_left -= groups.len();
        let Some(list) = self.model.lists.get(rank).cloned() else { return };
        for (condition, codes) in groups {
            let mut parts: Vec<Value> =
                codes.iter().map(|code| json!({"url": "option", "valueCoding": list.coding(code)})).collect();
            parts.push(json!({"url": "expression",
                "valueExpression": {"language": "text/fhirpath", "expression": condition}}));
            item.extensions.push(json!({"url": ext::TOGGLE, "extension": parts}));
        }
    }

    #[allow(clippy::type_complexity)]
    fn filter_groups(
        &mut self,
        index: usize,
        rank: usize,
        expr: &Expr,
    ) -> Result<Vec<(String, Vec<String>)>, super::super::xpath::translate::Refusal> {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        let mut by_condition = std::collections::HashMap::new();
        let mut rounds = Vec::new();
        if let Some((lists, choices)) = self.list(rank) {
            for choice in choices {
                let column = |header: &str| lists.column(choice.row, header);
                let mut translator = Translator::new(&self.model, index).with_choice(&column);
                let out = translator.condition(expr)?;
                rounds.extend(translator.rounds);
                let at = *by_condition.entry(out.text.clone()).or_insert(groups.len());
                match groups.get_mut(at) {
                    Some((_, codes)) => codes.push(choice.code.to_owned()),
                    None => groups.push((out.text, vec![choice.code.to_owned()])),
                }
            }
        }
        self.rounds.extend(rounds);
        Ok(groups)
    }
}
