//! Charts over time: counts, scores, rare events, a run chart.

use kernel::Lang;
use maud::{Markup, html};
use measures::{
    attribute::{self, Count, Kind},
    run,
    xmr::{self, Better, Reading, Rule, Settings, Side, Signal},
};

use super::{months, pick, shown};
use crate::{
    charts::{Action, ControlChart, ControlWords, Piece, Read, Slot, State, control_chart, control_table},
    dates,
};

fn reading(l: Lang, reading: Reading) -> String {
    match reading {
        Reading::Usual => pick(l, "variation habituelle", "usual variation"),
        Reading::Improvement => pick(l, "un progrès", "an improvement"),
        Reading::Concern => pick(l, "une alerte", "a concern"),
        Reading::Neither => pick(l, "un changement", "a change"),
    }
}

fn signal(l: Lang, signal: Signal) -> String {
    let (fr, en) = match (signal.rule, signal.side) {
        (Rule::Outside, Side::Up) => ("au-dessus des limites", "above the limits"),
        (Rule::Outside, Side::Down) => ("au-dessous des limites", "below the limits"),
        (Rule::Trend, Side::Up) => ("sept points qui montent", "seven points rising"),
        (Rule::Trend, Side::Down) => ("sept points qui descendent", "seven points falling"),
        (Rule::TwoOfThree, _) => ("deux points sur trois près d’une limite", "two of three points near a limit"),
        (Rule::Run, Side::Up) => ("sept points au-dessus de la moyenne", "seven points above the mean"),
        (Rule::Run, Side::Down) => ("sept points au-dessous de la moyenne", "seven points below the mean"),
    };
    pick(l, fr, en)
}

/// The words that every chart over time has.
struct Said {
    period: String,
    value: String,
    n: String,
    reading: String,
    actions: String,
    centre: String,
    lower: String,
    upper: String,
    band: String,
    stepped: String,
    trial: String,
    no_limits: String,
    target: String,
    anew: String,
    hidden: String,
}

impl Said {
    fn of(l: Lang, value: (&str, &str)) -> Self {
        let p = |fr: &str, en: &str| pick(l, fr, en);
        Self {
            period: p("Mois", "Month"),
            value: p(value.0, value.1),
            n: p("Personnes", "People"),
            reading: p("Lecture", "Reading"),
            actions: p("Ce qui a été fait", "What was done"),
            centre: p("Moyenne", "Mean"),
            lower: p("Limite basse", "Lower limit"),
            upper: p("Limite haute", "Upper limit"),
            band: p("Variation habituelle", "Usual variation"),
            stepped: p("plus large quand moins de personnes ont répondu", "wider where fewer people answered"),
            trial: p("Limites d’essai : moins de 12 points.", "Trial limits: fewer than 12 points."),
            no_limits: p("Trop peu de points pour des limites.", "Too few points for limits."),
            target: p("Objectif", "Target"),
            anew: p("Nouveau calcul", "Computed anew"),
            hidden: p("masqué ; le tableau dit pourquoi", "hidden; the table says why"),
        }
    }

    fn words(&self) -> ControlWords<'_> {
        ControlWords {
            period: &self.period,
            value: &self.value,
            n: &self.n,
            reading: &self.reading,
            actions: &self.actions,
            centre: &self.centre,
            lower: &self.lower,
            upper: &self.upper,
            band: &self.band,
            stepped: &self.stepped,
            trial: &self.trial,
            no_limits: &self.no_limits,
            target: &self.target,
            anew: &self.anew,
            hidden: &self.hidden,
        }
    }
}

/// How a chart over time differs from the others of the gallery.
struct Over<'a> {
    id: &'a str,
    title: String,
    description: String,
    said: Said,
    states: &'a [State<'a>],
    pieces: &'a [Piece<'a>],
    within: Option<(f64, f64)>,
    target: Option<f64>,
    actions: &'a [Action<'a>],
    also: &'a [&'a str],
    number: &'a dyn Fn(f64) -> String,
    n: String,
    /// The names of the slots, where these are not months.
    events: Vec<(String, String)>,
}

