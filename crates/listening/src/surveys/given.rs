//! What each person answered to some questions, for the few numbers that no counter holds: how answers stand together.
//!
//! Nothing else of a row leaves this slice: neither where nor how somebody answered, nor in which order. Whoever takes these
//! answers adds them up; what may be told of the sums is theirs to decide (decision 0014).

use std::{borrow::Cow, collections::HashMap, fmt};

use kernel::{Id, Scope, Wave, kinds};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use spine::db::{Conn, DbError};

use super::store;

/// How many rows are held at once.
const AT_ONCE: usize = 2_000;

/// Gives the codes of each person's answers to some questions, person after person, over whole waves of a campaign: none where a
/// question was not asked, left empty, or has no single coded answer. Without the right to numbers nobody is given.
///
/// The answers come a few thousand at a time, so that a year of a nation takes no more memory than a month of a ward.
pub async fn each_answer(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    waves: &[Wave],
    items: &[String],
    each: &mut (dyn FnMut(&[Option<String>]) + Send),
) -> Result<(), DbError> {
    if !scope.reading().numbers {
        return Ok(());
    }
    let ranks: HashMap<&str, usize> = items.iter().enumerate().map(|(rank, item)| (item.as_str(), rank)).collect();
    let mut codes = vec![None; items.len()];
    for wave in waves {
        let mut after = None;
        loop {
            let rows = store::given(conn, scope, campaign, *wave, after, AT_ONCE).await?;
            for row in &rows {
                codes.fill(None);
                read(&row.given, &ranks, &mut codes)?;
                each(&codes);
            }
            match rows.last() {
                Some(last) if rows.len() == AT_ONCE => after = Some((last.place, last.id)),
                _ => break,
            }
        }
    }
    Ok(())
}

fn read(given: &str, ranks: &HashMap<&str, usize>, codes: &mut [Option<String>]) -> Result<(), DbError> {
    let mut json = serde_json::Deserializer::from_str(given);
    let broken = |_| DbError::Column { column: "given".to_owned(), problem: "not an object of answers" };
    Codes { ranks, codes }.deserialize(&mut json).map_err(broken)
}

/// Takes the codes of the questions that are asked for, and passes over all others.
struct Codes<'a> {
    ranks: &'a HashMap<&'a str, usize>,
    codes: &'a mut [Option<String>],
}

impl<'de> DeserializeSeed<'de> for Codes<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Codes<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by link id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(link) = map.next_key::<Cow<'de, str>>()? {
            match self.ranks.get(&*link).and_then(|rank| self.codes.get_mut(*rank)) {
                Some(slot) => {
                    *slot = match map.next_value::<Value>()? {
                        Value::String(code) => Some(code),
                        _ => None,
                    }
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_is_taken_and_only_single_codes() {
        let ranks = HashMap::from([("v2", 0), ("v\"7", 1), ("several", 2), ("absent", 3)]);
        let mut codes = vec![None; 4];
        let given = r#"{"v1":"yes","v2":"4","v\"7":"no-opinion","several":["a","b"]}"#;
        read(given, &ranks, &mut codes).unwrap();
        assert_eq!(codes, [Some("4".to_owned()), Some("no-opinion".to_owned()), None, None]);
        assert!(read("[]", &ranks, &mut codes).is_err(), "a row that is broken is said to be");
    }
}
