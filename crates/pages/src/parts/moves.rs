//! Ways of moving about: tabs, pages, filters, the path back, what came when.

use kernel::Lang;
use maud::{Markup, Render, html};

use crate::{
    Look, dates,
    fields::Button,
    words::{say, say_with},
};

/// One tab, which is a link.
#[derive(Debug, Clone)]
pub struct Tab {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<i64>,
}

impl Tab {
    /// A tab without a count.
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { label: label.into(), href: href.into(), current, count: None }
    }

    /// With the number of things that wait there.
    pub const fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }
}

/// Tabs. `name` is heard, not seen ("Voix par état").
pub fn tabs(lang: Lang, name: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(name) {
            ul { @for tab in tabs { li {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.label)
                    @if let Some(count) = tab.count { " " span.count { (dates::count(lang, count)) } }
                }
            } } }
        }
    }
}

/// A filter sent by GET, so that what is shown has an address. `fields` come from a [`crate::fields::Form`].
pub fn filter(look: Look, action: &str, fields: impl Render) -> Markup {
    html! {
        form.filter method="get" action=(action) role="search" {
            (look.hidden())
            div.filter-fields { (fields) }
            div.buttons {
                (Button::submit(say(look.lang, "kit-filter")))
                (Button::link(say(look.lang, "kit-filter-all"), look.link(action)).quiet())
            }
        }
    }
}

/// The way to the page before and after; nothing when all is on one page. Pages count from 1; `href` gives the address
/// of one.
pub fn pager(lang: Lang, page: u32, of: u32, href: impl Fn(u32) -> String) -> Markup {
    html! {
        @if of > 1 {
            nav.pager aria-label=(say(lang, "kit-pages")) {
                @if page > 1 { a rel="prev" href=(href(page - 1)) { (arrow(false)) (say(lang, "kit-previous")) } }
                p { (say_with(lang, "kit-page-of", &[("page", page.into()), ("of", of.into())])) }
                @if page < of { a rel="next" href=(href(page + 1)) { (say(lang, "kit-next")) (arrow(true)) } }
            }
        }
    }
}

/// An arrow that turns with the direction of writing.
fn arrow(onwards: bool) -> Markup {
    let d = if onwards { "M5 12h14m-6-6 6 6-6 6" } else { "M19 12H5m6-6-6 6 6 6" };
    html! {
        svg.icon.arrow viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" { path d=(d) {} }
    }
}

/// The path from the home page to this one: label and address of each, and the name of this page.
pub fn breadcrumb(lang: Lang, path: &[(String, String)], here: &str) -> Markup {
    html! {
        nav.breadcrumb aria-label=(say(lang, "kit-you-are-here")) {
            ol {
                @for (label, href) in path { li { a href=(href) { (label) } } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// Something that came at a moment.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When, as it is written ([`crate::dates`]).
    pub when: String,
    /// What.
    pub title: Markup,
    /// More about it; may be empty.
    pub body: Markup,
    /// Whether it is still to come.
    pub coming: bool,
}

impl Moment {
    /// Something that has come.
    pub fn new(when: impl Into<String>, title: impl Render, body: impl Render) -> Self {
        Self { when: when.into(), title: title.render(), body: body.render(), coming: false }
    }

    /// Still to come.
    pub const fn coming(mut self) -> Self {
        self.coming = true;
        self
    }
}

/// What came when, in order.
pub fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol.timeline { @for moment in moments {
            li.coming[moment.coming] {
                p.when { (moment.when) }
                p.what { (moment.title) }
                @if !moment.body.0.is_empty() { div.about { (moment.body) } }
            }
        } }
    }
}

/// The keys of a page that has some, and what each does, with a way to turn them off (WCAG 2.1.4). A key presses the
/// element that bears `data-key`; `j` and `k` walk over those that bear `data-item`. The page works without them.
pub fn shortcuts(lang: Lang, keys: &[(&str, String)]) -> Markup {
    html! {
        details.more.shortcuts {
            summary { (say(lang, "kit-shortcuts")) }
            div.more-in {
                dl { @for (key, what) in keys { div { dt { kbd { (key) } } dd { (what) } } } }
                button.button.button-quiet type="button" hidden data-keys-switch
                    data-turn-on=(say(lang, "kit-keys-on")) data-turn-off=(say(lang, "kit-keys-off")) {}
            }
        }
    }
}
