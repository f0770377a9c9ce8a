//! Both languages must say the same things with the same values.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{ast, parser};

use super::Source;

/// What differs between the two languages of a source: a key or a variable that only one of them has, a key said
/// twice. Empty when all is well.
pub fn differences(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let fr = read(source.name, "fr", source.fr, &mut found);
    let en = read(source.name, "en", source.en, &mut found);
    for (key, variables) in &fr {
        match en.get(key) {
            None => found.push(format!("{}: {key} is missing in en.ftl", source.name)),
            Some(other) if other != variables => {
                found.push(format!("{}: {key} does not use the same variables in both languages", source.name));
            }
            Some(_) => {}
        }
    }
    let only_en = en.keys().filter(|key| !fr.contains_key(*key));
    found.extend(only_en.map(|key| format!("{}: {key} is missing in fr.ftl", source.name)));
    found
}

type Keys = BTreeMap<String, BTreeSet<String>>;

fn read(name: &str, lang: &str, text: &str, found: &mut Vec<String>) -> Keys {
    let resource = parser::parse(text).unwrap_or_else(|(partial, problems)| {
        found.extend(problems.iter().map(|p| format!("{name}/{lang}.ftl: {p}")));
        partial
    });
    let mut keys = Keys::new();
    for entry in &resource.body {
        if let ast::Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                walk(pattern, &mut variables);
            }
            if keys.insert(message.id.name.to_owned(), variables).is_some() {
                found.push(format!("{name}/{lang}.ftl: {} is said twice", message.id.name));
            }
        }
    }
    keys
}

fn walk(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_in(expression, variables);
        }
    }
}

fn expression_in(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_in(inline, variables),
        ast::Expression::Select { selector, variants } => {
            inline_in(selector, variables);
            variants.iter().for_each(|variant| walk(&variant.value, variables));
        }
    }
}

fn inline_in(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| inline_in(argument, variables));
        }
        ast::InlineExpression::Placeable { expression } => expression_in(expression, variables),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_or_a_variable_of_one_language_only_is_reported() {
        let source = Source { name: "s", fr: "a = un { $n }\nb = deux\n", en: "a = one\nc = three\n" };
        let found = differences(&source).join("\n");
        for part in ["a does not use the same variables", "b is missing in en.ftl", "c is missing in fr.ftl"] {
            assert!(found.contains(part), "{part} in {found}");
        }
    }
}
