//! Addresses of HL7's extensions that say what a form computes and demands (FHIR core and SDC).

/// A value computed from other answers.
pub const CALCULATED: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
/// A value computed once, when the form is opened.
pub const INITIAL: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression";
/// A condition under which an item is shown.
pub const ENABLE_WHEN: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
/// The list of possible answers, computed.
pub const ANSWERS: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerExpression";
/// A name for a value that other expressions use.
pub const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
/// A rule that answers must keep, R4.
pub const CONSTRAINT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint";
/// A rule that answers must keep, R5 and SDC 4.
pub const TARGET_CONSTRAINT: &str = "http://hl7.org/fhir/StructureDefinition/targetConstraint";
/// Fewest answers or groups.
pub const FEWEST: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
/// Most answers or groups.
pub const MOST: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
/// Which printed answers are offered, by a condition.
pub const TOGGLE: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression";
/// Fewest characters.
pub const MIN_LENGTH: &str = "http://hl7.org/fhir/StructureDefinition/minLength";
/// Most digits after the point.
pub const PLACES: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
/// A type of document that is accepted.
pub const MIME: &str = "http://hl7.org/fhir/StructureDefinition/mimeType";
/// Most bytes of a document.
pub const MAX_SIZE: &str = "http://hl7.org/fhir/StructureDefinition/maxSize";
/// Least amount.
pub const MIN_QUANTITY: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-minQuantity";
/// Greatest amount.
pub const MAX_QUANTITY: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-maxQuantity";
/// A unit that an amount may have.
pub const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
/// The units that an amount may have, as a list.
pub const UNIT_SET: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet";
/// The unit that an amount has.
pub const UNIT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
/// The pattern a text must match.
pub const PATTERN: &str = "http://hl7.org/fhir/StructureDefinition/regex";
/// What an amount may have beside the units that are offered: any coded unit, or one in words.
pub const UNIT_OPEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOpen";
/// A printed answer that goes with no other.
pub const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
/// A type of resource that an answer may refer to.
pub const REFERENCE_RESOURCE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource";
/// The server that knows the members of lists.
pub const TERMINOLOGY: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-preferredTerminologyServer";
/// An element whose content is computed.
pub const COMPUTED: &str = "http://hl7.org/fhir/StructureDefinition/cqf-expression";
/// An item that is never shown.
pub const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
