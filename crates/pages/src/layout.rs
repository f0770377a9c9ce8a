//! The three frames of a page: [`public`] for people who came by a QR code, [`work`] for those who sign in, [`print()`]
//! for paper.
//!
//! Every page has one `h1` (in its body), a link that skips to the content, landmarks, its language on `<html>`, and a
//! way to the other language and to large print, both in the address.

mod frames;

use kernel::Lang;

use crate::{Look, fields::Errors, parts::Number, words::say};
pub use frames::{print, public, work};

/// What a page says about itself.
#[derive(Debug, Clone)]
pub struct Head {
    look: Look,
    title: String,
    path: String,
    organisation: String,
    home: String,
    noindex: bool,
    numbers: Vec<Number>,
    links: Vec<(String, String)>,
    switches: Switches,
    left_alone: Option<(u32, String)>,
}

/// How the language and the size are changed.
#[derive(Debug, Clone)]
enum Switches {
    /// By links to the page's address.
    Links,
    /// By buttons that send a form of the page, named here, to the page's address.
    Form(String),
    /// Not on this page.
    None,
}

/// The name of the value that the two switches of a page with a form send: see [`Head::typed_in`].
pub const AGAIN: &str = "apparence";

/// Whether a form was sent by one of the switches, only to be shown again in another look: nothing is to be done with
/// it, and nothing that is still missing in it is to be told.
pub fn is_shown_again(fields: &[(String, String)]) -> bool {
    fields.iter().any(|(name, _)| name == AGAIN)
}

impl Head {
    /// The look of the reader, the title (without the organisation's name) and the address of this page without
    /// `lang` and `grand`.
    pub fn new(look: impl Into<Look>, title: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            look: look.into(),
            title: title.into(),
            path: path.into(),
            organisation: String::new(),
            home: "/".to_owned(),
            noindex: false,
            numbers: Vec::new(),
            links: Vec::new(),
            switches: Switches::Links,
            left_alone: None,
        }
    }

    /// The name at the top of the page.
    pub fn organisation(mut self, name: impl Into<String>) -> Self {
        self.organisation = name.into();
        self
    }

    /// Where the name at the top leads (`/` unless told).
    pub fn home(mut self, path: impl Into<String>) -> Self {
        self.home = path.into();
        self
    }

    /// Keeps search engines away: every page that shows or takes somebody's words.
    pub const fn noindex(mut self) -> Self {
        self.noindex = true;
        self
    }

    /// The emergency numbers at the foot of the page (a dated setting; DESIGN, rule 18).
    pub fn emergency(mut self, numbers: impl Into<Vec<Number>>) -> Self {
        self.numbers = numbers.into();
        self
    }

    /// Adds a link to the foot of the page, beside privacy and accessibility.
    pub fn foot_link(mut self, label: impl Into<String>, path: impl Into<String>) -> Self {
        self.links.push((label.into(), path.into()));
        self
    }

    /// Lets the switches send the form of this id (a `method="post"` of the page) to the page's address in the other
    /// look, instead of leading there by a link: what was typed comes with it, and so does what an answer to a form shows
    /// once and no address holds. The page that takes it asks [`is_shown_again`] first, and shows the same form again.
    pub fn typed_in(mut self, form: impl Into<String>) -> Self {
        self.switches = Switches::Form(form.into());
        self
    }

    /// Leaves the switches out: a page that answers a form and cannot be shown a second time.
    pub fn without_switches(mut self) -> Self {
        self.switches = Switches::None;
        self
    }

    /// Sends a page that nobody touches any more to an address of ours, after so many seconds: on a tablet that many
    /// people use, the next one must not find what the one before wrote. Whoever writes or moves on the page starts the
    /// time again, and from two minutes on the page asks whether somebody is there, a minute before it goes; where no
    /// script runs the time is counted from when the page came (`docs/decisions/0007-the-untouched-tablet.md`).
    pub fn left_alone(mut self, seconds: u32, start: impl Into<String>) -> Self {
        self.left_alone = Some((seconds, start.into()));
        self
    }

    /// Says in the title that something must be put right, for those who hear the title first.
    pub fn with_errors(mut self, errors: &Errors) -> Self {
        if !errors.is_empty() {
            self.title = format!("{} {}", say(self.look.lang, "kit-error"), self.title);
        }
        self
    }

    /// The look of the reader.
    pub const fn look(&self) -> Look {
        self.look
    }

    /// The language of the page.
    pub const fn lang(&self) -> Lang {
        self.look.lang
    }
}

/// The navigation of the work pages.
#[derive(Debug, Clone, Default)]
pub struct Nav {
    groups: Vec<Group>,
    person: Option<(String, String)>,
    sign_out: Option<(String, Vec<(String, String)>)>,
}

#[derive(Debug, Clone, Default)]
struct Group {
    name: String,
    items: Vec<Item>,
}

#[derive(Debug, Clone)]
struct Item {
    label: String,
    path: String,
    count: Option<i64>,
}

impl Nav {
    /// An empty navigation.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a group of links under a name.
    pub fn group(mut self, name: impl Into<String>) -> Self {
        self.groups.push(Group { name: name.into(), items: Vec::new() });
        self
    }

    /// Adds a link to the present group. The page whose address begins with the longest such path is marked as current.
    pub fn item(self, label: impl Into<String>, path: impl Into<String>) -> Self {
        self.counted(label, path, None)
    }

