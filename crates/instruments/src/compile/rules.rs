//! What the rules of a form say to people, with its translations.

use std::collections::HashMap;

use fhir::Element;

use super::{Compiler, DOCUMENT};
use crate::{Text, problem::At, sdc};

impl Compiler<'_> {
    /// The sentence of every rule, by its original: the program knows a rule by that one alone.
    pub(super) fn rule_texts(&mut self, root: Element<'_>) -> HashMap<String, Text> {
        let at = At::root(DOCUMENT);
        let mut places: Vec<(Element<'_>, At)> = vec![(root, at)];
        places.extend(self.sources.iter().map(|source| source.element()).zip(self.places.iter().cloned()));
        let mut out = HashMap::new();
        for (element, at) in places {
            for found in [sdc::CONSTRAINT, sdc::TARGET_CONSTRAINT].into_iter().flat_map(|url| element.extensions(url)) {
                if let Some(text) = self.extension_text(found, "human", &at) {
                    out.entry(text.original().to_owned()).or_insert(text);
                }
            }
        }
        out
    }
}
