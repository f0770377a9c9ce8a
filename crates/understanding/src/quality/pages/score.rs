//! What is said of a score: the sentence, then each figure with what it means and where it comes from.

use instruments::ScoreDefinition;
use kernel::Lang;
use measures::{
    change::{Important, Method},
    floors::Floors,
};
use pages::{
    Markup, dates, html,
    parts::{Column, Table},
    words::{Value, say, say_with},
};

use crate::{
    indicators::{Verdict, pages::sentences},
    quality::model::{BY, Coefficient, Gathered, LEAST, LEAST_ALPHA, NoScale, Scale, Told, Untold, told},
};

/// A figure: its name, its value in words, what it means, where it comes from.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) meaning: String,
    pub(super) source: String,
}

/// What is said of a score.
pub(super) struct Said {
    pub(super) title: String,
    /// How the questions go together and how finely the score can be read, or why nobody can say.
    pub(super) sentence: String,
    /// None where nothing may be told.
    pub(super) figures: Vec<Figure>,
    /// Of each of its questions, by link id, the correlation with the others, and the questions that say the same.
    pub(super) items: Vec<(String, Option<Coefficient>, Vec<String>)>,
}

impl Said {
    /// From what was gathered; nothing is told where the score on the board is not.
    pub(super) fn of(
        lang: Lang,
        definition: &ScoreDefinition,
        found: &Result<(Scale, Gathered), NoScale>,
        (verdict, floors): (Verdict, &Floors),
    ) -> Self {
        let title = definition.title.get(lang).to_owned();
        let none = |why: String| {
            let sentence = say_with(lang, "quality-none", &[("score", title.clone().into()), ("why", why.into())]);
            Self { title: title.clone(), sentence, figures: Vec::new(), items: Vec::new() }
        };
        if !verdict.is_shown() {
            return none(sentences::why(lang, verdict));
        }
        match found {
            Err(NoScale::Single) => none(say(lang, "quality-single")),
            Err(NoScale::Otherwise) => none(say(lang, "quality-otherwise")),
            Ok((scale, gathered)) => match told(scale, gathered, floors) {
                Err(Untold::Few { needed }) => {
                    let least = LEAST.max(floors.score());
                    none(say_with(lang, "quality-few", &[("least", least.into()), ("needed", needed.into())]))
                }
                Err(Untold::Alike) => none(say_with(lang, "quality-alike", &[("floor", floors.inside().into())])),
                Ok(told) => Self {
                    sentence: sentence(lang, &title, scale, &told),
                    figures: figures(lang, scale, &told),
                    items: items(scale, &told),
                    title,
                },
            },
        }
    }
}

/// "0,86", "plus de 0,95".
pub(super) fn coefficient(lang: Lang, one: Coefficient) -> String {
    let number = |value: f64| dates::number(lang, value, 2);
    match one {
        Coefficient::Is(value) => number(value),
        Coefficient::Above => {
            say_with(lang, "quality-above", &[("value", number(crate::quality::model::MOST_TOLD).into())])
        }
        Coefficient::Below(least) => say_with(lang, "quality-below", &[("value", number(least).into())]),
    }
}

fn points(lang: Lang, scale: &Scale, value: f64) -> String {
    let number = dates::number(lang, value, usize::from(!scale.is_on_hundred));
    say_with(lang, "quality-points", &[("n", number.into())])
}

fn sentence(lang: Lang, title: &str, scale: &Scale, told: &Told) -> String {
    let [alpha, ..] = told.alpha;
    let key = match alpha {
        Coefficient::Above => "quality-says-same",
        alpha if alpha.is_below(LEAST_ALPHA) => "quality-says-apart",
        _ => "quality-says-together",
    };
    let values: [(&str, Value); 3] = [
        ("k", scale.items.len().into()),
        ("score", title.to_owned().into()),
        ("alpha", coefficient(lang, alpha).into()),
    ];
    let together = say_with(lang, key, &values);
    match told.error {
        Some([_, smallest]) => {
            let finely = say_with(lang, "quality-says-finely", &[("points", points(lang, scale, smallest).into())]);
            format!("{together} {finely}")
        }
        None => together,
    }
}

