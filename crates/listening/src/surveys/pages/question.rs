//! One question of a screen, as fields of a form.

use instruments::{
    Answer, AnswerError, Answers, Beside, Computed, Instrument, Item, Kind, Looks, OTHER, Speaker, WIDEST, readable,
};
use kernel::Lang;
use pages::{
    Markup,
    fields::{Form, Width},
    html,
    words::{say, say_with},
};

use super::{choosing::choices, in_tag, screen::Reader};

/// What a question is asked with.
pub(super) struct One<'a> {
    pub instrument: &'a Instrument,
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
    pub(super) fn name<'i>(&self, item: &'i Item) -> std::borrow::Cow<'i, str> {
        item.field_in(self.number.map(|number| number.saturating_sub(1)))
    }

    /// What was typed and did not fit.
    pub(super) fn given(&self, item: &Item) -> Option<String> {
        let wrong = self.wrong.iter().find(|error| error.link_id == item.link_id && error.block == self.block);
        wrong.and_then(|error| error.given.as_ref()).map(|given| given.open().clone())
    }

    /// What was typed: what did not fit, or the answer kept.
    pub(super) fn written(&self, item: &Item) -> String {
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
    pub(super) fn other(&self, item: &Item) -> String {
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

    /// The help under a question: its document's own words or ours, the texts that stand beside it, how to write the answer.
    fn hint(&self, item: &Item, ours: Option<String>) -> Option<Markup> {
        let text = |text: &instruments::Text| in_tag(self.lang, text.tag_for(self.lang), text.get(self.lang));
        let mut lines: Vec<Markup> = Vec::new();
        lines.extend(item.hint.as_ref().map(text).or(ours.map(|ours| html! { (ours) })));
        lines.extend(self.beside(item, Beside::Help));
        if let Some([lower, upper]) = self.ends(item).filter(|_| !item.looks.has_ends()) {
            lines.push(html! { (lower) " – " (upper) });
        }
        if let Some(format) = &item.entry_format {
            lines.push(html! { (say(self.lang, "surveys-entry-format")) " " (text(format)) });
        }
        (!lines.is_empty()).then(|| html! { @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (line) } })
    }

    fn beside(&self, item: &Item, place: Beside) -> Vec<Markup> {
        beside(self.instrument, item, place, self.speaker, self.lang)
    }

    /// What the two ends of its scale mean, where the document says it of one of them at least.
    pub(super) fn ends(&self, item: &Item) -> Option<[Markup; 2]> {
        let end = |place| html! { @for text in self.beside(item, place) { (text) } };
        let ends = [end(Beside::Lower), end(Beside::Upper)];
        ends.iter().any(|end| !end.0.is_empty()).then_some(ends)
    }

    /// The one unit after its field.
    fn unit(&self, item: &Item) -> Option<String> {
        if let [(_, shown)] = item.units.as_slice() {
            return Some(shown.clone());
        }
        let beside = self.instrument.beside(item, Beside::Unit).next().filter(|_| item.units.is_empty());
        beside.map(|text| text.wording.get(self.speaker, self.lang).to_owned())
    }
}

/// The texts that stand beside a question at a place.
pub(super) fn beside(instrument: &Instrument, item: &Item, place: Beside, speaker: Speaker, lang: Lang) -> Vec<Markup> {
    let said = instrument.beside(item, place).map(|text| text.wording.say(speaker, lang));
    said.map(|said| in_tag(lang, said.tag, said.text)).collect()
}

/// A question, a text or a value that the form computes.
pub(super) fn one(item: &Item, at: &One<'_>) -> Markup {
    let wording = at.wording(item);
    let name = at.name(item);
    let told = |key: Option<&str>| at.hint(item, key.map(|key| say(at.lang, key))).unwrap_or_default();
    match item.kind {
        Kind::Group => html! { h2 { (wording) } @if let Some(hint) = at.hint(item, None) { p { (hint) } } },
        Kind::Display if item.computed => {
            let value = at.computed.iter().find(|one| one.link_id == item.link_id && one.block == at.block);
            html! { p { (wording) " " strong { output { @if let Some(value) = value { (value.shown) } } } } }
        }
        Kind::Display => html! { p { (wording) } },
        Kind::Number | Kind::Decimal => number(item, at, wording),
        Kind::Time => {
            let field = at.form.text(&name, wording).width(Width::Short).value(at.written(item)).autocomplete("off");
            html! { (field.hint(told(Some("surveys-time")))) }
        }
        Kind::Date => {
            let [day, month, year, _] = at.date(item);
            html! { (at.form.date(&name, wording).written(&day, &month, &year).hint(told(Some("surveys-date")))) }
        }
        Kind::DateTime => {
            let [day, month, year, time] = at.date(item);
            let field = at.form.date(&name, wording).written(&day, &month, &year).with_time(&time);
            html! { (field.hint(told(Some("surveys-date-time")))) }
        }
        Kind::Url => {
            let field = at.form.text(&name, wording).address().value(at.written(item));
            html! { (field.hint(told(Some("surveys-address")))) }
        }
        Kind::Quantity => quantity(item, at, wording, at.hint(item, None)),
        Kind::Open => open(item, at, wording, at.hint(item, None)),
        Kind::Choice => {
            let ours = item.several.then(|| say(at.lang, "surveys-several"));
            choices(item, at, wording, at.hint(item, ours))
        }
    }
}

