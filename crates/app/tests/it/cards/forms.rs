//! The forms of cards, sessions and targets: what is kept, what is refused in words, hostile text, the list as a sheet.

use kernel::Role;

use super::{LIST, adopted, of, officer, words};
use crate::{rules::story::count, world::World};

/// A whole form of a card, with some fields replaced.
pub(super) fn face<'a>(place: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("title", "Tenus au courant"),
        ("definition", "Part de ceux qui disent avoir été tenus au courant."),
        ("purpose", "Choisir les actions de l'année."),
        ("kind", "result"),
        ("audience", "users"),
        ("nature", "experience"),
        ("moment", "during"),
        ("place", place),
        ("source", "Écrite par l'équipe qualité"),
        ("certainty", "verified"),
        ("mode", "En ligne"),
        ("rhythm", "month"),
        ("warning", "Peu de réponses l'été."),
    ];
    for (name, value) in changed {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn a_card_is_written_changed_and_set_aside_and_each_act_is_in_the_journal() {
    let world = World::new().await;
    let (mut visitor, _) = officer(&world).await;
    let place = world.unit.to_string();
    let written = visitor.post(&format!("{LIST}/nouveau"), &face(&place, &[])).await;
    assert_eq!(written.status, 303);
    let card = written.location().unwrap().to_owned();
    let page = visitor.get(&card).await;
    let said = words(&page);
    for text in [
        "Tenus au courant",
        "Choisir les actions de l'année.",
        "Résultat",
        "Patients et proches",
        "Expérience",
        "Cardiologie",
        "Écrite par l'équipe qualité vérifiée",
        "Peu de réponses l'été.",
        "Choisi sans les usagers",
        "Personne n'a encore dit comment ce nombre est fait.",
        "Pas de cible.",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    let changed = visitor.post(&format!("{card}/modifier"), &face(&place, &[("title", "Informés")])).await;
    assert_eq!(changed.status, 303);
    assert!(words(&visitor.get(&card).await).contains("Informés"));
    assert_eq!(visitor.post(&format!("{card}/ecarter"), &[("reason", "")]).await.status, 422);
    assert_eq!(visitor.post(&format!("{card}/ecarter"), &[("reason", "Personne n'en décide rien.")]).await.status, 303);
    let aside = visitor.get(&card).await;
    assert!(words(&aside).contains("Personne n'en décide rien.") && !aside.text.contains("/modifier"));
    // It is out of the list, not out of the world; and nobody writes on it any more.
    assert!(!words(&visitor.get(LIST).await).contains("Informés"));
    assert!(words(&visitor.get(&format!("{LIST}?ecartes=1")).await).contains("Informés"));
    assert_eq!(visitor.post(&format!("{card}/modifier"), &face(&place, &[])).await.status, 422);
    for act in ["card.written", "card.changed", "card.set-aside"] {
        assert_eq!(
            count(&world, format!("SELECT COUNT(*) AS n FROM audit_entry WHERE act = '{act}'")).await,
            1,
            "{act}"
        );
    }
}

#[tokio::test]
async fn an_official_name_a_name_and_a_missing_choice_are_refused_in_words_with_all_that_was_typed() {
    let world = World::new().await;
    let (mut visitor, _) = officer(&world).await;
    let place = world.unit.to_string();
    for (field, value, told) in [
        ("title", "Notre score e-Satis", "« e-Satis » est un nom officiel."),
        ("title", "I - S A T I S", "« I-SATIS » est un nom officiel."),
        ("title", "", "Écrivez ce texte"),
        ("definition", "Ce que dit Mme Dupont du repas", "Une personne semble nommée"),
        ("kind", "", "Choisissez une réponse."),
        ("rhythm", "always", "Choisissez une réponse."),
    ] {
        let page = visitor.post(&format!("{LIST}/nouveau"), &face(&place, &[(field, value)])).await;
        assert_eq!(page.status, 422, "{field}: {value}");
        let said = words(&page);
        assert!(said.contains(told), "{field}: {said}");
        assert!(
            page.text.contains("Écrite par l") && page.text.contains("aria-describedby"),
            "what was typed is there"
        );
    }
    let other = "000000000000";
    assert_eq!(visitor.post(&format!("{LIST}/nouveau"), &face(other, &[])).await.status, 422);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM indicator_card").await, 0);
}

#[tokio::test]
async fn hostile_text_stays_text_on_every_page_and_in_the_sheet() {
    let world = World::new().await;
    let (mut visitor, _) = officer(&world).await;
    let place = world.unit.to_string();
    let nasty = "\"><script>alert(1)</script>";
    let fields =
        [("title", "=HYPERLINK(1)"), ("definition", nasty), ("source", nasty), ("warning", nasty), ("mode", nasty)];
    let written = visitor.post(&format!("{LIST}/nouveau"), &face(&place, &fields)).await;
    assert_eq!(written.status, 303, "{}", words(&written));
    let card = written.location().unwrap().to_owned();
    for path in [LIST.to_owned(), card.clone(), format!("{card}/modifier"), format!("{LIST}/rencontres/nouvelle")] {
        let page = visitor.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.text.contains("<script>alert"), "{path}");
    }
    let sheet = visitor.get(&format!("{LIST}/liste.csv")).await;
    assert!(sheet.text.contains("'=HYPERLINK"), "{}", sheet.text);
    for bad in ["genre=%3Cb%3E", "lieu=x", "public=%22", "moment=now&ecartes=2"] {
        assert_eq!(visitor.get(&format!("{LIST}?{bad}")).await.status, 200, "{bad}");
    }
    assert_eq!(visitor.get(&format!("{LIST}/nimporte")).await.status, 404);
}

#[tokio::test]
async fn a_filter_is_an_address_and_the_sheet_holds_what_it_shows() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    adopted(&world, &officer, "welcome", world.unit).await;
    adopted(&world, &officer, "complaint-answer", world.root).await;
    for (query, has, has_not) in [
        ("genre=result", "Accueil", "dans les 8 jours"),
        ("public=managers", "après la commission", "Accueil"),
        ("moment=before", "Accueil", "après la commission"),
    ] {
        let page = words(&visitor.get(&format!("{LIST}?{query}")).await);
        let table = page.split("Un indicateur").nth(1).unwrap_or_else(|| panic!("{query}: {page}"));
        assert!(table.contains(has) && !table.contains(has_not), "{query}: {table}");
        let sheet = visitor.get(&format!("{LIST}/liste.csv?{query}")).await.text;
        assert_eq!(sheet.lines().count(), 2, "{query}: {sheet}");
    }
    let here = words(&visitor.get(&format!("{LIST}?lieu={}", world.unit)).await);
    assert!(here.contains("Un indicateur") && here.contains("Accueil"));
}

