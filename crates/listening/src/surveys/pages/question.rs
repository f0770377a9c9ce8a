//! One question of a screen, as fields of a form.

use instruments::{
    Answer, AnswerError, Answers, Computed, Item, ItemType, Kind, MOST_OTHER_CHARS, MissingKind, OTHER, Speaker, WIDEST,
};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Form, Width, hidden},
    html,
    parts::face,
    words::{say, say_with},
};

use super::{in_tag, screen::Reader};

/// What a question is asked with.
pub(super) struct One<'a> {
    /// The answers so far, of the block where it stands in one.
    pub answers: &'a Answers,
    /// The block of the group that repeats in which it stands, from 0.
    pub block: Option<usize>,
    /// The number by which the page knows that block.
    pub number: Option<usize>,
    pub computed: &'a [Computed<'a>],
    pub form: Form<'a>,
    pub wrong: &'a [AnswerError],
    pub lang: Lang,
    pub reader: Reader,
    pub speaker: Speaker,
    pub official: bool,
}

impl One<'_> {
    /// The name of a question's field.
    fn name<'i>(&self, item: &'i Item) -> std::borrow::Cow<'i, str> {
        item.field_in(self.number.map(|number| number.saturating_sub(1)))
    }

    /// What was typed and did not fit.
    fn given(&self, item: &Item) -> Option<String> {
        let wrong = self.wrong.iter().find(|error| error.link_id == item.link_id && error.block == self.block);
        wrong.and_then(|error| error.given.as_ref()).map(|given| given.open().clone())
    }

    /// What was typed: what did not fit, or the answer kept.
    fn written(&self, item: &Item) -> String {
        if let Some(given) = self.given(item) {
            return given;
        }
        let comma = |text: &str| if self.lang == Lang::Fr { text.replace('.', ",") } else { text.to_owned() };
        match self.answers.get(&item.link_id) {
            Some(Answer::Choice(text) | Answer::Text(text) | Answer::Url(text)) => text.clone(),
            Some(Answer::Number(number)) => number.to_string(),
            Some(Answer::Decimal(text)) => comma(text),
            Some(Answer::Quantity { amount, .. }) => comma(amount),
            Some(Answer::Time(text)) => text.get(..5).unwrap_or(text).to_owned(),
            Some(Answer::Other(_)) => OTHER.to_owned(),
            _ => String::new(),
        }
    }

    /// The boxes of a date: day, month, year, and the time where one is asked.
    fn date(&self, item: &Item) -> [String; 4] {
        if let Some(given) = self.given(item) {
            let mut parts = given.splitn(4, '/').map(str::to_owned);
            return std::array::from_fn(|_| parts.next().unwrap_or_default());
        }
        let Some(Answer::Date(text) | Answer::DateTime(text)) = self.answers.get(&item.link_id) else {
            return Default::default();
        };
        let (date, clock) = text.split_once('T').unwrap_or((text, ""));
        let mut parts = date.split('-').map(|part| part.trim_start_matches('0').to_owned());
        let year = parts.next().unwrap_or_default();
        let month = parts.next().unwrap_or_default();
        [parts.next().unwrap_or_default(), month, year, clock.get(..5).unwrap_or_default().to_owned()]
    }

    /// What was written beside the printed answers.
    fn other(&self, item: &Item) -> String {
        match self.answers.get(&item.link_id) {
            _ if self.given(item).is_some_and(|given| item.choice(&given).is_none()) => {
                self.given(item).unwrap_or_default()
            }
            Some(Answer::Other(text) | Answer::Several { other: Some(text), .. }) => text.clone(),
            _ => String::new(),
        }
    }

    fn wording(&self, item: &Item) -> Markup {
        let said = item.wording.say(self.speaker, self.lang);
        html! {
            @if self.reader == Reader::Interviewer { (item.printed_number()) ". " }
            (in_tag(self.lang, said.tag, said.text))
        }
    }

    fn hint(&self, item: &Item) -> Option<Markup> {
        item.hint.as_ref().map(|hint| in_tag(self.lang, hint.tag_for(self.lang), hint.get(self.lang)))
    }
}

