//! De-identification of French text, before anyone reads it (rule 4 of the design).
//!
//! The finders run from the surest to the least sure: addresses of machines (e-mail, links), numbers with a checksum or a
//! fixed form, dates, postal addresses and rooms, then the names of people, which need context. Each claims tokens of
//! the text; the first claim holds. What is masked is replaced by a word in brackets that says what stood there, and one
//! person keeps one number inside one text, so that the story can still be followed.
//!
//! It errs on the side of masking for whatever could reach a person (numbers, addresses), and on the side of reading for
//! ordinary words that are also names. It does not promise that nothing is left: a person can be told by their story
//! alone. The original stays sealed, and a person looks before anything is published.

mod codes;
mod contact;
mod dates;
pub mod doubt;
mod names;
mod numbers;
mod places;
mod sheet;
mod tokens;

pub use tokens::{has_token, without_tokens};

pub(crate) use sheet::Found;
use sheet::Sheet;

use std::borrow::Cow;

use crate::lists::Lists;
use crate::reading::Reading;

/// What was masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaskedKind {
    /// The name of a person, or a part of it.
    Person,
    /// A telephone or fax number, an extension.
    Phone,
    /// An e-mail address.
    Email,
    /// An address of a page or a site.
    Link,
    /// An account on a network.
    Account,
    /// A social security number (numéro d'inscription au répertoire).
    Nir,
    /// A bank account number.
    Iban,
    /// A bank card number.
    Card,
    /// A full date, made coarser.
    Date,
    /// A date of birth.
    BirthDate,
    /// A postal address, a postcode.
    Address,
    /// The town where somebody lives.
    Town,
    /// A number plate.
    Plate,
    /// A room or a bed.
    Room,
    /// Another number: patient, stay, file, membership.
    Number,
    /// A word that may be a name; a coder may release it.
    Unsure,
}

impl MaskedKind {
    /// The stable name, as in the JSON of the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Link => "link",
            Self::Account => "account",
            Self::Nir => "nir",
            Self::Iban => "iban",
            Self::Card => "card",
            Self::Date => "date",
            Self::BirthDate => "birth_date",
            Self::Address => "address",
            Self::Town => "town",
            Self::Plate => "plate",
            Self::Room => "room",
            Self::Number => "number",
            Self::Unsure => "unsure",
        }
    }

    const fn placeholder(self) -> &'static str {
        match self {
            Self::Person => "[PERSONNE]",
            Self::Phone => "[TÉLÉPHONE]",
            Self::Email => "[COURRIEL]",
            Self::Link => "[LIEN]",
            Self::Account => "[COMPTE]",
            Self::Nir => "[NIR]",
            Self::Iban => "[IBAN]",
            Self::Card => "[CARTE BANCAIRE]",
            Self::Date => "[DATE]",
            Self::BirthDate => "[DATE DE NAISSANCE]",
            Self::Address => "[ADRESSE]",
            Self::Town => "[COMMUNE]",
            Self::Plate => "[PLAQUE]",
            Self::Room => "[CHAMBRE]",
            Self::Number => "[NUMÉRO]",
            Self::Unsure => "[MOT MASQUÉ]",
        }
    }
}

/// One masked part: where it stood in the text that was given, in code points (`end` excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Masked {
    /// The first code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// What stood there.
    pub kind: MaskedKind,
}

/// A text that can be read, and what was masked in it, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Redacted {
    /// The readable text.
    pub text: String,
    /// What was masked; offsets of the text that was given, never overlapping.
    pub masked: Vec<Masked>,
}

