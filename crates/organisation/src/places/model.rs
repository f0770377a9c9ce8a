//! What a place is.

use std::str::FromStr;

use kernel::{Id, kinds};

/// The level of a place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A territory (GHT, CPTS): several organisations.
    Territory,
    /// A legal organisation (FINESS juridique).
    Organisation,
    /// A geographic site (FINESS géographique).
    Site,
    /// A pole of a site.
    Pole,
    /// A unit, ward or practice.
    Unit,
}

impl Level {
    /// From the top down.
    pub const ALL: [Self; 5] = [Self::Territory, Self::Organisation, Self::Site, Self::Pole, Self::Unit];

    /// The name used in tables and word keys (`level-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Organisation => "organisation",
            Self::Site => "site",
            Self::Pole => "pole",
            Self::Unit => "unit",
        }
    }
}

impl FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|l| l.code() == text).ok_or(())
    }
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The organisation it belongs to.
    pub org: Id<kinds::Org>,
    /// Its id.
    pub id: Id<kinds::Place>,
    /// The place above, none for the root.
    pub parent: Option<Id<kinds::Place>>,
    /// Its level.
    pub level: Level,
    /// Its name, as people know it.
    pub name: String,
    /// Its public address: `/d/<slug>`. Unique in the installation, never changed once printed.
    pub slug: String,
    /// FINESS: nine characters, letters possible (Corsica), kept as text. Juridique or géographique by level.
    pub finess: Option<String>,
    /// Its telephone number, as [`super::phone::of_typed`] writes it: shown at its front door and on its poster.
    pub phone: Option<String>,
    /// Whether it is closed.
    pub closed: bool,
}

/// Places in the order of the tree, each with its depth below the first ones; a place whose parent is not in the list
/// stands at the top.
pub fn nested(places: &[Place]) -> Vec<(usize, &Place)> {
    let mut below: std::collections::HashMap<Option<Id<kinds::Place>>, Vec<&Place>> = std::collections::HashMap::new();
    let here: std::collections::HashSet<_> = places.iter().map(|place| place.id).collect();
    for place in places {
        below.entry(place.parent.filter(|parent| here.contains(parent))).or_default().push(place);
    }
    for list in below.values_mut() {
        list.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    }
    let mut out = Vec::with_capacity(places.len());
    let mut stack: Vec<(usize, &Place)> =
        below.remove(&None).unwrap_or_default().into_iter().map(|p| (0, p)).rev().collect();
    while let Some((depth, place)) = stack.pop() {
        out.push((depth, place));
        let under = below.remove(&Some(place.id)).unwrap_or_default();
        stack.extend(under.into_iter().rev().map(|place| (depth + 1, place)));
    }
    out
}

/// Choices of a place for a drop-down list, set in by their depth; closed places are left out.
pub fn choices(places: &[Place]) -> Vec<(String, String)> {
    let open: Vec<Place> = places.iter().filter(|place| !place.closed).cloned().collect();
    nested(&open)
        .into_iter()
        .map(|(depth, place)| (place.id.to_string(), format!("{}{}", "\u{a0}\u{a0}\u{a0}".repeat(depth), place.name)))
        .collect()
}

/// A name as it is stored: trimmed, one line, at most 120 characters; none when nothing is left.
pub fn name_of(typed: &str) -> Option<String> {
    let text = typed.trim();
    let sound = !text.is_empty() && text.chars().count() <= 120 && !text.chars().any(char::is_control);
    sound.then(|| text.to_owned())
}

/// A FINESS number as it is stored: nine characters, digits but for the letter of Corsica (2A, 2B); none when it is none.
pub fn finess_of(typed: &str) -> Option<String> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let sound = text.len() == 9
        && text.char_indices().all(|(at, c)| c.is_ascii_digit() || (at == 1 && matches!(c, 'A' | 'B')))
        && (text.as_bytes().get(1).is_some_and(u8::is_ascii_digit) || text.starts_with('2'));
    sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finess_is_nine_characters_with_a_letter_in_corsica_only() {
        assert_eq!(finess_of("75 010 012 5").as_deref(), Some("750100125"));
        assert_eq!(finess_of("2b0000012").as_deref(), Some("2B0000012"));
        for bad in ["", "75010012", "7501001255", "7A0100125", "75010012X", "７５０１００１２５"] {
            assert_eq!(finess_of(bad), None, "{bad}");
        }
    }
}
