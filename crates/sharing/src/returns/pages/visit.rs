//! A visit to the public pages: the reader's look, and whether it is on a tablet of the place.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use pages::Look;

/// How somebody looks at the public pages. `?kiosque=1` stays on the links of the front door, so that a tablet of the
/// place never offers what only one's own device should keep.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    /// Language and size.
    pub(super) look: Look,
    /// On a tablet of the place.
    pub(super) kiosk: bool,
}

impl Visit {
    /// An address of our own that keeps all of it.
    pub(super) fn link(self, path: &str) -> String {
        self.look.link(&self.path(path))
    }

    /// The address of a page without language and size, as its head wants it.
    pub(super) fn path(self, path: &str) -> String {
        if !self.kiosk {
            return path.to_owned();
        }
        let (bare, fragment) = path.split_once('#').map_or((path, ""), |(bare, fragment)| (bare, fragment));
        let joint = if bare.contains('?') { '&' } else { '?' };
        let hash = if fragment.is_empty() { "" } else { "#" };
        format!("{bare}{joint}kiosque=1{hash}{fragment}")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query();
        let kiosk = query.unwrap_or_default().split('&').any(|pair| pair == "kiosque=1");
        Ok(Self { look: Look::from_query(query), kiosk })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tablet_stays_a_tablet_on_every_link() {
        let visit = Visit { look: Look::default(), kiosk: true };
        assert_eq!(visit.link("/d/a"), "/d/a?kiosque=1");
        assert_eq!(visit.link("/d/a/raconter?sorte=thanks"), "/d/a/raconter?sorte=thanks&kiosque=1");
        assert_eq!(visit.link("/d/a#recits"), "/d/a?kiosque=1#recits");
        assert_eq!(Visit { kiosk: false, ..visit }.link("/d/a"), "/d/a");
    }
}
