//! Views on a Questionnaire (R4).

use crate::Element;

macro_rules! view {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<'a>(Element<'a>);

        impl<'a> $name<'a> {
            /// Looks at an element as one of these.
            pub const fn new(element: Element<'a>) -> Self {
                Self(element)
            }

            /// The element, for everything this view has no getter for.
            pub const fn element(self) -> Element<'a> {
                self.0
            }
        }
    };
}
pub(crate) use view;

view! {
    /// The form.
    Questionnaire
}
view! {
    /// A question, a group or a text to show.
    Item
}
view! {
    /// One of the printed answers of a choice.
    AnswerOption
}
view! {
    /// A condition under which an item is shown.
    EnableWhen
}

impl<'a> Questionnaire<'a> {
    /// The top-level items.
    pub fn items(self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        self.0.list("item").map(Item::new)
    }
}

impl<'a> Item<'a> {
    /// The identifier answers refer to.
    pub fn link_id(self) -> Option<&'a str> {
        self.0.text("linkId")
    }

    /// `group`, `display`, `choice`, `text`, `integer`...
    pub fn kind(self) -> Option<&'a str> {
        self.0.text("type")
    }

    /// The items inside.
    pub fn items(self) -> impl Iterator<Item = Self> + use<'a> {
        self.0.list("item").map(Self::new)
    }

    /// The printed answers, in printed order.
    pub fn options(self) -> impl Iterator<Item = AnswerOption<'a>> + use<'a> {
        self.0.list("answerOption").map(AnswerOption::new)
    }

    /// The conditions.
    pub fn conditions(self) -> impl Iterator<Item = EnableWhen<'a>> + use<'a> {
        self.0.list("enableWhen").map(EnableWhen::new)
    }
}

impl<'a> AnswerOption<'a> {
    /// The coded answer.
    pub fn coding(self) -> Option<Element<'a>> {
        self.0.child("valueCoding")
    }
}

impl<'a> EnableWhen<'a> {
    /// The question the condition looks at.
    pub fn question(self) -> Option<&'a str> {
        self.0.text("question")
    }

    /// `exists`, `=`, `!=`, `>`, `<`, `>=`, `<=`.
    pub fn operator(self) -> Option<&'a str> {
        self.0.text("operator")
    }
}
