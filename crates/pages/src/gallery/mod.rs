//! Every component in every state, on one page: for the eye, for the tests and for whoever writes a page.

use kernel::Lang;
use maud::{Markup, html};

use crate::parts;

/// The gallery in a language: what goes between the frames of a page.
pub fn gallery(lang: Lang) -> Markup {
    let _ = lang;
    html! { (parts::header("Galerie", "")) }
}