fn over_time(l: Lang, over: &Over<'_>) -> Markup {
    let months = if over.events.is_empty() { months(l) } else { over.events.clone() };
    let slots: Vec<Slot<'_>> =
        months.iter().zip(over.states).map(|((label, short), state)| Slot { label, short, state: *state }).collect();
    let chart = ControlChart {
        id: over.id,
        title: &over.title,
        description: &over.description,
        slots: &slots,
        pieces: over.pieces,
        within: over.within,
        target: over.target,
        actions: over.actions,
        also: over.also,
        number: over.number,
        reading: &|one| reading(l, one),
        signal: &|one| signal(l, one),
        words: over.said.words(),
    };
    html! {
        p { (over.description) }
        (shown(l, &over.title, &over.n, &control_chart(&chart), &control_table(&chart)))
    }
}

/// A P chart: steps, a hidden month, a provisional one, a target, what was done, a signal.
pub(super) fn shares(l: Lang) -> Markup {
    let events = [16, 18, 17, 15, 21, 13, 19, 21, 18, 16, 8, 23, 14, 29, 8, 19, 11, 9, 12, 7, 10, 9, 3];
    let n = [62, 55, 71, 48, 90, 38, 82, 66, 74, 51, 34, 80, 60, 95, 30, 66, 70, 64, 81, 52, 77, 58, 22];
    let people: Vec<(u32, u64)> = events.into_iter().zip(n).collect();
    let counts: Vec<Count> =
        people.iter().map(|(events, n)| Count { events: f64::from(*events), n: *n as f64 }).collect();
    let Ok(read) = attribute::chart(Kind::P, &counts, Some(Better::Lower)) else { return html! {} };
    let hidden = pick(l, "6 personnes ont répondu, il en faut 10", "6 people answered, it takes 10");
    let open = pick(l, "provisoire : le mois n’est pas clos", "provisional: the month is open");
    let mut states: Vec<State<'_>> = people.iter().map(|(_, n)| State::Shown { n: *n }).collect();
    states.insert(11, State::Hidden(&hidden));
    if let Some(last) = states.last_mut() {
        *last = State::Provisional { n: 22, why: &open };
    }
    let done = [
        pick(l, "Un écran annonce l’attente", "A screen tells the waiting time"),
        pick(l, "Une personne passe toutes les heures", "Somebody comes by every hour"),
    ];
    let actions = [Action { slot: 13, text: &done[0] }, Action { slot: 16, text: &done[1] }];
    let also = pick(
        l,
        "Carte P : chaque mois est tenu à ses propres limites.",
        "P chart: each month is held to its own limits.",
    );
    over_time(
        l,
        &Over {
            id: "waiting",
            title: pick(l, "Ont attendu sans savoir pourquoi", "Waited without knowing why"),
            description: pick(
                l,
                "Moins de personnes attendent sans savoir pourquoi depuis l’hiver 2025.",
                "Fewer people wait without knowing why since the winter of 2025.",
            ),
            said: Said::of(l, ("Part", "Share")),
            states: &states,
            pieces: &[Piece { from: 0, read: Read::Counts(&read), reason: "" }],
            within: Some((0.0, 1.0)),
            target: Some(0.15),
            actions: &actions,
            also: &[&also],
            number: &|share| dates::percent(l, share, 0),
            n: pick(l, "1 426 personnes ont répondu", "1,426 people answered"),
            events: Vec::new(),
        },
    )
}

