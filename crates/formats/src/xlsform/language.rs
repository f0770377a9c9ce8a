//! The language of a column: `label::Français (fr)` says it; `label::French` is known; anything else gets a private
//! tag, and the report says so.

/// Names of languages that forms are commonly written in, in English, in French and in the language itself.
const KNOWN: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "arabe", "العربية"]),
    ("bg", &["bulgarian", "bulgare", "български"]),
    ("bn", &["bengali", "bengali", "বাংলা"]),
    ("br", &["breton", "brezhoneg"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "tchèque", "čeština"]),
    ("da", &["danish", "danois", "dansk"]),
    ("de", &["german", "allemand", "deutsch"]),
    ("el", &["greek", "grec", "ελληνικά"]),
    ("en", &["english", "anglais"]),
    ("es", &["spanish", "espagnol", "español", "espanol", "castellano"]),
    ("fa", &["persian", "farsi", "dari", "persan", "فارسی"]),
    ("fi", &["finnish", "finnois", "suomi"]),
    ("fr", &["french", "français", "francais"]),
    ("he", &["hebrew", "hébreu"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("ht", &["haitian creole", "créole haïtien", "kreyòl"]),
    ("hu", &["hungarian", "hongrois", "magyar"]),
    ("id", &["indonesian", "indonésien", "bahasa indonesia"]),
    ("it", &["italian", "italien", "italiano"]),
    ("ja", &["japanese", "japonais", "日本語"]),
    ("ko", &["korean", "coréen", "한국어"]),
    ("ln", &["lingala"]),
    ("mg", &["malagasy", "malgache"]),
    ("nl", &["dutch", "néerlandais", "nederlands"]),
    ("no", &["norwegian", "norvégien", "norsk"]),
    ("oc", &["occitan"]),
    ("pl", &["polish", "polonais", "polski"]),
    ("ps", &["pashto", "pachto", "پښتو"]),
    ("pt", &["portuguese", "portugais", "português", "portugues"]),
    ("ro", &["romanian", "roumain", "română"]),
    ("ru", &["russian", "russe", "русский"]),
    ("so", &["somali"]),
    ("sq", &["albanian", "albanais", "shqip"]),
    ("sr", &["serbian", "serbe", "српски"]),
    ("sv", &["swedish", "suédois", "svenska"]),
    ("sw", &["swahili", "kiswahili"]),
    ("ta", &["tamil", "tamoul", "தமிழ்"]),
    ("ti", &["tigrinya", "tigrigna"]),
    ("tr", &["turkish", "turc", "türkçe"]),
    ("uk", &["ukrainian", "ukrainien", "українська"]),
    ("ur", &["urdu", "ourdou", "اردو"]),
    ("vi", &["vietnamese", "vietnamien", "tiếng việt"]),
    ("wo", &["wolof"]),
    ("zh", &["chinese", "chinois", "中文"]),
];

/// A language as a form names it, and its tag (BCP 47).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    /// As the column's header says.
    pub(crate) name: String,
    /// The tag.
    pub(crate) tag: String,
    /// Whether the tag was made up here (`x-...`).
    pub(crate) private: bool,
}

impl Language {
    /// The tag of a name.
    pub(crate) fn named(name: &str) -> Self {
        let name = name.trim();
        if let Some(tag) = in_brackets(name).filter(|tag| is_tag(tag)) {
            return Self { name: name.to_owned(), tag, private: false };
        }
        let lower = name.to_lowercase();
        if let Some((tag, _)) = KNOWN.iter().find(|(_, names)| names.contains(&lower.as_str())) {
            return Self { name: name.to_owned(), tag: (*tag).to_owned(), private: false };
        }
        if is_tag(name) {
            return Self { name: name.to_owned(), tag: name.replace('_', "-"), private: false };
        }
        Self { name: name.to_owned(), tag: private_tag(&lower), private: true }
    }
}

/// The English name of a tag, for the header of a column.
pub(crate) fn english_name(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = KNOWN.iter().find(|(known, _)| *known == primary).and_then(|(_, names)| names.first());
    match known {
        Some(name) => {
            let mut chars = name.chars();
            let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
            format!("{capital} ({tag})")
        }
        None => tag.to_owned(),
    }
}

fn in_brackets(name: &str) -> Option<String> {
    let (_, rest) = name.rsplit_once('(')?;
    let (tag, after) = rest.split_once(')')?;
    after.trim().is_empty().then(|| tag.trim().replace('_', "-"))
}

/// Two or three letters, then parts of two to eight letters or digits.
fn is_tag(text: &str) -> bool {
    let text = text.replace('_', "-");
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// `x-` and parts of at most eight letters: valid by BCP 47, meaningful to this form alone.
fn private_tag(lower: &str) -> String {
    let parts: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>())
        .filter(|part| !part.is_empty())
        .take(4)
        .collect();
    // A name without one Latin letter still needs a tag of its own: the sum of its characters.
    let rest = if parts.is_empty() {
        format!("n{}", lower.chars().fold(0_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(c))) % 9_999_999)
    } else {
        parts.join("-")
    };
    format!("x-{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_in_its_brackets_its_name_or_its_tag() {
        for (name, tag) in
            [("Français (fr)", "fr"), ("French", "fr"), ("EN", "EN"), ("Português (pt-BR)", "pt-BR"), ("english", "en")]
        {
            assert_eq!((Language::named(name).tag.as_str(), Language::named(name).private), (tag, false), "{name}");
        }
        let unknown = Language::named("Langue du Pays");
        assert_eq!((unknown.tag.as_str(), unknown.private), ("x-langue-du-pays", true));
        assert!(Language::named("ꦧꦱ").tag.starts_with("x-n"));
    }
}
