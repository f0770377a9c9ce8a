//! Numbers that come as a file: one line for each place and period of the card's rhythm. All of them are read, or every line that cannot be is told. Pure.

use kernel::Wave;
use organisation::{
    places::Place,
    sheet::{self, Named},
};

use super::{
    model::Rhythm,
    typed::{Entry, entry_of},
};

/// The columns, in the titles of both languages.
const COLUMNS: &[Named] = &[
    ("place", &["lieu", "unite", "service"]),
    ("month", &["mois", "wave", "trimestre", "quarter", "annee", "year", "periode", "period"]),
    ("value", &["valeur", "nombre", "numerateur", "numerator", "number"]),
    ("of", &["sur", "sur-combien", "of-how-many", "denominateur", "denominator"]),
];

/// The heaviest file, in bytes.
pub const HEAVIEST: usize = 1_000_000;
/// The most lines that are told of.
const MOST_PROBLEMS: usize = 50;

/// A line that cannot be read, and why, as a word key. Line 1 is the titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The line.
    pub line: usize,
    /// Why.
    pub key: &'static str,
}

/// The entries of a file, or what is wrong with it. A place is known by its address on posters, its FINESS, or its name where one place
/// alone is called so; the period is written as [`Rhythm::read`] takes it.
pub fn read(
    bytes: &[u8],
    places: &[Place],
    (denominator, rhythm): (bool, Rhythm),
    today: Wave,
) -> Result<Vec<Entry>, Vec<Problem>> {
    let of_file = |key| Err(vec![Problem { line: 1, key }]);
    if bytes.len() > HEAVIEST {
        return of_file("cards-file-heavy");
    }
    let Some(text) = sheet::decoded(bytes) else { return of_file("cards-file-no-text") };
    let mut reader = sheet::reader(&text);
    let titles = reader.headers().map(|titles| sheet::columns(titles, COLUMNS)).unwrap_or_default();
    let mut needed = vec!["place", "month", "value"];
    needed.extend(denominator.then_some("of"));
    if needed.iter().any(|name| !titles.contains(&Some(*name))) {
        return of_file("cards-file-titles");
    }
    let (mut entries, mut problems): (Vec<Entry>, Vec<Problem>) = (Vec::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        let line = at + 2;
        let mut wrong = |key| problems.push(Problem { line, key });
        let Ok(record) = record else {
            wrong("cards-file-line");
            continue;
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let field = |name: &str| {
            let at = titles.iter().position(|title| *title == Some(name));
            at.and_then(|at| record.get(at)).map(sheet::unguarded).unwrap_or_default()
        };
        let (place, wave) = (place_of(field("place"), places), rhythm.read(field("month")));
        match (place, wave) {
            (None, _) => wrong("cards-file-place"),
            (_, Err(key)) => wrong(key),
            (_, Ok(wave)) if wave > today => wrong("cards-typed-future"),
            (Some(place), Ok(wave)) => match entry_of((place, wave), (field("value"), field("of")), denominator) {
                Err(key) => wrong(key),
                Ok(_) if entries.iter().any(|one| one.place == place && one.wave == wave) => wrong("cards-file-twice"),
                Ok(entry) => entries.push(entry),
            },
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if entries.is_empty() && problems.is_empty() {
        return of_file("cards-file-empty");
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

fn place_of(said: &str, places: &[Place]) -> Option<kernel::Id<kernel::kinds::Place>> {
    let said = said.trim();
    let exact = places.iter().find(|place| place.slug == said || place.finess.as_deref() == Some(said));
    if let Some(place) = exact.filter(|_| !said.is_empty()) {
        return Some(place.id);
    }
    let mut named = places.iter().filter(|place| place.name.to_lowercase() == said.to_lowercase());
    match (named.next(), named.next()) {
        (Some(place), None) => Some(place.id),
        _ => None,
    }
}

/// A month as people write it.
pub fn month_of(said: &str) -> Option<Wave> {
    let said = said.trim();
    if let Ok(wave) = said.parse() {
        return Some(wave);
    }
    let (month, year) = said.split_once('/')?;
    format!("{year}-{month:0>2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use kernel::Id;
    use organisation::places::Level;

    use super::*;

    fn place(n: i64, name: &str, slug: &str) -> Place {
        Place {
            org: Id::from_i64(1),
            id: Id::from_i64(n),
            parent: None,
            level: Level::Unit,
            name: name.to_owned(),
            slug: slug.to_owned(),
            finess: (n == 2).then(|| "2A0000012".to_owned()),
            phone: None,
            closed: false,
        }
    }

    fn places() -> Vec<Place> {
        vec![
            place(1, "Cardiologie", "cardio"),
            place(2, "Maternité", "maternite"),
            place(3, "Hôpital de jour", "hdj-a"),
            place(4, "Hôpital de jour", "hdj-b"),
        ]
    }

    fn today() -> Wave {
        "2026-03".parse().unwrap()
    }

    #[test]
    fn a_spreadsheet_from_france_is_read() {
        let text =
            "Lieu;Mois;Numérateur;Dénominateur\r\ncardiologie;02/2026;12;30\r\n2A0000012;2026-01;5;11\r\n;;;\r\n";
        let found = read(text.as_bytes(), &places(), (true, Rhythm::Month), today()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].value, found[0].of, found[1].place), (12.0, Some(30), Id::from_i64(2)));
        let numbers = "place,month,value\ncardio,2026-03,\"2,5\"\n";
        assert_eq!(read(numbers.as_bytes(), &places(), (false, Rhythm::Month), today()).unwrap()[0].value, 2.5);
    }

    #[test]
    fn every_wrong_line_is_told_and_nothing_is_kept() {
        let text = "lieu;mois;nombre;sur\nHôpital de jour;2026-01;1;20\ncardio;2026-13;1;20\ncardio;2026-04;1;20\n\
            cardio;2026-01;30;20\ncardio;2026-02;=1+1;20\ncardio;2026-03;1;20\ncardio;2026-03;2;20\n";
        let problems = read(text.as_bytes(), &places(), (true, Rhythm::Month), today()).unwrap_err();
        let told: Vec<_> = problems.iter().map(|problem| (problem.line, problem.key)).collect();
        assert_eq!(
            told,
            [
                (2, "cards-file-place"),
                (3, "cards-file-month"),
                (4, "cards-typed-future"),
                (5, "cards-typed-more"),
                (6, "cards-typed-not-number"),
                (8, "cards-file-twice"),
            ]
        );
    }

    #[test]
    fn what_is_no_such_file_says_so() {
        let key = |bytes: &[u8]| read(bytes, &places(), (true, Rhythm::Month), today()).unwrap_err()[0].key;
        assert_eq!(key(b"PK\x03\x04"), "cards-file-no-text");
        assert_eq!(key(b"lieu;mois;nombre\n"), "cards-file-titles");
        assert_eq!(key(b"lieu;mois;nombre;sur\n"), "cards-file-empty");
        assert_eq!(key(&vec![b'a'; HEAVIEST + 1]), "cards-file-heavy");
        let many = "lieu;mois;nombre;sur\n".to_owned() + &"x;y;z;t\n".repeat(500);
        assert_eq!(read(many.as_bytes(), &places(), (true, Rhythm::Month), today()).unwrap_err().len(), MOST_PROBLEMS);
    }

    #[test]
    fn a_file_of_quarters_takes_quarters_and_no_month_inside_one() {
        let quarters = |text: &str| read(text.as_bytes(), &places(), (false, Rhythm::Quarter), today());
        let found = quarters("lieu;trimestre;nombre\ncardio;2025-T4;12\ncardio;01/2026;7\n").unwrap();
        assert_eq!(found.iter().map(|one| one.wave.to_string()).collect::<Vec<_>>(), ["2025-10", "2026-01"]);
        let wrong = quarters(
            "lieu;trimestre;nombre\ncardio;2026-02;12\ncardio;2026-T2;1\ncardio;T1 2026;1\ncardio;2026-Q1;1\n",
        );
        let told: Vec<_> = wrong.unwrap_err().iter().map(|problem| (problem.line, problem.key)).collect();
        assert_eq!(told, [(2, "cards-typed-inside-quarter"), (3, "cards-typed-future"), (5, "cards-file-twice")]);
    }
}