/// An XmR chart of which the limits were computed anew; the new ones are trial limits.
pub(super) fn scores(l: Lang) -> Markup {
    let before = [61., 64., 60., 63., 62., 65., 61., 63., 60., 64., 62., 61., 63., 62.];
    let after = [72., 74., 71., 75., 73., 72., 75., 74., 73., 76.];
    let settings = Settings { better: Some(Better::Higher), ..Settings::default() };
    let (Ok(first), Ok(second)) = (xmr::xmr(&before, &settings), xmr::xmr(&after, &settings)) else {
        return html! {};
    };
    let reason = pick(l, "le service a déménagé dans des chambres seules", "the unit moved to single rooms");
    let pieces = [
        Piece { from: 0, read: Read::Individuals(&first), reason: "" },
        Piece { from: 14, read: Read::Individuals(&second), reason: &reason },
    ];
    over_time(
        l,
        &Over {
            id: "rest",
            title: pick(l, "Repos la nuit, score de 0 à 100", "Rest at night, score from 0 to 100"),
            description: pick(
                l,
                "Le repos varie comme d’habitude, avant comme après le déménagement.",
                "Rest varies as usual, before the move and after it.",
            ),
            said: Said::of(l, ("Score", "Score")),
            states: &[State::Shown { n: 58 }; 24],
            pieces: &pieces,
            within: Some((0.0, 100.0)),
            target: None,
            actions: &[],
            also: &[],
            number: &|score| dates::number(l, score, 0),
            n: pick(l, "1 392 personnes ont répondu", "1,392 people answered"),
            events: Vec::new(),
        },
    )
}

/// A T chart: days between falls.
pub(super) fn between(l: Lang) -> Markup {
    let days = [12., 30., 7., 22., 15., 41., 9., 18., 25., 13., 20., 16., 28., 11., 19., 160.];
    let Ok(read) = attribute::t_chart(&days, Some(Better::Higher)) else { return html! {} };
    let said = Said {
        period: pick(l, "Chute", "Fall"),
        ..Said::of(l, ("Jours depuis la précédente", "Days since the one before"))
    };
    over_time(
        l,
        &Over {
            id: "falls",
            title: pick(l, "Jours entre deux chutes", "Days between two falls"),
            description: pick(
                l,
                "La dernière attente a été bien plus longue que d’habitude : c’est un progrès.",
                "The last quiet was much longer than usual: an improvement.",
            ),
            said,
            states: &[State::Shown { n: 1 }; 16],
            pieces: &[Piece { from: 0, read: Read::Between(&read), reason: "" }],
            within: None,
            target: None,
            actions: &[],
            also: &[],
            number: &|days| dates::number(l, days, 0),
            n: pick(l, "16 chutes déclarées", "16 falls declared"),
            events: (1..=16).map(|at| (format!("{} {at}", pick(l, "chute", "fall")), at.to_string())).collect(),
        },
    )
}

/// A run chart with a shift.
pub(super) fn median(l: Lang) -> Markup {
    let values: Vec<f64> = (0..18).map(|at| f64::from(54 + at * 7 % 5 + if at < 9 { 0 } else { 6 })).collect();
    let Some(read) = run::run_chart(&values, None) else { return html! {} };
    let says = format!(
        "{} {} ; {} {}.",
        pick(l, "Plus longue suite d’un côté de la médiane :", "Longest run on one side of the median:"),
        read.longest,
        pick(l, "le hasard en fait jusqu’à", "chance makes up to"),
        read.longest_usual
    );
    let said = Said {
        centre: pick(l, "Médiane", "Median"),
        no_limits: pick(l, "Sans limites : une courbe de suivi.", "No limits: a run chart."),
        ..Said::of(l, ("Score", "Score"))
    };
    over_time(
        l,
        &Over {
            id: "meals",
            title: pick(l, "Les repas, score de 0 à 100", "Meals, score from 0 to 100"),
            description: pick(
                l,
                "Le score a changé de niveau : plus de points d’un côté que le hasard n’en fait.",
                "The score has shifted: more points on one side than chance makes.",
            ),
            said,
            states: &[State::Shown { n: 44 }; 18],
            pieces: &[Piece { from: 0, read: Read::Run { chart: &read, values: &values, says: &says }, reason: "" }],
            within: Some((0.0, 100.0)),
            target: None,
            actions: &[],
            also: &[],
            number: &|score| dates::number(l, score, 0),
            n: pick(l, "792 personnes ont répondu", "792 people answered"),
            events: Vec::new(),
        },
    )
}
