//! The places of an organisation as people look for them: sites, and under each its units that are open. Poles are words
//! of the house; their doors exist, but nobody looks for them.

use organisation::places::{Level, Place};
use pages::{Markup, html};

use super::visit::Visit;

/// A heading and the places under it.
struct Part<'a> {
    head: Option<&'a Place>,
    places: Vec<&'a Place>,
}

/// The open places whose name holds what is sought, grouped by site; nothing when there is none.
pub(super) fn place_list(visit: Visit, places: &[Place], sought: &str) -> Option<Markup> {
    let parts = parts(places, sought);
    if parts.is_empty() {
        return None;
    }
    let door = |place: &Place| visit.link(&format!("/d/{}", place.slug));
    Some(html! {
        @for part in &parts {
            @if let Some(head) = part.head { h3 { a href=(door(head)) { (head.name) } } }
            @if !part.places.is_empty() {
                ul { @for place in &part.places { li { a href=(door(place)) { (place.name) } } } }
            }
        }
    })
}

fn parts<'a>(places: &'a [Place], sought: &str) -> Vec<Part<'a>> {
    let sought = plain(sought);
    let open = || places.iter().filter(|place| !place.closed);
    let found = |place: &Place| sought.is_empty() || plain(&place.name).contains(&sought);
    let mut sites: Vec<&Place> = open().filter(|place| place.level == Level::Site).collect();
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    let mut parts: Vec<Part<'a>> = Vec::new();
    let site_of = |place: &Place| above(places, place).find(|above| above.level == Level::Site).map(|site| site.id);
    for site in sites {
        let mut under: Vec<&Place> = open()
            .filter(|place| place.level == Level::Unit && site_of(place) == Some(site.id))
            .filter(|place| found(place) || found(site))
            .collect();
        under.sort_by(|a, b| a.name.cmp(&b.name));
        if found(site) || !under.is_empty() {
            parts.push(Part { head: Some(site), places: under });
        }
    }
    let mut others: Vec<&Place> =
        open().filter(|place| place.level == Level::Unit && site_of(place).is_none() && found(place)).collect();
    others.sort_by(|a, b| a.name.cmp(&b.name));
    if !others.is_empty() {
        parts.push(Part { head: None, places: others });
    }
    parts
}

/// The places above one, the nearest first.
fn above<'a>(places: &'a [Place], place: &'a Place) -> impl Iterator<Item = &'a Place> {
    // The depth of a tree is small; the bound keeps a broken one from going round.
    std::iter::successors(Some(place), |one| places.iter().find(|above| Some(above.id) == one.parent)).skip(1).take(20)
}

/// Without accents and capitals, so that "maternite" finds "Maternité".
fn plain(text: &str) -> String {
    text.trim()
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            '’' => '\'',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use kernel::Id;

    use super::*;

    fn place(id: i64, parent: Option<i64>, level: Level, name: &str) -> Place {
        Place {
            org: Id::from_i64(1),
            id: Id::from_i64(id),
            parent: parent.map(Id::from_i64),
            level,
            name: name.into(),
            slug: name.to_lowercase(),
            finess: None,
            phone: None,
            closed: false,
        }
    }

    #[test]
    fn places_are_found_without_accents_and_under_their_site() {
        let places = [
            place(1, None, Level::Organisation, "CH"),
            place(2, Some(1), Level::Site, "Site Nord"),
            place(3, Some(2), Level::Pole, "Pôle femme"),
            place(4, Some(3), Level::Unit, "Maternité"),
            place(5, Some(2), Level::Unit, "Urgences"),
        ];
        let found = parts(&places, "maternite");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Maternité"]);
        assert_eq!(parts(&places, "nord")[0].places.len(), 2, "a site brings its units, not its poles");
        assert!(parts(&places, "cardiologie").is_empty());
    }
}
