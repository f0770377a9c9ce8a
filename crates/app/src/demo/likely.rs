//! A small generative model of answers: what one person is likely to tick.
//!
//! Behind each answer stands a number: how good this person finds things in general (so that the answers of one person
//! hang together), plus the unit, plus the question, plus the month, plus what an action changed, plus chance. The number
//! falls into the categories of the question; they are cut so that most answers are good, as they are everywhere.

use instruments::{Answer, Answers};
use kernel::Chance;

/// How an answer is written down.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// `never` to `always`.
    Frequency,
    /// `1` to `5`, half of them 4 and a third 5.
    Rating,
    /// `1` to `5` of I-SATIS, whose middle is "good".
    Satisfaction,
    /// `yes` or `no`.
    Yes,
}

/// A question as the model sees it.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Its link id.
    pub link: &'static str,
    /// How its answers are written down.
    pub form: Form,
    /// How good answers are in general.
    pub level: f64,
    /// Of a thousand people, how many are not concerned, with the code.
    pub aside: (u64, &'static str),
    /// Of a thousand people, how many do not know or have no opinion, with the code.
    pub unsure: (u64, &'static str),
}

/// A person who answers.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// How good they find things in general, around 0.
    pub mood: f64,
    /// Of a thousand questions, how many they leave blank.
    pub blank: u64,
}

impl Person {
    /// Somebody.
    pub fn met(chance: &mut dyn Chance) -> Self {
        let mood = 0.85 * normal(chance);
        // Most people answer everything; some leave a question out now and then; a few leave much out.
        let blank = match chance.below(10) {
            0..6 => 0,
            6..9 => 25,
            _ => 160,
        };
        Self { mood, blank }
    }

    /// Answers one question, or leaves it blank. `shift` is what the unit, the month and the actions make of it.
    pub fn answer(&self, chance: &mut dyn Chance, question: &Question, shift: f64, answers: &mut Answers) {
        let draw = chance.below(1000);
        let hidden = question.level + self.mood + shift + 0.75 * normal(chance);
        if draw < self.blank {
            return;
        }
        let of_kinds = chance.below(1000);
        let code = if of_kinds < question.aside.0 {
            question.aside.1
        } else if of_kinds < question.aside.0 + question.unsure.0 {
            question.unsure.1
        } else {
            code(question.form, hidden)
        };
        answers.set(question.link, Answer::Choice(code.to_owned()));
    }
}

fn code(form: Form, hidden: f64) -> &'static str {
    let (cuts, codes): (&[f64], &[&'static str]) = match form {
        Form::Frequency => (&[-2.1, -1.1, 0.0], &["never", "sometimes", "often", "always"]),
        Form::Rating => (&[-2.4, -1.7, -0.9, 0.5], &["1", "2", "3", "4", "5"]),
        Form::Satisfaction => (&[-2.5, -1.6, -0.4, 0.8], &["1", "2", "3", "4", "5"]),
        Form::Yes => (&[-0.6], &["no", "yes"]),
    };
    let at = cuts.iter().filter(|cut| hidden > **cut).count();
    codes.get(at).copied().unwrap_or("dont-know")
}

/// A draw of the standard normal distribution (Box and Muller).
pub fn normal(chance: &mut dyn Chance) -> f64 {
    let radius = (-2.0 * (1.0 - chance.unit()).ln()).sqrt();
    radius * (std::f64::consts::TAU * chance.unit()).cos()
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    const ASKED: Question =
        Question { link: "v4", form: Form::Frequency, level: 0.3, aside: (0, ""), unsure: (30, "dont-know") };

    fn always(shift: f64) -> f64 {
        let mut chance = SeededChance::new(9);
        let mut good = 0;
        for _ in 0..4000 {
            let mut answers = Answers::new();
            Person::met(&mut chance).answer(&mut chance, &ASKED, shift, &mut answers);
            good += i32::from(answers.get("v4") == Some(&Answer::Choice("always".to_owned())));
        }
        f64::from(good) / 4000.0
    }

    #[test]
    fn most_answers_are_good_and_a_shift_moves_them() {
        let (before, after) = (always(0.0), always(0.8));
        assert!((0.5..0.7).contains(&before), "{before}");
        assert!(after - before > 0.15, "{before} {after}");
    }

    #[test]
    fn the_answers_of_one_person_hang_together() {
        let mut chance = SeededChance::new(11);
        let mut same = 0;
        for _ in 0..2000 {
            let mut answers = Answers::new();
            let person = Person::met(&mut chance);
            person.answer(&mut chance, &ASKED, 0.0, &mut answers);
            person.answer(&mut chance, &Question { link: "v6", ..ASKED }, 0.0, &mut answers);
            let is_good = |link| answers.get(link) == Some(&Answer::Choice("always".to_owned()));
            same += i32::from(is_good("v4") == is_good("v6"));
        }
        assert!(same > 1250, "two strangers agree about 1030 times: {same}");
    }
}
