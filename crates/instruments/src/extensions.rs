//! Our own FHIR extensions: every address, where it stands and what it holds. `docs/reference/extensions.md`
//! says the same with an example of each; a test compares the two.
//!
//! FHIR has no word for what French experience questionnaires need: kinds of missing answers, wordings for a parent or
//! a relative, what the interviewer reads, an answer that takes another item out of its score. All addresses are
//! `urn:vecu:fhir:<name>`; a reader that does not know them still reads a valid R4 Questionnaire. Texts are
//! `valueString` with translations in `_valueString` (the HL7 `translation` extension), like every text of FHIR.
//!
//! ## On the questionnaire
//! | name | value | meaning |
//! |---|---|---|
//! | `official` | boolean | an official instrument: its wording is locked |
//! | `licence` | parts `name`, `kind` (open, agreement), `instrument`, `holder`, `granted-to`, `proof`, `expires` (date), `fee`, `mode` (repeated), `language` (repeated), `wording`, `source`, `note` | terms of use; without it nothing is published |
//! | `designers` | text | who designed it, and with whom |
//! | `moment-told` | text | the moment of life it looks at, in words |
//! | `introduction` | parts `speaker`, `text`, one per speaker | said before the first question |
//! | `mode` | parts `code` (web, phone, paper, interview), `official`, `note` | a way to ask it, and whether the source provides it |
//! | `translation-status` | parts `lang`, `official`, `note` | what a translation is worth |
//! | `estimated-minutes` | integer | measured length; computed when absent |
//! | `score` | parts `id`, `title`, `note`, `source`, `method` (hundred, mean, sum, box; hundred when absent), `top` (integer, for box: how many best answers count), `prorate` (boolean, for sum: a missing answer counts as the mean of the others), `minimum` (half, more-than-half, all) or `least` (integer), `leaves` (a kind of missing, repeated), `counted` (parts `missing`, `weight`, repeated), `item` (parts `linkId`, `reversed`, `weight`) | a score: by default the mean of items brought to 0-100 |
//! | `adaptive` | parts `first`, `least`, `most`, `error`, `information`, `share` (repeated: `area`, `part`), `mean`, `deviation`, `low`, `high`, `quadrature` | an adaptive bank: its latent scale and when it stops |
//! | `no-score` | text | why this instrument has distributions and no score |
//!
//! ## On an item
//! | name | value | meaning |
//! |---|---|---|
//! | `speaker-text` | parts `speaker` (patient, parent, relative, proxy), `text` | the wording when somebody else answers; also on a choice and on a group |
//! | `no-speaker-text` | code | the source has no wording for this speaker: the patient's is used and it is said |
//! | `interviewer-note` | text, repeated | for the person who asks, never read to the person who answers |
//! | `hint` | text | a short help under the question |
//! | `item-type` | code: satisfaction, experience, outcome | what the answer is |
//! | `moment` | code: before, during, after | the moment of care it looks at |
//! | `valence` | code: positive, negative | of an open question; both always stand on the same screen |
//! | `local` | boolean | added by us to an instrument of others (on a group: its title is ours) |
//! | `graded` | parts `discrimination`, `difficulty` (repeated), `area` | parameters under the graded response model; never sent out |
//! | `origin` | parts `designers`, `finding`, `finding-title`, `instrument` (address and version), `instrument-title` | who designed it and where it was taken from; no part of the wording |
//!
//! ## On a choice (`answerOption`)
//! | name | value | meaning |
//! |---|---|---|
//! | `missing` | code, see [`crate::MissingKind`] | not a value of the scale, and why |
//! | `neutral` | boolean | `false`: this missing answer may well be a bad one, the source does not say; never presume |
//! | `not-read-aloud` | boolean | accepted but not cited by the interviewer |
//! | `choice-note` | text | printed beside the choice, not part of its label |
//! | `excludes-from-score` | linkId, repeated | this answer takes that item out of its score |
//!
//! ## For what other formats say and FHIR does not
//! | name | meaning |
//! |---|---|
//! | `xlsform-expression` | On an expression: the XPath it was translated from, so that it can be written back. |
//! | `constraint-message` | On an item: what is said when a plain limit (least, greatest, length, pattern) is not kept; text with translations. |
//! | `required-message` | On an item: what is said when a required answer is missing; text with translations. |
//! | `repeat-count` | On a repeating group: how many rounds there are, as an expression. |
//! | `xlsform-name` | On an item: the name of its row in the source, when it could not be its link id. |
//! | `xlsform-language` | On the questionnaire: the name a language has in the columns' headers; parts `lang` and `name`. |
//! | `slider-step` | The step of a slider that is not a whole number: HL7's own is an integer. |
//!
//! ## On a response
//! | name | value | meaning |
//! |---|---|---|
//! | `content-hash` | text | the immutable version of the form that was answered |

