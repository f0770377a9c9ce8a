//! FHIRPath: parsing and evaluating expressions over FHIR resources. Pure: no input, no output, no clock of its own.
