//! Where a sign-in comes from, for counting tries in memory only; it is stored and logged nowhere.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr},
};

use axum::{extract::FromRequestParts, http::request::Parts};

/// The address of whoever signs in, put in the request by the guard of the app in front of `Who::SignIn`. Without it
/// everybody counts as one.
#[derive(Debug, Clone, Copy)]
pub struct Caller(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}
