//! What the reading room is narrowed to, read from the address and written back to it.

use kernel::Wave;
use listening::voices::{Kind, State};
use organisation::places::Place;
use pages::{
    Look, Markup,
    address::encoded,
    dates,
    fields::{Errors, Form},
    html, parts,
    words::say,
};

use super::{Fields, field, page_number, place_choices, value};
use crate::themes::{book, model::Sought};

/// So many characters are searched at most.
const MOST_WORDS: usize = 200;
/// How many months back the list of months goes.
const MONTHS: usize = 36;

/// The filter of an address. Without a state, what waits to be read; `etat=tout` for everything.
pub(super) fn read(fields: &Fields) -> Sought {
    let waits = field(fields, "attend") == "1";
    let words: String = field(fields, "mots").trim().chars().take(MOST_WORDS).collect();
    let words = (!words.is_empty()).then_some(words);
    let state = match field(fields, "etat") {
        "" => usual(waits, words.is_some()),
        code => code.parse().ok(),
    };
    let comments = match field(fields, "genre") {
        "recits" => Some(false),
        "commentaires" => Some(true),
        _ => None,
    };
    let theme = field(fields, "theme");
    Sought {
        place: value(fields, "lieu"),
        kind: value(fields, "genre"),
        state,
        from: value(fields, "de"),
        to: value(fields, "a"),
        theme: book::book().theme(theme).map(|theme| theme.id.clone()),
        uncoded: field(fields, "sans") == "1",
        comments,
        waits,
        danger: field(fields, "danger") == "1",
        words,
    }
}

/// The state of an address that names none: what waits to be read, or every one that waits for a reply or is searched.
const fn usual(waits: bool, searched: bool) -> Option<State> {
    if waits || searched { None } else { Some(State::Readable) }
}

/// The same filter as the query of an address, without its question mark. Every value but the words is a code or an id and
/// needs no escaping.
pub(super) fn query(sought: &Sought) -> String {
    let mut pairs = Vec::new();
    match sought.state {
        state if state == usual(sought.waits, sought.words.is_some()) => {}
        Some(state) => pairs.push(format!("etat={}", state.code())),
        None => pairs.push("etat=tout".to_owned()),
    }
    pairs.extend(sought.place.map(|place| format!("lieu={place}")));
    pairs.extend(sought.kind.map(|kind| format!("genre={}", kind.code())));
    pairs.extend(sought.comments.map(|comments| format!("genre={}", group(comments))));
    pairs.extend(sought.from.map(|wave| format!("de={wave}")));
    pairs.extend(sought.to.map(|wave| format!("a={wave}")));
    pairs.extend(sought.theme.as_ref().map(|theme| format!("theme={theme}")));
    if sought.uncoded {
        pairs.push("sans=1".to_owned());
    }
    if sought.waits {
        pairs.push("attend=1".to_owned());
    }
    if sought.danger {
        pairs.push("danger=1".to_owned());
    }
    pairs.extend(sought.words.as_ref().map(|words| format!("mots={}", encoded(words))));
    pairs.join("&")
}

/// The name of a group of kinds in an address.
const fn group(comments: bool) -> &'static str {
    if comments { "commentaires" } else { "recits" }
}

/// Where one stands in the reading room while reading a voice: the filter and the rank in its list.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    /// The filter.
    pub(super) sought: Sought,
    /// The rank, from 0; none when one came from elsewhere.
    pub(super) rank: Option<i64>,
}

impl Stand {
    /// From an address.
    pub(super) fn read(fields: &Fields) -> Self {
        let rank = value(fields, "rang").filter(|rank| (0..10_000_000).contains(rank));
        Self { sought: read(fields), rank }
    }

    /// As the end of an address, with its question mark; empty when one came from elsewhere.
    pub(super) fn tail(&self) -> String {
        let Some(rank) = self.rank else { return String::new() };
        let query = query(&self.sought);
        let joint = if query.is_empty() { "" } else { "&" };
        format!("?{query}{joint}rang={rank}")
    }

    /// The list one came from.
    pub(super) fn list(&self) -> String {
        let query = query(&self.sought);
        let page = self.rank.unwrap_or(0) / super::list::A_PAGE + 1;
        let paged = if page > 1 { format!("page={page}") } else { String::new() };
        let both: Vec<String> = [query, paged].into_iter().filter(|part| !part.is_empty()).collect();
        if both.is_empty() { "/travail/voix".to_owned() } else { format!("/travail/voix?{}", both.join("&")) }
    }
}

