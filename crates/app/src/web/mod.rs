//! The router, and what stands before every handler.
//!
//! From the outside in: security headers and readable error pages ([`answer`]), limits on what is asked ([`limits`]),
//! the check of where a change comes from ([`origin`]), then for each route the guard who reads its [`Who`] ([`guard`])
//! and the carrier that brings the whole request in and lets no change stop halfway ([`carry`]).
//!
//! A public route is given no cookie, no user agent and no referrer, and leaves no line in any log (DESIGN 3b, "Traces").
//!
//! [`Who`]: organisation::access::Who

mod answer;
mod carry;
mod compress;
mod crowd;
mod errors;
mod guard;
mod head;
pub mod health;
mod limits;
pub mod listen;
mod origin;
mod peer;
mod tally;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::MethodRouter,
};
use organisation::access::Route;
use pages::words::Source;
use spine::{
    Platform,
    limits::{Buckets, Rate},
};

pub use errors::page as error_page;
use guard::Gate;
pub use peer::Peer;
pub use tally::Tally;

/// The words of the error pages.
pub const WORDS: Source = Source { name: "web", fr: include_str!("fr.ftl"), en: include_str!("en.ftl") };

/// Forms that anybody may send, by family of pages and address prefix. Generous, because a hospital's wards share one address: sixty at
/// once, then two a second.
const PUBLIC_POSTS: Rate = Rate { burst: 60.0, per_second: 2.0 };

/// What the layers share.
pub struct Front {
    /// The platform the handlers are given.
    pub platform: Platform,
    /// How many public requests were answered, by day.
    pub tally: Arc<Tally>,
    public_posts: Buckets,
    limits: limits::Limits,
}

impl Front {
    /// What the layers share, over a platform.
    pub fn new(platform: Platform) -> Arc<Self> {
        Arc::new(Self {
            platform,
            tally: Arc::default(),
            public_posts: Buckets::new(PUBLIC_POSTS),
            limits: limits::Limits::default(),
        })
    }
}

/// The router over a list of routes, every one of them guarded.
pub fn router(front: &Arc<Front>, routes: Vec<Route>) -> Router {
    let mut router: Router<Platform> = Router::new();
    for route in routes {
        router = router.route(route.path, guarded(front, route));
    }
    router
        .merge(pages::assets::router())
        .fallback(errors::not_found)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(organisation::access::respond::in_asked_language))
        .layer(from_fn_with_state(Arc::clone(front), origin::check))
        .layer(from_fn_with_state(Arc::clone(front), limits::check))
        .layer(from_fn_with_state(Arc::clone(front), answer::finish))
        .with_state(front.platform.clone())
}

fn guarded(front: &Arc<Front>, route: Route) -> MethodRouter<Platform> {
    let gate = Arc::new(Gate { front: Arc::clone(front), who: route.who, path: route.path });
    route
        .handler
        .route_layer(from_fn_with_state(Arc::clone(front), carry::through))
        .route_layer(from_fn_with_state(gate, guard::stand))
}
