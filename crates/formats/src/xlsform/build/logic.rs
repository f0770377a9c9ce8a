//! Wording and logic of an item: labels, conditions, constraints, calculations, defaults.

use serde_json::{Value, json};

use super::{
    super::{
        account::{At, Said},
        check::is_dynamic,
        extensions as ext,
        object::{object, text},
        words::{excerpt, machine, yes_no},
        xpath::{
            functions_unknown, is_date,
            limits::limits,
            model::{Role, Ty},
            parse::{Expr, parse},
            token::Unreadable,
            translate::{Out, Refusal, Translator},
            when::{decimal, when},
        },
    },
    Builder,
    item::Item,
    texts::Texts,
};

impl Builder<'_, '_> {
    pub(super) fn logic(&mut self, index: usize, item: &mut Item) {
        self.relevant(index, item);
        self.required(index, item);
        self.read_only(index, item);
        self.constraint(index, item);
        self.calculation(index, item);
        self.default(index, item);
    }

    /// Reads an expression of a field. What cannot be read, and functions nobody knows, are faults.
    pub(super) fn expression(&mut self, index: usize, field: &'static str) -> Option<(Expr, String)> {
        let text = self.form.survey.text(index, field)?;
        let at = self.form.survey.at(index, field);
        match parse(text) {
            Ok(expr) => {
                for (name, near) in functions_unknown(&expr) {
                    let said = Said::new(
                        format!("La fonction « {name}() » n'existe pas."),
                        format!("There is no function \"{name}()\"."),
                    );
                    self.ledger.fault(
                        at,
                        "unknown-function",
                        said.nearest(
                            near,
                            "Voyez la liste des fonctions de XLSForm.",
                            "See the list of XLSForm's functions.",
                        ),
                    );
                }
                Some((expr, text.to_owned()))
            }
            Err((what, byte)) => {
                self.ledger.fault(at, "bad-expression", unreadable(text, &what, byte));
                None
            }
        }
    }

    /// Translates, and tells what could not be or what remains different.
    fn translated(
        &mut self,
        index: usize,
        field: &'static str,
        expr: &Expr,
        condition: bool,
        itself: bool,
    ) -> Option<Out> {
        let at = self.form.survey.at(index, field);
        let mut translator = Translator::new(&self.model, index);
        if itself {
            translator = translator.about_itself();
        }
        let out = if condition { translator.condition(expr) } else { translator.translate(expr) };
        let (rounds, differences) =
            (std::mem::take(&mut translator.rounds), std::mem::take(&mut translator.differences));
        match out {
            Ok(out) => {
                self.rounds.extend(rounds);
                for difference in differences {
                    self.ledger.changed(at, difference.code, Said::new(difference.fr, difference.en));
                }
                Some(out)
            }
            Err(refusal) => {
                self.refused(at, field, &refusal);
                None
            }
        }
    }

    pub(super) fn refused(&mut self, at: At, field: &str, refusal: &Refusal) {
        let what = excerpt(&refusal.what);
        let said = Said::new(
            format!("« {field} » n'est pas repris : « {what} » (caractère {}), {}.", refusal.at + 1, refusal.fr),
            format!("\"{field}\" is not carried over: \"{what}\" (character {}), {}.", refusal.at + 1, refusal.en),
        );
        self.ledger.lost(
            at,
            "expression-not-translated",
            said.mend("Vérifiez la question une fois reprise.", "Check the question once it is carried over."),
        );
    }

    fn relevant(&mut self, index: usize, item: &mut Item) {
        if let Some(known) = self.form.survey.text(index, "relevant").and_then(yes_no) {
            if !known {
                item.extensions.push(expression(ext::ENABLE_WHEN, "false", "false()"));
            }
            return;
        }
        let Some((expr, text)) = self.expression(index, "relevant") else { return };
        if self.round.is_none()
            && let Some(when) = when(&self.model, index, &expr)
        {
            item.enable_when = when.conditions;
            item.behaviour = when.behaviour;
        } else if let Some(out) = self.translated(index, "relevant", &expr, true, false) {
            item.extensions.push(expression(ext::ENABLE_WHEN, &out.text, &text));
        }
    }

    fn required(&mut self, index: usize, item: &mut Item) {
        if let Some(texts) = self.texts(index, "required_message") {
            item.extensions.push(texts.without_references().extension(ext::REQUIRED_MESSAGE));
        }
        let Some(text) = self.form.survey.text(index, "required") else { return };
        if let Some(known) = yes_no(text) {
            // `required` means nothing on a text to read.
            item.required = known.then_some(true).filter(|_| item.kind != "display");
            return;
        }
        let Some((expr, text)) = self.expression(index, "required") else { return };
        if let Some(out) = self.translated(index, "required", &expr, true, false) {
            item.required_extensions.push(expression(ext::CQF_EXPRESSION, &out.text, &text));
            let said = Said::new(
                "L'obligation sous condition est une expression : un lecteur qui ne la connaît pas n'exige rien.",
                "The conditional requirement is an expression: a reader that does not know it requires nothing.",
            );
            self.ledger.changed(self.form.survey.at(index, "required"), "required-under-condition", said);
        }
    }

