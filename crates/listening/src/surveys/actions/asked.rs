//! A campaign with all that its pages say, read once a minute.

use std::{collections::BTreeSet, sync::Arc};

use instruments::Instrument;
use kernel::{Id, Scope, kinds};
use organisation::{access::public_scope, front, places};
use spine::{
    Platform,
    db::{Conn, DbError},
};

use super::SurveyProblem;
use crate::surveys::{
    memory::{self, Asked, AskedPlace},
    model::Campaign,
    store,
};

/// The campaign of a public address, ready to be asked; none when there is no such campaign.
pub async fn asked(p: &Platform, id: Id<kinds::Campaign>) -> Result<Option<Arc<Asked>>, SurveyProblem> {
    let (memory, now) = (memory::of(p), p.clock.millis());
    if let Some(asked) = memory.asked(id, now) {
        return Ok(Some(asked));
    }
    let mut conn = p.db.reader().await?;
    let Some(campaign) = store::by_id(&mut conn, id).await? else { return Ok(None) };
    let scope = public_scope(campaign.org);
    let instrument = instrument(p, &mut conn, campaign.instrument).await?;
    let asked = Arc::new(Asked {
        rules: instrument.rules(),
        instrument,
        places: places_under(&mut conn, &scope, &campaign).await?,
        organisation: places::root(&mut conn, &scope).await?.map_or_else(String::new, |root| root.name),
        numbers: front::emergency_numbers(p, &mut conn, campaign.org).await?,
        campaign,
    });
    memory.keep(now, Arc::clone(&asked));
    Ok(Some(asked))
}

/// A compiled instrument.
pub async fn instrument(
    p: &Platform,
    conn: &mut Conn,
    id: Id<kinds::Instrument>,
) -> Result<Arc<Instrument>, SurveyProblem> {
    let memory = memory::of(p);
    if let Some(found) = memory.instrument(id) {
        return Ok(found);
    }
    let document = store::instrument_document(conn, id).await?.ok_or(SurveyProblem::NotFound)?;
    let compiled = Arc::new(Instrument::compile(&document).map_err(|_| SurveyProblem::Instrument)?);
    memory.keep_instrument(id, Arc::clone(&compiled));
    Ok(compiled)
}

/// The places people may answer about: those of the campaign and what stands under them, as long as they are open; by
/// name.
async fn places_under(conn: &mut Conn, scope: &Scope, campaign: &Campaign) -> Result<Vec<AskedPlace>, DbError> {
    let given = store::places_of(conn, scope, campaign.id).await?;
    let tree = places::tree(conn, scope).await?;
    let mut under = BTreeSet::new();
    for place in given {
        under.extend(places::under(conn, scope.org(), place).await?);
    }
    let is_parent = |id| tree.iter().any(|place| !place.closed && place.parent == Some(id));
    let mut asked: Vec<AskedPlace> = tree
        .iter()
        .filter(|place| under.contains(&place.id) && !place.closed)
        .map(|place| AskedPlace {
            id: place.id,
            slug: place.slug.clone(),
            name: place.name.clone(),
            is_leaf: !is_parent(place.id),
        })
        .collect();
    asked.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(asked)
}
