//! For how long a back-up lives, which is for how long it may hold what was erased since.

use kernel::{Day, Id};
use spine::{
    db::{Conn, DbError},
    settings::dated,
};

use crate::places;

/// What is shipped.
const SHIPPED: i64 = 35;

// tidy: unscoped because it is a number of days that pages tell everybody
/// The days a back-up may live (`key-list-days`): it holds the texts of every organisation, so the shortest promise counts.
pub async fn copies_live(conn: &mut Conn, today: Day) -> Result<i64, DbError> {
    let mut days = dated::number(conn, Id::from_i64(0), "key-list-days", today, SHIPPED).await?;
    for org in places::organisations(conn).await? {
        days = days.min(dated::number(conn, org, "key-list-days", today, SHIPPED).await?);
    }
    Ok(days)
}