/// The filter's form.
pub(super) fn form(look: Look, sought: &Sought, places: &[Place], now: Wave) -> Markup {
    let lang = look.lang;
    let none = Errors::none();
    let form = Form::new(lang, &none).prefix("filter-");
    let every = || (String::new(), say(lang, "themes-every"));
    let text = |value: Option<String>| value.unwrap_or_default();
    let months: Vec<(String, String)> = std::iter::successors(Some(now), |wave| Some(wave.previous()))
        .take(MONTHS)
        .map(|wave| (wave.to_string(), dates::wave(lang, wave)))
        .collect();
    let themes = book::book().themes.iter().map(|theme| (theme.id.clone(), theme.label(lang).to_owned()));
    let kinds =
        Kind::ALL.iter().map(|kind| (kind.code().to_owned(), say(lang, &format!("voices-kind-{}", kind.code()))));
    let states = [State::Readable, State::TakenUp, State::Answered, State::Closed];
    let states =
        states.iter().map(|state| (state.code().to_owned(), say(lang, &format!("themes-state-{}", state.code()))));
    let state = sought.state.map_or("tout", State::code);
    let groups = [false, true]
        .map(|comments| (group(comments).to_owned(), say(lang, &format!("themes-group-{}", group(comments)))));
    let kind = sought.kind.map(Kind::code).or(sought.comments.map(group)).unwrap_or_default();
    let fields = html! {
        (form.text("mots", say(lang, "themes-words")).search().value(text(sought.words.clone())))
        (form.select("lieu", say(lang, "themes-place")).choices([every()]).choices(place_choices(places))
            .chosen(text(sought.place.map(|id| id.to_string()))))
        (form.select("genre", say(lang, "themes-kind")).choices([every()]).choices(groups).choices(kinds)
            .chosen(kind))
        (form.select("etat", say(lang, "themes-state")).choices(states)
            .choice("tout", say(lang, "themes-every")).chosen(state))
        (form.select("de", say(lang, "themes-from")).choices([every()]).choices(months.clone())
            .chosen(text(sought.from.map(|wave| wave.to_string()))))
        (form.select("a", say(lang, "themes-to")).choices([every()]).choices(months)
            .chosen(text(sought.to.map(|wave| wave.to_string()))))
        (form.select("theme", say(lang, "themes-theme")).choices([every()]).choices(themes)
            .chosen(text(sought.theme.clone())))
        (form.select("sans", say(lang, "themes-coded")).choice("", say(lang, "themes-every"))
            .choice("1", say(lang, "themes-uncoded")).chosen(if sought.uncoded { "1" } else { "" }))
        (form.select("attend", say(lang, "themes-reply-filter")).choice("", say(lang, "themes-every"))
            .choice("1", say(lang, "themes-wants-reply")).chosen(if sought.waits { "1" } else { "" }))
        (form.select("danger", say(lang, "themes-danger")).choice("", say(lang, "themes-every"))
            .choice("1", say(lang, "themes-danger-only")).chosen(if sought.danger { "1" } else { "" }))
    };
    parts::filter(look, "/travail/voix", fields)
}

/// The page asked for and where its list begins.
pub(super) fn page(fields: &Fields, a_page: i64) -> (u32, i64) {
    let page = page_number(fields);
    (page, (i64::from(page) - 1) * a_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_its_address_and_what_is_unknown_is_ignored() {
        let pairs = |text: &str| -> Fields {
            text.split('&').filter_map(|pair| pair.split_once('=')).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
        };
        let text = "etat=answered&lieu=0123456789ab&genre=thanks&de=2026-01&a=2026-03&theme=waiting&sans=1";
        assert_eq!(query(&read(&pairs(text))), text);
        assert_eq!(read(&pairs("")).state, Some(State::Readable));
        assert_eq!(query(&read(&pairs("etat=tout&theme=%3Cscript&lieu=x&genre=y&de=z"))), "etat=tout");
        assert_eq!(read(&pairs("attend=1")).state, None, "whoever waits may be taken up already");
        assert_eq!(query(&read(&pairs("attend=1"))), "attend=1");
        assert_eq!(query(&read(&pairs("etat=readable&genre=commentaires&danger=1"))), "genre=commentaires&danger=1");
        assert_eq!(query(&read(&pairs("etat=readable&attend=1"))), "etat=readable&attend=1");
        let words = read(&pairs("mots=%"));
        assert_eq!((words.state, query(&words).as_str()), (None, "mots=%25"), "every state is searched");
        assert_eq!(query(&read(&pairs("mots=  "))), "");
        let stand = Stand::read(&pairs("etat=closed&rang=30"));
        assert_eq!(
            (stand.tail().as_str(), stand.list().as_str()),
            ("?etat=closed&rang=30", "/travail/voix?etat=closed&page=2")
        );
        assert_eq!(Stand::read(&pairs("rang=-1")).tail(), "");
    }
}
