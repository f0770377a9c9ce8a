//! One question as its form shows it: wordings, printed answers, what the answer is. Read from an item and written back into
//! it; what the form does not show stays.

use fhir::url::{ITEM_WEIGHT, MAX_VALUE, MIN_VALUE, ORDINAL_VALUE};
use instruments::{ItemType, MissingKind, Moment, Speaker, Valence, extensions as ext};
use serde_json::{Value, json};

use super::json::{
    Two, code, extension, extensions, flag, list, put, put_code, put_extensions, put_flag, put_text, put_texted,
    put_two, put_whole, text, texted, two, two_of,
};
use super::{
    Kind, kind_of,
    limits::{MOST_ANSWERS, PLACES, bound, units},
    rendering::{self, Rendering},
    repeats::Times,
};

/// A printed answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// Its rank in the stored item, from 0; none for a new one.
    pub stored: Option<usize>,
    /// The code that is stored with each answer; made from the label when empty.
    pub code: String,
    /// The label.
    pub label: Two,
    /// The label for a parent, a relative and a trusted person, in the order of [`Speaker::ALL`] after the patient.
    pub spoken: [Two; 3],
    /// Its value on an ordered scale.
    pub weight: Option<i64>,
    /// The kind of missing answer; none for a value.
    pub missing: Option<MissingKind>,
    /// Accepted but not cited by whoever asks.
    pub unread: bool,
}

/// A question, a group or a text, as its form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it asks for.
    pub kind: Kind,
    /// The printed number.
    pub prefix: String,
    /// The wording, in the order of [`Speaker::ALL`].
    pub wording: [Two; 4],
    /// A short help.
    pub hint: Two,
    /// For whoever asks.
    pub notes: Vec<Two>,
    /// The printed answers.
    pub choices: Vec<Printed>,
    /// What the answer is.
    pub item_type: Option<ItemType>,
    /// The moment of care.
    pub moment: Option<Moment>,
    /// The side of an open question.
    pub valence: Option<Valence>,
    /// The code of the theme it is about; empty when none is said.
    pub theme: String,
    /// An answer is demanded.
    pub required: bool,
    /// The least number or day, as it is written; empty for none.
    pub least: String,
    /// The greatest number or day, as it is written; empty for none.
    pub greatest: String,
    /// Most digits after the point.
    pub places: Option<i64>,
    /// The units an amount may be given in, as they are shown.
    pub units: Vec<String>,
    /// Most answers, where several may be given.
    pub most_answers: Option<i64>,
    /// An answer that is not printed may be written.
    pub other: bool,
    /// Most characters.
    pub most_chars: Option<i64>,
    /// How often a group is asked; none for once.
    pub times: Option<Times>,
    /// How it is drawn; none leaves it as it is.
    pub rendering: Option<Rendering>,
    /// The step of a scale or a slider, as it is written; empty for none.
    pub step: String,
}

impl Question {
    /// Reads an item. `base` is the language of the document.
    pub fn of(item: &Value, base: &str) -> Self {
        Self {
            kind: kind_of(item),
            prefix: text(item, "prefix").to_owned(),
            wording: wording_of(item, "text", base),
            hint: two_of(item, ext::HINT, base),
            notes: extensions(item, ext::INTERVIEWER_NOTE).map(|one| two(one, "valueString", base)).collect(),
            choices: list(item, "answerOption").iter().enumerate().map(|(at, one)| printed(at, one, base)).collect(),
            item_type: ItemType::from_code(code(item, ext::ITEM_TYPE)),
            moment: Moment::from_code(code(item, ext::MOMENT)),
            valence: Valence::from_code(code(item, ext::VALENCE)),
            theme: code(item, ext::THEME).to_owned(),
            required: item.get("required").and_then(Value::as_bool).unwrap_or(false),
            least: bound(item, MIN_VALUE),
            greatest: bound(item, MAX_VALUE),
            places: whole(item, PLACES),
            units: units(item),
            most_answers: whole(item, MOST_ANSWERS).filter(|_| kind_of(item) != Kind::Group),
            other: text(item, "type") == "open-choice",
            most_chars: item.get("maxLength").and_then(Value::as_i64),
            times: Times::of(item),
            rendering: Some(Rendering::of(item)),
            step: rendering::step(item),
        }
    }

