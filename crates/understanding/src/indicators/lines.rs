//! The tables of numbers that an instrument makes, and what else on the pages rests on them: the score, and the questions that
//! are asked only after certain answers.

use instruments::{
    Answer, Choice, Instrument, Item, Kind, Minimum, OTHER, ScoreDefinition, Scoring,
    score::{Definition, ItemRule, Method, Points},
};
use listening::surveys::facts;

use super::cells::{Follows, Line, Pull};

/// Of each table its answers, its kinds of missing (hard rule 6), and how many were not asked. A question that follows another
/// comes after it.
pub(super) fn lines(instrument: &Instrument, tables: &[Item]) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in tables {
        let some = |missing: bool| item.choices.iter().filter(move |one| one.missing.is_some() == missing);
        let mut values: Vec<(String, Option<&Choice>)> = some(false).map(|one| (one.code.clone(), Some(one))).collect();
        if item.other && !item.several {
            values.push((OTHER.to_owned(), None));
        }
        let mut missing: Vec<(String, Option<&Choice>)> = some(true).map(|one| (one.code.clone(), Some(one))).collect();
        missing.push((facts::BLANK.to_owned(), None));
        for codes in [values, missing, vec![(facts::NOT_ASKED.to_owned(), None)]] {
            lines.push(Line {
                item: item.link_id.clone(),
                pull: pull(instrument, item, &codes),
                followers: followers(instrument, item, tables, &codes),
                codes: codes.into_iter().map(|(code, _)| code).collect(),
            });
        }
    }
    lines
}

/// The question a table is of: that of several answers makes a table for each of them.
fn question(table: &Item) -> &str {
    table.link_id.split('\u{1f}').next().unwrap_or(&table.link_id)
}

/// The tables of the questions that rest on the answers to this one.
fn followers(
    instrument: &Instrument,
    item: &Item,
    tables: &[Item],
    codes: &[(String, Option<&Choice>)],
) -> Vec<Follows> {
    let filter = question(item);
    let whole = filter == item.link_id;
    let follows = |table: &&Item| instrument.rests_on(question(table)).contains(filter);
    let of = |table: &Item| {
        let asked = |(code, _): &(String, Option<&Choice>)| {
            let answer = match code.as_str() {
                facts::BLANK => None,
                OTHER => Some(Answer::Other(String::new())),
                _ => Some(Answer::Choice(code.clone())),
            };
            instrument.asked_after(question(table), filter, answer.as_ref()).filter(|_| whole)
        };
        Follows {
            item: table.link_id.clone(),
            asked: codes.iter().map(asked).collect(),
            scored: counts(instrument, question(table)),
        }
    };
    tables.iter().filter(follows).map(of).collect()
}

/// Whether a question counts in the score on the board.
fn counts(instrument: &Instrument, link: &str) -> bool {
    on_board(instrument).is_some_and(|score| score.items.iter().any(|one| one.link_id == link))
}

/// The tables of numbers that an instrument makes: one for a choice; one of yes and no for each printed answer where several
/// may be given or a group is asked several times, since everybody counts once in each (as having said it at least once); none
/// for what people write.
pub(super) fn tables(instrument: &Instrument) -> Vec<Item> {
    instrument.questions().flat_map(tables_of).collect()
}

fn tables_of(item: &Item) -> Vec<Item> {
    if item.kind != Kind::Choice {
        return Vec::new();
    }
    if !item.several && item.inside.is_none() {
        return vec![item.clone()];
    }
    let yes = match item.inside {
        Some(_) => instruments::Choice::plain(facts::YES, "Oui, au moins une fois", "Yes, at least once"),
        None => instruments::Choice::plain(facts::YES, "Oui", "Yes"),
    };
    let of = |choice: &instruments::Choice| {
        let mut one = item.clone();
        one.link_id = facts::part(&item.link_id, &choice.code);
        one.wording = item.wording.beside(&choice.label);
        one.choices = vec![yes.clone(), instruments::Choice::plain(facts::NO, "Non", "No")];
        one
    };
    item.choices.iter().map(of).collect()
}

/// The score that stands on boards: the first on 0-100.
pub(super) fn on_board(instrument: &Instrument) -> Option<&ScoreDefinition> {
    match instrument.scoring() {
        Scoring::Scores(scores) => scores.iter().find(|one| one.is_on_hundred()),
        Scoring::DistributionsOnly { .. } => None,
    }
}

/// How the answers to a question move the score on the board; nothing where they don't.
fn pull(instrument: &Instrument, item: &Item, codes: &[(String, Option<&Choice>)]) -> Option<Pull> {
    let score = on_board(instrument)?;
    let rule = score.items.iter().find(|one| one.link_id == item.link_id);
    let declared = score.declared.as_ref().map(|declared| &declared.definition);
    let is_plain = declared.is_none_or(is_plain);
    // What another rule makes of an answer, or of a missing one, is its own: it may change the score by anything, and so may an
    // answer that takes another question out of the score.
    let points = |(_, choice): &(String, Option<&Choice>)| match choice {
        Some(choice) if !choice.excludes.is_empty() => None,
        Some(choice) if choice.missing.is_none() => match (rule, choice.weight) {
            (None, _) => Some(0.0),
            (Some(rule), Some(weight)) if is_plain => Some(rule.points(weight)),
            _ => None,
        },
        // A kind of missing, or an answer of one's own words, has no points.
        _ => (is_plain || rule.is_none()).then_some(0.0),
    };
    let points: Vec<Option<f64>> = codes.iter().map(points).collect();
    // Between an answer that has points and one that has none, the number of answers changes too.
    let own_words = rule.is_some() && codes.iter().any(|(code, _)| code == OTHER);
    let points = if own_words { vec![None; points.len()] } else { points };
    if points.iter().all(|one| *one == Some(0.0)) {
        return None;
    }
    let fewest = if is_plain { fewest(instrument, score) } else { 1 };
    let most = u64::try_from(score.items.len()).unwrap_or(1).max(fewest);
    Some(Pull { points, fewest, most })
}

/// Of how many answers, at the fewest, a person's score is the mean. Where a question may not be asked, or a kind of missing
/// takes it out of the score, the minimum is one of those that are left: a single answer may then be all.
fn fewest(instrument: &Instrument, score: &ScoreDefinition) -> u64 {
    if let Minimum::Count(count) = score.minimum {
        return u64::from(count).max(1);
    }
    let excluded = |link: &str| {
        let all = instrument.questions().flat_map(|item| &item.choices);
        all.flat_map(|choice| &choice.excludes).any(|one| one == link)
    };
    let always = |link: &str| !instrument.is_sometimes(link) && !excluded(link);
    let whole = score.leaves.is_empty() && score.items.iter().all(|item| always(&item.link_id));
    if whole { u64::try_from(score.minimum.of(score.items.len())).unwrap_or(1) } else { 1 }
}

/// Whether a declared rule is a sum or a mean of weights, each item weighing the same.
fn is_plain(definition: &Definition) -> bool {
    let same = |pair: &[ItemRule]| matches!(pair, [one, other] if one.weight == other.weight);
    matches!(definition.method, Method::Sum | Method::Mean)
        && !matches!(definition.points, Points::Box(_))
        && definition.lookup.is_none()
        && definition.items.windows(2).all(same)
        && definition.items.iter().all(|item| item.weights.is_none())
        && definition.missing.counted.is_empty()
}
