//! Filters written out for paper, where nothing can be hidden: "Si « Non », passez à la question 14."

use kernel::Lang;

use crate::{
    Answer, Instrument, Item, Speaker,
    active::decide,
    model::{Condition, Operator, Test, TestValue},
    readable,
};

/// An instruction to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenSkip {
    /// Under a choice: these answers jump over the questions that follow.
    Jump {
        /// The question it is printed under.
        link_id: String,
        /// The answers that jump.
        codes: Vec<String>,
        /// The question to go to; none for the end.
        to: Option<String>,
    },
    /// Above a question that no jump can reach: when to answer it.
    OnlyIf {
        /// The question it is printed above.
        link_id: String,
    },
}

impl WrittenSkip {
    /// The question it is printed with.
    pub fn link_id(&self) -> &str {
        match self {
            Self::Jump { link_id, .. } | Self::OnlyIf { link_id } => link_id,
        }
    }
}

/// An answer and how far it jumps, in ranks among the questions.
struct Run {
    from: usize,
    code: String,
    to: usize,
}

/// Combines what is known, what is not and what may be.
fn combine(any: bool, states: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unsure = false;
    for state in states {
        match state {
            Some(sure) if sure == any => return Some(any),
            Some(_) => {}
            None => unsure = true,
        }
    }
    if unsure { None } else { Some(!any) }
}

impl Instrument {
    /// Every instruction the print version needs, in printed order. Texts: [`skip_text`](Self::skip_text).
    ///
    /// Under a choice, an answer that surely hides the questions right after it jumps over them. A question whose
    /// condition no such arrow says in full gets its condition written above it.
    pub fn written_skips(&self) -> Vec<WrittenSkip> {
        let questions: Vec<usize> =
            self.items.iter().enumerate().filter(|(_, item)| item.kind.is_question()).map(|(index, _)| index).collect();
        let runs = self.runs(&questions);
        let mut out: Vec<WrittenSkip> = Vec::new();
        for (rank, index) in questions.iter().enumerate() {
            let Some(item) = self.items.get(*index) else { continue };
            if !self.conditions_over(*index).is_empty() && !self.said_by_arrows(rank, &questions, &runs) {
                out.push(WrittenSkip::OnlyIf { link_id: item.link_id.clone() });
            }
            let mut jumps: Vec<(usize, Vec<String>)> = Vec::new();
            for run in runs.iter().filter(|run| run.from == rank) {
                match jumps.iter_mut().find(|(to, _)| *to == run.to) {
                    Some((_, codes)) => codes.push(run.code.clone()),
                    None => jumps.push((run.to, vec![run.code.clone()])),
                }
            }
            for (to, codes) in jumps {
                let target = questions.get(to).and_then(|index| self.items.get(*index));
                let to = target.map(|next| next.link_id.clone());
                out.push(WrittenSkip::Jump { link_id: item.link_id.clone(), codes, to });
            }
        }
        out
    }

    /// For each answer of each choice, the questions right after it that it surely hides.
    fn runs(&self, questions: &[usize]) -> Vec<Run> {
        let unknown = self.surely(None);
        let mut out = Vec::new();
        for (rank, index) in questions.iter().enumerate() {
            for choice in self.items.get(*index).map(|item| item.choices.as_slice()).unwrap_or_default() {
                let answer = Answer::Choice(choice.code.clone());
                let known = self.surely(Some((*index, Some(&answer))));
                let hides = |next: &&usize| {
                    known.get(**next) == Some(&Some(false)) && unknown.get(**next) != Some(&Some(false))
                };
                let hidden = questions.iter().skip(rank + 1).take_while(hides).count();
                if hidden > 0 {
                    out.push(Run { from: rank, code: choice.code.clone(), to: rank + 1 + hidden });
                }
            }
        }
        out
    }

