//! What a return is, and the reading of its public text before it goes out.

use std::str::FromStr;

use kernel::{Day, Id, Lang, kinds};
use text::{
    Lists,
    moderation::{self, Ground, Remark},
    plain,
};

/// Longest text of one field, in code points: a return is read standing up, in front of a poster.
pub const LONGEST: usize = 800;

/// Where a return stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// Read by anybody.
    Published,
    /// Taken back after it was published; it can be put right and published again.
    Withdrawn,
}

impl State {
    /// In the order of the pages.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Withdrawn];

    /// The name used in the table and in word keys (`returns-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// The text of a return in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// What people said.
    pub said: String,
    /// What was done.
    pub done: String,
    /// What is still to come, what did not work. May be empty.
    pub more: String,
}

impl Wording {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.fields().iter().all(|(_, text)| text.is_empty())
    }

    /// The three fields with the ends of their names.
    pub fn fields(&self) -> [(&'static str, &str); 3] {
        [("said", &self.said), ("done", &self.done), ("more", &self.more)]
    }

    /// The same without blanks around.
    pub fn trimmed(self) -> Self {
        let trim = |text: String| text.replace("\r\n", "\n").trim().to_owned();
        Self { said: trim(self.said), done: trim(self.done), more: trim(self.more) }
    }
}

/// A return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Its organisation.
    pub org: Id<kinds::Org>,
    /// Its id.
    pub id: Id<kinds::Return>,
    /// The action it tells of.
    pub action: Id<kinds::Action>,
    /// The place it is about.
    pub place: Id<kinds::Place>,
    /// In French.
    pub fr: Wording,
    /// In English; empty when nobody wrote it.
    pub en: Wording,
    /// What it is about, codes of the code book.
    pub themes: Vec<String>,
    /// Where it stands.
    pub state: State,
    /// The day it was drafted, then the day it was published.
    pub day: Day,
    /// Who checked the public text.
    pub checked_by: Option<Id<kinds::Account>>,
    /// How many voices it closed.
    pub closed: i64,
    /// How many voices behind it stayed open when it was published.
    pub left_open: i64,
    /// The day it was taken back and why, while it is.
    pub withdrawn: Option<(Day, String)>,
}

impl Return {
    /// The text for a reader, and the language it is in: French where nobody wrote English.
    pub fn wording(&self, lang: Lang) -> (&Wording, Lang) {
        match lang {
            Lang::En if !self.en.said.is_empty() && !self.en.done.is_empty() => (&self.en, Lang::En),
            _ => (&self.fr, Lang::Fr),
        }
    }
}

/// What stands in a field, and why it must not go out or could be said more simply.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldCheck {
    /// The name of the field: `said_fr`…
    pub field: String,
    /// Its text.
    pub text: String,
    /// How plain it is (hard rule 16).
    pub plain: plain::Report,
    /// Passages that a person should look at.
    pub remarks: Vec<Remark>,
}

impl FieldCheck {
    /// The remarks that keep the text from going out: a person is named or insulted (hard rule 8). The others advise.
    pub fn refusals(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| refuses(remark.ground))
    }

    /// The words of a passage.
    pub fn quoted(&self, span: text::Span) -> String {
        self.text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
    }
}

/// Whether a ground refuses a return. A room, a date or a number may be what people spoke of ("they call me the 208"); a
/// person's name never is.
pub const fn refuses(ground: Ground) -> bool {
    matches!(
        ground,
        Ground::StaffBlamed
            | Ground::StaffNamed
            | Ground::PersonNamed
            | Ground::Swearing
            | Ground::Discrimination
            | Ground::SelfHarm
    )
}

/// Reads every field that is not empty.
pub fn check(wording: &Wording, lang: Lang) -> Vec<FieldCheck> {
    let fields = wording.fields().into_iter().filter(|(_, text)| !text.is_empty());
    fields
        .map(|(name, text)| FieldCheck {
            field: format!("{name}_{}", lang.tag()),
            text: text.to_owned(),
            plain: plain::check(text, lang),
            remarks: moderation::review(text, Lists::french()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<FieldCheck> {
        check(&Wording { said: text.to_owned(), ..Wording::default() }, Lang::Fr)
    }

    #[test]
    fn a_named_nurse_keeps_a_return_from_going_out() {
        let named = said("Vous avez dit : l'infirmière Sophie Martin vous a crié dessus.");
        assert!(named.iter().any(|field| field.refusals().count() > 0), "{named:?}");
    }

    #[test]
    fn a_plain_return_passes_and_a_long_sentence_is_only_advised_against() {
        let plain = said("Vous avez dit : on attend des heures sans rien savoir.");
        assert!(
            plain.iter().all(|field| field.refusals().count() == 0 && field.plain.findings.is_empty()),
            "{plain:?}"
        );
        let long = "Vous avez dit que vous attendiez depuis des heures dans le couloir sans que personne ne vienne vous \
                    dire où vous en étiez ni combien de temps cela durerait encore ce soir-là.";
        let long = said(long);
        assert!(long.iter().all(|field| field.refusals().count() == 0 && !field.plain.findings.is_empty()));
    }

    #[test]
    fn english_readers_get_french_where_nobody_wrote_english() {
        let fr = Wording { said: "a".into(), done: "b".into(), more: String::new() };
        let mut one = Return {
            org: Id::from_i64(1),
            id: Id::from_i64(2),
            action: Id::from_i64(3),
            place: Id::from_i64(4),
            fr: fr.clone(),
            en: Wording::default(),
            themes: Vec::new(),
            state: State::Draft,
            day: "2026-03-01".parse().unwrap(),
            checked_by: None,
            closed: 0,
            left_open: 0,
            withdrawn: None,
        };
        assert_eq!(one.wording(Lang::En), (&fr, Lang::Fr));
        one.en = Wording { said: "c".into(), done: "d".into(), more: String::new() };
        assert_eq!(one.wording(Lang::En).1, Lang::En);
        assert_eq!(one.wording(Lang::Fr).1, Lang::Fr);
    }
}
