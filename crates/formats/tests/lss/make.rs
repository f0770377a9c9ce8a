//! Small surveys written in the test that needs them: a table is a list of rows, a row a list of fields. All content is
//! invented.

/// One row of a table, as LimeSurvey writes it.
pub fn row(fields: &[(&str, &str)]) -> String {
    let inner: String = fields
        .iter()
        .map(|(name, value)| format!("<{name}><![CDATA[{}]]></{name}>", value.replace("]]>", "]]]]><![CDATA[>")))
        .collect();
    format!("<row>{inner}</row>")
}

/// A survey being written: its tables, in the order in which they were first named.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    tables: Vec<(String, String)>,
    settings: Vec<(String, String)>,
    version: u32,
    next: u32,
}

impl Survey {
    /// A survey in French with one group (`gid` 1), by the schema of today.
    pub fn new() -> Self {
        let settings = [("sid", "7"), ("language", "fr")];
        let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let survey = Self { settings, version: 640, next: 1, ..Self::default() };
        survey
            .row("groups", &[("gid", "1"), ("sid", "7"), ("group_order", "1")])
            .row("group_l10ns", &[("id", "1"), ("gid", "1"), ("group_name", "Groupe"), ("language", "fr")])
    }

    /// The version of the schema it says it was written by.
    pub fn version(mut self, version: u32) -> Self {
        self.version = version;
        self
    }

    /// A setting of the survey.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Any row of any table.
    pub fn row(mut self, table: &str, fields: &[(&str, &str)]) -> Self {
        let text = row(fields);
        match self.tables.iter_mut().find(|(name, _)| name == table) {
            Some((_, rows)) => rows.push_str(&text),
            None => self.tables.push((table.to_owned(), text)),
        }
        self
    }

    /// A question of a type, with more fields of its row. Its `qid` is `10 × rank`.
    pub fn question(mut self, kind: &str, code: &str, more: &[(&str, &str)]) -> Self {
        let qid = (self.next * 10).to_string();
        self.next += 1;
        let mut fields = vec![
            ("qid", qid.as_str()),
            ("gid", "1"),
            ("sid", "7"),
            ("parent_qid", "0"),
            ("type", kind),
            ("title", code),
        ];
        fields.push(("question_order", &qid));
        for (name, value) in more {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        let words = [("id", qid.as_str()), ("qid", &qid), ("question", code), ("language", "fr")];
        self.row("questions", &fields).row("question_l10ns", &words)
    }

    /// The `qid` of the last question.
    pub fn qid(&self) -> String {
        ((self.next - 1) * 10).to_string()
    }

    /// A row or column of the last question; its `qid` is that of the question and the rank behind it.
    pub fn sub(self, scale: &str, code: &str, more: &[(&str, &str)]) -> Self {
        let parent = self.qid();
        let qid = format!("{parent}{scale}{}", code.bytes().map(u32::from).sum::<u32>());
        let mut fields =
            vec![("qid", qid.as_str()), ("parent_qid", &parent), ("gid", "1"), ("sid", "7"), ("type", "T")];
        fields.extend([("title", code), ("scale_id", scale), ("question_order", &qid)]);
        fields.extend(more);
        let words = [("id", qid.as_str()), ("qid", &qid), ("question", code), ("language", "fr")];
        self.row("subquestions", &fields).row("question_l10ns", &words)
    }

    /// An answer of the last question.
    pub fn answer(self, scale: &str, code: &str, value: &str) -> Self {
        let qid = self.qid();
        let aid = format!("{qid}{scale}{}", code.bytes().map(u32::from).sum::<u32>());
        let fields = [("aid", aid.as_str()), ("qid", &qid), ("code", code), ("assessment_value", value)];
        let words = [("id", aid.as_str()), ("aid", &aid), ("answer", code), ("language", "fr")];
        let all = [&fields[..], &[("scale_id", scale), ("sortorder", &aid)]].concat();
        self.row("answers", &all).row("answer_l10ns", &words)
    }

    /// An attribute of the last question.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let qid = self.qid();
        self.row("question_attributes", &[("qid", &qid), ("attribute", name), ("value", value)])
    }

    /// The file.
    pub fn text(&self) -> String {
        let settings: Vec<(&str, &str)> =
            self.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut tables: String =
            self.tables.iter().map(|(name, rows)| format!("<{name}><fields/><rows>{rows}</rows></{name}>")).collect();
        tables.push_str(&format!("<surveys><rows>{}</rows></surveys>", row(&settings)));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>\
             <DBVersion>{}</DBVersion><languages><language>fr</language></languages>{tables}</document>",
            self.version
        )
    }
}
