//! The frames themselves.

use kernel::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{AGAIN, Head, Nav, Switches};
use crate::{assets, dates, look::Look, parts, words::say};

/// The mark of the product: two voices, one answering the other.
const MARK: &str = include_str!("../../assets/mark.svg");

/// From how many seconds on a page that goes back by itself asks first whether somebody is there, a minute before.
const ASKS: u32 = 120;

/// A page for anyone: one idea, large type, the emergency numbers at its foot. `body` holds the `h1`.
pub fn public(head: &Head, body: Markup) -> Markup {
    let lang = head.lang();
    document(
        head,
        "public",
        html! {
            header.top {
                div.top-in {
                    (pressed_by_enter(head))
                    (brand(head))
                    (switches(head))
                }
            }
            main.page #content tabindex="-1" { (body) }
            footer.foot {
                div.foot-in {
                    (parts::emergency(lang, &head.numbers))
                    nav.foot-links aria-label=(say(lang, "kit-about-site")) {
                        ul {
                            @for (label, path) in &head.links { li { a href=(head.look.link(path)) { (label) } } }
                            li { a href=(head.look.link("/confidentialite")) { (say(lang, "kit-privacy")) } }
                            li { a href=(head.look.link("/accessibilite")) { (say(lang, "kit-accessibility")) } }
                        }
                    }
                    p.foot-mark { (PreEscaped(MARK)) span { (say(lang, "kit-made-with")) } }
                }
            }
        },
    )
}

/// A page for those who work: navigation at the side, quiet and dense. `body` holds the `h1`.
pub fn work(head: &Head, nav: &Nav, body: Markup) -> Markup {
    let lang = head.lang();
    document(
        head,
        "work",
        html! {
            header.top {
                div.top-in {
                    (brand(head))
                    div.top-tools {
                        (pressed_by_enter(head))
                        (switches(head))
                        (person(head, nav))
                    }
                }
            }
            div.desk {
                nav.side aria-label=(say(lang, "kit-navigation")) { (side(head, nav)) }
                main.page #content tabindex="-1" { (body) }
            }
        },
    )
}

/// A page made for paper: nothing but the content, the organisation's name and the page's own address.
pub fn print(head: &Head, body: Markup) -> Markup {
    document(
        head,
        "sheet",
        html! {
            main.page #content tabindex="-1" { (body) }
            @if !head.organisation.is_empty() { footer.sheet-foot { p { (head.organisation) } } }
        },
    )
}

fn document(head: &Head, frame: &str, inside: Markup) -> Markup {
    let lang = head.lang();
    let title = if head.organisation.is_empty() {
        head.title.clone()
    } else {
        format!("{} – {}", head.title, head.organisation)
    };
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) class=[head.look.large.then_some("large")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                @if head.noindex { meta name="robots" content="noindex, nofollow"; }
                // An address may hold a campaign or a place: it is told to nobody.
                // Under `no-referrer` a browser sends `Origin: null` with our own forms, which the origin check refuses.
                meta name="referrer" content="same-origin";
                meta name="color-scheme" content="light dark";
                link rel="icon" type="image/svg+xml" href=(assets::href("icon.svg"));
                link rel="preload" href=(assets::href("hyperlegible-regular.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(assets::href("style.css"));
                script src=(assets::href("vecu.js")) defer {}
                @if let Some((seconds, start)) = &head.left_alone {
                    noscript { meta http-equiv="refresh" content=(format!("{seconds}; url={start}")); }
                }
            }
            body class=(frame) data-left-alone=[head.left_alone.as_ref().map(|(seconds, _)| seconds)]
                data-start=[head.left_alone.as_ref().map(|(_, start)| start)] {
                a.skip href="#content" { (say(lang, "kit-skip")) }
                (inside)
                // Empty until the script asks, so that it is heard when it does.
                @if head.left_alone.as_ref().is_some_and(|(seconds, _)| *seconds >= ASKS) {
                    div.still-there role="alert" data-still-there=(say(lang, "kit-still-there")) {}
                }
            }
        }
    }
}

