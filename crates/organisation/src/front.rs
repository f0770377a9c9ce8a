//! The frame of a public page: the organisation's name, the emergency numbers of the day (hard rule 18), the address.

use kernel::{Id, kinds};
use pages::{Look, layout::Head, parts::Number};
use spine::{
    Platform,
    db::{Conn, DbError},
    settings::dated,
};

use crate::{
    access::public_scope,
    places::{self, Place},
    upkeep::numbers::numbers_of,
};

/// The head of a public page of an organisation.
pub async fn head(
    p: &Platform,
    conn: &mut Conn,
    org: Id<kinds::Org>,
    look: Look,
    title: impl Into<String>,
    path: impl Into<String>,
) -> Result<Head, DbError> {
    let name = places::root(conn, &public_scope(org)).await?.map_or_else(String::new, |root| root.name);
    let numbers = emergency_numbers(p, conn, org).await?;
    Ok(Head::new(look, title, path).organisation(name).emergency(numbers))
}

/// The emergency numbers that hold today.
pub async fn emergency_numbers(p: &Platform, conn: &mut Conn, org: Id<kinds::Org>) -> Result<Vec<Number>, DbError> {
    let dated = dated::on_day(conn, org, "emergency-numbers", p.clock.today()).await?;
    Ok(dated.map(|dated| numbers_of(&dated.value)).unwrap_or_default())
}

/// The only organisation of an installation, when there is one; the home page and `/suivi` start there.
pub async fn main_organisation(conn: &mut Conn) -> Result<Option<Place>, DbError> {
    let Some(org) = places::organisations(conn).await?.into_iter().next() else { return Ok(None) };
    places::root(conn, &public_scope(org)).await
}
