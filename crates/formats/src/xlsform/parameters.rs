//! The `parameters` column: `start=0 end=10 step=1`.

/// Keys and values, in order; keys in small letters.
pub(crate) type Parameters = Vec<(String, String)>;

/// Reads parameters; none when they are not pairs. Blanks, commas and semicolons stand between pairs, and blanks may
/// stand around an equals sign.
pub(crate) fn parse(text: &str) -> Option<Parameters> {
    let text = text.replace('=', " = ");
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty());
    let mut pairs = Vec::new();
    while let Some(key) = words.next() {
        if key == "=" || words.next() != Some("=") {
            return None;
        }
        let value = words.next().filter(|value| *value != "=")?;
        let key = key.to_lowercase();
        // Labels and values name columns of a file: their capitals count.
        let value = if key == "label" || key == "value" { value.to_owned() } else { value.to_lowercase() };
        pairs.push((key, value));
    }
    Some(pairs)
}

/// The value of a key; the last one stands.
pub(crate) fn value<'p>(parameters: &'p Parameters, key: &str) -> Option<&'p str> {
    parameters.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_with_any_separator() {
        let read = parse("start=0; End = 10,step=1").unwrap();
        assert_eq!(
            (value(&read, "start"), value(&read, "end"), value(&read, "step")),
            (Some("0"), Some("10"), Some("1"))
        );
        assert_eq!(parse(" "), Some(Vec::new()));
        for bad in ["start", "start=", "=1", "a==1", "a=1=2", "a b=1"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
