use fhir::types::Release;

use super::{CheckError, Checks, Complaint, check};
use crate::parse;

fn over(type_name: &str, source: &str) -> Result<(), CheckError> {
    check(&parse(source).unwrap(), &Checks::new(Release::R4).over(type_name))
}

#[test]
fn an_element_that_does_not_exist_is_named_with_its_place() {
    let error = over("Patient", "active and name.given1.exists()").unwrap_err();
    assert_eq!(error.at, 11);
    assert_eq!(error.complaint, Complaint::Element { name: "given1".into(), owner: "HumanName".into() });
    assert!(over("Observation", "value.unit").is_ok());
    assert!(over("Observation", "valueQuantity.unit").is_err());
}

#[test]
fn what_is_not_known_is_let_through() {
    assert!(over("Patient", "descendants().anything.where(that = 'x')").is_ok());
    assert!(over("NoSuchType", "anything").is_ok());
    assert!(over("Bundle", "entry.resource.birthDate").is_ok());
}

#[test]
fn a_variable_is_known_in_the_rest_of_its_chain_only() {
    assert!(over("Patient", "defineVariable('a', 1).select(%a)").is_ok());
    assert!(over("Patient", "defineVariable('a', 1) | %a").is_err());
    assert!(over("Patient", "%resource.id | %`vs-x` | %ucum").is_ok());
    assert!(over("Patient", "%other").is_err());
}
