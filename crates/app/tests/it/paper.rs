//! A page and its PDF say the same, to the same people: sentences, cells of tables, labels of charts, and what is hidden.

use kernel::{Id, Lang, Role, kinds};
use listening::surveys::actions;
use pages::Look;

use crate::{
    rules::{surveys, wall::worse_since_august},
    world::{Page, Visitor, World},
};

/// The content of each element of a name, without its tags and without what is not shown on paper.
fn of(page: &str, name: &str) -> Vec<String> {
    let main = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let found = main.split(&start).skip(1).filter(|part| part.starts_with([' ', '>']));
    found.map(|part| shown(part.split_once('>').unwrap().1.split(&end).next().unwrap())).collect()
}

/// The words of a piece of markup, without spaces.
fn shown(markup: &str) -> String {
    let (mut words, mut rest) = (String::new(), markup.to_owned());
    let hidden = [
        ("span", "visually-hidden"),
        ("span", "wall-narrow"),
        ("div", "wall-narrow"),
        ("a", "on-screen"),
        ("p", "on-screen"),
    ];
    for (name, class) in hidden {
        while let Some((before, after)) = rest.split_once(&format!("<{name} class=\"{class}\"")) {
            rest = format!("{before}{}", after.split_once(&format!("</{name}>")).unwrap().1);
        }
    }
    for part in rest.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    letters(&words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// A text without its spaces, and with the signs that one glyph stands for made one.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2011}' { '-' } else { c }).collect()
}

async fn both(visitor: &mut Visitor, page: &str, paper: &str) -> (Page, Page) {
    let (page, paper) = (visitor.get(page).await, visitor.get(paper).await);
    assert_eq!((page.status, paper.status), (200, 200), "{}", paper.path);
    assert_eq!(paper.header("content-type"), Some("application/pdf"));
    assert!(paper.header("content-disposition").unwrap().starts_with("inline; filename=\""), "{}", paper.path);
    assert_eq!(paper.header("cache-control"), page.header("cache-control"), "{}", paper.path);
    (page, paper)
}

fn says_the_same(page: &Page, paper: &Page) {
    let said = letters(&paper.text);
    let mut seen = 0;
    for name in ["h1", "h2", "caption", "th", "td", "text", "li", "strong"] {
        for words in of(&page.text, name) {
            // A link that only leads on, in a part for the screen, and tabs are not on paper.
            if words.is_empty() || is_for_the_screen(&page.text, &words) {
                continue;
            }
            assert!(said.contains(&words), "{name} of {}: {words}\n{}", page.path, paper.text);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen} in {}", page.path);
}

/// Whether words stand in navigation only.
fn is_for_the_screen(page: &str, words: &str) -> bool {
    let navs = page.split("<nav").skip(1).map(|part| shown(part.split("</nav>").next().unwrap()));
    navs.into_iter().any(|nav| nav.contains(words))
}

#[tokio::test]
async fn each_pdf_says_what_its_page_says() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let unit = format!("/travail/lieux/{}", world.unit);
    let pairs = [
        (unit.clone(), format!("{unit}/chiffres.pdf")),
        (format!("{unit}?periode=2025&lang=en"), format!("{unit}/chiffres.pdf?periode=2025&lang=en")),
        (format!("{unit}/indicateurs"), format!("{unit}/indicateurs.pdf")),
        ("/travail/indicateurs/mur?niveau=unit".to_owned(), "/travail/indicateurs/mur.pdf?niveau=unit".to_owned()),
        (
            "/travail/indicateurs/entonnoir?indicateur=v5".to_owned(),
            "/travail/indicateurs/entonnoir.pdf?indicateur=v5".to_owned(),
        ),
    ];
    for (page, paper) in &pairs {
        let (page, paper) = both(&mut officer, page, paper).await;
        says_the_same(&page, &paper);
        let link = paper.path.split('?').next().unwrap();
        assert!(page.text.contains(link), "the page leads to {link}");
    }
    let paper = officer.get(&pairs[0].1).await;
    assert!(paper.says("Depuis août 2025, moins de personnes le disent que d'habitude."), "{}", paper.text);
    assert!(paper.says(&format!("/travail/lieux/{}?campagne=", world.unit)), "where it is from stands at its foot");
    let file = officer.get(&pairs[0].1).await.header("content-disposition").unwrap().to_owned();
    assert_eq!(file, "inline; filename=\"cardiologie-chiffres-2026-02.pdf\"");
}

#[tokio::test]
async fn the_patients_page_as_a_pdf_is_for_everybody_and_leaves_no_trace() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let mut visitor = world.visitor();
    for exact in ["", "?chiffres=oui"] {
        let path = "/d/cardiologie/chiffres";
        let (page, paper) = both(&mut visitor, &format!("{path}{exact}"), &format!("{path}.pdf{exact}")).await;
        says_the_same_to_patients(&page, &paper);
        assert!(paper.headers.get("set-cookie").is_none() && visitor.cookies().is_empty());
        assert_eq!(
            paper.text.contains('%'),
            !exact.is_empty(),
            "percentages for whoever asks for them: {}",
            paper.text
        );
    }
    assert_eq!(visitor.get("/d/nulle-part/chiffres.pdf").await.status, 404);
    let tablet = visitor.get("/d/cardiologie/chiffres?kiosque=1").await;
    assert!(!tablet.text.contains("chiffres.pdf"), "a tablet of the place keeps no file");
}

