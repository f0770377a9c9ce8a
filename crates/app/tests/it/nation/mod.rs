//! The results of the nation: brought in by a quality officer or the command line, shown as context, never mixed with ours.

mod command;

use kernel::{Lang, Role};
use organisation::{access::model::By, places};
use pages::{check, words::say};
use spine::audit;
use understanding::nation::{
    self, Survey,
    actions::{self, GivenCuts, NationProblem, NewFile, read_apart},
    told,
};

use crate::world::{Page, Visitor, World};

const TITLES: &str = "finess,rs_finess,finess_geo,rs_finess_geo,region,type,participation,Depot,\
                      nb_rep_score_ALL_ssr_ajust,score_ALL_ssr_ajust,classement,evolution,score_ACCUEIL_ssr_ajust,\
                      nb_rep_score_ACCUEIL_ssr_ajust,score_ALL_ssr_ajust_dp,taux_reco_brut,nb_reco_brut,\
                      SCORE_AJUST_ESATIS_REGION,SCORE_AJUST_ESATIS_TYPE";
const OWN: &str = "990000009,CH,990000001,Site des Tilleuls,Fictive,GCS,1- Obligatoire,1- Oui,214,76.53,B,2-Stable,88.1,213,76,61.4,210,75.02,74.9";
const OTHER: &str = "990000009,CH,990000002,Autre site,Fictive,GCS,2- Facultatif,1- Oui,40,73.51,B,4-Non calculable,80,40,74,50,38,75.02,74.9";
const FAR: &str = "990000008,Loin,990000003,Zone lointaine,Lointaine,CHU,2- Facultatif,1- Oui,,,DI,,,,,,,,";

const IMPORT: &str = "/travail/nation/import";
const LIST: &str = "/travail/nation/resultats/smr/2024";

/// A whole file.
fn sheet(rows: &[&str]) -> String {
    format!("{TITLES}\n{}\n", rows.join("\n"))
}

/// A world whose site bears a FINESS.
async fn world() -> World {
    let world = World::new().await;
    let scope = organisation::access::job_scope(world.org);
    let mut conn = world.platform.db.reader().await.unwrap();
    let mut site = places::find(&mut conn, &scope, world.site).await.unwrap().unwrap();
    drop(conn);
    site.finess = Some("990000001".to_owned());
    let mut tx = world.platform.db.begin().await.unwrap();
    places::store::update(&mut tx, &site).await.unwrap();
    tx.commit().await.unwrap();
    world
}

fn new(survey: Survey, year: i16) -> NewFile {
    NewFile { survey, year, source: String::new(), file_day: None }
}

async fn brought_in(world: &World, survey: Survey, year: i16, rows: &[&str]) -> actions::Imported {
    let (bytes, read) = read_apart(sheet(rows).into_bytes(), survey).await;
    let by = By::system(world.org);
    actions::import(&world.platform, by, &new(survey, year), &bytes, &read.unwrap()).await.unwrap()
}

