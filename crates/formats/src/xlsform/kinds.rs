//! The `type` column: every type of XLSForm, with its old names.

use super::words::nearest;

/// What a row of `survey` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The start of a group, a repeat or a loop over a list.
    Begin(Section, Option<String>),
    /// Its end.
    End(Section),
    /// A choice among a list.
    Select(Select),
    /// A question that is answered by writing, counting or dating.
    Plain(Plain),
    /// A text to read.
    Note,
    /// A value computed and not shown.
    Calculate,
    /// A value set by other means and not shown.
    Hidden,
    /// A number on a scale.
    Range,
    /// A file: photo, sound, film or any.
    Upload(&'static str),
    /// A position, a track or an area. True when it is taken without being asked.
    Geo(&'static str, bool),
    /// Sound recorded without being asked.
    BackgroundAudio,
    /// A choice of points on a map.
    Osm,
    /// What a device knows of who answers and when.
    Meta(&'static str),
    /// A file of choices or data beside the form.
    Attached(&'static str),
    /// A setting written in the survey.
    Setting(&'static str),
    /// Another form put in here.
    Include,
    /// None of these.
    Unknown,
}

/// A container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Group,
    Repeat,
    Loop,
}

impl Section {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        }
    }
}

/// A question answered without choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plain {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    Barcode,
    Acknowledge,
    /// A whole number from 0 to this one.
    UpTo(u32),
    /// Digits only.
    Phone,
}

/// Where choices come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Choices,
    External,
    File,
    /// Answers to a question of a repeat (`select_one ${name}`).
    Answers,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Select {
    pub(crate) several: bool,
    pub(crate) rank: bool,
    pub(crate) list: String,
    pub(crate) other: bool,
    pub(crate) from: From,
    /// The word that was written, for messages.
    pub(crate) command: &'static str,
}

const SELECTS: &[(&str, bool)] = &[
    ("select_one_from_file", false),
    ("select_multiple_from_file", true),
    ("select one from file", false),
    ("select multiple from file", true),
    ("select_one_external", false),
    ("select_one", false),
    ("select_multiple", true),
    ("rank", true),
    ("add select one prompt using", false),
    ("add select multiple prompt using", true),
    ("select all that apply from", true),
    ("select all that apply", true),
    ("select one from", false),
    ("select one", false),
    ("select1", false),
];

