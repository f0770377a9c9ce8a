//! The search of the reading room: by words and by ideas, behind the same scope and floors as the list (rules 4 and 5).

use kernel::Role;

use super::story::{Story, asker, tell};
use crate::world::World;

#[tokio::test]
async fn the_room_is_searched_by_ideas_and_only_in_what_one_may_read() {
    let world = World::new().await;
    for text in [
        "La soupe arrive tiède tous les soirs, tous les plateaux attendent dans le couloir.",
        "Personne n'est venu quand je sonnais, toute la nuit.",
        "Impossible de se garer près de l'entrée.",
    ] {
        tell(&mut world.visitor(), Story::of(text)).await;
    }
    world.work().await;
    let (mut reader, _) = asker(&world, Role::Caregiver, world.unit).await;
    let page = reader.get("/travail/voix?mots=on%20m%27a%20laiss%C3%A9e%20seule%20des%20heures").await;
    let at = |text: &str| page.text.find(text).unwrap_or(usize::MAX);
    assert!(page.status == 200 && at("quand je sonnais") < at("La soupe"), "{}", page.text);
    let food = reader.get("/travail/voix?mots=repas+froids").await;
    assert!(food.says("La soupe arrive") && !food.says("se garer"), "{}", food.text);
    assert!(food.text.contains("value=\"repas froids\""), "what was searched stands in its field");
    assert!(food.text.contains("/travail/voix/liste.csv?mots=repas%20froids"), "the list has its sheet");
    let sheet = reader.get("/travail/voix/liste.csv?mots=repas%20froids").await;
    assert!(sheet.says("La soupe arrive") && !sheet.says("se garer"));
    // From a voice one comes back to the same search.
    let href = food.attribute("La soupe arrive", "href").unwrap();
    assert!(reader.get(&href).await.text.contains("/travail/voix?mots=repas%20froids"), "{href}");
    let none = reader.get("/travail/voix?mots=zzzzzz").await;
    assert!(none.status == 200 && none.says("Aucune voix ne répond à ce choix"), "{}", none.text);
    let strange = reader.get(&format!("/travail/voix?mots={}", "%22%3E%3Cscript%3E".repeat(200))).await;
    assert!(strange.status == 200 && !strange.text.contains("\"><script>"));
    // Another unit searches among its own voices, an administrator among none, though both share one index.
    let (mut elsewhere, _) = asker(&world, Role::Caregiver, world.other_unit).await;
    assert!(!elsewhere.get("/travail/voix?mots=soupe").await.says("La soupe"));
    let mut keeper = world.wearing(Role::Administrator, world.root).await;
    assert!(!keeper.get("/travail/voix?mots=soupe").await.says("La soupe"));
}