fn items(scale: &Scale, told: &Told) -> Vec<(String, Option<Coefficient>, Vec<String>)> {
    let link = |item: usize| scale.items.get(item).map(|item| item.link.clone());
    let same = |item: usize| {
        let others = told.alike.iter().filter_map(move |[a, b]| match item {
            _ if item == *a => Some(*b),
            _ if item == *b => Some(*a),
            _ => None,
        });
        others.filter_map(link).collect::<Vec<_>>()
    };
    let one = |(item, with): (usize, &Option<Coefficient>)| Some((link(item)?, *with, same(item)));
    told.with_rest.iter().enumerate().filter_map(one).collect()
}

fn figures(lang: Lang, scale: &Scale, told: &Told) -> Vec<Figure> {
    let figure = |key: &str, value: String, meaning: String| Figure {
        name: say(lang, &format!("quality-{key}")),
        value,
        meaning,
        source: say(lang, &format!("quality-{key}-source")),
    };
    let said = |key: &str| say(lang, key);
    let [alpha, low, high] = told.alpha.map(|one| coefficient(lang, one));
    let with =
        say_with(lang, "quality-alpha-value", &[("alpha", alpha.into()), ("low", low.into()), ("high", high.into())]);
    let people = say_with(lang, "quality-people-value", &[("n", told.people.into())]);
    let mut all = vec![
        figure("people", people, say_with(lang, "quality-people-why", &[("by", BY.into())])),
        figure("alpha", with, said("quality-alpha-why")),
    ];
    let omega = told.omega.map_or_else(|| said("quality-omega-none"), |omega| coefficient(lang, omega));
    all.push(figure("omega", omega, said("quality-omega-why")));
    if let Some([sem, smallest]) = told.error {
        all.push(figure("sem", points(lang, scale, sem), said("quality-sem-why")));
        all.push(figure("smallest", points(lang, scale, smallest), said("quality-smallest-why")));
    }
    all.extend(important(lang, scale, told));
    let ends = ["lowest", "highest"].into_iter().zip(told.at_ends);
    all.extend(ends.map(|(end, share)| {
        let value = match share {
            Some(share) => say_with(lang, "quality-end-many", &[("share", dates::percent(lang, share, 0).into())]),
            None => said("quality-end-few"),
        };
        figure(end, value, said(&format!("quality-{end}-why")))
    }));
    all
}

/// The two minimal important differences: each is nothing without its source and its people.
fn important(lang: Lang, scale: &Scale, told: &Told) -> Vec<Figure> {
    let population = say(lang, "quality-important-population");
    let sem = told.error.map(|[sem, _]| (sem, Method::Sem, "quality-important-sem"));
    let all = [Some((told.half, Method::HalfDeviation, "quality-important-half")), sem];
    let figure = |(value, method, key): (f64, Method, &str)| {
        let source = say(lang, &format!("{key}-source"));
        let found = Important::new(value, method, &source, &population)?;
        Some(Figure {
            name: say(lang, key),
            value: points(lang, scale, found.value),
            meaning: format!("{} {}", say(lang, "quality-important-why"), found.population),
            source: found.source,
        })
    };
    all.into_iter().flatten().filter_map(figure).collect()
}

/// The figures of a score, each with what it means and its source.
pub(super) fn drawn(lang: Lang, said: &Said) -> Markup {
    if said.figures.is_empty() {
        return html! { p { (say(lang, "quality-nothing")) } };
    }
    let row = |one: &Figure| {
        let meaning = html! { div { (one.meaning) br; small.quiet { (one.source) } } };
        vec![html! { (one.name) }, html! { strong { (one.value) } }, meaning]
    };
    let columns = ["figure", "value", "meaning"].map(|name| Column::text(say(lang, &format!("quality-column-{name}"))));
    let caption = say_with(lang, "quality-score", &[("score", said.title.clone().into())]);
    html! { (Table::new(caption).caption_heard().columns(columns).rows(said.figures.iter().map(row))) }
}
