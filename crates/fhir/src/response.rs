//! Views on a QuestionnaireResponse (R4).

use crate::{Element, questionnaire::view};

view! {
    /// A set of answers.
    QuestionnaireResponse
}
view! {
    /// An item of a response.
    ResponseItem
}
view! {
    /// One answer to a question.
    ResponseAnswer
}

impl<'a> QuestionnaireResponse<'a> {
    /// The canonical address of the form that was answered, `url|version`.
    pub fn questionnaire(self) -> Option<&'a str> {
        self.0.text("questionnaire")
    }

    /// The top-level items.
    pub fn items(self) -> impl Iterator<Item = ResponseItem<'a>> + use<'a> {
        self.0.list("item").map(ResponseItem::new)
    }
}

impl<'a> ResponseItem<'a> {
    /// The question this answers.
    pub fn link_id(self) -> Option<&'a str> {
        self.0.text("linkId")
    }

    /// The items inside a group.
    pub fn items(self) -> impl Iterator<Item = Self> + use<'a> {
        self.0.list("item").map(Self::new)
    }

    /// The answers given.
    pub fn answers(self) -> impl Iterator<Item = ResponseAnswer<'a>> + use<'a> {
        self.0.list("answer").map(ResponseAnswer::new)
    }
}

impl<'a> ResponseAnswer<'a> {
    /// Items nested under an answer.
    pub fn items(self) -> impl Iterator<Item = ResponseItem<'a>> + use<'a> {
        self.0.list("item").map(ResponseItem::new)
    }
}