#[tokio::test]
async fn adopting_copies_the_delay_of_the_day_and_what_is_left_to_say() {
    let world = World::new().await;
    let (mut visitor, _) = officer(&world).await;
    let library = format!("{LIST}/bibliotheque");
    let page = words(&visitor.get(&library).await);
    for text in ["3.12.1", "à confirmer", "R.1112-94", "Care Opinion", "dans les 8 jours", "en 90 jours"] {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(visitor.post(&library, &[("key", "meals"), ("place-meals", "")]).await.status, 422);
    assert_eq!(visitor.post(&library, &[("key", "nothing")]).await.status, 404);
    let fields = [("key", "changed"), ("place-changed", &world.root.to_string())];
    let card = visitor.post(&library, &fields).await;
    assert_eq!(card.status, 303);
    let page = words(&visitor.get(card.location().unwrap()).await);
    assert!(page.contains("action faite dans les 90 jours"), "{page}");
    assert!(page.contains("Il manque encore") && page.contains("Dire à quoi il sert"), "{page}");
    assert!(page.contains("Ce nombre se compte tout seul"), "{page}");
    // Another day, another delay; the copy keeps the number it was made with.
    let mut representative = world.wearing(Role::UserRepresentative, world.root).await;
    assert_eq!(representative.post(&library, &fields).await.status, 403);
}

#[tokio::test]
async fn a_measure_is_mapped_step_by_step_onto_a_questionnaire_that_is_asked() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "welcome", world.unit).await;
    let path = of(card, "/mesure");
    let none = words(&visitor.get(&format!("{path}?genre=dimension")).await);
    assert!(none.contains("Aucun questionnaire ne convient"), "{none}");
    crate::rules::surveys::opened(&world, true).await;
    let url = "urn:vecu:instrument:vecu-12";
    let asked = visitor.get(&format!("{path}?genre=dimension&questionnaire={url}")).await;
    assert!(asked.text.contains("value=\"v2\""), "{}", words(&asked));
    let base = [("genre", "dimension"), ("questionnaire", url)];
    assert_eq!(visitor.post(&path, &base).await.status, 422);
    let wrong = [base[0], base[1], ("item", "nothing")];
    let page = visitor.post(&path, &wrong).await;
    assert!(page.status == 422 && words(&page).contains("Le questionnaire n'a pas cela"), "{}", words(&page));
    let right = [base[0], base[1], ("item", "v7"), ("item", "v2")];
    assert_eq!(visitor.post(&path, &right).await.status, 303);
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(page.contains("chacune pesant autant"), "{page}");
    let share = [("genre", "share"), ("questionnaire", url), ("question", "v2"), ("code", "4"), ("code", "3")];
    assert_eq!(visitor.post(&path, &share).await.status, 303);
    // A kind of missing answer is never counted as an answer (hard rule 6).
    let missing = [("genre", "share"), ("questionnaire", url), ("question", "v1"), ("code", "not-concerned")];
    assert_eq!(visitor.post(&path, &missing).await.status, 422);
}