/// Every type without a list. Many are old; all of them are still met.
const SIMPLE: &[(&str, Kind)] = &[
    ("text", Kind::Plain(Plain::Text)),
    ("integer", Kind::Plain(Plain::Integer)),
    ("decimal", Kind::Plain(Plain::Decimal)),
    ("note", Kind::Note),
    ("date", Kind::Plain(Plain::Date)),
    ("time", Kind::Plain(Plain::Time)),
    ("dateTime", Kind::Plain(Plain::DateTime)),
    ("datetime", Kind::Plain(Plain::DateTime)),
    ("calculate", Kind::Calculate),
    ("hidden", Kind::Hidden),
    ("range", Kind::Range),
    ("acknowledge", Kind::Plain(Plain::Acknowledge)),
    ("trigger", Kind::Plain(Plain::Acknowledge)),
    ("barcode", Kind::Plain(Plain::Barcode)),
    ("image", Kind::Upload("image")),
    ("photo", Kind::Upload("image")),
    ("audio", Kind::Upload("audio")),
    ("video", Kind::Upload("video")),
    ("file", Kind::Upload("file")),
    ("geopoint", Kind::Geo("geopoint", false)),
    ("geotrace", Kind::Geo("geotrace", false)),
    ("geoshape", Kind::Geo("geoshape", false)),
    ("start-geopoint", Kind::Geo("start-geopoint", true)),
    ("background-geopoint", Kind::Geo("background-geopoint", true)),
    ("background-audio", Kind::BackgroundAudio),
    ("osm", Kind::Osm),
    ("start", Kind::Meta("start")),
    ("end", Kind::Meta("end")),
    ("today", Kind::Meta("today")),
    ("deviceid", Kind::Meta("deviceid")),
    ("phonenumber", Kind::Meta("phonenumber")),
    ("username", Kind::Meta("username")),
    ("email", Kind::Meta("email")),
    ("audit", Kind::Meta("audit")),
    ("simserial", Kind::Meta("simserial")),
    ("subscriberid", Kind::Meta("subscriberid")),
    ("imei", Kind::Meta("deviceid")),
    ("csv-external", Kind::Attached("csv")),
    ("xml-external", Kind::Attached("xml")),
    ("include", Kind::Include),
    ("form_title", Kind::Setting("form_title")),
    ("set_form_title", Kind::Setting("form_title")),
    ("set form title", Kind::Setting("form_title")),
    ("form_id", Kind::Setting("form_id")),
    ("set_form_id", Kind::Setting("form_id")),
    ("set form id", Kind::Setting("form_id")),
    ("prefix", Kind::Setting("prefix")),
    ("string", Kind::Plain(Plain::Text)),
    ("int", Kind::Plain(Plain::Integer)),
    ("date time", Kind::Plain(Plain::DateTime)),
    ("gps", Kind::Geo("geopoint", false)),
    ("location", Kind::Geo("geopoint", false)),
    ("percentage", Kind::Plain(Plain::UpTo(100))),
    ("number of days in last month", Kind::Plain(Plain::UpTo(31))),
    ("number of days in last six months", Kind::Plain(Plain::UpTo(183))),
    ("number of days in last year", Kind::Plain(Plain::UpTo(365))),
    ("phone number", Kind::Plain(Plain::Phone)),
    ("start time", Kind::Meta("start")),
    ("get start time", Kind::Meta("start")),
    ("end time", Kind::Meta("end")),
    ("get end time", Kind::Meta("end")),
    ("get today", Kind::Meta("today")),
    ("device id", Kind::Meta("deviceid")),
    ("get device id", Kind::Meta("deviceid")),
    ("uri:deviceid", Kind::Meta("deviceid")),
    ("get phone number", Kind::Meta("phonenumber")),
    ("uri:phonenumber", Kind::Meta("phonenumber")),
    ("subscriber id", Kind::Meta("subscriberid")),
    ("get subscriber id", Kind::Meta("subscriberid")),
    ("uri:subscriberid", Kind::Meta("subscriberid")),
    ("sim id", Kind::Meta("simserial")),
    ("get sim id", Kind::Meta("simserial")),
    ("uri:simserial", Kind::Meta("simserial")),
    ("uri:username", Kind::Meta("username")),
    ("uri:email", Kind::Meta("email")),
    ("q picture", Kind::Upload("image")),
];

/// Old prompts: `q text`, `add text prompt` mean `text`.
const PROMPTS: &[(&str, &str)] = &[
    ("string", "text"),
    ("text", "text"),
    ("note", "note"),
    ("integer", "integer"),
    ("int", "integer"),
    ("decimal", "decimal"),
    ("date", "date"),
    ("date time", "dateTime"),
    ("dateTime", "dateTime"),
    ("audio", "audio"),
    ("video", "video"),
    ("image", "image"),
    ("photo", "image"),
    ("file", "file"),
    ("location", "geopoint"),
    ("geopoint", "geopoint"),
    ("geoshape", "geoshape"),
    ("geotrace", "geotrace"),
    ("acknowledge", "acknowledge"),
    ("barcode", "barcode"),
    ("calculate", "calculate"),
];

impl Kind {
    /// Reads a type whose blanks are single.
    pub(crate) fn read(text: &str) -> Self {
        if let Some((_, kind)) = SIMPLE.iter().find(|(word, _)| *word == text) {
            return kind.clone();
        }
        let prompt =
            text.strip_prefix("q ").or_else(|| text.strip_prefix("add ").and_then(|rest| rest.strip_suffix(" prompt")));
        if let Some((_, word)) = prompt.and_then(|prompt| PROMPTS.iter().find(|(old, _)| *old == prompt)) {
            return Self::read(word);
        }
        section(text)
            .or_else(|| select(text))
            .or_else(|| text.starts_with("osm ").then_some(Self::Osm))
            .unwrap_or(Self::Unknown)
    }

