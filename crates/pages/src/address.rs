//! Text in an address.

/// A text in an address (RFC 3986, section 2.1): what is neither a letter, a digit, a hyphen, a dot nor an underscore is
/// written as its bytes.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