    /// What is surely shown or hidden, knowing one answer, or that there is none (of a question taken as shown), and nothing
    /// of the others.
    pub(crate) fn surely(&self, given: Option<(usize, Option<&Answer>)>) -> Vec<Option<bool>> {
        let mut states = vec![Some(true); self.items.len()];
        for &index in &self.order {
            let Some(item) = self.items.get(index) else { continue };
            if given.is_some_and(|(known, _)| known == index) {
                continue;
            }
            let inside = item.parent.map_or(Some(true), |parent| states.get(parent).copied().flatten());
            let wanted = item.condition.as_ref().map_or(Some(true), |condition| {
                let tests = condition.tests.iter().map(|test| match given {
                    Some((known, answer)) if known == test.on => decide(test, answer),
                    _ if states.get(test.on) == Some(&Some(false)) => decide(test, None),
                    _ => None,
                });
                combine(condition.any, tests.chain(condition.expressed.then_some(None)))
            });
            if let Some(state) = states.get_mut(index) {
                *state = combine(false, [inside, wanted].into_iter());
            }
        }
        states
    }

    /// Whether arrows say a question's whole condition: it looks at one earlier choice, each answer there that hides it
    /// jumps over it, and so does everything that jumps over that choice.
    fn said_by_arrows(&self, rank: usize, questions: &[usize], runs: &[Run]) -> bool {
        let Some(&index) = questions.get(rank) else { return false };
        let conditions = self.conditions_over(index);
        if conditions.iter().any(|condition| condition.expressed) {
            return false;
        }
        let mut tests = conditions.iter().flat_map(|condition| &condition.tests);
        let Some(on) = tests.next().map(|test| test.on) else { return true };
        let Some(from) = questions.iter().position(|question| *question == on) else { return false };
        if from >= rank || tests.any(|test| test.on != on) {
            return false;
        }
        let jumped = |run: &Run| rank < run.to;
        let choices = self.items.get(on).map(|item| item.choices.as_slice()).unwrap_or_default();
        let each_answer = choices.iter().all(|choice| {
            let answer = Answer::Choice(choice.code.clone());
            let shown = conditions.iter().all(|condition| {
                let tests = condition.tests.iter().map(|test| decide(test, Some(&answer)));
                combine(condition.any, tests) == Some(true)
            });
            shown || runs.iter().any(|run| run.from == from && run.code == choice.code && jumped(run))
        });
        let over_it = |run: &&Run| run.from < from && from < run.to;
        !choices.is_empty() && each_answer && runs.iter().filter(over_it).all(jumped)
    }

    /// The conditions an item stands under: its own, then its groups'.
    fn conditions_over(&self, index: usize) -> Vec<&Condition> {
        let mut out = Vec::new();
        let mut here = self.items.get(index);
        while let Some(item) = here {
            out.extend(item.condition.as_ref());
            here = item.parent.and_then(|parent| self.items.get(parent));
        }
        out
    }

    /// The instruction in words.
    pub fn skip_text(&self, skip: &WrittenSkip, speaker: Speaker, lang: Lang) -> String {
        match skip {
            WrittenSkip::Jump { link_id, codes, to } => {
                let labels: Vec<String> = codes.iter().map(|code| self.quoted(link_id, code, speaker, lang)).collect();
                let labels = labels.join(or(lang));
                let target = to.as_deref().and_then(|to| self.item(to)).map(Item::printed_number);
                match (lang, target) {
                    (Lang::Fr, Some(number)) => format!("Si {labels}, passez à la question {number}."),
                    (Lang::Fr, None) => format!("Si {labels}, le questionnaire est terminé."),
                    (Lang::En, Some(number)) => format!("If {labels}, go to question {number}."),
                    (Lang::En, None) => format!("If {labels}, you have finished."),
                }
            }
            WrittenSkip::OnlyIf { link_id } => {
                let index = self.by_link.get(link_id).copied().unwrap_or_default();
                let parts: Vec<String> =
                    self.conditions_over(index).into_iter().map(|one| self.told(one, speaker, lang)).collect();
                let told = parts.join(and(lang));
                match lang {
                    Lang::Fr => format!("Répondez à cette question seulement si {told}."),
                    Lang::En => format!("Answer this question only if {told}."),
                }
            }
        }
    }