fn brand(head: &Head) -> Markup {
    html! {
        a.brand href=(head.look.link(&head.home)) {
            (PreEscaped(MARK))
            span { @if head.organisation.is_empty() { "Vécu" } @else { (head.organisation) } }
        }
    }
}

/// The way to the other language and to large print. Links, or buttons of the page's form where something may have been
/// typed; not scripts: they work everywhere and leave no cookie.
fn switches(head: &Head) -> Markup {
    let look = head.look;
    let size = if look.large { "kit-usual-print" } else { "kit-large-print" };
    let sized = Look { large: !look.large, ..look }.link(&head.path);
    html! {
        @if !matches!(head.switches, Switches::None) {
            ul.switches {
                @for lang in Lang::ALL.into_iter().filter(|lang| *lang != look.lang) {
                    li { (switch(head, &translated(head, lang), Some(lang), &say(lang, "kit-this-language"))) }
                }
                li { (switch(head, &sized, None, &say(look.lang, size))) }
            }
        }
    }
}

fn switch(head: &Head, address: &str, lang: Option<Lang>, label: &str) -> Markup {
    let tag = lang.map(Lang::tag);
    html! {
        @if let Switches::Form(form) = &head.switches {
            button type="submit" name=(AGAIN) value="1" form=(form) formaction=(address) formnovalidate lang=[tag] { (label) }
        } @else {
            a href=(address) lang=[tag] hreflang=[tag] { (label) }
        }
    }
}

/// The Enter key presses the first button of a form, and the switches stand before the form: this one, which nobody sees,
/// stands before them and sends the form as its own first button does.
fn pressed_by_enter(head: &Head) -> Markup {
    html! {
        @if let Switches::Form(form) = &head.switches {
            button.visually-hidden type="submit" form=(form) tabindex="-1" aria-hidden="true" {}
        }
    }
}

/// The page in another language. [`link`](crate::link) leaves French, the first language, out of addresses; the switch
/// says it all the same, because a work page may start from the account's own language.
fn translated(head: &Head, lang: Lang) -> String {
    let address = Look { lang, ..head.look }.link(&head.path);
    if lang != Lang::Fr {
        return address;
    }
    let (rest, fragment) = address.split_once('#').map_or((address.as_str(), ""), |(rest, after)| (rest, after));
    let joint = if rest.contains('?') { '&' } else { '?' };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{rest}{joint}lang=fr{hash}{fragment}")
}

fn person(head: &Head, nav: &Nav) -> Markup {
    html! {
        @if let Some((name, hat)) = &nav.person {
            p.person { strong { (name) } " " span { (hat) } }
        }
        @if let Some((path, fields)) = &nav.sign_out {
            form.sign-out method="post" action=(head.look.link(path)) {
                @for (name, value) in fields { (crate::fields::hidden(name, value)) }
                button.button.button-quiet type="submit" { (say(head.lang(), "kit-sign-out")) }
            }
        }
    }
}

/// The navigation, twice: folded for a phone, standing for a wide screen. The style sheet shows one of them, which
/// keeps the page complete without script.
fn side(head: &Head, nav: &Nav) -> Markup {
    let current = nav.current(&head.path);
    let here = nav.groups.iter().flat_map(|group| &group.items).find(|item| current == Some(&item.path));
    html! {
        details.more.side-fold {
            summary {
                (say(head.lang(), "kit-menu"))
                @if let Some(here) = here { " – " (here.label) }
            }
            div.more-in { (groups(head, nav, current)) }
        }
        div.side-wide { (groups(head, nav, current)) }
    }
}

fn groups(head: &Head, nav: &Nav, current: Option<&str>) -> Markup {
    html! {
        @for group in &nav.groups {
            @if !group.name.is_empty() { p.side-name { (group.name) } }
            ul {
                @for item in &group.items {
                    li {
                        a href=(head.look.link(&item.path)) aria-current=[(current == Some(&item.path)).then_some("page")] {
                            span { (item.label) }
                            @if let Some(count) = item.count { " " span.count { (dates::count(head.lang(), count)) } }
                        }
                    }
                }
            }
        }
    }
}
