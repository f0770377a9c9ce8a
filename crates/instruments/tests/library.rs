//! What ships does not change unnoticed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use instruments::{Instrument, library, shipped};
use kernel::Lang;

#[test]
fn the_shipped_documents_compile_without_a_warning_and_have_the_hash_of_this_release() {
    for one in library() {
        let form = one.instrument().unwrap_or_else(|problems| panic!("{}: {problems:#?}", one.id));
        assert!(form.warnings().is_empty(), "{:?}", form.warnings());
        assert_eq!(form.content_hash(), one.content_hash, "{}: a changed document is a new version", one.id);
        assert_eq!(form.url(), Some(one.url));
        if let Some(locked) = one.wording_hash {
            assert_eq!(form.wording_hash(), locked, "{}", one.id);
        }
        assert!(!form.title(Lang::Fr).is_empty() && form.purpose(Lang::En).is_some());
        assert!(form.designers(Lang::Fr).is_some() && form.moment(Lang::En).is_some());
    }
    assert!(shipped("unknown").is_none());
}

#[test]
fn blanks_and_the_order_of_keys_do_not_change_the_hash_but_a_comma_does() {
    let json = shipped("vecu-12").unwrap().json;
    let form = Instrument::compile(json).unwrap();
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut entries: Vec<(String, serde_json::Value)> = value.as_object().unwrap().clone().into_iter().collect();
    entries.reverse();
    let turned = serde_json::Value::Object(entries.into_iter().collect());
    assert_ne!(turned.to_string(), value.to_string(), "the keys really are in another order");
    let again = Instrument::compile(&serde_json::to_string_pretty(&turned).unwrap()).unwrap();
    assert_eq!(again.content_hash(), form.content_hash());
    let comma = json.replace("Avant de venir, avez-vous", "Avant de venir avez-vous");
    assert_ne!(Instrument::compile(&comma).unwrap().content_hash(), form.content_hash());
    assert_eq!(form.content_hash().len(), 64);
}
