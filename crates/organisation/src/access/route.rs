//! Routes that say who may ask them.
//!
//! Every slice lists its routes with [`Route`]; the app builds the router from the lists and puts one guard in front of
//! each. A handler therefore cannot be reached without its row, and the rights matrix (role × route) is read off the same
//! lists by the tests.

use axum::{handler::Handler, http::Method, routing::MethodRouter};
use kernel::Role;
use spine::Platform;

/// Who may ask a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody: no session is read, no log is kept.
    Public,
    /// Somebody on the way to signing in: no asker is needed and no log is kept, but the guard leaves our cookie and puts
    /// the [`Caller`](super::Caller) in the request, because tries are counted.
    SignIn,
    /// Anybody signed in, whatever the hat.
    SignedIn,
    /// These hats.
    Hats(&'static [Role]),
}

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, in axum's form: `/travail/voix/{voice}`.
    pub path: &'static str,
    /// Who may ask it.
    pub who: Who,
    /// What answers.
    pub handler: MethodRouter<Platform>,
}

impl Route {
    /// A page.
    pub fn get<H, T>(path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Platform>,
        T: 'static,
    {
        Self { method: Method::GET, path, who, handler: axum::routing::get(handler) }
    }

    /// A change.
    pub fn post<H, T>(path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Platform>,
        T: 'static,
    {
        Self { method: Method::POST, path, who, handler: axum::routing::post(handler) }
    }
}