    fn told(&self, condition: &Condition, speaker: Speaker, lang: Lang) -> String {
        let mut parts: Vec<String> = condition.tests.iter().map(|test| self.told_test(test, speaker, lang)).collect();
        if condition.expressed {
            parts.push(match lang {
                Lang::Fr => "vos autres réponses vous y conduisent".to_owned(),
                Lang::En => "your other answers lead to it".to_owned(),
            });
        }
        parts.join(if condition.any { or(lang) } else { and(lang) })
    }

    fn told_test(&self, test: &Test, speaker: Speaker, lang: Lang) -> String {
        let Some(item) = self.items.get(test.on) else { return String::new() };
        let number = item.printed_number();
        let value = match &test.value {
            TestValue::Code(code) => self.quoted(&item.link_id, code, speaker, lang),
            TestValue::Number(number) => readable(&number.to_string(), lang),
            TestValue::Text(text) => format!("« {text} »"),
            TestValue::Beyond(shown) => match shown.split_once(' ') {
                // An amount: its number, and its unit as the document names it.
                Some((amount, unit)) if !shown.starts_with('«') => format!("{}\u{a0}{unit}", readable(amount, lang)),
                _ => readable(shown, lang),
            },
            TestValue::Flag(_) => String::new(),
        };
        let wanted = test.value != TestValue::Flag(false);
        match (lang, test.operator) {
            (Lang::Fr, Operator::Exists) if wanted => format!("vous avez répondu à la question {number}"),
            (Lang::Fr, Operator::Exists) => format!("vous n'avez pas répondu à la question {number}"),
            (Lang::Fr, Operator::Equal) => format!("vous avez répondu {value} à la question {number}"),
            (Lang::Fr, Operator::NotEqual) => format!("vous n'avez pas répondu {value} à la question {number}"),
            (Lang::Fr, Operator::Less) => format!("votre réponse à la question {number} est inférieure à {value}"),
            (Lang::Fr, Operator::LessOrEqual) => format!("votre réponse à la question {number} est de {value} au plus"),
            (Lang::Fr, Operator::Greater) => format!("votre réponse à la question {number} dépasse {value}"),
            (Lang::Fr, Operator::GreaterOrEqual) => {
                format!("votre réponse à la question {number} est d'au moins {value}")
            }
            (Lang::En, Operator::Exists) if wanted => format!("you answered question {number}"),
            (Lang::En, Operator::Exists) => format!("you did not answer question {number}"),
            (Lang::En, Operator::Equal) => format!("you answered {value} to question {number}"),
            (Lang::En, Operator::NotEqual) => format!("you did not answer {value} to question {number}"),
            (Lang::En, Operator::Less) => format!("your answer to question {number} is under {value}"),
            (Lang::En, Operator::LessOrEqual) => format!("your answer to question {number} is at most {value}"),
            (Lang::En, Operator::Greater) => format!("your answer to question {number} is over {value}"),
            (Lang::En, Operator::GreaterOrEqual) => format!("your answer to question {number} is at least {value}"),
        }
    }

    /// The label between quotes, cut at its first sentence: "Non. Vous n'avez pas eu de douleur" is « Non ».
    fn quoted(&self, link_id: &str, code: &str, speaker: Speaker, lang: Lang) -> String {
        let label = self.item(link_id).and_then(|item| item.choice(code)).map(|c| c.label.get(speaker, lang));
        let label = label.unwrap_or(code);
        let short = label.split(". ").next().unwrap_or(label).trim_end_matches('.');
        match lang {
            Lang::Fr => format!("« {short} »"),
            Lang::En => format!("“{short}”"),
        }
    }
}

const fn or(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => " ou ",
        Lang::En => " or ",
    }
}

const fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => " et ",
        Lang::En => " and ",
    }
}
