//! Public addresses of places.

/// The shortest and the longest address.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=60;

/// An address made of a name: lower case, without accents, words joined by dashes. May be empty.
pub fn of_name(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match folded(c) {
            Some(plain) => slug.push_str(plain),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None => slug.push('-'),
        }
    }
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(*LENGTH.end()).collect::<String>().trim_end_matches('-').to_owned()
}

const fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' | 'ì' => "i",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ÿ' | 'ý' => "y",
        'ç' => "c",
        'ñ' => "n",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// Whether a text can be the address of a place as it is.
pub fn is_sound(text: &str) -> bool {
    LENGTH.contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The address itself, or with the first number that makes it free.
pub fn made_free(wanted: &str, taken: &dyn Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let stem: String = wanted.chars().take(LENGTH.end() - 6).collect();
    (2u32..).map(|n| format!("{stem}-{n}")).find(|slug| !taken(slug)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses_one_can_type() {
        assert_eq!(of_name("Médecine & Cœur – 2ᵉ étage"), "medecine-coeur-2-etage");
        assert_eq!(of_name("  «»  "), "");
        assert!(is_sound(&of_name(&"É".repeat(300))));
        assert!(!is_sound("a") && !is_sound("-ab") && !is_sound("Ab") && !is_sound("a/b"));
    }

    #[test]
    fn a_taken_address_gets_a_number() {
        let taken = |slug: &str| matches!(slug, "maternite" | "maternite-2");
        assert_eq!(made_free("maternite", &taken), "maternite-3");
        assert_eq!(made_free("urgences", &taken), "urgences");
    }
}
