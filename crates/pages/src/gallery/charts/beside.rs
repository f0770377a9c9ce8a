//! Shares in figures, units beside each other, and small multiples.

use kernel::Lang;
use maud::Markup;
use measures::{
    funnel::{self, Place, Share},
    xmr::Reading,
};

use super::{months, pick, shown};
use crate::{
    charts::{
        FunnelChart, FunnelRow, FunnelWords, Multiples, MultiplesWords, Panel, Pictogram, PictogramRow, PictogramWords,
        Tenths, funnel_chart, funnel_table, multiples_chart, multiples_table, pictogram, pictogram_table,
    },
    dates,
};

/// Natural frequencies: whole tenths, fewer than one, nearly all.
pub(super) fn tenths(l: Lang) -> Markup {
    let row = |share: f64, words: (&str, &str), label: (&str, &str)| {
        (share, pick(l, words.0, words.1), pick(l, label.0, label.1), dates::percent(l, share, 0))
    };
    let rows = [
        row(0.72, ("7 personnes sur 10", "7 people out of 10"), ("se sont senties écoutées", "felt listened to")),
        row(0.97, ("presque toutes", "nearly all"), ("ont été reçues avec respect", "were received with respect")),
        row(
            0.03,
            ("moins d’une personne sur 10", "fewer than 1 person out of 10"),
            ("a eu froid la nuit", "was cold at night"),
        ),
    ];
    let drawn: Vec<PictogramRow<'_>> = rows
        .iter()
        .filter_map(|(share, words, label, exact)| {
            Some(PictogramRow { label, tenths: Tenths::of(*share)?, words, share: exact, n: "132" })
        })
        .collect();
    let description: Vec<String> = rows.iter().map(|(_, words, label, _)| format!("{words} {label}.")).collect();
    let (label, tenths, share, n) = (
        pick(l, "Ce qui est dit", "What is said"),
        pick(l, "Combien", "How many"),
        pick(l, "Part", "Share"),
        pick(l, "Personnes", "People"),
    );
    let title = pick(l, "Ce que les personnes ont vécu", "What people lived through");
    let chart = Pictogram {
        id: "tenths",
        title: &title,
        description: &description.join(" "),
        rows: &drawn,
        words: PictogramWords { label: &label, tenths: &tenths, share: &share, n: &n },
    };
    shown(
        l,
        &title,
        &pick(l, "132 personnes ont répondu", "132 people answered"),
        &pictogram(&chart),
        &pictogram_table(&chart),
    )
}

/// Units as a funnel: overdispersed, two of them outside, one hidden.
pub(super) fn units(l: Lang) -> Markup {
    let units = [
        ("Addictologie", 26, 34),
        ("Cardiologie", 231, 300),
        ("Chirurgie", 380, 520),
        ("Gériatrie", 70, 96),
        ("Hospitalisation à domicile", 47, 50),
        ("Maternité", 214, 260),
        ("Médecine", 300, 410),
        ("Oncologie", 135, 170),
        ("Pédiatrie", 96, 120),
        ("Pneumologie", 60, 80),
        ("Soins de suite", 118, 160),
        ("Urgences", 290, 610),
    ];
    let shares: Vec<Share> = units.iter().map(|(_, count, n)| Share { count: *count, n: *n }).collect();
    let Some(read) = funnel::of_shares(&shares, None) else { return Markup::default() };
    let hidden = pick(l, "8 personnes ont répondu, il en faut 30", "8 people answered, it takes 30");
    let mut rows: Vec<FunnelRow<'_>> = units.iter().map(|(label, ..)| FunnelRow { label, hidden: None }).collect();
    rows.insert(9, FunnelRow { label: "Pharmacie", hidden: Some(&hidden) });
    let p = |fr: &str, en: &str| pick(l, fr, en);
    let place = |place: Place| match place {
        Place::Usual => p("comme les autres de sa taille", "as others of its size"),
        Place::High => p("plus haut que le hasard n’en fait : à suivre", "higher than chance makes it: to be watched"),
        Place::Low => p("plus bas que le hasard n’en fait : à suivre", "lower than chance makes it: to be watched"),
        Place::VeryHigh => p("bien plus haut : à comprendre", "much higher: to be understood"),
        Place::VeryLow => p("bien plus bas : à comprendre", "much lower: to be understood"),
    };
    let (title, description) = (
        p("Se sont sentis écoutés, par service", "Felt listened to, by unit"),
        p("Un service s’écarte de ce que sa taille explique.", "One unit departs from what its size explains."),
    );
    let (unit, value, n, heading, target) = (
        p("Service", "Unit"),
        p("Part", "Share"),
        p("Réponses", "Answers"),
        p("Lecture", "Reading"),
        p("Ensemble", "Together"),
    );
    let (at_95, at_998) = (p("Limites à 95 %", "Limits at 95%"), p("Limites à 99,8 %", "Limits at 99.8%"));
    let (overdispersed, logarithm, linear) = (
        p(
            "Les services diffèrent plus que le hasard seul : les limites en tiennent compte.",
            "Units differ by more than chance alone: the limits allow for it.",
        ),
        p("Tailles en échelle logarithmique.", "Sizes on a logarithmic scale."),
        p("Tailles en échelle linéaire.", "Sizes on a linear scale."),
    );
    let chart = FunnelChart {
        id: "units",
        title: &title,
        description: &description,
        rows: &rows,
        funnel: &read,
        number: &|share| dates::percent(l, share, 0),
        place: &place,
        words: FunnelWords {
            unit: &unit,
            value: &value,
            n: &n,
            place: &heading,
            target: &target,
            at_95: &at_95,
            at_998: &at_998,
            overdispersed: &overdispersed,
            logarithm: &logarithm,
            linear: &linear,
        },
    };
    shown(
        l,
        &title,
        &p("2 810 personnes ont répondu", "2,810 people answered"),
        &funnel_chart(&chart),
        &funnel_table(&chart),
    )
}