/// Sends a file as the page's form does.
async fn sent(visitor: &mut Visitor, survey: &str, year: &str, file: &[u8]) -> Page {
    let mut body = Vec::new();
    for (name, value) in [("enquete", survey), ("annee", year), ("source", "Page d’essai")] {
        body.extend(
            format!("--border\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    let head = "--border\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"f.csv\"\r\n\
                Content-Type: text/csv\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--border--\r\n");
    visitor.post_bytes(IMPORT, "multipart/form-data; boundary=border", body).await
}

/// The fields that the page of the account hands on.
fn handed_on(page: &Page) -> Vec<(&'static str, String)> {
    let names = ["enquete", "annee", "source", "publie-day", "publie-month", "publie-year", "fichier"];
    let value = |name: &str| page.attribute(&format!("type=\"hidden\" name=\"{name}\""), "value");
    names.into_iter().map(|name| (name, value(name).unwrap_or_else(|| panic!("{name}: {}", page.text)))).collect()
}

async fn sites(world: &World) -> Vec<String> {
    let scope = organisation::access::job_scope(world.org);
    let mut conn = world.platform.db.reader().await.unwrap();
    let all = nation::results(&mut conn, &scope, Survey::Smr, 2024).await.unwrap();
    all.into_iter().map(|one| one.site).collect()
}

#[tokio::test]
async fn a_file_is_brought_in_on_the_page_after_the_account_of_its_rows() {
    let world = world().await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let empty = officer.get("/travail/nation").await;
    assert!(empty.says("Aucun résultat national") && empty.text.contains("data.gouv.fr"), "{}", empty.text);
    assert_eq!(check::page(&empty.text), Vec::<String>::new());
    assert_eq!(check::page(&officer.get(IMPORT).await.text), Vec::<String>::new());

    let cut = ",,10000032,Coupé,,,,,,,DI,,,,,,,,";
    let account = sent(&mut officer, "smr", "2024", sheet(&[OWN, OTHER, FAR, cut]).as_bytes()).await;
    assert_eq!(account.status, 200, "{}", account.text);
    assert_eq!(check::page(&account.text), Vec::<String>::new());
    assert!(account.says("huit chiffres") && account.says("Importer 3 sites"), "{}", account.text);
    assert!(account.says("Les classes de tous les sites du fichier suivent ces seuils"), "{}", account.text);
    assert_eq!(sites(&world).await, Vec::<String>::new(), "nothing is recorded yet");

    let fields = handed_on(&account);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = officer.post("/travail/nation/import/appliquer", &fields).await;
    assert_eq!((done.status, done.location().map(|to| to.starts_with(LIST))), (303, Some(true)), "{}", done.text);
    assert_eq!(sites(&world).await, ["990000001", "990000002", "990000003"]);

    let list = officer.follow(done).await;
    assert_eq!(check::page(&list.text), Vec::<String>::new());
    assert!(list.says("4 lignes, dont 2 avec un score et 1 refusées"), "{}", list.text);
    assert!(list.says("Page d'essai") && list.says("Licence Ouverte 2.0") && list.says("votre site"), "{}", list.text);
    let mut conn = world.platform.db.reader().await.unwrap();
    let log = audit::recent(&mut conn, world.org, i64::MAX, 50).await.unwrap();
    assert!(
        log.iter().any(|entry| entry.act == "nation.imported" && entry.detail.contains("rows:4 scored:2 refused:1"))
    );
}

#[tokio::test]
async fn only_quality_officers_bring_in_and_whoever_reads_numbers_reads() {
    let world = world().await;
    brought_in(&world, Survey::Smr, 2024, &[OWN, OTHER]).await;
    for role in [Role::Caregiver, Role::UnitManager, Role::UserRepresentative, Role::Analyst, Role::ComplaintsOfficer] {
        let mut visitor = world.wearing(role, world.unit).await;
        for path in ["/travail/nation", LIST, &format!("/travail/nation/lieux/{}", world.unit)] {
            assert_eq!(visitor.get(path).await.status, 200, "{role:?} {path}");
        }
        assert_eq!(sent(&mut visitor, "smr", "2024", sheet(&[OTHER]).as_bytes()).await.status, 403, "{role:?}");
        assert_eq!(visitor.get(IMPORT).await.status, 403);
        assert_eq!(visitor.post(&format!("{LIST}/seuils"), &[("a", "99")]).await.status, 403);
    }
    let mut keeper = world.wearing(Role::Administrator, world.root).await;
    assert_eq!(keeper.get(LIST).await.status, 403, "administrators read no numbers");
    assert_eq!(sites(&world).await.len(), 2);
}

#[tokio::test]
async fn a_site_stands_beside_its_region_its_type_and_france_and_never_beside_our_numbers() {
    let world = world().await;
    brought_in(&world, Survey::Ssr, 2023, &[OWN]).await;
    brought_in(&world, Survey::Smr, 2024, &[OWN, OTHER, FAR]).await;
    let mut nurse = world.wearing(Role::Caregiver, world.unit).await;
    let page = nurse.get(&format!("/travail/nation/lieux/{}", world.unit)).await;
    assert_eq!((page.status, check::page(&page.text)), (200, vec![]), "{}", page.text);
    // 76.53 is of class B and shown as 76, as the file does.
    assert!(page.says("214 personnes ont répondu"), "{}", page.text);
    assert!(page.says("Score affiché par la HAS : 76 sur 100 (exactement 76,53), classe B"), "{}", page.text);
    // Region and type as given, France computed over the two with a score.
    for said in
        ["75,02", "74,9", "75,02", "Donnée par le fichier", "Calculée ici", "Région Fictive", "à partir de 76,6"]
    {
        assert!(page.says(said), "{said}: {}", page.text);
    }
    assert!(page.says("Des résultats publiés par la HAS, pas par Vécu") && page.says("mesuré sur le fichier"));
    assert!(page.says("e-Satis SSR 2023") && page.says("Au fil des années"), "both names are one survey");
    assert!(page.says("La marge d'incertitude n'est pas publiée") && page.says("le fichier ne le donne pas"));
    let english = nurse.get(&format!("/travail/nation/lieux/{}?enquete=ssr&annee=2023&lang=en", world.unit)).await;
    assert!(english.says("Results published by HAS, not by Vécu") && english.says("class B"), "{}", english.text);
    assert_eq!(check::page(&english.text), Vec::<String>::new());
    let none = nurse.get(&format!("/travail/nation/lieux/{}?enquete=ca&annee=2023", world.unit)).await;
    assert_eq!(none.status, 404);

    // The page of our own numbers leads there and says nothing of it.
    let ours = nurse.get(&format!("/travail/lieux/{}", world.unit)).await;
    assert!(ours.text.contains(&format!("/travail/nation/lieux/{}", world.unit)), "{}", ours.text);
    assert!(!ours.text.contains("76,53") && !ours.says("classe B"), "{}", ours.text);
}

#[tokio::test]
async fn what_has_no_score_is_said_in_words() {
    let world = world().await;
    let words = [("DI", "moins de 30 réponses exploitables"), ("NR", "devait participer"), ("NV", "pas été validées")];
    for (state, said) in words {
        let row = format!(",,990000001,Site,Fictive,GCS,,,,,{state},,,,,,,,");
        brought_in(&world, Survey::Smr, 2024, &[&row, OTHER]).await;
        let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
        let page = officer.get(&format!("/travail/nation/lieux/{}", world.site)).await;
        assert!(
            page.says(said) && page.says("Pas de score publié") && !page.text.contains("<svg xmlns"),
            "{state}: {}",
            page.text
        );
        assert!(page.says("75,02"), "the means stand beside it all the same");
        assert_eq!(check::page(&page.text), Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_list_is_by_name_narrowed_linkable_and_a_file_without_formulas() {
    let world = world().await;
    let nasty = ",,990000004,\"=HYPERLINK(\"\"https://evil.example\"\")\",Fictive,GCS,,,,,DI,,,,,,,,";
    brought_in(&world, Survey::Smr, 2024, &[FAR, OWN, OTHER, nasty]).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let page = officer.get(LIST).await;
    let at = |name: &str| page.text.find(name).unwrap_or_else(|| panic!("{name}"));
    assert!(at("Autre site") < at("Site des Tilleuls") && at("Site des Tilleuls") < at("Zone lointaine"));
    let narrowed = officer.get(&format!("{LIST}?region=Fictive&type=GCS&nom=tilleuls")).await;
    assert!(narrowed.text.contains("990000001") && !narrowed.text.contains("990000002"), "{}", narrowed.text);
    let none = officer.get(&format!("{LIST}?nom=rien-de-tel")).await;
    assert!(none.says("Aucun site de ce fichier") && check::page(&none.text).is_empty());

    let file = officer.get(&format!("{LIST}/sites.csv?region=Fictive")).await;
    assert!(file.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
    assert!(file.header("content-disposition").is_some_and(|how| how.starts_with("attachment")));
    assert_eq!(file.text.trim_end().lines().count(), 4, "{}", file.text);
    assert!(
        file.text.contains("76,53") && file.text.contains("ni taux de réponse") && file.text.contains("'=HYPERLINK"),
        "{}",
        file.text
    );
    assert!(!file.text.contains("Zone lointaine") && file.text.contains("e-Satis SMR 2024"));
    assert_eq!(officer.get("/travail/nation/resultats/ca/2024").await.status, 404);
    assert_eq!(officer.get("/travail/nation/resultats/autre/2024").await.status, 404);
}

#[tokio::test]
async fn a_file_of_the_same_survey_and_year_takes_the_place_of_the_whole_and_no_other() {
    let world = world().await;
    brought_in(&world, Survey::Ssr, 2023, &[OWN]).await;
    assert!(!brought_in(&world, Survey::Smr, 2024, &[OWN, OTHER, FAR]).await.replaced);
    assert!(brought_in(&world, Survey::Smr, 2024, &[OTHER]).await.replaced);
    assert_eq!(sites(&world).await, ["990000002"]);
    let scope = organisation::access::job_scope(world.org);
    let mut conn = world.platform.db.reader().await.unwrap();
    let files = nation::files(&mut conn, &scope).await.unwrap();
    let told: Vec<(Survey, i16, i64)> = files.iter().map(|file| (file.survey, file.year, file.rows)).collect();
    assert_eq!(told, [(Survey::Smr, 2024, 1), (Survey::Ssr, 2023, 1)]);
    // Every cell comes back as it was read.
    let all = nation::results(&mut conn, &scope, Survey::Ssr, 2023).await.unwrap();
    let (_, read) = read_apart(sheet(&[OWN]).into_bytes(), Survey::Ssr).await;
    assert_eq!(all, read.unwrap().results);
    // Another organisation has none of it.
    let abroad = organisation::access::job_scope(kernel::Id::from_i64(77));
    assert!(nation::files(&mut conn, &abroad).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_such_file_changes_nothing_and_says_why() {
    let world = world().await;
    brought_in(&world, Survey::Smr, 2024, &[OWN]).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let heavy = vec![b'a'; formats::esatis::HEAVIEST + 10];
    let cases: [(&str, &str, &[u8], &str); 7] = [
        ("smr", "2024", b"a;b\n1;2\n", "pas un fichier de résultats e-Satis"),
        ("mco48", "2024", sheet(&[OWN]).leak().as_bytes(), "celles d'une autre enquête"),
        ("smr", "2024", b"PK\x03\x04 and nothing", "ni un CSV ni un classeur"),
        ("smr", "2024", &heavy, "plus grand que tous ceux"),
        (
            "smr",
            "2024",
            sheet(&["x,,1,,,,,,,,DI,,,,,,,,"]).leak().as_bytes(),
            "Toutes les lignes du fichier sont refusées",
        ),
        ("smr", "2015", sheet(&[OWN]).leak().as_bytes(), "une année de 2016"),
        ("", "2024", sheet(&[OWN]).leak().as_bytes(), "Choisissez l'enquête"),
    ];
    for (survey, year, file, said) in cases {
        let page = sent(&mut officer, survey, year, file).await;
        assert!(page.status == 422 && page.says(said), "{said}: {} {}", page.status, page.text);
        assert_eq!(check::page(&page.text), Vec::<String>::new(), "{said}");
        assert!(page.text.contains("Page d’essai"), "what was typed comes back");
    }
    let forged = [("enquete", "smr"), ("annee", "2024"), ("fichier", "eJw")];
    assert_eq!(officer.post("/travail/nation/import/appliquer", &forged).await.status, 400);
    let huge = vec![b'a'; 5 * 1024 * 1024];
    assert_eq!(sent(&mut officer, "smr", "2024", &huge).await.status, 413);
    assert_eq!(sites(&world).await, ["990000001"]);
    let (bytes, read) = read_apart(sheet(&["x,,1,,,,,,,,DI,,,,,,,,"]).into_bytes(), Survey::Smr).await;
    let (file, read) = (new(Survey::Smr, 2024), read.unwrap());
    let none = actions::import(&world.platform, By::system(world.org), &file, &bytes, &read).await;
    assert!(matches!(none, Err(NationProblem::NothingKept)));
}

#[tokio::test]
async fn cut_offs_that_somebody_has_read_come_first_and_rows_that_disagree_are_told() {
    let world = world().await;
    brought_in(&world, Survey::Smr, 2024, &[OWN, OTHER]).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let path = format!("{LIST}/seuils");
    assert_eq!(check::page(&officer.get(&path).await.text), Vec::<String>::new());
    let wrong = officer.post(&path, &[("a", "70"), ("b", "75"), ("c", "x"), ("source", "")]).await;
    assert_eq!((wrong.status, check::page(&wrong.text)), (422, vec![]));
    assert!(wrong.says("un nombre de 0 à 100") && wrong.says("Dites où ces seuils ont été lus"), "{}", wrong.text);
    let fields = [("a", "76,5"), ("b", "72,9"), ("c", "68.5"), ("source", "Note de la HAS, page 3"), ("lu", "oui")];
    let given = officer.post(&path, &fields).await;
    let page = officer.follow(given).await;
    assert!(page.says("Classe A à partir de 76,5") && page.says("Note de la HAS, page 3"), "{}", page.text);
    assert!(page.says("La classe d'1 site ne suit pas ces seuils"), "{}", page.text);
    assert!(page.says("score 76,53, classe B dans le fichier, A selon ces seuils"), "{}", page.text);
    let site = officer.get(&format!("/travail/nation/lieux/{}", world.site)).await;
    assert!(site.says("classe B."), "the class shown is the file's: {}", site.text);

    let given =
        GivenCuts { survey: Survey::Smr, year: 2024, from: [1.0, 2.0, 3.0], source: "Un texte".into(), verified: true };
    let none = actions::give_cuts(&world.platform, By::system(world.org), &given).await;
    assert!(matches!(none, Err(NationProblem::Cuts)));
}

#[tokio::test]
async fn a_place_without_a_site_or_a_finess_says_what_to_do() {
    let world = World::new().await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let site = officer.get(&format!("/travail/nation/lieux/{}", world.site)).await;
    assert!(site.says("Ce site n'a pas de FINESS") && site.text.contains("/travail/lieux/arbre/"), "{}", site.text);
    let root = officer.get(&format!("/travail/nation/lieux/{}", world.root)).await;
    assert!(root.says("Choisissez un site") && root.text.contains(&world.site.to_string()), "{}", root.text);
    for page in [site, root] {
        assert_eq!(check::page(&page.text), Vec::<String>::new());
    }
    let mut nurse = world.wearing(Role::Caregiver, world.unit).await;
    assert_eq!(nurse.get(&format!("/travail/nation/lieux/{}", world.other_unit)).await.status, 404);
}

#[test]
fn every_word_of_the_slice_is_there_for_every_code() {
    pages::words::install(&app::composition::words()).unwrap();
    for lang in Lang::ALL {
        for survey in Survey::ALL {
            assert!(told::survey(lang, survey).starts_with("e-Satis"));
            for code in survey.dimensions() {
                assert!(!told::dimension(lang, code).contains("nation-"), "{code}");
            }
        }
        for state in formats::esatis::State::ALL {
            assert!(
                ![told::state(lang, state), told::state_why(lang, state)].iter().any(|said| said.contains("nation-"))
            );
        }
        for moved in formats::esatis::Evolution::ALL {
            assert!(!told::evolution(lang, moved).contains("nation-"));
        }
        assert!(say(lang, "nation-whose-title").contains("HAS"));
    }
}
