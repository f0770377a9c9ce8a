//! A signed-in person wearing a hat.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::Html,
};
use kernel::{Day, Id, Lang, Personal, Role, Scope, kinds};
use maud::Markup;
use pages::Look;

use super::menu;

/// A role held on a place between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hat {
    /// The grant's id.
    pub grant: Id<kinds::Grant>,
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The role.
    pub role: Role,
    /// The place it is held on; everything under it is included.
    pub place: Id<kinds::Place>,
    /// The place's name, for the menu.
    pub place_name: String,
    /// The first day.
    pub from: Day,
    /// The last day, open when none.
    pub to: Option<Day>,
}

/// A signed-in person acting under one named hat. Put in the request by the guard of the app; handlers take it as an
/// argument.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The account.
    pub account: Id<kinds::Account>,
    /// The name shown in the corner of the work pages.
    pub name: Personal<String>,
    /// The language the account prefers.
    pub lang: Lang,
    /// The hat worn now.
    pub hat: Hat,
    /// Every hat held today.
    pub hats: Vec<Hat>,
    /// What this hat may see.
    pub scope: Scope,
}

impl Asker {
    /// The role of the hat worn.
    pub const fn role(&self) -> Role {
        self.hat.role
    }

    /// The organisation acted for.
    pub const fn org(&self) -> Id<kinds::Org> {
        self.hat.org
    }

    /// Whether the hat worn is one of these and reaches the place.
    pub fn is_one_of(&self, roles: &[Role], place: Id<kinds::Place>) -> bool {
        roles.contains(&self.hat.role) && self.scope.reaches(place)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        // The guard put it there. Without the guard nobody is anybody.
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::UNAUTHORIZED)
    }
}

/// An asker and how they want the pages: what the handler of a work page usually takes. An address that names no language
/// is in the account's own.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who asks.
    pub asker: Asker,
    /// Language and size.
    pub look: Look,
}

impl Desk {
    /// The language of the page.
    pub const fn lang(&self) -> Lang {
        self.look.lang
    }

    /// A whole work page: the frame, the menu, the body (which holds the `h1`). `path` is the page's own address.
    pub fn page(&self, title: impl Into<String>, path: &str, body: Markup) -> Html<String> {
        Html(menu::page(&self.asker, self.look, title, path, body).into_string())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Desk {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let asker = Asker::from_request_parts(parts, state).await?;
        let query = parts.uri.query();
        let mut look = Look::from_query(query);
        if !query.unwrap_or_default().split('&').any(|pair| pair.starts_with("lang=")) {
            look.lang = asker.lang;
        }
        Ok(Self { asker, look })
    }
}
