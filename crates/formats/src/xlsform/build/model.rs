//! The form as expressions see it.

use std::collections::HashMap;

use super::{
    super::{
        carried::NO_SYSTEM,
        check::scale_of,
        choices::{Choice, List as ChoiceList},
        extensions::SYSTEM,
        form::Form,
        kinds::{From, Kind, Plain, Section},
        xpath::{
            model::{Field, List, Model, Role, Ty},
            parse::{Expr, parse},
            translate::Translator,
        },
    },
    texts::pieces,
};

/// The id of a form: what it says, or the file's name.
pub(crate) fn form_id<'f>(form: &'f Form<'_>) -> &'f str {
    form.settings.id.as_deref().or(form.settings.title.as_deref()).unwrap_or(&form.file)
}

/// An id as a part of an address: other characters than letters, digits and `-._~` in hexadecimal.
pub(crate) fn address(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Builds the model. The types of computed values are found from their formulas, in the order of the form.
pub(super) fn model(form: &Form<'_>) -> Model {
    let base = format!("{SYSTEM}{}", address(form_id(form)));
    let lists = form
        .choices
        .lists
        .iter()
        .map(|list| (list, ""))
        .chain(form.external.lists.iter().map(|list| (list, "external:")));
    let lists = lists.map(|(list, kind)| List {
        system: own_system(form, list).unwrap_or_else(|| format!("{base}:{kind}{}", address(list.name))),
        codes: list.choices.iter().map(|choice| choice.code.to_owned()).collect(),
    });
    let many = form.survey.elements.len();
    let mut model =
        Model { fields: Vec::with_capacity(many), by_name: HashMap::with_capacity(many), lists: lists.collect() };
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(many);
    for (index, element) in form.survey.elements.iter().enumerate() {
        let in_loop = element.parent.is_some_and(|parent| is_in_loop(form, parent));
        let role = if in_loop { Role::Lost } else { role(form, index, &element.kind) };
        model.fields.push(Field { name: element.name.clone(), link_id: String::new(), parent: element.parent, role });
        model.by_name.entry(element.name.clone()).or_default().push(index);
        let link_id = link_id(form, &model, index, &mut taken);
        if let Some(field) = model.fields.get_mut(index) {
            field.link_id = link_id;
        }
    }
    types(form, &mut model);
    model
}

/// The code system that every choice of a list names, when they name one; empty when they say there is none.
fn own_system<'w>(form: &Form<'_>, list: &ChoiceList<'w>) -> Option<String> {
    let named = |choice: &Choice<'w>| -> Option<&'w str> { form.choices.columns.text(choice.row, "vecu_system") };
    let (first, rest) = list.choices.split_first()?;
    let system = named(first)?;
    let same = rest.iter().all(|choice| named(choice) == Some(system));
    same.then(|| if system == NO_SYSTEM { String::new() } else { system.to_owned() })
}

/// Whether an element is a loop or stands in one.
pub(super) fn is_in_loop(form: &Form<'_>, index: usize) -> bool {
    let mut at = Some(index);
    while let Some(element) = at.and_then(|at| form.survey.elements.get(at)) {
        if matches!(element.kind, Kind::Begin(Section::Loop, _)) {
            return true;
        }
        at = element.parent;
    }
    false
}

/// The name when only one element bears it, else the path of names; never one that was given before.
fn link_id(form: &Form<'_>, model: &Model, index: usize, taken: &mut HashMap<String, usize>) -> String {
    let Some(element) = form.survey.elements.get(index) else { return String::new() };
    let alone = form.survey.by_name.get(&element.name).is_none_or(|all| all.len() < 2);
    let names = || {
        let chain = model.chain(index);
        chain.iter().filter_map(|one| model.field(*one)).map(|field| field.name.as_str()).collect::<Vec<_>>().join("/")
    };
    let said = form.survey.text(index, "vecu::link_id").map(str::to_owned);
    let mut link = said.unwrap_or_else(|| if alone { element.name.clone() } else { names() });
    if taken.contains_key(&link) {
        link = format!("{link}/row-{}", element.row.number);
    }
    taken.insert(link.clone(), index);
    link
}

fn role(form: &Form<'_>, index: usize, kind: &Kind) -> Role {
    let value = |ty| Role::Value { ty, several: false, list: None, open: false };
    match kind {
        Kind::Begin(Section::Repeat, _) => Role::Repeat,
        Kind::Begin(..) => Role::Group,
        Kind::Select(select) => {
            let list = match select.from {
                From::Choices => form.choices.by_name.get(select.list.as_str()).copied(),
                From::External => {
                    form.external.by_name.get(select.list.as_str()).map(|list| list + form.choices.lists.len())
                }
                From::File | From::Answers => None,
            };
            match list {
                Some(list) => {
                    Role::Value { ty: Ty::Code, several: select.several, list: Some(list), open: select.other }
                }
                None => Role::Value { ty: Ty::Text, several: select.several, list: None, open: false },
            }
        }
        Kind::Plain(plain) => value(match plain {
            Plain::Text | Plain::Barcode | Plain::Phone => Ty::Text,
            Plain::Integer | Plain::UpTo(_) => Ty::Integer,
            Plain::Decimal => Ty::Decimal,
            Plain::Date => Ty::Date,
            Plain::Time => Ty::Time,
            Plain::DateTime => Ty::DateTime,
            Plain::Acknowledge => Ty::Flag,
        }),
        Kind::Range => {
            value(if scale_of(form, index).is_none_or(|scale| scale.is_whole()) { Ty::Integer } else { Ty::Decimal })
        }
        Kind::Calculate | Kind::Hidden => value(Ty::Text),
        Kind::Note if form.survey.text(index, "calculation").is_some() => value(Ty::Text),
        Kind::Upload(_) => value(Ty::Unknown),
        Kind::Meta("today") => Role::Today,
        Kind::Note | Kind::Include | Kind::Unknown => Role::Shown,
        _ => Role::Lost,
    }
}

/// The types of computed values. From the first formula that names something further down, all are looked at twice.
fn types(form: &Form<'_>, model: &mut Model) {
    let mut again = Vec::new();
    for (index, element) in form.survey.elements.iter().enumerate() {
        if !matches!(element.kind, Kind::Calculate | Kind::Note) {
            continue;
        }
        let Some(text) = form.survey.text(index, "calculation") else { continue };
        let Ok(expr) = parse(text) else { continue };
        type_of(&expr, index, model);
        if !again.is_empty() || !looks_back(text, index, model) {
            again.push((index, expr));
        }
    }
    again.iter().for_each(|(index, expr)| type_of(expr, *index, model));
}

/// Whether a formula names only what stands before it. Of a path nothing is known here.
fn looks_back(text: &str, index: usize, model: &Model) -> bool {
    let before = |name: &str| model.by_name.get(name).is_some_and(|all| all.iter().all(|one| *one < index));
    !text.contains('/') && !text.contains("..") && pieces(text).into_iter().filter_map(|(_, name)| name).all(before)
}

fn type_of(expr: &Expr, index: usize, model: &mut Model) {
    let Some(Role::Value { several, .. }) = model.field(index).map(|field| field.role) else { return };
    let Ok(out) = Translator::new(model, index).translate(expr) else { return };
    let ty = match out.ty {
        Ty::Code | Ty::Unknown => Ty::Text,
        other => other,
    };
    if let Some(field) = model.fields.get_mut(index) {
        field.role = Role::Value { ty, several, list: None, open: false };
    }
}
