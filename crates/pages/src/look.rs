//! How a reader wants the pages: language and size. Both travel in the address (`?lang=en&grand=1`), because a public
//! page leaves no cookie behind.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use kernel::Lang;
use maud::{Markup, html};

/// The reader's choices. In an axum handler it is an extractor: `async fn page(look: Look)`. An address that says
/// nothing is in French and in the usual size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The language of the page.
    pub lang: Lang,
    /// Large print.
    pub large: bool,
}

impl Look {
    /// The usual size in a language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang, large: false }
    }

    /// Reads `lang` and `grand` from a query; anything unknown is ignored.
    pub fn from_query(query: Option<&str>) -> Self {
        let mut look = Self::default();
        for pair in query.unwrap_or_default().split('&') {
            match pair.split_once('=') {
                Some(("lang", tag)) => look.lang = tag.parse().unwrap_or_default(),
                Some(("grand", value)) => look.large = value == "1",
                _ => {}
            }
        }
        look
    }

    /// Keeps the choices on an address of our own: see [`link`].
    pub fn link(self, path: &str) -> String {
        link(path, self)
    }

    /// The choices as hidden fields, for a form sent by GET (whose query the browser replaces).
    pub fn hidden(self) -> Markup {
        html! {
            @if self.lang != Lang::default() { input type="hidden" name="lang" value=(self.lang.tag()); }
            @if self.large { input type="hidden" name="grand" value="1"; }
        }
    }
}

impl From<Lang> for Look {
    fn from(lang: Lang) -> Self {
        Self::new(lang)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Look {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_query(parts.uri.query()))
    }
}

/// An address of our own that keeps the reader's language and size. French, the first language, needs no word in the
/// address, so that what is printed on a poster stays short. A query and a fragment already there are kept.
pub fn link(path: &str, look: impl Into<Look>) -> String {
    let look = look.into();
    let (rest, fragment) = path.split_once('#').map_or((path, None), |(rest, fragment)| (rest, Some(fragment)));
    let (bare, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut pairs: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("grand="))
        .collect();
    if look.lang == Lang::En {
        pairs.push("lang=en");
    }
    if look.large {
        pairs.push("grand=1");
    }
    let mut address = bare.to_owned();
    if !pairs.is_empty() {
        address.push('?');
        address.push_str(&pairs.join("&"));
    }
    if let Some(fragment) = fragment {
        address.push('#');
        address.push_str(fragment);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_and_the_size_travel_in_the_address() {
        let look = Look { lang: Lang::En, large: true };
        assert_eq!(link("/suivi", Lang::Fr), "/suivi");
        assert_eq!(link("/suivi?code=1&lang=fr#haut", look), "/suivi?code=1&lang=en&grand=1#haut");
        assert_eq!(link("/suivi?lang=en", Lang::Fr), "/suivi");
        assert_eq!(Look::from_query(Some("a=b&lang=en&grand=1")), look);
        assert_eq!(Look::from_query(Some("lang=xx&grand=oui")), Look::default());
    }
}