    fn read_only(&mut self, index: usize, item: &mut Item) {
        let Some(text) = self.form.survey.text(index, "readonly") else { return };
        if let Some(known) = yes_no(text) {
            item.read_only |= known && item.kind != "display" && item.kind != "group";
            return;
        }
        let Some((expr, text)) = self.expression(index, "readonly") else { return };
        if let Some(out) = self.translated(index, "readonly", &expr, true, false) {
            item.read_only_extensions.push(expression(ext::CQF_EXPRESSION, &out.text, &text));
            let said = Said::new(
                "La lecture seule sous condition est une expression : un lecteur qui ne la connaît pas laisse écrire.",
                "The conditional read-only is an expression: a reader that does not know it lets one write.",
            );
            self.ledger.changed(self.form.survey.at(index, "readonly"), "read-only-under-condition", said);
        }
    }

    fn constraint(&mut self, index: usize, item: &mut Item) {
        let message = self.texts(index, "constraint_message").map(Texts::without_references);
        let Some((expr, text)) = self.expression(index, "constraint") else {
            if message.is_some() && self.form.survey.text(index, "constraint").is_none() {
                let said = Said::new(
                    "Un message sans contrainte ne se montre jamais.",
                    "A message without a constraint is never shown.",
                );
                self.ledger.lost(self.form.survey.at(index, "constraint_message"), "message-without-constraint", said);
            }
            return;
        };
        let ty = match self.model.field(index).map(|field| field.role) {
            Some(Role::Value { ty, .. }) => ty,
            _ => Ty::Unknown,
        };
        let limited =
            item.extensions.iter().any(|one| one.get("url").and_then(Value::as_str) == Some(fhir::url::MIN_VALUE));
        if let Some(limits) = limits(ty, &expr).filter(|_| !limited) {
            let name = match ty {
                Ty::Integer => "valueInteger",
                Ty::Decimal => "valueDecimal",
                _ => "valueDate",
            };
            let value = |text: String| if ty == Ty::Date { json!(text) } else { decimal(&text).unwrap_or(json!(text)) };
            item.max_length = limits.longest;
            let extensions = [
                limits.least.map(|least| json!({"url": fhir::url::MIN_VALUE, name: value(least)})),
                limits.greatest.map(|greatest| json!({"url": fhir::url::MAX_VALUE, name: value(greatest)})),
                limits.shortest.map(|shortest| json!({"url": ext::MIN_LENGTH, "valueInteger": shortest})),
                limits.pattern.map(|pattern| json!({"url": ext::REGEX, "valueString": pattern})),
                message.map(|message| message.extension(ext::CONSTRAINT_MESSAGE)),
            ];
            item.extensions.extend(extensions.into_iter().flatten());
            return;
        }
        let Some(out) = self.translated(index, "constraint", &expr, true, true) else { return };
        // A constraint is looked at once there is an answer, and holds when it is true.
        let holds = if out.total { out.text } else { format!("iif({}, true, false)", out.text) };
        let rule = format!("%context.answer.value.empty() or ({holds})");
        let mut parts = vec![
            json!({"url": "key", "valueId": key(&item.link_id)}),
            json!({"url": "severity", "valueCode": "error"}),
            json!({"url": "expression", "valueExpression": {
                "extension": [{"url": ext::XPATH, "valueString": text}],
                "language": "text/fhirpath", "expression": rule}}),
        ];
        parts.push(match message {
            Some(message) => message.extension("human"),
            None => json!({"url": "human", "valueString": "?"}),
        });
        item.extensions.push(json!({"url": ext::TARGET_CONSTRAINT, "extension": parts}));
    }

    fn calculation(&mut self, index: usize, item: &mut Item) {
        let Some((expr, text)) = self.expression(index, "calculation") else { return };
        if item.kind == "group" || item.kind == "display" {
            let said = Said::new("Un groupe ou un texte n'a pas de valeur.", "A group or a text has no value.");
            self.ledger.lost(self.form.survey.at(index, "calculation"), "not-for-this-type", said);
            return;
        }
        if let Some(out) = self.translated(index, "calculation", &expr, false, false) {
            item.extensions.push(expression(ext::CALCULATED, &out.text, &text));
        }
    }

    fn default(&mut self, index: usize, item: &mut Item) {
        let Some(text) = self.form.survey.text(index, "default") else { return };
        let at = self.form.survey.at(index, "default");
        if item.kind == "group" || item.kind == "display" {
            let said = Said::new("Un groupe ou un texte n'a pas de valeur.", "A group or a text has no value.");
            self.ledger.lost(at, "not-for-this-type", said);
            return;
        }
        let dated = matches!(item.kind, "date" | "dateTime" | "time") && !text.contains('(');
        if is_dynamic(text) && !dated {
            let Some((expr, text)) = self.expression(index, "default") else { return };
            if let Some(out) = self.translated(index, "default", &expr, false, false) {
                item.extensions.push(expression(ext::INITIAL, &out.text, &text));
            }
            return;
        }
        match self.initial(index, item.kind, text) {
            Some(value) => item.initial = Some(value),
            None => {
                let said = Said::new(
                    format!("La valeur de départ « {} » n'est pas de ce type : elle n'est pas reprise.", excerpt(text)),
                    format!("The first value \"{}\" is not of this type: it is not carried over.", excerpt(text)),
                );
                self.ledger.lost(at, "default-not-of-this-type", said);
            }
        }
    }

