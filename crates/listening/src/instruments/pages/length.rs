//! How long a draft takes to answer and from which age it is read with ease: on the page of checks, and where one publishes.

use instruments::proof::Measured;
use kernel::Lang;
use organisation::access::Desk;
use pages::{
    Markup, html,
    parts::facts,
    words::{say, say_with},
};

use super::draft::Open;
use crate::instruments::checks::Length;

/// Both, each with what it means in one sentence.
pub(super) fn told(desk: &Desk, open: &Open) -> Markup {
    let lang = desk.lang();
    let Some(length) = open.length() else { return html! {} };
    html! {
        section aria-labelledby="longueur" {
            h3 #longueur { (say(lang, "instruments-length-title")) }
            (facts([
                (say(lang, "instruments-length-minutes"), minutes(desk, open, length)),
                (say(lang, "instruments-length-age"), age(lang, length)),
            ]))
        }
    }
}

fn minutes(desk: &Desk, open: &Open, length: &Length) -> Markup {
    let lang = desk.lang();
    let entries = open.doc().entries();
    let title = |link: &str| entries.iter().find(|entry| entry.link == link).map(|entry| entry.title(open.doc(), lang));
    let longest: Vec<_> = length
        .longest
        .iter()
        .filter_map(|cost| Some((cost, title(&cost.link_id)?)))
        .filter(|(cost, _)| cost.seconds > 0)
        .collect();
    html! {
        (say_with(lang, "instruments-length-about", &[("minutes", length.minutes.into())]))
        @if longest.len() > 1 {
            p.hint { (say(lang, "instruments-length-longest")) }
            ul {
                @for (cost, title) in longest {
                    li {
                        a href=(desk.look.link(&open.question(&cost.link_id))) { (title) } " "
                        (say_with(lang, "instruments-length-seconds", &[("n", cost.seconds.into())]))
                    }
                }
            }
        }
    }
}

fn age(lang: Lang, length: &Length) -> Markup {
    let why = format!("instruments-length-{}", length.measured.code());
    let tag = match &length.measured {
        Measured::OtherLanguage(tag) => tag.clone(),
        _ => String::new(),
    };
    let ease = length.ease.map_or(0, |ease| ease.clamp(0.0, 100.0).round() as i64);
    let why = say_with(lang, &why, &[("tag", tag.into()), ("ease", ease.into())]);
    html! {
        @match length.age {
            Some(age) => {
                (say_with(lang, "instruments-length-from", &[("age", age.into())])) " "
                (say(lang, &format!("instruments-length-means-{age}")))
            }
            None => { (say(lang, "instruments-length-unmeasured")) }
        }
        p.hint { (why) }
    }
}