/// De-identifies `text`. The work is linear in its length, and the same text always gives the same result.
pub fn redact(text: &str, lists: &Lists) -> Redacted {
    let plain = mended(text);
    let reading = Reading::new(&plain, lists);
    let found = find(&reading);
    let people = names::number_people(&reading, &found);
    let mut out = String::with_capacity(text.len() + 32);
    let mut masked = Vec::with_capacity(found.len());
    let mut done = 0;
    for (part, person) in found.iter().zip(people) {
        let (Some(first), Some(last)) = (reading.get(part.first), reading.get(part.last)) else { continue };
        out.push_str(text.get(done..first.bytes.0).unwrap_or(""));
        out.push_str(&shown(part, person));
        done = last.bytes.1;
        masked.push(Masked { start: first.points.0, end: last.points.1, kind: part.kind });
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Redacted { text: out, masked }
}

/// The persons whom a text of a professional names, by the rules alone: offsets in code points, in the order of the text.
///
/// What a patient wrote is masked when in doubt ([`redact`]); what a professional is about to send is theirs to word, and a
/// refusal must be one that they can understand and act on. The model of doubt has no say here.
pub fn persons_named(text: &str, lists: &Lists) -> Vec<Masked> {
    let plain = mended(text);
    let reading = Reading::new(&plain, lists);
    let named = find_by_rules(&reading).into_iter().filter(|part| part.kind == MaskedKind::Person);
    let bounds = |part: Found| Some((reading.get(part.first)?.points.0, reading.get(part.last)?.points.1, part.kind));
    named.filter_map(bounds).map(|(start, end, kind)| Masked { start, end, kind }).collect()
}

/// Letters that a scanner or a hurried hand puts for digits become digits again where they stand among digits ("O6 l2"),
/// and digits in a word become letters ("Mari1yn"). Every character keeps its place and its length.
fn mended(text: &str) -> Cow<'_, str> {
    const ALIKE: [(char, char); 4] = [('O', '0'), ('o', '0'), ('l', '1'), ('I', '1')];
    let digit = |c: char| ALIKE.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, digit)| *digit);
    let letter = |c: char| match c {
        '0' => 'o',
        '1' => 'l',
        other => other,
    };
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = run.trim_end_matches(|c: char| !c.is_alphanumeric());
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        let small = bare.chars().filter(|c| c.is_lowercase()).count();
        if digits > 0 && bare.chars().all(|c| digit(c).is_ascii_digit()) {
            out.extend(run.chars().map(digit));
        } else if digits > 0
            && digits <= 2
            && small >= 3
            && bare.starts_with(char::is_alphabetic)
            && !bare.ends_with(|c: char| c.is_ascii_digit())
        {
            out.extend(run.chars().map(letter));
        } else {
            out.push_str(run);
        }
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// What is to be masked in a text, in its order.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut sheet = by_rules(reading);
    doubt::find(reading, &mut sheet);
    in_order(sheet)
}

/// The same by the rules alone, without the model of doubt.
pub(crate) fn find_by_rules(reading: &Reading<'_>) -> Vec<Found> {
    in_order(by_rules(reading))
}

/// What is to be masked with another model of doubt.
fn find_with(model: &doubt::Model, reading: &Reading<'_>) -> Vec<Found> {
    let mut sheet = by_rules(reading);
    doubt::find_with(model, reading, &mut sheet);
    in_order(sheet)
}

fn in_order(sheet: Sheet) -> Vec<Found> {
    let mut found = sheet.found;
    found.sort_by_key(|part| part.first);
    found
}

fn by_rules(reading: &Reading<'_>) -> Sheet {
    let mut sheet = Sheet::new(reading.tokens.len());
    contact::find(reading, &mut sheet);
    numbers::plates(reading, &mut sheet);
    numbers::find(reading, &mut sheet);
    dates::find(reading, &mut sheet);
    codes::find(reading, &mut sheet);
    numbers::find_announced(reading, &mut sheet);
    places::find(reading, &mut sheet);
    names::find(reading, &mut sheet);
    sheet
}

/// The words in brackets that stand for a masked part.
fn shown(part: &Found, person: Option<usize>) -> String {
    match (part.kind, part.coarse, person) {
        (MaskedKind::Person, _, Some(number)) => format!("[PERSONNE {number}]"),
        (MaskedKind::Date, (Some(month), year), _) => {
            match (dates::MONTHS.get(usize::from(month).wrapping_sub(1)), year) {
                (Some(month), Some(year)) => format!("[{month} {year}]"),
                (Some(month), None) => format!("[{month}]"),
                _ => part.kind.placeholder().to_owned(),
            }
        }
        _ => part.kind.placeholder().to_owned(),
    }
}
