//! What a page follows: a measure with its title and the way that is better. Where nobody chose, an instrument has indicators of
//! its own: its score, and of each question the share of the most favourable answers (the "top box").
//!
//! What is most favourable is known where the document says it: an answer worth 100 points in the score on the board, or the
//! greatest weight of a question about satisfaction or experience. A questionnaire of symptoms has a greatest weight too, and it is
//! no good news: questions about outcomes, and those that don't say what they are about, make no indicator by themselves.

use instruments::{Instrument, Item, ItemType, Speaker, Text};
use kernel::Lang;
use measures::chart::Better;

use super::{
    lines,
    measure::{Measure, points},
};

/// The key of the score on the board.
pub const SCORE: &str = "score";

/// Something that is followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its name in addresses: `score`, `v4`.
    pub key: String,
    /// What it is, in French and English.
    pub title: Text,
    /// The title where there is little room: "4".
    pub short: Text,
    /// What is measured.
    pub measure: Measure,
    /// Which way is better; nothing where nobody said it.
    pub better: Option<Better>,
    /// What is aimed at, from 0 to 100: per cent, or points.
    pub target: Option<f64>,
}

/// The indicators of an instrument when nobody chose others, in the order of the questionnaire.
pub fn defaults(instrument: &Instrument) -> Vec<Indicator> {
    let mut found = Vec::new();
    if lines::on_board(instrument).is_some() {
        found.push(Indicator::score());
    }
    let single = instrument.questions().filter(|item| !item.several && item.inside.is_none());
    found.extend(single.filter_map(|item| top_box(instrument, item)));
    found
}

impl Indicator {
    /// The score on the board.
    pub fn score() -> Self {
        Self {
            key: SCORE.to_owned(),
            title: Text::new("fr", "Score de 0 à 100").with("en", "Score from 0 to 100"),
            short: Text::new("fr", "Score").with("en", "Score"),
            measure: Measure::Score,
            better: Some(Better::Higher),
            target: None,
        }
    }

    /// The theme of the question it is about, if it is about one that says it.
    pub fn theme<'a>(&self, instrument: &'a Instrument) -> Option<&'a str> {
        let Measure::Share { item, .. } = &self.measure else { return None };
        instrument.item(item)?.theme.as_deref()
    }

    /// The question and the answers that a share counts, as a patient reads them; nothing for what is no share.
    pub fn words(&self, instrument: &Instrument, lang: Lang) -> Option<(String, String)> {
        let Measure::Share { item, codes } = &self.measure else { return None };
        let item = instrument.item(item)?;
        Some((item.wording.get(Speaker::Patient, lang).to_owned(), labels(item, codes, lang)))
    }
}

/// "Toujours, souvent".
fn labels(item: &Item, codes: &[String], lang: Lang) -> String {
    let counted = item.choices.iter().filter(|choice| codes.contains(&choice.code));
    counted.map(|choice| choice.label.get(Speaker::Patient, lang)).collect::<Vec<_>>().join(", ")
}

/// The share of the most favourable answers; nothing where the document doesn't say which they are.
fn top_box(instrument: &Instrument, item: &Item) -> Option<Indicator> {
    let is_in_score =
        lines::on_board(instrument).is_some_and(|score| score.items.iter().any(|rule| rule.link_id == item.link_id));
    if !is_in_score && !matches!(item.item_type, Some(ItemType::Satisfaction | ItemType::Experience)) {
        return None;
    }
    let values = || item.choices.iter().filter(|choice| choice.missing.is_none());
    let best = |code: &str| points(instrument, item, code).is_some_and(|points| points >= 100.0);
    let codes: Vec<String> = values().map(|choice| choice.code.clone()).filter(|code| best(code)).collect();
    if codes.is_empty() || codes.len() == values().count() {
        return None;
    }
    let title = |lang: Lang| {
        let (asked, said) = (item.wording.get(Speaker::Patient, lang), labels(item, &codes, lang));
        match lang {
            Lang::Fr => format!("{asked} «\u{a0}{said}\u{a0}»"),
            Lang::En => format!("{asked} “{said}”"),
        }
    };
    let number = item.printed_number();
    Some(Indicator {
        key: item.link_id.clone(),
        title: Text::new("fr", &title(Lang::Fr)).with("en", &title(Lang::En)),
        short: Text::new("fr", &number).with("en", &number),
        measure: Measure::Share { item: item.link_id.clone(), codes },
        better: Some(Better::Higher),
        target: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Vec<Indicator> {
        defaults(&instruments::shipped(name).unwrap().instrument().unwrap())
    }

    #[test]
    fn ours_has_its_score_and_the_best_answer_of_each_question() {
        let found = of("vecu-12");
        let keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["score", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12"]);
        let codes = |rank: usize| match &found[rank].measure {
            Measure::Share { codes, .. } => codes.join(","),
            other => panic!("{other:?}"),
        };
        assert_eq!((codes(1), codes(2), codes(4)), ("yes".to_owned(), "5".to_owned(), "always".to_owned()));
        assert!(
            found[5].title.get(Lang::Fr).starts_with("Avez-vous pu poser vos questions ? «"),
            "{:?}",
            found[5].title
        );
        assert_ne!(found[5].title.get(Lang::Fr), found[5].title.get(Lang::En));
    }

    #[test]
    fn one_without_any_score_has_its_greatest_weights_and_symptoms_have_none() {
        let isatis = of("isatis-2014");
        assert!(isatis.len() > 20 && isatis.iter().all(|one| one.key != "score"));
        assert!(isatis.iter().all(|one| one.key != "Q12"), "whether one had pain is neither good nor bad here");
        for symptoms in ["gad-7", "phq-9"] {
            assert_eq!(of(symptoms), [], "{symptoms}: having it nearly every day is not the best answer");
        }
    }
}
