//! The extensions an XLSForm needs and that neither HL7 nor [`instruments::extensions`] has, and the addresses of HL7
//! that are written here.

/// On an expression: the XPath it was translated from, so that it can be written back.
pub const XPATH: &str = instruments::extensions::XLSFORM_EXPRESSION;
/// On an item: what is said when a plain limit (least, greatest, length, pattern) is not kept; text with translations.
pub const CONSTRAINT_MESSAGE: &str = instruments::extensions::CONSTRAINT_MESSAGE;
/// On an item: what is said when a required answer is missing; text with translations.
pub const REQUIRED_MESSAGE: &str = instruments::extensions::REQUIRED_MESSAGE;
/// On a repeating group: how many rounds there are, as an expression.
pub const REPEAT_COUNT: &str = instruments::extensions::REPEAT_COUNT;
/// On an item: the name of its row in the source, when it could not be its link id.
pub const NAME: &str = instruments::extensions::XLSFORM_NAME;
/// On the questionnaire: the name a language has in the columns' headers; parts `lang` and `name`.
pub const LANGUAGE_NAME: &str = instruments::extensions::XLSFORM_LANGUAGE;

/// The system of a list's codes: this, the form's id, a colon, the list's name.
pub const SYSTEM: &str = "urn:vecu:xlsform:";

/// How an item is shown.
pub const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
/// The codes of [`ITEM_CONTROL`].
pub const ITEM_CONTROL_SYSTEM: &str = "http://hl7.org/fhir/questionnaire-item-control";
/// Whether choices stand side by side.
pub const ORIENTATION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation";
/// Not shown.
pub const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
/// The step of a slider that is not a whole number: HL7's own is an integer.
pub const DECIMAL_STEP: &str = instruments::extensions::SLIDER_STEP;
/// The step of a slider.
pub const SLIDER_STEP: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";
/// The pattern of a text.
pub const REGEX: &str = "http://hl7.org/fhir/StructureDefinition/regex";
/// The least length of a text.
pub const MIN_LENGTH: &str = "http://hl7.org/fhir/StructureDefinition/minLength";
/// The least number of rounds.
pub const MIN_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
/// The greatest number of rounds.
pub const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
/// The kinds of files an attachment accepts.
pub const MIME_TYPE: &str = "http://hl7.org/fhir/StructureDefinition/mimeType";
/// A constraint with its message.
pub const TARGET_CONSTRAINT: &str = "http://hl7.org/fhir/StructureDefinition/targetConstraint";
/// A name for an expression.
pub const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
/// A value computed from others.
pub const CQF_EXPRESSION: &str = "http://hl7.org/fhir/StructureDefinition/cqf-expression";
/// When an item is asked.
pub const ENABLE_WHEN: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
/// What an item is worth, at all times.
pub const CALCULATED: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
/// What an item is worth at first.
pub const INITIAL: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression";
/// Which choices are offered.
pub const TOGGLE: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression";
