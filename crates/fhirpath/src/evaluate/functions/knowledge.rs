//! What FHIR adds: extensions, references, terminology, weights.

use fhir::property;
use fhir::types::Memo;
use serde_json::Value;

use super::super::{Answer, Evaluation, Fault, Scope, perhaps, truth};
use crate::Decimal;
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item, Node, named_children};

mod markup;

/// Extensions that say what an answer weighs, the later name first.
const WEIGHTS: [&str; 3] = [fhir::url::ITEM_WEIGHT, fhir::url::ORDINAL_VALUE, QUESTIONNAIRE_ORDINAL];
/// The name the weight had in the earliest forms.
const QUESTIONNAIRE_ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue";
/// Where base types are defined.
const DEFINITIONS: &str = "http://hl7.org/fhir/StructureDefinition/";

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn knowing(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        self.burn(input.len())?;
        match function {
            F::Extension => self.extension(&input, args, scope),
            F::HasValue => Ok(truth(matches!(input.as_slice(), [item] if self.value_of(item).is_some()))),
            F::GetValue => Ok(perhaps(match input.as_slice() {
                [item] => self.value_of(item),
                _ => None,
            })),
            F::Resolve => self.resolve(&input),
            F::ConformsTo => self.conforms(&input, args, scope),
            F::MemberOf => self.member_of(&input, args, scope),
            F::Subsumes | F::SubsumedBy => self.subsumes(function, &input, args, scope),
            F::Weight | F::Ordinal => self.weights(&input),
            F::HtmlChecks => {
                let Some(item) = self.single(&input)? else {
                    return Ok(Collection::new());
                };
                let text = item.as_text(self.types);
                self.burn(text.as_ref().map_or(0, |text| text.len()))?;
                let narrative = item.type_info(self.types).name == "xhtml";
                Ok(truth(text.map(|text| markup::is_sound(&text, narrative))))
            }
            F::CheckModifiers => self.modifiers(input, args, scope),
            F::GetResourceKey => {
                let key = self.single(&input)?.and_then(resource_key);
                Ok(perhaps(key.map(Item::text)))
            }
            F::GetReferenceKey => self.reference_key(&input, args),
            _ => Err(Fault::Outside(function.name())),
        }
    }

    fn extension(&self, input: &Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let Some(url) = self.text_argument(args, 0, scope)? else {
            return Ok(Collection::new());
        };
        let mut all = Collection::new();
        for item in input {
            named_children(item, "extension", &Memo::new(), self.types, &mut all);
        }
        self.burn(all.len())?;
        let wanted = |item: &Item<'a>| match item {
            Item::Node(node) => node.value.and_then(|value| value.get("url")).and_then(Value::as_str) == Some(&url),
            _ => false,
        };
        Ok(all.into_iter().filter(wanted).collect())
    }

    /// The value of a primitive that has one, or of System.
    fn value_of(&self, item: &Item<'a>) -> Option<Item<'a>> {
        match item {
            Item::Node(node) if node.value.is_none_or(Value::is_object) => None,
            // A quantity has parts, and is no single value.
            Item::Quantity(_) => None,
            _ => Some(item.system(self.types).into_owned()),
        }
    }

    fn resolve(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = Collection::new();
        for item in input {
            let reference = match item {
                Item::Node(Node { value: Some(Value::Object(map)), .. }) => {
                    map.get("reference").and_then(Value::as_str).map(str::to_owned)
                }
                _ => item.as_text(self.types).map(std::borrow::Cow::into_owned),
            };
            let Some(reference) = reference else {
                continue;
            };
            let root = self.context.constant("rootResource", &self.root).unwrap_or_default();
            let own = self.context.resource_or(&self.root);
            let inside = own.iter().chain(&root).find_map(|item| self.inside(item, &reference));
            let found = inside.or_else(|| self.context.host()?.resolve(&reference));
            out.extend(found.map(|value| Item::Node(Node::resource(value, self.types))));
        }
        Ok(out)
    }

    /// The resource a reference names within another: contained in it, or an entry of the same Bundle.
    fn inside(&self, whole: &Item<'a>, reference: &str) -> Option<&'a Value> {
        let Item::Node(Node { value: Some(value), .. }) = whole else {
            return None;
        };
        let value: &'a Value = value;
        let text = |value: &'a Value, name: &str| value.get(name).and_then(Value::as_str);
        if let Some(id) = reference.strip_prefix('#') {
            if id.is_empty() {
                return Some(value);
            }
            return value.get("contained")?.as_array()?.iter().find(|one| text(one, "id") == Some(id));
        }
        let entries = value.get("entry")?.as_array()?;
        self.burn(entries.len()).ok()?;
        entries.iter().find_map(|entry| {
            let resource = entry.get("resource")?;
            let url = text(entry, "fullUrl").unwrap_or_default();
            let local = format!("{}/{}", text(resource, "resourceType")?, text(resource, "id").unwrap_or_default());
            let ends = url.strip_suffix(reference).is_some_and(|head| head.ends_with('/'));
            (url == reference || ends || local == reference).then_some(resource)
        })
    }

    fn conforms(&self, input: &Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let (Some(item), Some(profile)) = (self.single(input)?, self.text_argument(args, 0, scope)?) else {
            return Ok(Collection::new());
        };
        if let (Some(name), Some(actual)) = (profile.strip_prefix(DEFINITIONS), item.type_id())
            && let Some(wanted) = self.types.named(name)
        {
            return Ok(truth(self.types.is_a(actual, wanted)));
        }
        let value = match item {
            Item::Node(node) => node.value,
            _ => None,
        };
        let known = self.context.host().zip(value).and_then(|(host, value)| host.conforms_to(value, &profile));
        known.map(truth).ok_or(Fault::Outside("conformsTo"))
    }

    fn member_of(&self, input: &Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let (Some(item), Some(set)) = (self.single(input)?, self.text_argument(args, 0, scope)?) else {
            return Ok(Collection::new());
        };
        let host = self.context.host().ok_or(Fault::Outside("memberOf"))?;
        let text;
        let coded = match item {
            Item::Node(Node { value: Some(value), .. }) => value,
            other => {
                text = Value::from(other.as_text(self.types).unwrap_or_default().into_owned());
                &text
            }
        };
        Ok(truth(host.member_of(coded, &set)))
    }

    fn subsumes(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let other = self.argument(args, 0, scope)?;
        let (Some(a), Some(b)) = (self.single(input)?, self.single(&other)?) else {
            return Ok(Collection::new());
        };
        let (Some((system, general)), Some((other_system, special))) = (coding(a), coding(b)) else {
            return Ok(Collection::new());
        };
        if system != other_system {
            return Ok(truth(false));
        }
        if general == special {
            return Ok(truth(true));
        }
        let (general, special) = if function == Function::Subsumes { (general, special) } else { (special, general) };
        let host = self.context.host().ok_or(Fault::Outside("subsumes"))?;
        Ok(truth(host.subsumes(system, general, special)))
    }

    /// The weights of answers and codings: those they carry, else those the host knows.
    fn weights(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = Collection::new();
        for item in input {
            let Item::Node(node) = item else {
                continue;
            };
            // An answer of a questionnaire is weighed by its value.
            let coded = node.value.map(|value| of(value, "valueCoding").unwrap_or(value));
            let carried = [node.twin, coded].into_iter().flatten().find_map(carried_weight);
            let known = || self.context.host().zip(coded).and_then(|(host, coded)| host.weight(coded));
            out.extend(carried.or_else(known).map(Item::Decimal));
        }
        Ok(out)
    }

    /// The input, unless it has modifier extensions other than the ones named.
    fn modifiers(&self, input: Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let mut known = Vec::new();
        for at in 0..args.len() {
            known.extend(self.text_argument(args, at, scope)?);
        }
        let mut found = Collection::new();
        for item in &input {
            named_children(item, "modifierExtension", &Memo::new(), self.types, &mut found);
        }
        for item in &found {
            let Item::Node(node) = item else { continue };
            let url = node.value.and_then(|value| value.get("url")).and_then(Value::as_str).unwrap_or_default();
            if !known.iter().any(|known| known == url) {
                return Err(Fault::Type {
                    expected: "an element without unknown modifiers",
                    found: "modifierExtension",
                });
            }
        }
        Ok(input)
    }

    fn reference_key(&self, input: &Collection<'a>, args: &[NodeId]) -> Answer<'a> {
        use crate::syntax::NodeKind;
        let Some(Item::Node(Node { value: Some(value), .. })) = self.single(input)? else {
            return Ok(Collection::new());
        };
        let Some(reference) = value.get("reference").and_then(Value::as_str) else {
            return Ok(Collection::new());
        };
        let wanted = args.first().and_then(|id| match &self.expression.node(*id).kind {
            NodeKind::Step { name, .. } => Some(&**name),
            _ => None,
        });
        let kind = reference.rsplit('/').nth(1);
        let fits = wanted.is_none_or(|wanted| kind == Some(wanted));
        Ok(perhaps(fits.then(|| Item::text(reference.rsplit('/').next().unwrap_or(reference)))))
    }
}

fn resource_key(item: &Item<'_>) -> Option<String> {
    match item {
        Item::Node(node) => node.value?.get("id")?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// System and code of a Coding, or of the first of a CodeableConcept.
fn coding<'i>(item: &'i Item<'_>) -> Option<(&'i str, &'i str)> {
    let Item::Node(node) = item else {
        return None;
    };
    let value = node.value?;
    let coding = value.get("coding").and_then(|list| list.get(0)).unwrap_or(value);
    Some((coding.get("system")?.as_str()?, coding.get("code")?.as_str()?))
}

/// A property of a value that is an object.
fn of<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    property(value.as_object()?, name)
}

fn carried_weight(value: &Value) -> Option<Decimal> {
    let extensions = of(value, "extension")?.as_array()?;
    let url = |one: &Value| of(one, "url").and_then(Value::as_str).is_some_and(|url| WEIGHTS.contains(&url));
    match of(extensions.iter().find(|one| url(one))?, "valueDecimal")? {
        Value::Number(number) => Decimal::parse(number.as_str()),
        _ => None,
    }
}
