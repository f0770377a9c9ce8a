//! Conditions between items, in an order in which they can be decided.

use fhir::EnableWhen;

use super::Compiler;
use crate::{
    Item, Kind, Valence,
    model::{Condition, Operator, Test, TestValue},
    problem::{At, excerpt},
    sdc,
};

/// The label of one of several answers, between quotes.
fn said(target: &Item, code: &str) -> String {
    let label = target.choice(code).map_or(code, |choice| choice.printed.original());
    format!("« {label} »")
}

/// A value of a type that has words and no arrow.
fn beyond(element: fhir::Element<'_>, kind: Kind) -> Option<TestValue> {
    let name = match kind {
        Kind::Decimal => "answerDecimal",
        Kind::Date => "answerDate",
        Kind::Time => "answerTime",
        Kind::DateTime => "answerDateTime",
        // R4 has no condition on an address but that of a text.
        Kind::Url => "answerString",
        _ => "answerQuantity",
    };
    let json = element.value().get(name)?;
    let shown = match json {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => number.to_string(),
        other => {
            let unit =
                other.get("unit").or_else(|| other.get("code")).and_then(serde_json::Value::as_str).unwrap_or("");
            format!("{} {unit}", other.get("value")?).trim_end().to_owned()
        }
    };
    Some(TestValue::Beyond(shown))
}

