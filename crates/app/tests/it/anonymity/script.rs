//! Who is invited, what they will answer and when: written before anything happens, so that it is known for certain.

use std::collections::HashSet;

use instruments::{Answer, Answers, Instrument, Kind as ItemKind};
use kernel::{Chance, Day, Id, SeededChance, Wave, kinds};
use organisation::places::Level;

use crate::world::World;

/// One hour in milliseconds.
pub const HOUR: i64 = 3_600_000;
/// The words of long comments: plain, so that nothing of them is masked.
const WORDS: [&str; 24] = [
    "le repas",
    "était",
    "tiède",
    "et",
    "la chambre",
    "assez",
    "calme",
    "pendant",
    "la nuit",
    "mais",
    "personne",
    "ne",
    "venait",
    "vite",
    "quand",
    "on",
    "sonnait",
    "trois fois",
    "alors",
    "que",
    "tout",
    "semblait",
    "bien",
    "organisé",
];

/// The campaigns of the scenario, by what they are there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Survey {
    /// Five to twenty answers a place and wave, and a few places with many more.
    Main,
    /// Eight answers in all, at places of the first: too few to be read.
    Small,
    /// Eleven answers in one wave and three in the next: the second wave must not be told from the first.
    Uneven,
}

impl Survey {
    pub const ALL: [Self; 3] = [Self::Main, Self::Small, Self::Uneven];
}

/// One invited person.
#[derive(Debug, Clone)]
pub struct Invited {
    pub survey: Survey,
    pub address: String,
    pub place: Id<kinds::Place>,
    pub wave: Wave,
    pub answers: Answers,
    pub comment: Option<String>,
    /// When the questionnaire is opened, in milliseconds from the start; none for those who never do.
    pub begins: Option<i64>,
    /// When it is sent; none for those who leave it.
    pub sends: Option<i64>,
}

impl Invited {
    /// The day they left: late in the month, or early in the month that is running, so that letters can leave at once.
    pub fn discharged(&self) -> Day {
        let is_running = self.wave.to_string() == "2026-03";
        self.wave.first_day().plus_days(if is_running { 1 } else { 24 })
    }

    /// By what its comment is recognised wherever it stands.
    pub fn mark(&self) -> Option<String> {
        self.comment.as_deref().and_then(marked).map(str::to_owned)
    }
}

/// The digits, in words.
const DIGITS: [&str; 10] = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"];

/// The beginning by which a comment of the scenario is recognised: `Remarque numéro deux trois du service`.
pub fn marked(text: &str) -> Option<&str> {
    let end = text.find(" du service")? + " du service".len();
    text.starts_with("Remarque num").then(|| &text[..end])
}

/// The people of a scenario, in no particular order.
pub struct Script {
    pub people: Vec<Invited>,
    chance: SeededChance,
    seen: HashSet<Vec<String>>,
    days: i64,
}

impl Script {
    /// `answers` from places with five to twenty of them a wave, an eighth more from places with many, the two other
    /// surveys, and one in ten who does not answer; over some days.
    pub async fn write(world: &World, instrument: &Instrument, answers: usize, days: i64) -> Self {
        let mut script = Self { people: Vec::new(), chance: SeededChance::new(99), seen: HashSet::new(), days };
        let waves = ["2026-01", "2026-02", "2026-03"].map(|w| w.parse::<Wave>().expect("a wave"));
        let mut units = Vec::new();
        while script.people.len() < answers + answers / 8 {
            let n = units.len();
            let pole = world.place(Some(world.site), Level::Pole, &format!("Pôle {n}"), &format!("pole-{n}")).await;
            for at in 0..4 {
                let (name, slug) = (format!("Unité {}", n + at), format!("unite-{}", n + at));
                let place = world.place(Some(pole), Level::Unit, &name, &slug).await;
                units.push(place);
                let many = script.people.len() >= answers;
                let most = if many { answers + answers / 8 } else { answers };
                for wave in waves {
                    let size = if many { 30 + script.below(31) } else { 5 + script.below(16) };
                    for _ in 0..size.min(most.saturating_sub(script.people.len())) {
                        script.add(instrument, Survey::Main, place, wave, true);
                    }
                }
            }
        }
        for number in 0..answers / 10 {
            let (place, wave) = (units[number % units.len()], waves[number % 3]);
            script.add(instrument, Survey::Main, place, wave, false);
        }
        let [late, last] = ["2026-02", "2026-03"].map(|w| w.parse::<Wave>().expect("a wave"));
        for number in 0..8 {
            script.add(instrument, Survey::Small, units[number % 3], last, true);
        }
        for number in 0..14 {
            let wave = if number < 11 { late } else { last };
            script.add(instrument, Survey::Uneven, units[number % 3], wave, true);
        }
        (&mut script.chance as &mut dyn Chance).shuffle(&mut script.people);
        script
    }

    fn below(&mut self, bound: u64) -> usize {
        self.chance.below(bound) as usize
    }

    fn add(&mut self, instrument: &Instrument, survey: Survey, place: Id<kinds::Place>, wave: Wave, sends: bool) {
        let number = self.people.len();
        // Between eight and twenty-two o'clock, to the millisecond; the questionnaire is open for up to an hour and a half.
        let end = self.below(self.days as u64) as i64 * 24 * HOUR + 2 * HOUR + self.below(12 * HOUR as u64) as i64;
        let begin = end - 1_000 - self.below(90 * 60_000) as i64;
        let leaves = self.below(2) == 0;
        let comment = (survey != Survey::Main || self.below(3) == 0).then(|| self.comment(number));
        let answers = self.answers(instrument);
        self.people.push(Invited {
            survey,
            address: format!("canari-{number}@patients.example"),
            place,
            wave,
            answers,
            comment,
            begins: (sends || leaves).then_some(begin),
            sends: sends.then_some(end),
        });
    }

    /// From a few words to four thousand characters.
    fn comment(&mut self, number: usize) -> String {
        // In words: a number of five digits may be a postcode and letters may spell a name, which are masked.
        let word = |digit: u8| DIGITS[usize::from(digit - b'0')];
        let number: Vec<&str> = number.to_string().bytes().map(word).collect();
        let mut text = format!("Remarque numéro {} du service", number.join(" "));
        let most = match self.below(10) {
            0..=5 => 60,
            6..=8 => 400,
            _ => 1_500 + self.below(2_400),
        };
        // Each digit counts for one letter, however long its word is.
        let mut length = "Remarque numéro  du service".chars().count() + number.len();
        while length < most {
            text.push(' ');
            let word = WORDS[self.below(WORDS.len() as u64)];
            length += 1 + word.chars().count();
            text.push_str(word);
        }
        text
    }

    /// Answers that nobody else gives, so that the test knows whose row is whose.
    fn answers(&mut self, instrument: &Instrument) -> Answers {
        loop {
            let mut answers = Answers::new();
            let mut codes = Vec::new();
            for item in instrument.questions().filter(|item| item.kind == ItemKind::Choice) {
                let choice = &item.choices[self.chance.below(item.choices.len() as u64) as usize];
                answers.set(item.link_id.clone(), Answer::Choice(choice.code.clone()));
                codes.push(choice.code.clone());
            }
            if self.seen.insert(codes) {
                return answers;
            }
        }
    }
}