/// A text: lines, or the one line that its document asks for.
fn open(item: &Item, at: &One<'_>, wording: Markup, hint: Option<Markup>) -> Markup {
    let name = at.name(item);
    if item.looks == Looks::Line {
        let field = at.form.text(&name, wording).value(at.written(item)).autocomplete("off");
        let field = with_unit(field, at.unit(item));
        return match hint {
            Some(hint) => html! { (field.hint(hint)) },
            None => html! { (field) },
        };
    }
    let field = at.form.textarea(&name, wording).value(at.written(item)).at_most(item.most_chars);
    match hint {
        Some(hint) => html! { (field.hint(hint)) },
        None => html! { (field) },
    }
}

/// A number: a field, the marks of a scale, or a field with its slider.
fn number(item: &Item, at: &One<'_>, wording: Markup) -> Markup {
    let name = at.name(item);
    match &item.looks {
        Looks::Scale(marks) => scale(item, at, wording, marks),
        Looks::Slider { least, greatest, step } => {
            let ends = named_ends(at, item, least, greatest);
            let [low, high] = &ends;
            let range = [("least", readable(least, at.lang).into()), ("greatest", readable(greatest, at.lang).into())];
            let hint = at.hint(item, Some(say_with(at.lang, "surveys-range", &range))).unwrap_or_default();
            let hint = html! { (hint) @if at.ends(item).is_some() { span.slider-ends { br; (low) " – " (high) } } };
            let field =
                at.form.slider(&name, wording, least, greatest, step).value(at.written(item)).hint(hint).ends(ends);
            match at.unit(item) {
                Some(unit) => html! { (field.unit(unit)) },
                None => html! { (field) },
            }
        }
        _ => {
            let field = at.form.text(&name, wording).value(at.written(item)).autocomplete("off");
            let field = if item.kind == Kind::Number { field.digits() } else { field.decimal() };
            let hint = at.hint(item, Some(expected(item, at.lang))).unwrap_or_default();
            html! { (with_unit(field, at.unit(item)).hint(hint)) }
        }
    }
}

/// What a field for a number says of itself where its document says nothing.
fn expected(item: &Item, lang: Lang) -> String {
    if item.kind == Kind::Decimal {
        return say(lang, "surveys-decimal");
    }
    let (least, greatest) = item.range;
    let range = [("least", least.into()), ("greatest", greatest.into())];
    // A limit that nobody set is not told: it would only make people wonder.
    let key = match (least == -WIDEST, greatest == WIDEST) {
        (true, true) => "surveys-whole",
        (true, false) => "surveys-range-to",
        (false, true) => "surveys-range-from",
        (false, false) => "surveys-range",
    };
    say_with(lang, key, &range)
}

/// A slider of few marks: each is a choice, and nothing is chosen before somebody answers.
fn scale(item: &Item, at: &One<'_>, wording: Markup, marks: &[String]) -> Markup {
    let unit = at.unit(item).map(|unit| say_with(at.lang, "surveys-in-unit", &[("unit", unit.into())]));
    let said = at.ends(item);
    let meaning = |place: usize| match &said {
        Some([lower, _]) if place == 0 => Some(lower),
        Some([_, upper]) if place + 1 == marks.len() => Some(upper),
        _ => None,
    };
    let kept = match at.answers.get(&item.link_id) {
        _ if at.given(item).is_some() => String::new(),
        Some(Answer::Number(number)) => number.to_string(),
        Some(Answer::Decimal(text)) => text.clone(),
        _ => String::new(),
    };
    let mut field = at.form.radios(&at.name(item), wording);
    for (place, mark) in marks.iter().enumerate() {
        // Whoever hears the marks one by one hears what the ends mean with them.
        let label = html! {
            (readable(mark, at.lang))
            @if let Some(meaning) = meaning(place).filter(|meaning| !meaning.0.is_empty()) { span.visually-hidden { " – " (meaning) } }
        };
        field = field.choice(mark.clone(), label);
        if Item::is_mark(mark, &kept) {
            field = field.chosen(mark.clone());
        }
    }
    let ends = marks.first().zip(marks.last()).filter(|_| said.is_some());
    let field = field.scale(ends.map(|(least, greatest)| named_ends(at, item, least, greatest)));
    match at.hint(item, unit) {
        Some(hint) => html! { (field.hint(hint)) },
        None => html! { (field) },
    }
}

/// The two ends of a scale of numbers, each with what it means.
fn named_ends(at: &One<'_>, item: &Item, least: &str, greatest: &str) -> [Markup; 2] {
    let named = |number: &str, meaning: &Markup| {
        html! { (readable(number, at.lang)) @if !meaning.0.is_empty() { @if at.lang == Lang::Fr { "\u{a0}" } ": " (meaning) } }
    };
    let [lower, upper] = at.ends(item).unwrap_or_default();
    [named(least, &lower), named(greatest, &upper)]
}

/// A field, and the unit after it.
fn with_unit(field: pages::fields::Text, unit: Option<String>) -> pages::fields::Text {
    match unit {
        Some(unit) => field.unit(unit),
        None => field,
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