impl Compiler<'_> {
    /// Resolves every condition; gives the items each after what it depends on.
    pub(super) fn conditions(&mut self) -> Vec<usize> {
        for index in 0..self.items.len() {
            let condition = self.condition(index);
            if let Some(item) = self.items.get_mut(index) {
                item.condition = condition;
            }
        }
        self.ordered()
    }

    fn condition(&mut self, index: usize) -> Option<Condition> {
        let source = *self.sources.get(index)?;
        let at = self.places.get(index)?.clone();
        let whens: Vec<EnableWhen<'_>> = source.conditions().collect();
        let expressed = source.element().extension(sdc::ENABLE_WHEN).is_some();
        if whens.is_empty() {
            return expressed.then(|| Condition { any: false, tests: Vec::new(), expressed });
        }
        let any = match source.element().text("enableBehavior") {
            Some("any") => true,
            Some("all") => false,
            None if whens.len() == 1 => false,
            _ => {
                self.problems.push(at.field("enableBehavior").error(
                    "enable-behavior-missing",
                    "Plusieurs conditions, mais on ne sait pas s'il les faut toutes. Écrivez « all » ou « any » dans \
                     « enableBehavior ».",
                    "Several conditions, but it is not said whether all are needed. Write \"all\" or \"any\" in \
                     \"enableBehavior\".",
                ));
                false
            }
        };
        let mut tests = Vec::new();
        for (rank, when) in whens.into_iter().enumerate() {
            tests.extend(self.test(when, &at.entry("enableWhen", rank)));
        }
        Some(Condition { any, tests, expressed })
    }

    fn test(&mut self, when: EnableWhen<'_>, at: &At) -> Option<Test> {
        let name = when.question().unwrap_or("");
        let Some(&on) = self.by_link.get(name) else {
            let name = excerpt(name);
            self.problems.push(at.field("question").error(
                "enable-when-unknown-item",
                format!("La condition regarde la question « {name} », qui n'existe pas. Corrigez son nom."),
                format!("The condition looks at question \"{name}\", which does not exist. Correct its name."),
            ));
            return None;
        };
        let operator = match when.operator() {
            Some("exists") => Operator::Exists,
            Some("=") => Operator::Equal,
            Some("!=") => Operator::NotEqual,
            Some("<") => Operator::Less,
            Some("<=") => Operator::LessOrEqual,
            Some(">") => Operator::Greater,
            Some(">=") => Operator::GreaterOrEqual,
            other => {
                let other = excerpt(other.unwrap_or(""));
                self.problems.push(at.field("operator").error(
                    "enable-when-operator",
                    format!("« {other} » n'est pas un opérateur. Utilisez exists, =, !=, <, <=, > ou >=."),
                    format!("\"{other}\" is not an operator. Use exists, =, !=, <, <=, > or >=."),
                ));
                return None;
            }
        };
        let value = self.value(when, on, operator, at)?;
        Some(Test { on, operator, value })
    }

    /// The value compared with, checked against what the question can answer.
    fn value(&mut self, when: EnableWhen<'_>, on: usize, operator: Operator, at: &At) -> Option<TestValue> {
        let element = when.element();
        let ordered = !matches!(operator, Operator::Exists | Operator::Equal | Operator::NotEqual);
        let target = self.items.get(on).filter(|item| !self.unasked.contains(&item.link_id))?;
        let found = match (operator, target.kind) {
            (Operator::Exists, kind) if kind.is_question() => element.flag("answerBoolean").map(TestValue::Flag),
            (_, Kind::Choice) if target.boolean && !ordered => {
                element.flag("answerBoolean").map(|flag| TestValue::Code(flag.to_string()))
            }
            (_, Kind::Choice) if !ordered => {
                let coded = element.child("answerCoding").and_then(|coding| coding.text("code"));
                let code = coded.or_else(|| element.text("answerString"));
                let code = code.map(str::to_owned).or_else(|| element.whole("answerInteger").map(|n| n.to_string()));
                if let Some(code) = code.as_deref().filter(|code| target.choice(code).is_none() && !target.other) {
                    let (name, code) = (excerpt(&target.link_id), excerpt(code));
                    self.problems.push(at.error(
                        "enable-when-unknown-choice",
                        format!(
                            "La question « {name} » n'a pas de réponse « {code} ». Corrigez le code de la condition."
                        ),
                        format!("Question \"{name}\" has no answer \"{code}\". Correct the code of the condition."),
                    ));
                    return None;
                }
                let of_several = |code: String| TestValue::Beyond(said(target, &code));
                if target.several || target.other { code.map(of_several) } else { code.map(TestValue::Code) }
            }
            (_, Kind::Number) => element.whole("answerInteger").map(TestValue::Number),
            (_, Kind::Decimal | Kind::Date | Kind::Time | Kind::DateTime | Kind::Quantity) => {
                beyond(element, target.kind)
            }
            (_, Kind::Url) if !ordered => beyond(element, target.kind),
            _ if target.computed => Some(TestValue::Beyond(target.link_id.clone())),
            (_, Kind::Open) if !ordered => element.text("answerString").map(|text| TestValue::Text(text.to_owned())),
            _ => None,
        };
        if found.is_none() {
            let name = excerpt(&target.link_id);
            self.problems.push(at.error(
                "enable-when-value",
                format!("La condition ne peut pas se comparer à « {name} » : il faut une question, et une valeur de son type."),
                format!("The condition cannot be compared with \"{name}\": it takes a question, and a value of its type."),
            ));
        }
        found
    }

    /// What an item depends on: its parent, and the questions its condition looks at.
    fn depends(&self, index: usize) -> impl Iterator<Item = usize> {
        let item = self.items.get(index);
        let parent = item.and_then(|one| one.parent);
        let tests = item.and_then(|one| one.condition.as_ref()).map(|c| c.tests.as_slice()).unwrap_or_default();
        parent.into_iter().chain(tests.iter().map(|test| test.on))
    }

    /// Kahn's order: iterative, so that a long chain of conditions cannot exhaust the stack.
    fn ordered(&mut self) -> Vec<usize> {
        let count = self.items.len();
        let mut waits = vec![0usize; count];
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, wait) in waits.iter_mut().enumerate() {
            for on in self.depends(index) {
                *wait += 1;
                if let Some(list) = followers.get_mut(on) {
                    list.push(index);
                }
            }
        }
        let mut ready: std::collections::BTreeSet<usize> = (0..count).filter(|i| waits.get(*i) == Some(&0)).collect();
        let mut order = Vec::with_capacity(count);
        while let Some(index) = ready.pop_first() {
            order.push(index);
            for next in followers.get(index).cloned().unwrap_or_default() {
                if let Some(wait) = waits.get_mut(next) {
                    *wait -= 1;
                    if *wait == 0 {
                        ready.insert(next);
                    }
                }
            }
        }
        if order.len() < count {
            self.cycles(&waits);
        }
        order
    }

    /// Names each circle among the items that never became ready.
    fn cycles(&mut self, waits: &[usize]) {
        let stuck = |index: usize| waits.get(index).is_some_and(|wait| *wait > 0);
        let mut seen = vec![false; waits.len()];
        for start in (0..waits.len()).filter(|index| stuck(*index)) {
            let mut path: Vec<usize> = Vec::new();
            let mut here = start;
            while seen.get(here) == Some(&false) {
                if let Some(flag) = seen.get_mut(here) {
                    *flag = true;
                }
                path.push(here);
                let Some(next) = self.depends(here).find(|on| stuck(*on)) else { break };
                here = next;
            }
            let Some(entry) = path.iter().position(|index| *index == here) else { continue };
            let circle: Vec<usize> = path.split_off(entry);
            self.cycle(&circle);
        }
    }

    fn cycle(&mut self, circle: &[usize]) {
        let name = |index: &usize| self.items.get(*index).map(|item| excerpt(&item.link_id)).unwrap_or_default();
        let Some(first) = circle.first() else { return };
        let shown = circle.iter().take(20).chain([first]).map(name).collect::<Vec<_>>().join(" → ");
        let Some(at) = self.places.get(*first) else { return };
        self.problems.push(at.field("enableWhen").error(
            "enable-when-cycle",
            format!("Ces éléments attendent les uns les autres : {shown}. Retirez une des conditions."),
            format!("These items wait for one another: {shown}. Remove one of the conditions."),
        ));
    }

    /// Other references between items: answers that take an item out of a score.
    pub(super) fn references(&mut self) {
        let mut lost = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            for target in item.choices.iter().flat_map(|choice| &choice.excludes) {
                if !self.by_link.contains_key(target) {
                    lost.push((index, excerpt(target)));
                }
            }
        }
        for (index, target) in lost {
            let Some(at) = self.places.get(index) else { continue };
            self.problems.push(at.field("answerOption").error(
                "excludes-unknown-item",
                format!(
                    "Une réponse retire « {target} » d'un score, mais cette question n'existe pas. Corrigez son nom."
                ),
                format!(
                    "An answer takes \"{target}\" out of a score, but there is no such question. Correct its name."
                ),
            ));
        }
    }

    /// The positive and the negative open question always come together, on the same screen (hard rule 6).
    pub(super) fn open_pairs(&mut self) {
        let mut alone = Vec::new();
        for screen in &self.screens {
            let find = |side| {
                let of_side = |index: &&usize| self.items.get(**index).is_some_and(|item| item.valence == Some(side));
                screen.items.iter().find(of_side).copied()
            };
            match (find(Valence::Positive), find(Valence::Negative)) {
                (Some(index), None) | (None, Some(index)) => alone.push(index),
                _ => {}
            }
        }
        for index in alone {
            let Some(at) = self.places.get(index) else { continue };
            self.problems.push(at.error(
                "open-question-alone",
                "Une question ouverte positive va toujours avec une négative, sur le même écran. Ajoutez l'autre.",
                "A positive open question always goes with a negative one, on the same screen. Add the other.",
            ));
        }
    }
}
