//! What one takes away: the receipt, a QR code.

use kernel::Lang;
use maud::{Markup, Render, html};
use qrcode::{Color, EcLevel, QrCode};

use crate::words::say;

/// The follow-up code in large groups of four, easy to read aloud, to copy and to print. `about` says what it opens and
/// that a lost code cannot be found again.
pub fn receipt(lang: Lang, code: &str, about: impl Render) -> Markup {
    let plain: Vec<char> = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let groups: Vec<String> = plain.chunks(4).map(|group| group.iter().collect()).collect();
    html! {
        section.receipt aria-labelledby="receipt-title" {
            h2 #receipt-title { (say(lang, "kit-receipt-title")) }
            p.receipt-code #receipt-code translate="no" {
                @for (at, group) in groups.iter().enumerate() {
                    @if at > 0 { span.joint { "-" } }
                    span.four { (group) }
                }
            }
            div.receipt-about { (about) }
            div.buttons.on-screen {
                button.button.button-secondary type="button" hidden data-copy="receipt-code"
                    data-done=(say(lang, "kit-receipt-copied")) { (say(lang, "kit-receipt-copy")) }
                button.button.button-quiet type="button" hidden data-print { (say(lang, "kit-receipt-print")) }
            }
        }
    }
}

/// A poster: a title, a sentence, and the QR code of an address, in a [`crate::layout::print()`] frame. `title` is the
/// `h1` of the page.
pub fn poster(lang: Lang, title: impl Render, lead: impl Render, address: &str) -> Markup {
    html! {
        div.poster {
            (super::blocks::welcome(title, lead))
            (qr(lang, address))
        }
    }
}

/// A button that prints the page; shown only where a script can do it (every browser can print by itself).
pub fn print_button(lang: Lang) -> Markup {
    html! { button.button.button-quiet.on-screen type="button" hidden data-print { (say(lang, "kit-print-page")) } }
}

/// A QR code as SVG, dark on white whatever the colours of the page, with the address in letters under it for those
/// whose phone does not read it. An address too long for a code shows in letters alone.
pub fn qr(lang: Lang, address: &str) -> Markup {
    let shown = address.trim_start_matches("https://").trim_start_matches("http://");
    html! {
        figure.qr {
            @if let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) {
                @let (path, side) = modules(&code);
                svg viewBox=(format!("0 0 {side} {side}")) width="240" height="240" role="img" aria-label=(shown)
                    shape-rendering="crispEdges" {
                    rect width=(side) height=(side) fill="#fff" {}
                    path d=(path) fill="#000" {}
                }
            }
            figcaption { (say(lang, "kit-qr-scan")) " " strong translate="no" { (shown) } }
        }
    }
}

/// The dark squares as one path, with the quiet zone of four modules that the standard asks for.
fn modules(code: &QrCode) -> (String, usize) {
    const QUIET: usize = 4;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    (path, width + 2 * QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_reads_in_fours_and_copies_as_one_word() {
        let page = receipt(Lang::Fr, "abcd efgh-jk", "").0;
        assert!(page.contains(r#"<span class="four">abcd</span>"#) && page.contains(r#"<span class="four">jk</span>"#));
    }

    #[test]
    fn a_code_keeps_its_quiet_zone_and_escapes_the_address() {
        let page = qr(Lang::Fr, "https://exemple.fr/q/<x>").0;
        assert!(page.contains("M4 4h1v1h-1z") && page.contains("&lt;x&gt;"), "{page}");
        assert!(!qr(Lang::Fr, &"x".repeat(9000)).0.contains("<svg"));
    }
}