    /// Writes it into its item. Members that do not belong to the kind are taken out, others stay as they are; a form that
    /// comes back as it was sent changes nothing.
    pub fn write(&self, item: &mut Value, base: &str) {
        let was = Self::of(item, base);
        if *self == was {
            return;
        }
        // "string" and "text" are both asked as open texts: the author's own word stays.
        let other = self.other && self.kind.has_choices();
        let stored = (kind_of(item), text(item, "type") == "open-choice");
        if stored != (self.kind, other) || text(item, "type").is_empty() {
            if stored.0 == Kind::Group {
                Times::forget(item);
            }
            if stored.0 != self.kind {
                put(item, "repeats", (self.kind == Kind::Several).then(|| json!(true)));
            }
            put_text(item, "type", self.kind.fhir_type(other));
        }
        put_text(item, "prefix", &self.prefix);
        put_wording(item, "text", base, &self.wording);
        put_texted(item, ext::HINT, base, &self.hint);
        self.write_notes(item, base);
        self.write_choices(item, base);
        put_code(item, ext::ITEM_TYPE, self.item_type.map_or("", ItemType::code));
        put_code(item, ext::MOMENT, self.moment.map_or("", Moment::code));
        let valence = self.valence.filter(|_| self.kind == Kind::Open);
        put_code(item, ext::VALENCE, valence.map_or("", Valence::code));
        put_code(item, ext::THEME, if self.kind.is_question() { &self.theme } else { "" });
        put(item, "required", (self.required && self.kind.is_question()).then(|| json!(true)));
        self.write_limits(item);
        self.write_rendering(&was, item);
        put(item, "maxLength", self.most_chars.filter(|_| self.kind == Kind::Open).map(|n| json!(n)));
        if self.kind == Kind::Group {
            Times::write(self.times, item);
            item.as_object_mut().map(|object| object.entry("item").or_insert_with(|| json!([])));
        } else if list(item, "item").is_empty() {
            put(item, "item", None);
        }
    }

    fn write_notes(&self, item: &mut Value, base: &str) {
        let stored: Vec<Value> = extensions(item, ext::INTERVIEWER_NOTE).cloned().collect();
        let made = self.notes.iter().enumerate().filter(|(_, note)| !note.is_empty()).map(|(at, note)| {
            let Some(mut found) = stored.get(at).cloned() else { return texted(ext::INTERVIEWER_NOTE, base, note) };
            put_two(&mut found, "valueString", base, note);
            found
        });
        let made = made.collect();
        put_extensions(item, ext::INTERVIEWER_NOTE, made);
    }

    fn write_choices(&self, item: &mut Value, base: &str) {
        if !self.kind.has_choices() {
            put(item, "answerOption", None);
            put(item, "answerValueSet", None);
            return;
        }
        // A list that is elsewhere stays the question's, until answers of its own are written.
        let is_elsewhere = item.get("answerValueSet").is_some();
        if is_elsewhere && self.choices.is_empty() {
            return;
        }
        put(item, "answerValueSet", None);
        let stored = list(item, "answerOption").to_vec();
        let system = stored.iter().find_map(|one| one.get("valueCoding")?.get("system").cloned());
        let mut codes: Vec<String> =
            self.choices.iter().map(|one| one.code.clone()).filter(|code| !code.is_empty()).collect();
        let mut made = Vec::with_capacity(self.choices.len());
        for choice in &self.choices {
            let mut option = choice.stored.and_then(|at| stored.get(at)).cloned().unwrap_or_else(|| json!({}));
            let mut choice = choice.clone();
            if choice.code.is_empty() {
                choice.code = code_from(choice.label.either(kernel::Lang::En), &codes);
                codes.push(choice.code.clone());
            }
            choice.write(&mut option, base, system.as_ref());
            made.push(option);
        }
        put(item, "answerOption", Some(Value::Array(made)));
    }
}

impl Printed {
    /// Whether nothing was typed in it: an empty line of the form.
    pub fn is_empty(&self) -> bool {
        self.code.is_empty() && self.label.is_empty()
    }

    fn write(&self, option: &mut Value, base: &str, system: Option<&Value>) {
        // A plain text or number becomes a coded answer: only those have a code that outlives a change of label.
        for plain in ["valueString", "_valueString", "valueInteger"] {
            put(option, plain, None);
        }
        let mut coding = option.get("valueCoding").cloned().unwrap_or_else(|| json!({}));
        if coding.get("system").is_none() && system.is_some() {
            put(&mut coding, "system", system.cloned());
        }
        put_text(&mut coding, "code", &self.code);
        put_two(&mut coding, "display", base, &self.label);
        // Whichever of the two extensions of HL7 bore the weight, on the option or on its coding, one stays.
        for url in [ORDINAL_VALUE, ITEM_WEIGHT] {
            put_extensions(&mut coding, url, Vec::new());
        }
        put(option, "valueCoding", Some(coding));
        put_extensions(option, ITEM_WEIGHT, Vec::new());
        put_whole(option, ORDINAL_VALUE, "valueDecimal", self.weight.filter(|_| self.missing.is_none()));
        put_code(option, ext::MISSING, self.missing.map_or("", MissingKind::code));
        if self.missing.is_none() {
            put_extensions(option, ext::NEUTRAL, Vec::new());
        }
        put_flag(option, ext::NOT_READ_ALOUD, self.unread);
        let [parent, relative, proxy] = self.spoken.clone();
        put_speakers(option, base, &[self.label.clone(), parent, relative, proxy]);
    }
}