macro_rules! extensions {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("urn:vecu:fhir:", $word);)*

        /// Every address above.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

extensions! {
    /// An official instrument.
    OFFICIAL = "official";
    /// Terms of use.
    LICENCE = "licence";
    /// Who designed it, with whom.
    DESIGNERS = "designers";
    /// The moment of life it looks at.
    MOMENT_TOLD = "moment-told";
    /// Said before the first question.
    INTRODUCTION = "introduction";
    /// A way to ask it.
    MODE = "mode";
    /// What a translation is worth.
    TRANSLATION_STATUS = "translation-status";
    /// Measured length.
    ESTIMATED_MINUTES = "estimated-minutes";
    /// A score.
    SCORE = "score";
    /// An adaptive bank: its latent scale and when it stops.
    ADAPTIVE = "adaptive";
    /// Why there is no score.
    NO_SCORE = "no-score";
    /// The wording for another speaker.
    SPEAKER_TEXT = "speaker-text";
    /// No wording exists for this speaker.
    NO_SPEAKER_TEXT = "no-speaker-text";
    /// For the interviewer.
    INTERVIEWER_NOTE = "interviewer-note";
    /// A short help.
    HINT = "hint";
    /// Satisfaction, experience or outcome.
    ITEM_TYPE = "item-type";
    /// Before, during or after.
    MOMENT = "moment";
    /// Positive or negative open question.
    VALENCE = "valence";
    /// The theme of the code book that a question is about.
    THEME = "theme";
    /// Added by us.
    LOCAL = "local";
    /// Parameters of a question under the graded response model.
    GRADED = "graded";
    /// Who designed an item, and where it was taken from.
    ORIGIN = "origin";
    /// A kind of missing answer.
    MISSING = "missing";
    /// Whether a missing answer is neutral.
    NEUTRAL = "neutral";
    /// Not cited by the interviewer.
    NOT_READ_ALOUD = "not-read-aloud";
    /// Printed beside the choice.
    CHOICE_NOTE = "choice-note";
    /// Takes an item out of its score.
    EXCLUDES_FROM_SCORE = "excludes-from-score";
    /// On an expression: the XPath it was translated from, so that it can be written back.
    XLSFORM_EXPRESSION = "xlsform-expression";
    /// On an item: what is said when a plain limit (least, greatest, length, pattern) is not kept; text with translations.
    CONSTRAINT_MESSAGE = "constraint-message";
    /// On an item: what is said when a required answer is missing; text with translations.
    REQUIRED_MESSAGE = "required-message";
    /// On a repeating group: how many rounds there are, as an expression.
    REPEAT_COUNT = "repeat-count";
    /// On an item: the name of its row in the source, when it could not be its link id.
    XLSFORM_NAME = "xlsform-name";
    /// On the questionnaire: the name a language has in the columns' headers; parts `lang` and `name`.
    XLSFORM_LANGUAGE = "xlsform-language";
    /// The step of a slider that is not a whole number: HL7's own is an integer.
    SLIDER_STEP = "slider-step";
    /// The version that was answered.
    CONTENT_HASH = "content-hash";
}
