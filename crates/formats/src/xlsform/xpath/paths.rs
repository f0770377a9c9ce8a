//! Where an answer stands, as a FHIRPath from the response or from the present round of a repeat.

use super::{
    model::{Role, Ty},
    parse::{Expr, Node, Start, Step, To},
    translate::{Out, POSTFIX, Refusal, Said, Translator},
};

impl Translator<'_> {
    /// `${name}`.
    pub(super) fn reference(&mut self, at: usize, name: &str, last_saved: bool) -> Said {
        if last_saved {
            return Err(Refusal::new(
                at,
                "last-saved#",
                "la dernière réponse enregistrée par cet appareil n'est jamais gardée ici",
                "the last answer saved by this device is never kept here",
            ));
        }
        let found = self.model.named(name).ok_or_else(|| {
            Refusal::new(at, name, "ce nom n'est pas celui d'un seul élément", "this name is not that of one element")
        })?;
        self.field(at, found)
    }

    /// The value of an element.
    pub(super) fn field(&mut self, at: usize, target: usize) -> Said {
        let Some(field) = self.model.field(target) else { return Err(Refusal::unknown(at)) };
        let (ty, several) = match field.role {
            Role::Value { ty, several, .. } => (ty, several),
            Role::Group | Role::Repeat => (Ty::Unknown, field.role == Role::Repeat),
            Role::Today => return Ok(Out::call("today()".to_owned(), Ty::Date, true)),
            Role::Shown | Role::Lost => {
                return Err(Refusal::new(
                    at,
                    &field.name,
                    "cet élément n'a pas de réponse ici",
                    "this element has no answer here",
                ));
            }
        };
        if Some(target) == self.itself && matches!(field.role, Role::Value { .. }) {
            return Ok(self.value("%context".to_owned(), target, ty, !several));
        }
        let (path, one) = self.path_to(target);
        match field.role {
            Role::Value { .. } => Ok(self.value(path, target, ty, one && !several)),
            _ => {
                Ok(Out { text: path, ty, total: false, one: one && !several, strength: POSTFIX, target: Some(target) })
            }
        }
    }

    fn value(&self, path: String, target: usize, ty: Ty, one: bool) -> Out {
        let end = if ty == Ty::Code { ".answer.value.code" } else { ".answer.value" };
        Out { text: path + end, ty, total: false, one, strength: POSTFIX, target: Some(target) }
    }

    /// The item of an element, and whether there is at most one.
    pub(super) fn path_to(&mut self, target: usize) -> (String, bool) {
        let chain = self.model.chain(target);
        let base = self.model.shared_repeat(self.holder, target);
        let (mut path, rest) = match base {
            Some(repeat) => {
                self.rounds.insert(repeat);
                let after = chain.iter().position(|index| *index == repeat).map_or(0, |at| at + 1);
                (format!("%{}", self.model.round(repeat)), chain.get(after..).unwrap_or_default())
            }
            None => ("%resource".to_owned(), chain.as_slice()),
        };
        let mut one = true;
        for index in rest {
            path += &self.step_to(*index);
            one &= *index == target || !self.model.repeats(*index);
        }
        (path, one)
    }

    fn step_to(&self, index: usize) -> String {
        let link = self.model.field(index).map_or("", |field| field.link_id.as_str());
        format!(".item.where(linkId = {})", super::translate::quote(link))
    }

    /// `indexed-repeat(${name}, ${repeat}, index)`.
    pub(super) fn indexed(&mut self, at: usize, target: usize, repeat: usize, index: &Out) -> Said {
        let chain = self.model.chain(target);
        let Some(after) = chain.iter().position(|one| *one == repeat).filter(|_| self.model.repeats(repeat)) else {
            return Err(Refusal::new(
                at,
                "indexed-repeat",
                "la question n'est pas dans cette répétition",
                "the question is not in this repeat",
            ));
        };
        let (mut path, _) = self.path_to(repeat);
        path += &format!(".skip({} - 1).first()", index.within(super::translate::ADD));
        let mut one = true;
        for step in chain.get(after + 1..).unwrap_or_default() {
            path += &self.step_to(*step);
            one &= !self.model.repeats(*step);
        }
        match self.model.field(target).map(|field| field.role) {
            Some(Role::Value { ty, several, .. }) => Ok(self.value(path, target, ty, one && !several)),
            _ => Err(Refusal::unknown(at)),
        }
    }

    /// A written path: `.`, `../a`, `/data/g/a`, `current()/../a`; the columns of a choice in a filter.
    pub(super) fn written_path(&mut self, at: usize, start: &Start, steps: &[Step]) -> Said {
        if steps.iter().any(|step| !step.filters.is_empty()) {
            return Err(Refusal::path(at));
        }
        if let (Start::Here, [Step { to: To::Child(name), .. }], Some(choice)) = (start, steps, self.choice) {
            return match choice(name) {
                Some(text) => Ok(Out::text_literal(&text)),
                None => Ok(Out::text_literal("")),
            };
        }
        let mut here = match start {
            Start::Root => None,
            Start::Here => Some(self.holder),
            Start::From(expr) => match &expr.node {
                Node::Call(name, arguments) if name == "current" && arguments.is_empty() => Some(self.holder),
                Node::Reference { name, .. } => Some(self.model.named(name).ok_or_else(|| Refusal::path(at))?),
                _ => return Err(Refusal::path(at)),
            },
        };
        let mut steps = steps.iter();
        if matches!(start, Start::Root) {
            // The first name is that of the form itself.
            steps.next();
        }
        for step in steps {
            here = match &step.to {
                To::Itself => here,
                To::Parent => here.and_then(|index| self.model.field(index)).and_then(|field| field.parent),
                To::Child(name) => Some(self.model.child(here, name).ok_or_else(|| Refusal::path(at))?),
                To::Other(_) => return Err(Refusal::path(at)),
            };
        }
        here.map_or_else(|| Err(Refusal::path(at)), |index| self.field(at, index))
    }

    /// The element a plain reference or path names, when that is what an expression is.
    pub(super) fn element(&mut self, expr: &Expr) -> Option<usize> {
        match &expr.node {
            Node::Reference { name, last_saved: false } => self.model.named(name),
            Node::Path(..) => self.translate(expr).ok()?.target,
            _ => None,
        }
    }
}