/// The wordings of an element, in the order of [`Speaker::ALL`]: the patient's stands in the member itself.
pub fn wording_of(element: &Value, member: &str, base: &str) -> [Two; 4] {
    let said =
        |speaker: Speaker| extensions(element, ext::SPEAKER_TEXT).find(|one| code(one, "speaker") == speaker.code());
    Speaker::ALL.map(|speaker| match speaker {
        Speaker::Patient => two(element, member, base),
        other => said(other).map(|one| two_of(one, "text", base)).unwrap_or_default(),
    })
}

/// Writes the wordings of an element.
pub fn put_wording(element: &mut Value, member: &str, base: &str, wording: &[Two; 4]) {
    let [patient, ..] = wording;
    put_two(element, member, base, patient);
    put_speakers(element, base, wording);
}

/// Writes the wordings of everybody but the patient. A speaker that the source says it has no wording for
/// (`no-speaker-text`) and that is given one is no longer said to have none.
pub fn put_speakers(element: &mut Value, base: &str, wording: &[Two; 4]) {
    let others = Speaker::ALL.into_iter().zip(wording).skip(1);
    // Each in its place, so that what stands beside our two languages stays.
    let mut made: Vec<Value> = extensions(element, ext::SPEAKER_TEXT).cloned().collect();
    for (speaker, said) in others.clone() {
        match made.iter_mut().find(|one| code(one, "speaker") == speaker.code()) {
            Some(found) => put_texted(found, "text", base, said),
            None if said.is_empty() => {}
            None => made.push(spoken(speaker, base, said)),
        }
    }
    made.retain(|one| extension(one, "text").is_some());
    put_extensions(element, ext::SPEAKER_TEXT, made);
    let kept = extensions(element, ext::NO_SPEAKER_TEXT).filter(|one| {
        let named = super::json::value_of(one);
        others.clone().all(|(speaker, said)| speaker.code() != named || said.is_empty())
    });
    let kept = kept.cloned().collect();
    put_extensions(element, ext::NO_SPEAKER_TEXT, kept);
}

fn spoken(speaker: Speaker, base: &str, said: &Two) -> Value {
    json!({ "url": ext::SPEAKER_TEXT, "extension": [
        { "url": "speaker", "valueCode": speaker.code() },
        texted("text", base, said),
    ] })
}

fn printed(at: usize, option: &Value, base: &str) -> Printed {
    let coding = option.get("valueCoding");
    let plain = || {
        let number = option.get("valueInteger").and_then(Value::as_i64).map(|n| n.to_string());
        number.unwrap_or_else(|| text(option, "valueString").to_owned())
    };
    let weight = [Some(option), coding]
        .into_iter()
        .flatten()
        .find_map(|place| [ORDINAL_VALUE, ITEM_WEIGHT].into_iter().find_map(|url| whole(place, url)));
    let label = match coding {
        Some(coding) => two(coding, "display", base),
        None => {
            let mut label = two(option, "valueString", base);
            if label.is_empty() {
                label.fr = plain();
            }
            label
        }
    };
    let [_, parent, relative, proxy] = wording_of(option, "", base);
    Printed {
        stored: Some(at),
        spoken: [parent, relative, proxy],
        code: coding.map_or_else(plain, |coding| text(coding, "code").to_owned()),
        label,
        weight,
        missing: MissingKind::from_code(code(option, ext::MISSING)),
        unread: flag(option, ext::NOT_READ_ALOUD),
    }
}

/// The whole number of an extension, whichever `value[x]` holds it.
pub fn whole(element: &Value, url: &str) -> Option<i64> {
    let found = extension(element, url)?.as_object()?;
    let (_, value) = found.iter().find(|(name, _)| name.starts_with("value"))?;
    value.as_i64().or_else(|| value.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 1e15).map(|n| n as i64))
}

/// A code from a label: its letters and digits in lower case, other than those taken.
pub fn code_from(label: &str, taken: &[String]) -> String {
    let plain = organisation::places::slug::of_name(label);
    let plain: String = plain.chars().take(40).collect();
    let plain = if plain.is_empty() { "a".to_owned() } else { plain };
    let free = (1..=taken.len() + 1).map(|n| if n == 1 { plain.clone() } else { format!("{plain}-{n}") });
    free.into_iter().find(|code| !taken.contains(code)).unwrap_or(plain)
}

#[cfg(test)]
#[path = "question_tests.rs"]
mod tests;