/// Six units on one scale.
pub(super) fn places(l: Lang) -> Markup {
    let p = |fr: &str, en: &str| pick(l, fr, en);
    let units = ["Cardiologie", "Chirurgie", "Gériatrie", "Maternité", "Pédiatrie", "Urgences"];
    let values: Vec<Vec<Option<f64>>> = (0..6u8)
        .map(|unit| {
            let level = |month: u8| match unit {
                1 if month >= 14 => 79.0,
                5 if month >= 17 => 52.0,
                _ => 70.0 - f64::from(unit),
            };
            let value = |month: u8| level(month) + f64::from((month * 7 + unit * 3) % 5) - 2.0;
            (0..24u8).map(|month| (unit != 2 || month != 9).then(|| value(month))).collect()
        })
        .collect();
    let months = months(l);
    let periods: Vec<(&str, &str)> = months.iter().map(|(label, short)| (label.as_str(), short.as_str())).collect();
    let usual = p("comme d’habitude", "as usual");
    let (better, worse) = (
        p("mieux depuis novembre 2025", "better since November 2025"),
        p("moins bien depuis février 2026", "worse since February 2026"),
    );
    let says = |unit: usize| match unit {
        1 => (Reading::Improvement, Some(14), better.as_str()),
        5 => (Reading::Concern, Some(17), worse.as_str()),
        _ => (Reading::Usual, None, usual.as_str()),
    };
    let described: Vec<String> =
        units.iter().enumerate().map(|(at, unit)| format!("{unit} : {}", says(at).2)).collect();
    let panels: Vec<Panel<'_>> = units
        .iter()
        .zip(&values)
        .zip(&described)
        .enumerate()
        .map(|(at, ((title, values), description))| {
            let (reading, since, says) = says(at);
            Panel { title, description, values, reading, since, says }
        })
        .collect();
    let (title, panel, heading, hidden, why) = (
        p("Écoute, par service, sur une même échelle", "Listening, by unit, on one scale"),
        p("Service", "Unit"),
        p("Lecture", "Reading"),
        p("masqué", "hidden"),
        p("Un mois est masqué : il faut 10 réponses.", "One month is hidden: it takes 10 answers."),
    );
    let chart = Multiples {
        id: "places",
        title: &title,
        periods: &periods,
        panels: &panels,
        number: &|score| dates::number(l, score, 0),
        words: MultiplesWords { panel: &panel, reading: &heading, hidden: &hidden, why: &why },
    };
    shown(
        l,
        &title,
        &p("8 102 personnes ont répondu", "8,102 people answered"),
        &multiples_chart(&chart),
        &multiples_table(&chart),
    )
}
