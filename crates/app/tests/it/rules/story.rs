//! People who tell something, and people who work, as the tests of the rules need them.

use std::sync::atomic::{AtomicU64, Ordering};

use app::composition;
use axum::http::Method;
use kernel::{Id, Role, kinds};
use listening::voices::{model::Voice, store};
use organisation::access::{Asker, Route, Who, job_scope, session};
use spine::db::Sql;

use crate::world::{Page, Visitor, World};

/// The number of answers under which comments stay hidden.
pub const FLOOR: i64 = 10;

/// What somebody tells at a front door.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    pub slug: &'a str,
    pub kind: &'a str,
    pub text: &'a str,
    pub publish: &'a str,
    pub follow: &'a str,
    pub contact: &'a str,
    pub lang: &'a str,
}

impl<'a> Story<'a> {
    /// A story about cardiology that asks for a receipt.
    pub const fn of(text: &'a str) -> Self {
        Self { slug: "cardiologie", kind: "story", text, publish: "no", follow: "yes", contact: "", lang: "fr" }
    }
}

/// Sends both screens of the form, as a browser does.
pub async fn tell(visitor: &mut Visitor, story: Story<'_>) -> Page {
    let path = path_of(story);
    let first = [("sorte", story.kind), ("etape", "1"), ("text", story.text)];
    let second = visitor.post(&path, &first).await;
    assert_eq!(second.status, 200, "{}", second.text);
    assert!(second.attribute("name=\"once\"", "value").is_some_and(|number| number.len() >= 12));
    visitor.post(&path, &minimum(story, &once())).await
}

/// A number that no form of this process has sent. Those of the pages are drawn from repeatable chance here, so two of
/// them may be the same.
pub fn once() -> String {
    static SENT: AtomicU64 = AtomicU64::new(0);
    format!("number-{}", SENT.fetch_add(1, Ordering::SeqCst))
}

/// Where a story is told.
pub fn path_of(story: Story<'_>) -> String {
    let lang = if story.lang == "en" { "&lang=en" } else { "" };
    format!("/d/{}/raconter?sorte={}{lang}", story.slug, story.kind)
}

/// The fields of the second screen.
pub fn minimum<'a>(story: Story<'a>, number: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("sorte", story.kind),
        ("etape", "2"),
        ("once", number),
        ("text", story.text),
        ("speaker", "patient"),
        ("moment", "during"),
        ("publish", story.publish),
        ("follow", story.follow),
        ("contact", story.contact),
    ]
}

/// Tells a story and gives its receipt.
pub async fn told(visitor: &mut Visitor, story: Story<'_>) -> String {
    let page = tell(visitor, story).await;
    assert_eq!(page.status, 200, "{}", page.text);
    receipt_on(&page.text).expect("a receipt")
}

/// The receipt shown on a page: the words of its block, without the tags.
pub fn receipt_on(html: &str) -> Option<String> {
    let (_, block) = html.split_once("id=\"receipt-code\"")?;
    let (_, block) = block.split_once('>')?;
    let (block, _) = block.split_once("</p>")?;
    let mut out = String::new();
    let mut inside = false;
    for c in block.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => out.push(c),
            _ => {}
        }
    }
    Some(out)
}

/// A statement of a test.
pub fn statement(text: impl Into<String>) -> &'static Sql {
    Box::leak(Box::new(Sql::new("test/made", Box::leak(text.into().into_boxed_str()))))
}

/// Runs a statement of a test, for good.
pub async fn run(world: &World, text: impl Into<String>) -> u64 {
    let mut tx = world.platform.db.begin().await.unwrap();
    let changed = tx.run(statement(text), vec![]).await.unwrap();
    tx.commit().await.unwrap();
    changed
}

/// One number out of the database.
pub async fn count(world: &World, text: impl Into<String>) -> i64 {
    let mut conn = world.platform.db.reader().await.unwrap();
    conn.one(statement(text), vec![]).await.unwrap().unwrap().int("n").unwrap()
}

/// Every voice there is, sealed ones too, as a job sees them.
pub async fn voices(world: &World) -> Vec<Voice> {
    let mut conn = world.platform.db.reader().await.unwrap();
    let rows = conn.all(statement("SELECT id FROM voice ORDER BY id"), vec![]).await.unwrap();
    let mut out = Vec::new();
    for row in rows {
        let id = row.id("id").unwrap();
        out.extend(store::find(&mut conn, &job_scope(world.org), id, 0).await.unwrap());
    }
    out
}

/// The only voice there is.
pub async fn voice(world: &World) -> Voice {
    let mut all = voices(world).await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// Somebody signed in and what they may see.
pub async fn asker(world: &World, role: Role, place: Id<kinds::Place>) -> (Visitor, Asker) {
    let visitor = world.wearing(role, place).await;
    let cookie = visitor.cookies().values().next().cloned().unwrap();
    let asker = session::asker(&world.platform, &cookie).await.unwrap().unwrap();
    (visitor, asker)
}

/// A path with what exists put in its places; what is not known gets an id that exists nowhere.
pub fn filled(path: &str, known: &[(&str, String)]) -> String {
    let part = |part: &str| {
        let Some(name) = part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) else { return part.to_owned() };
        let found = known.iter().find(|(known, _)| *known == name.trim_start_matches('*'));
        found.map_or_else(|| Id::<kinds::Voice>::from_i64(7).to_string(), |(_, value)| value.clone())
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// What exists in a world, for [`filled`].
pub fn known(world: &World, voice: Option<Id<kinds::Voice>>) -> Vec<(&'static str, String)> {
    let mut known = vec![("slug", "cardiologie".to_owned()), ("place", world.unit.to_string())];
    known.extend(voice.map(|id| ("voice", id.to_string())));
    known
}

/// A hat that opens a route, none when it is open to all.
fn hat_for(route: &Route) -> Option<Role> {
    match route.who {
        Who::Public | Who::SignIn => None,
        Who::SignedIn => Some(Role::QualityOfficer),
        Who::Hats(hats) => hats.first().copied(),
    }
}

/// Every page there is, in French, as everybody who may and may not see it.
pub async fn every_page(world: &World, known: &[(&str, String)]) -> Vec<(Option<Role>, Page)> {
    let everybody = Everybody::of(world).await;
    let mut pages = Vec::new();
    for route in composition::routes().into_iter().filter(|route| route.method == Method::GET) {
        let path = filled(route.path, known);
        for (role, mut visitor) in everybody.all() {
            pages.push((role, visitor.get(&path).await));
        }
    }
    pages
}

/// Somebody for each hat, signed in once, and somebody without any.
pub struct Everybody(Vec<(Option<Role>, Visitor)>);

impl Everybody {
    /// Signs everybody in.
    pub async fn of(world: &World) -> Self {
        let mut all = vec![(None, world.visitor())];
        for role in Role::ALL {
            all.push((Some(role), world.wearing(role, world.root).await));
        }
        Self(all)
    }

    /// Somebody who may ask a route. Without a hat it is always somebody new: public forms are counted by network.
    pub fn who_may(&self, world: &World, route: &Route) -> Visitor {
        let hat = hat_for(route);
        let found = self.0.iter().find(|(role, _)| *role == hat && hat.is_some());
        found.map_or_else(|| world.visitor(), |(_, visitor)| visitor.clone())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (Option<Role>, Visitor)> {
        self.0.iter().map(|(role, visitor)| (*role, visitor.clone()))
    }
}