    /// Whether a name is needed.
    pub(crate) const fn wants_name(&self) -> bool {
        !matches!(self, Self::End(_) | Self::Setting(_) | Self::Note)
    }

    /// The nearest type to one that is not known, with its list put back.
    pub(crate) fn nearest_word(text: &str) -> Option<String> {
        let words = SIMPLE.iter().map(|(word, _)| *word);
        let selects = SELECTS.iter().map(|(word, _)| *word);
        let sections = ["begin_group", "end_group", "begin_repeat", "end_repeat", "begin group", "end group"];
        let all = || words.clone().chain(selects.clone()).chain(sections);
        if let Some(word) = nearest(text, all()) {
            return Some(word.to_owned());
        }
        let (first, rest) = text.split_once(' ')?;
        nearest(first, all()).map(|word| format!("{word} {rest}"))
    }
}

fn section(text: &str) -> Option<Kind> {
    let (begins, rest) =
        if let Some(rest) = text.strip_prefix("begin") { (true, rest) } else { (false, text.strip_prefix("end")?) };
    let rest = rest.strip_prefix([' ', '_'])?;
    const WORDS: &[(&str, Section)] = &[
        ("group", Section::Group),
        ("lgroup", Section::Repeat),
        ("repeat", Section::Repeat),
        ("looped group", Section::Repeat),
        ("loop", Section::Loop),
    ];
    for (word, section) in WORDS {
        let Some(after) = rest.strip_prefix(word) else { continue };
        if after.is_empty() {
            return Some(if begins { Kind::Begin(*section, None) } else { Kind::End(*section) });
        }
        let Some(list) = after.strip_prefix(' ').filter(|_| begins) else { continue };
        let list = list.strip_prefix("over ").unwrap_or(list);
        if !list.contains(' ') {
            return Some(Kind::Begin(*section, Some(list.to_owned())));
        }
    }
    None
}

fn select(text: &str) -> Option<Kind> {
    for (command, several) in SELECTS {
        let Some(rest) = text.strip_prefix(command).and_then(|rest| rest.strip_prefix(' ')) else { continue };
        let (list, other) = match ["or specify other", "or_other", "or other"]
            .iter()
            .find_map(|word| rest.strip_suffix(word).and_then(|list| list.strip_suffix(' ')))
        {
            Some(list) => (list, true),
            None => (rest, false),
        };
        if list.is_empty() || list.contains(' ') {
            continue;
        }
        let from = if command.contains("file") {
            From::File
        } else if command.contains("external") {
            From::External
        } else if list.starts_with("${") {
            From::Answers
        } else if [".csv", ".xml", ".geojson"].iter().any(|end| list.ends_with(end)) {
            From::File
        } else {
            From::Choices
        };
        let list = list.to_owned();
        return Some(Kind::Select(Select { several: *several, rank: *command == "rank", list, other, from, command }));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_their_old_names_are_read() {
        assert_eq!(Kind::read("begin_repeat"), Kind::Begin(Section::Repeat, None));
        assert_eq!(Kind::read("begin loop over toilets"), Kind::Begin(Section::Loop, Some("toilets".to_owned())));
        assert_eq!(Kind::read("end looped group"), Kind::End(Section::Repeat));
        assert_eq!(Kind::read("q dateTime"), Kind::Plain(Plain::DateTime));
        assert_eq!(Kind::read("add image prompt"), Kind::Upload("image"));
        let Kind::Select(select) = Kind::read("select all that apply from colours or specify other") else { panic!() };
        assert_eq!((select.several, select.list.as_str(), select.other), (true, "colours", true));
        assert_eq!(Kind::read("select_one"), Kind::Unknown);
        assert_eq!(Kind::read("begin table"), Kind::Unknown);
    }

    #[test]
    fn an_unknown_type_has_its_nearest() {
        assert_eq!(Kind::nearest_word("slect_one yes_no").as_deref(), Some("select_one yes_no"));
        assert_eq!(Kind::nearest_word("interger").as_deref(), Some("integer"));
        assert_eq!(Kind::nearest_word("zzzzzzzz"), None);
    }
}