#[tokio::test]
async fn a_session_with_users_takes_the_warning_away_and_one_of_staff_alone_does_not() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "welcome", world.unit).await;
    let (fate, why) = (format!("fate-{card}"), format!("why-{card}"));
    let path = format!("{LIST}/rencontres/nouvelle");
    let form = |people: &'static str, n: &'static str| {
        vec![
            ("matters", "Qu'on nous dise pourquoi on attend."),
            ("day-day", "2"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("held", "Maison des usagers"),
            ("space", "cdu"),
            (people, n),
            (fate.as_str(), "kept"),
            (why.as_str(), "On y vient tous."),
            ("subject-1", "Délai moyen au standard"),
            ("fate-1", "rejected"),
            ("why-1", "Personne ici n'en souffre."),
        ]
    };
    let staff = visitor.post(&path, &form("people-carers", "4")).await;
    assert_eq!(staff.status, 303);
    assert!(words(&visitor.get(&of(card, "")).await).contains("Choisi sans les usagers"));
    assert!(words(&visitor.get(staff.location().unwrap()).await).contains("Sans usagers"));
    let mixed = visitor.post(&path, &form("people-representatives", "2")).await;
    assert_eq!(mixed.status, 303);
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(!page.contains("Choisi sans les usagers"), "{page}");
    assert!(page.contains("2 personnes, dont 2 usagers") && page.contains("On y vient tous."), "{page}");
    let session = words(&visitor.get(mixed.location().unwrap()).await);
    for text in [
        "Représentants des usagers : 2",
        "Qu'on nous dise pourquoi on attend.",
        "Pas gardés",
        "Personne ici n'en souffre.",
    ] {
        assert!(session.contains(text), "{text}: {session}");
    }
    // Whoever may read numbers reads it; nobody is named in it.
    let mut partner = world.wearing(Role::PatientPartner, world.unit).await;
    assert_eq!(partner.get(mixed.location().unwrap()).await.status, 200);
    for (field, value, told) in [
        ("matters", "", "Écrivez ce texte"),
        ("matters", "Mme Dupont dit qu'elle attend", "Une personne semble nommée"),
        ("people-representatives", "deux", "Écrivez un nombre entier."),
        ("people-representatives", "0", "Écrivez ce texte"),
        ("why-1", "", "Dites pourquoi il n'est pas gardé."),
        ("day-year", "2027", "Écrivez ce texte"),
    ] {
        let mut fields = form("people-representatives", "2");
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = visitor.post(&path, &fields).await;
        assert_eq!(page.status, 422, "{field}={value}");
        assert!(words(&page).contains(told), "{field}={value}: {}", words(&page));
    }
}

#[tokio::test]
async fn a_target_says_where_it_comes_from_and_every_change_of_it_is_kept() {
    let world = World::new().await;
    let (mut visitor, officer) = officer(&world).await;
    let card = adopted(&world, &officer, "complaint-answer", world.unit).await;
    let path = of(card, "/cible");
    let form = |value: &'static str, because: &'static str| {
        vec![
            ("value", value),
            ("direction", "at-least"),
            ("until-day", "31"),
            ("until-month", "12"),
            ("until-year", "2026"),
            ("origin", "law"),
            ("origin-words", "Article R.1112-94"),
            ("because", because),
        ]
    };
    for (field, value) in
        [("value", "beaucoup"), ("origin-words", ""), ("because", ""), ("until-year", "2025"), ("origin", "")]
    {
        let mut fields = form("80", "La loi le demande.");
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        assert_eq!(visitor.post(&path, &fields).await.status, 422, "{field}={value}");
    }
    assert_eq!(visitor.post(&path, &form("80", "La loi le demande.")).await.status, 303);
    assert_eq!(visitor.post(&path, &form("82,5", "Nous y sommes presque.")).await.status, 303);
    let page = words(&visitor.get(&of(card, "")).await);
    for text in
        ["Au moins 82,5 %, d'ici le 31 décembre 2026", "Article R.1112-94", "Au moins 80 %", "La loi le demande."]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(visitor.post(&path, &[("go", "away"), ("because", "")]).await.status, 422);
    assert_eq!(visitor.post(&path, &[("go", "away"), ("because", "Elle écrasait tout le reste.")]).await.status, 303);
    let page = words(&visitor.get(&of(card, "")).await);
    assert!(
        page.contains("Pas de cible.") && page.contains("Cible retirée") && page.contains("Au moins 80 %"),
        "{page}"
    );
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'card.target-set'").await, 3);
    assert_eq!(world.wearing(Role::UnitManager, world.unit).await.post(&path, &form("10", "Moins")).await.status, 403);
}