    fn initial(&self, index: usize, kind: &str, text: &str) -> Option<Value> {
        Some(match kind {
            "integer" => json!({"valueInteger": text.parse::<i32>().ok()?}),
            "decimal" => json!({"valueDecimal": decimal(text)?}),
            "date" if is_date(text) => json!({"valueDate": text}),
            "dateTime" if text.get(..10).is_some_and(is_date) => json!({"valueDateTime": text.replace(' ', "T")}),
            "time" if text.len() == 8 && text.is_ascii() => json!({"valueTime": text}),
            "string" | "text" => json!({"valueString": text}),
            "boolean" => json!({"valueBoolean": yes_no(text).or_else(|| (text == "OK").then_some(true))?}),
            "choice" | "open-choice" => {
                let Some(Role::Value { list: Some(rank), several, .. }) =
                    self.model.field(index).map(|field| field.role)
                else {
                    return None;
                };
                let list = self.model.lists.get(rank)?;
                let code = machine(text);
                // Several first choices would need several values: only one is exact here.
                (!several || !code.contains(' ')).then_some(())?;
                list.codes.contains(&code).then(|| json!({"valueCoding": list.coding(&code)}))?
            }
            _ => return None,
        })
    }

    /// The rounds of a repeat: a number, or an expression.
    pub(super) fn rounds_of(&mut self, index: usize, item: &mut Item) {
        let Some(text) = self.form.survey.text(index, "repeat_count") else { return };
        if let Ok(count) = text.parse::<u32>() {
            item.extensions.push(json!({"url": ext::MIN_OCCURS, "valueInteger": count}));
            item.extensions.push(json!({"url": ext::MAX_OCCURS, "valueInteger": count}));
            return;
        }
        let Some((expr, text)) = self.expression(index, "repeat_count") else { return };
        if let Some(out) = self.translated(index, "repeat_count", &expr, false, false) {
            item.extensions.push(expression(ext::REPEAT_COUNT, &out.text, &text));
            let said = Said::new(
                "Le nombre de tours est une expression : un lecteur qui ne la connaît pas laisse la personne en ajouter.",
                "The number of rounds is an expression: a reader that does not know it lets the person add some.",
            );
            self.ledger.changed(self.form.survey.at(index, "repeat_count"), "repeat-count-as-expression", said);
        }
    }
}

/// An extension with an expression, and the XPath it comes from.
fn expression(url: &str, fhirpath: &str, xpath: &str) -> Value {
    object([("url", text(url)), ("valueExpression", spoken(fhirpath, xpath))])
}

/// An expression, and the XPath it comes from.
pub(super) fn spoken(fhirpath: &str, xpath: &str) -> Value {
    let source = object([("url", text(ext::XPATH)), ("valueString", text(xpath))]);
    object([
        ("extension", Value::Array(vec![source])),
        ("language", text("text/fhirpath")),
        ("expression", text(fhirpath)),
    ])
}

/// The key of an item's constraint: an id of FHIR has at most 64 letters, digits, hyphens and points.
fn key(link_id: &str) -> String {
    let plain = link_id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' });
    format!("constraint-{}", plain.take(50).collect::<String>())
}

fn unreadable(text: &str, what: &Unreadable, byte: usize) -> Said {
    let column = text.get(..byte).map_or(1, |before| before.chars().count() + 1);
    let (fr, en) = match what {
        Unreadable::OpenQuote => ("un guillemet n'est pas fermé".to_owned(), "a quote is not closed".to_owned()),
        Unreadable::OpenReference => ("« ${ » n'est pas fermé".to_owned(), "\"${\" is not closed".to_owned()),
        Unreadable::Character(c) => (format!("« {c} » n'a pas de sens ici"), format!("\"{c}\" has no meaning here")),
        Unreadable::Expected("operator") => {
            ("il manque un opérateur (and, or, =, +…)".to_owned(), "an operator is missing (and, or, =, +…)".to_owned())
        }
        Unreadable::Expected(sign) => (format!("« {sign} » était attendu"), format!("\"{sign}\" was expected")),
        Unreadable::Missing => ("il manque une valeur".to_owned(), "a value is missing".to_owned()),
        Unreadable::TooDeep => ("trop de parenthèses".to_owned(), "too many brackets".to_owned()),
        Unreadable::TooLong => ("l'expression est trop longue".to_owned(), "the expression is too long".to_owned()),
    };
    Said::new(
        format!("« {} » ne se lit pas : {fr}, au caractère {column}.", excerpt(text)),
        format!("\"{}\" cannot be read: {en}, at character {column}.", excerpt(text)),
    )
    .mend("Corrigez l'expression à cet endroit.", "Mend the expression at this place.")
}