/// A question, a text or a value that the form computes.
pub(super) fn one(item: &Item, at: &One<'_>) -> Markup {
    let (wording, hint) = (at.wording(item), at.hint(item));
    let name = at.name(item);
    let or = |key: &str| hint.clone().unwrap_or_else(|| html! { (say(at.lang, key)) });
    match item.kind {
        Kind::Group => html! { h2 { (wording) } @if let Some(hint) = hint { p { (hint) } } },
        Kind::Display if item.computed => {
            let value = at.computed.iter().find(|one| one.link_id == item.link_id && one.block == at.block);
            html! { p { (wording) " " strong { output { @if let Some(value) = value { (value.shown) } } } } }
        }
        Kind::Display => html! { p { (wording) } },
        Kind::Number => {
            let (least, greatest) = item.range;
            let range = [("least", least.into()), ("greatest", greatest.into())];
            // A limit that nobody set is not told: it would only make people wonder.
            let key = match (least == -WIDEST, greatest == WIDEST) {
                (true, true) => "surveys-whole",
                (true, false) => "surveys-range-to",
                (false, true) => "surveys-range-from",
                (false, false) => "surveys-range",
            };
            let field = at.form.text(&name, wording).digits().value(at.written(item)).autocomplete("off");
            let hint = hint.unwrap_or_else(|| html! { (say_with(at.lang, key, &range)) });
            html! { (with_unit(field, item).hint(hint)) }
        }
        Kind::Decimal => {
            let field = at.form.text(&name, wording).decimal().value(at.written(item)).autocomplete("off");
            html! { (with_unit(field, item).hint(or("surveys-decimal"))) }
        }
        Kind::Time => {
            let field = at.form.text(&name, wording).width(Width::Short).value(at.written(item)).autocomplete("off");
            html! { (field.hint(or("surveys-time"))) }
        }
        Kind::Date => {
            let [day, month, year, _] = at.date(item);
            html! { (at.form.date(&name, wording).written(&day, &month, &year).hint(or("surveys-date"))) }
        }
        Kind::DateTime => {
            let [day, month, year, time] = at.date(item);
            let field = at.form.date(&name, wording).written(&day, &month, &year).with_time(&time);
            html! { (field.hint(or("surveys-date-time"))) }
        }
        Kind::Url => {
            let field = at.form.text(&name, wording).address().value(at.written(item));
            html! { (field.hint(or("surveys-address"))) }
        }
        Kind::Quantity => quantity(item, at, wording, hint),
        Kind::Open => {
            let field = at.form.textarea(&name, wording).value(at.written(item)).at_most(item.most_chars);
            match hint {
                Some(hint) => html! { (field.hint(hint)) },
                None => html! { (field) },
            }
        }
        Kind::Choice => choices(item, at, wording, hint),
    }
}

/// A number, and the one unit that its document states after the box.
fn with_unit(field: pages::fields::Text, item: &Item) -> pages::fields::Text {
    match item.units.as_slice() {
        [(_, shown)] => field.unit(shown.clone()),
        _ => field,
    }
}

/// An amount: a number and its unit, chosen where there are several.
fn quantity(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let name = at.name(item);
    let field = at.form.text(&name, wording).decimal().value(at.written(item)).autocomplete("off");
    let field = match hint {
        Some(hint) => field.hint(hint),
        None => field,
    };
    let kept = match at.answers.get(&item.link_id) {
        Some(Answer::Quantity { unit, .. }) => unit.clone(),
        _ => item.units.first().map(|(code, _)| code.clone()).unwrap_or_default(),
    };
    match item.units.as_slice() {
        [(_, shown)] => html! { (field.unit(shown.clone())) },
        units => html! {
            (field)
            (at.form.select(&format!("{name}-unit"), say(at.lang, "surveys-unit")).choices(units.iter().cloned()).chosen(kept))
        },
    }
}

fn choices(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let ladder = ladder(item, at);
    let offered = item.choices.iter().filter(|choice| {
        // Alone, one skips a question by leaving it; "refuses to answer" is a code of interviewers.
        at.reader == Reader::Interviewer || !(choice.not_read_aloud && choice.missing == Some(MissingKind::Refused))
    });
    let made = offered.map(|choice| {
        let said = choice.label.say(at.speaker, at.lang);
        let words = html! {
            @if choice.not_read_aloud && at.reader == Reader::Interviewer { "[" (choice.code) "] " }
            (in_tag(at.lang, said.tag, said.text))
        };
        let mut one = Choice::new(choice.code.clone(), words);
        if let Some(step) = choice.weight.and_then(|weight| ladder.iter().position(|rung| *rung == weight)) {
            one = one.picture(face(step, ladder.len()));
        }
        if choice.missing.is_some() { one.apart() } else { one }
    });
    let name = at.name(item);
    let mut field = if item.several { at.form.checkboxes(&name, wording) } else { at.form.radios(&name, wording) };
    field = field.with_all(made);
    if item.other {
        field = field.with(Choice::new(OTHER, say(at.lang, "surveys-other")));
    }
    match at.answers.get(&item.link_id) {
        Some(Answer::Several { codes, other }) if item.several => {
            for code in codes.iter().map(String::as_str).chain(other.as_ref().map(|_| OTHER)) {
                field = field.chosen(code);
            }
        }
        _ => field = field.chosen(at.written(item)),
    }
    let hint = hint.or_else(|| item.several.then(|| html! { (say(at.lang, "surveys-several")) }));
    html! {
        // Check boxes post nothing when none is checked: this says that they were there.
        @if item.several { (hidden(&name, "")) }
        @match hint {
            Some(hint) => { (field.hint(hint)) }
            None => { (field) }
        }
        @if item.other {
            (at.form.text(&format!("{name}-other"), say(at.lang, "surveys-other-say")).value(at.other(item))
                .at_most(MOST_OTHER_CHARS).autocomplete("off"))
        }
    }
}

/// The weights from worst to best, where faces may stand beside the words: judgements of our own instruments. An official
/// instrument is shown as it was printed.
fn ladder(item: &Item, at: &One<'_>) -> Vec<i64> {
    if at.official || at.reader == Reader::Interviewer || item.item_type != Some(ItemType::Satisfaction) {
        return Vec::new();
    }
    let mut weights: Vec<i64> = item.choices.iter().filter_map(|choice| choice.weight).collect();
    weights.sort_unstable();
    weights.dedup();
    weights
}