fn says_the_same_to_patients(page: &Page, paper: &Page) {
    let said = letters(&paper.text);
    for name in ["h1", "h2", "th", "td", "strong"] {
        for words in of(&page.text, name) {
            assert!(said.contains(&words), "{name}: {words}\n{}", paper.text);
        }
    }
    assert!(page.text.contains(".pdf"), "and the page leads there");
}

#[tokio::test]
async fn what_is_hidden_on_the_page_is_hidden_in_the_pdf() {
    let world = World::new().await;
    let campaign = surveys::opened(&world, true).await;
    // Three of forty found one thing bad: their cells are under the floor.
    let people = (0..40).map(|at| surveys::filled(&|_| false, &|item| item == "v5" && at < 3)).collect();
    surveys::answered(&world, campaign, world.unit, "2026-01", people).await;
    surveys::answered(
        &world,
        campaign,
        world.other_unit,
        "2026-01",
        (0..9).map(|_| surveys::filled(&|_| false, &|_| true)).collect(),
    )
    .await;
    world.clock.advance_days(200);
    actions::close_waves(&world.platform).await.unwrap();
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let at = |place: Id<kinds::Place>, end: &str| format!("/travail/lieux/{place}{end}?periode=2026-01");
    let (page, paper) = both(&mut officer, &at(world.unit, ""), &at(world.unit, "/chiffres.pdf")).await;
    let hidden = pages::words::say(Lang::Fr, "indicators-hidden");
    let cells = of(&page.text, "td").into_iter().filter(|cell| cell.contains(&letters(&hidden))).count();
    assert!(cells > 0, "something is hidden: {}", page.text);
    assert!(letters(&paper.text).matches(&letters(&hidden)).count() >= cells, "{}", paper.text);
    says_the_same(&page, &paper);
    let (page, paper) = both(&mut officer, &at(world.other_unit, ""), &at(world.other_unit, "/chiffres.pdf")).await;
    for one in [&page, &paper] {
        assert!(!one.says("9 personnes ont répondu") && !one.says("9 people"), "{}", one.text);
    }
}

#[tokio::test]
async fn who_may_not_see_a_page_may_not_have_its_pdf() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let unit = format!("/travail/lieux/{}", world.unit);
    let pairs = [
        (unit.clone(), format!("{unit}/chiffres.pdf")),
        (format!("{unit}?campagne=rien"), format!("{unit}/chiffres.pdf?campagne=rien")),
        (format!("{unit}?periode=1900"), format!("{unit}/chiffres.pdf?periode=1900")),
        (format!("{unit}/indicateurs"), format!("{unit}/indicateurs.pdf")),
        ("/travail/indicateurs/mur".to_owned(), "/travail/indicateurs/mur.pdf".to_owned()),
        ("/travail/indicateurs/entonnoir".to_owned(), "/travail/indicateurs/entonnoir.pdf".to_owned()),
    ];
    let mut refused = 0;
    let mut askers = vec![world.visitor()];
    for role in [Role::UnitManager, Role::QualityOfficer, Role::Caregiver] {
        askers.push(world.wearing(role, world.other_unit).await);
    }
    for asker in &mut askers {
        for (page, paper) in &pairs {
            let (page, paper) = (asker.get(page).await, asker.get(paper).await);
            assert_eq!(page.status, paper.status, "{}", paper.path);
            if page.status != 200 {
                assert_eq!(page.location().is_some(), paper.location().is_some(), "{}", paper.path);
                assert!(!paper.says("Cardiologie"), "{}", paper.path);
                refused += 1;
            }
        }
    }
    assert!(refused >= 10, "{refused}");
}

/// Every chart that the kit draws is drawn with what a PDF can draw.
#[tokio::test]
async fn every_chart_of_the_gallery_can_be_drawn() {
    let _world = World::new().await;
    let mut drawings = 0;
    for lang in Lang::ALL {
        for (name, page) in pages::gallery::gallery(Look::new(lang)) {
            let markup = page.into_string();
            assert_eq!(press::undrawn(&markup), Vec::<String>::new(), "{name}");
            drawings += markup.matches("role=\"img\"").count();
            let title = name;
            let sheet = press::Page { title, lang, main: &markup, address: "", date: "" };
            let made = press::pdf(&sheet).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            assert!(made.starts_with(b"%PDF-1."), "{name}");
        }
    }
    assert!(drawings > 20, "{drawings}");
}