    /// Adds a link with the number of things that wait there.
    pub fn counted(mut self, label: impl Into<String>, path: impl Into<String>, count: Option<i64>) -> Self {
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.items.push(Item { label: label.into(), path: path.into(), count });
        }
        self
    }

    /// Who is signed in, and under which hat.
    pub fn person(mut self, name: impl Into<String>, hat: impl Into<String>) -> Self {
        self.person = Some((name.into(), hat.into()));
        self
    }

    /// Where the sign-out button posts, with the hidden fields it needs (the form token).
    pub fn sign_out(mut self, path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.sign_out = Some((path.into(), fields));
        self
    }

    /// The path of the item that a page belongs to.
    fn current(&self, path: &str) -> Option<&str> {
        let bare = path.split(['?', '#']).next().unwrap_or_default();
        let inside = |item: &&Item| {
            bare.strip_prefix(item.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let items = self.groups.iter().flat_map(|group| &group.items);
        items.filter(inside).max_by_key(|item| item.path.len()).map(|item| item.path.as_str())
    }
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;
    use crate::check;

    fn head() -> Head {
        let numbers = vec![Number::usual("15"), Number::usual("3114")];
        Head::new(Look { lang: Lang::En, large: true }, "A <page>", "/q/x?a=1")
            .organisation("CH <Sud>")
            .emergency(numbers)
    }

    #[test]
    fn each_frame_is_a_sound_page() {
        let nav =
            Nav::new().group("Listening").item("Voices", "/travail/voix").sign_out("/travail/sortie", &[("t", "\"")]);
        let body = html! { h1 { "One" } };
        for page in [public(&head(), body.clone()), work(&head(), &nav, body.clone()), print(&head(), body)] {
            assert_eq!(check::page(&page.0), Vec::<String>::new(), "{}", page.0);
            assert!(page.0.contains(r#"<html lang="en""#) && page.0.contains("A &lt;page&gt;"), "{}", page.0);
        }
    }

    #[test]
    fn a_public_page_shows_the_numbers_and_says_that_nobody_watches() {
        let page = public(&head(), html! { h1 { "One" } }).0;
        for part in ["tel:15", "tel:3114", &say(Lang::En, "kit-nobody-watches"), "lang=fr", r#"class="large""#] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    #[test]
    fn the_switches_of_a_form_send_what_was_typed_and_enter_does_not_press_them() {
        let form =
            html! { h1 { "One" } form #told method="post" action="/q/x?a=1&lang=en&grand=1" { button { "Go" } } };
        let page = public(&head().typed_in("told"), form).0;
        assert_eq!(check::page(&page), Vec::<String>::new(), "{page}");
        let (_, switches) = page.split_once(r#"<ul class="switches""#).unwrap();
        let (switches, _) = switches.split_once("</ul>").unwrap();
        assert!(!switches.contains("<a "), "a link would lose what was typed: {switches}");
        for address in ["/q/x?a=1&amp;grand=1&amp;lang=fr", "/q/x?a=1&amp;lang=en"] {
            let button = format!(r#"name="apparence" value="1" form="told" formaction="{address}" formnovalidate"#);
            assert!(switches.contains(&button), "{button} in {switches}");
        }
        // A browser that is told to send by the Enter key presses the first button of the form.
        let first = page.find(r#"form="told""#).unwrap();
        let tag = &page[page[..first].rfind('<').unwrap()..];
        let (tag, _) = tag.split_once('>').unwrap();
        assert!(tag.contains("aria-hidden") && !tag.contains("apparence"), "{tag}");
        let sent = |name: &str| is_shown_again(&[("a".into(), "1".into()), (name.into(), "1".into())]);
        assert!(sent(AGAIN) && !sent("text"));
        assert!(!public(&head().without_switches(), html! { h1 { "One" } }).0.contains("switches"));
    }

    #[test]
    fn a_page_left_alone_goes_back_with_and_without_scripts() {
        let page = public(&head().left_alone(300, "/d/x?kiosque=1&y=2"), html! { h1 { "One" } }).0;
        assert!(
            page.contains(
                r#"<noscript><meta http-equiv="refresh" content="300; url=/d/x?kiosque=1&amp;y=2"></noscript>"#
            )
        );
        assert!(page.contains(r#"<body class="public" data-left-alone="300" data-start="/d/x?kiosque=1&amp;y=2">"#));
        let asks = format!(r#"role="alert" data-still-there="{}"></div>"#, say(Lang::En, "kit-still-there"));
        assert!(page.contains(&asks), "it asks before it goes: {page}");
        assert_eq!(check::page(&page), Vec::<String>::new());
        let thanks = public(&head().left_alone(20, "/d/x"), html! { h1 { "One" } }).0;
        assert!(thanks.contains("left-alone") && !thanks.contains("still-there"), "{thanks}");
        assert!(!public(&head(), html! { h1 { "One" } }).0.contains("left-alone"));
    }

    #[test]
    fn the_nearest_item_is_the_current_one() {
        let nav = Nav::new().item("Home", "/travail").item("Voices", "/travail/voix").item("Voting", "/travail/vo");
        assert_eq!(nav.current("/travail/voix/12?x=1"), Some("/travail/voix"));
        assert_eq!(nav.current("/travail/actions"), Some("/travail"));
        assert_eq!(nav.current("/"), None);
    }
}
