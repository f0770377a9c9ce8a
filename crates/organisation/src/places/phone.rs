//! The telephone number of a place: typed as people write it, stored in one form, shown in another.
//!
//! Stored is the international form without spaces (`+33465710001`, ITU-T E.164), which every telephone can dial from a
//! `tel:` link (RFC 3966); shown is the French form, two digits at a time. Overseas departments have a country code of
//! their own, followed by the same nine digits.

/// France, and the country codes of its overseas departments with the beginnings of the nine digits that are theirs.
const CODES: [(&str, &[&str]); 5] = [
    ("33", &[]),
    ("262", &["262", "263", "269", "639", "692", "693"]),
    ("590", &["590", "690", "691"]),
    ("594", &["594", "694"]),
    ("596", &["596", "696", "697"]),
];

/// A number as it is stored; none when it is no French number. Spaces, dots, dashes, slashes and brackets are let be, and
/// so is the zero of `+33 (0)1`.
pub fn of_typed(typed: &str) -> Option<String> {
    let text: String = typed.chars().filter(|c| !is_between(*c)).collect();
    let abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
    let (given, digits) = match abroad {
        None => ("33", text.strip_prefix('0')?),
        Some(rest) => {
            let (code, digits) = split(rest)?;
            (code, digits.strip_prefix('0').unwrap_or(digits))
        }
    };
    let is_sound = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let code = code_of(digits);
    // Many write +33 for overseas numbers; the other way round it is a mistake.
    (is_sound && (given == "33" || given == code)).then(|| format!("+{code}{digits}"))
}

/// A stored number as people read it in France: ten digits by two, which no end of line parts.
pub fn shown(stored: &str) -> String {
    let Some((_, digits)) = stored.strip_prefix('+').and_then(split) else { return stored.to_owned() };
    let mut out = String::with_capacity(18);
    for (at, digit) in "0".chars().chain(digits.chars()).enumerate() {
        if at > 0 && at % 2 == 0 {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// The country code a number begins with, and the rest.
fn split(number: &str) -> Option<(&'static str, &str)> {
    CODES.iter().find_map(|(code, _)| number.strip_prefix(code).map(|rest| (*code, rest)))
}

fn code_of(digits: &str) -> &'static str {
    let overseas = CODES.iter().find(|(_, starts)| starts.iter().any(|start| digits.starts_with(start)));
    overseas.map_or("33", |(code, _)| code)
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        let ways = [
            "0465710001",
            "04 65 71 00 01",
            "04.65.71.00.01",
            " 04-65-71-00-01 ",
            "04\u{a0}65\u{202f}71/00/01",
            "+33 4 65 71 00 01",
            "+33 (0)4 65 71 00 01",
            "0033 465 710 001",
        ];
        for typed in ways {
            assert_eq!(of_typed(typed).as_deref(), Some("+33465710001"), "{typed}");
        }
        assert_eq!(shown("+33465710001"), "04\u{a0}65\u{a0}71\u{a0}00\u{a0}01");
    }

    #[test]
    fn overseas_numbers_get_the_code_of_their_department() {
        for typed in ["0262 90 50 50", "+262 262 90 50 50", "+33 2 62 90 50 50", "00262 0262 90 50 50"] {
            assert_eq!(of_typed(typed).as_deref(), Some("+262262905050"), "{typed}");
        }
        assert_eq!(shown("+262262905050"), "02\u{a0}62\u{a0}90\u{a0}50\u{a0}50");
        assert_eq!(of_typed("+262 1 45 67 89 01"), None, "Paris is not in La Réunion");
    }

    #[test]
    fn what_is_no_french_number_is_refused() {
        let wrong = [
            "",
            "15",
            "3114",
            "465710001",
            "046571000",
            "04657100011",
            "0065710001",
            "+44 20 7946 0001",
            "+33",
            "04 65 71 00 0x",
            "04 65 71 00 01 poste 12",
            "++33465710001",
            "0465710001;ext=1",
            "٠٤٦٥٧١٠٠٠١",
        ];
        for typed in wrong {
            assert_eq!(of_typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back_the_same() {
        for stored in ["+33199000001", "+596596552000", "+33800123456"] {
            assert_eq!(of_typed(&shown(stored)).as_deref(), Some(stored));
            assert_eq!(of_typed(stored).as_deref(), Some(stored));
        }
    }
}
