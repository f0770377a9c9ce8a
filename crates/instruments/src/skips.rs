//! Filters written out for paper, where nothing can be hidden: "Si « Non », passez à la question 14."

use kernel::Lang;

use crate::{
    Answers, Instrument, Item, Kind, Speaker,
    model::{Condition, Operator, Test, TestValue},
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

impl Instrument {
    /// Every instruction the print version needs, in printed order. Texts: [`skip_text`](Self::skip_text).
    pub fn written_skips(&self) -> Vec<WrittenSkip> {
        let questions: Vec<(usize, &Item)> =
            self.items.iter().enumerate().filter(|(_, item)| item.kind.is_question()).collect();
        let mut out = Vec::new();
        let mut covered = vec![false; self.items.len()];
        for (rank, (_, item)) in questions.iter().enumerate() {
            let after = questions.get(rank + 1..).unwrap_or_default();
            for skip in self.jumps(item, after, &mut covered) {
                out.push(skip);
            }
        }
        for (index, item) in &questions {
            if self.is_filtered(*index) && covered.get(*index) != Some(&true) {
                out.push(WrittenSkip::OnlyIf { link_id: item.link_id.clone() });
            }
        }
        let rank = |skip: &WrittenSkip| self.by_link.get(skip.link_id()).copied().unwrap_or_default();
        out.sort_by_key(rank);
        out
    }

    /// Jumps from one question: for each answer, how many of the next questions it hides in a row.
    fn jumps(&self, item: &Item, after: &[(usize, &Item)], covered: &mut [bool]) -> Vec<WrittenSkip> {
        let mut out: Vec<WrittenSkip> = Vec::new();
        if item.kind != Kind::Choice {
            return out;
        }
        let Some(own) = self.by_link.get(&item.link_id).copied() else { return out };
        let follows = |index: usize| self.looks_only_at(index, own);
        for choice in &item.choices {
            let shown = self.active_flags(&Answers::new().choose(&item.link_id, &choice.code));
            let hidden = after.iter().take_while(|(i, _)| follows(*i) && shown.get(*i) != Some(&true)).count();
            if hidden == 0 {
                continue;
            }
            for (index, _) in after.iter().take(hidden) {
                if let Some(flag) = covered.get_mut(*index) {
                    *flag = true;
                }
            }
            let target = after.get(hidden).map(|(_, next)| next.link_id.clone());
            let same = out.iter_mut().find_map(|skip| match skip {
                WrittenSkip::Jump { codes, to, .. } if *to == target => Some(codes),
                _ => None,
            });
            match same {
                Some(codes) => codes.push(choice.code.clone()),
                None => out.push(WrittenSkip::Jump {
                    link_id: item.link_id.clone(),
                    codes: vec![choice.code.clone()],
                    to: target,
                }),
            }
        }
        out
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

    fn is_filtered(&self, index: usize) -> bool {
        !self.conditions_over(index).is_empty()
    }

    /// Whether an item is filtered, by that question and no other: only then can an arrow under it say everything.
    fn looks_only_at(&self, index: usize, question: usize) -> bool {
        let conditions = self.conditions_over(index);
        !conditions.is_empty() && conditions.iter().all(|one| one.tests.iter().all(|test| test.on == question))
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
        let parts: Vec<String> = condition.tests.iter().map(|test| self.told_test(test, speaker, lang)).collect();
        parts.join(if condition.any { or(lang) } else { and(lang) })
    }

    fn told_test(&self, test: &Test, speaker: Speaker, lang: Lang) -> String {
        let Some(item) = self.items.get(test.on) else { return String::new() };
        let number = item.printed_number();
        let value = match &test.value {
            TestValue::Code(code) => self.quoted(&item.link_id, code, speaker, lang),
            TestValue::Number(number) => number.to_string(),
            TestValue::Text(text) => format!("« {text} »"),
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
