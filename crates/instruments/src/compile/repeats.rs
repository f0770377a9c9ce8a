//! Groups that repeat: how often, and what our pages do not ask in them.

use fhir::Element;

use super::Compiler;
use crate::{Item, Kind, MOST_BLOCKS, Repeats, problem::At, sdc};

impl Compiler<'_> {
    /// The group that repeats in which what stands under a parent stands.
    pub(super) fn inside(&self, parent: Option<usize>) -> Option<String> {
        let parent = self.items.get(parent?)?;
        if parent.repeats.is_some() { Some(parent.link_id.clone()) } else { parent.inside.clone() }
    }

    /// How often a group is asked; none for what does not repeat, and for what our pages refuse to.
    pub(super) fn repeats(
        &mut self,
        element: Element<'_>,
        kind: Kind,
        parent: Option<usize>,
        at: &At,
    ) -> Option<Repeats> {
        if kind != Kind::Group || element.flag("repeats") != Some(true) {
            return None;
        }
        let here = at.field("repeats");
        if self.inside(parent).is_some() || self.under_question(parent) {
            self.problems.push(here.error(
                "repeats-nested",
                "Nos pages ne répètent pas un groupe dans un groupe qui se répète, ni sous une question. Sortez ce groupe \
                 pour qu'il se répète à part, ou retirez « repeats » pour ne le demander qu'une fois.",
                "Our pages do not repeat a group within a group that repeats, nor under a question. Take this group out, \
                 so that it repeats by itself, or remove \"repeats\" to ask it only once.",
            ));
            return None;
        }
        let count = |url: &str| element.extension_whole(url).and_then(|n| usize::try_from(n).ok());
        let (fewest, stated) = (count(sdc::FEWEST).unwrap_or(0), count(sdc::MOST));
        let most = stated.unwrap_or(MOST_BLOCKS).min(MOST_BLOCKS);
        if most == 0 || fewest > most {
            self.problems.push(at.error(
                "repeats-range",
                format!("Ce groupe est demandé {fewest} fois au moins et {most} fois au plus (nos pages vont jusqu'à {MOST_BLOCKS}). Corrigez « minOccurs » et « maxOccurs »."),
                format!("This group is asked at least {fewest} times and at most {most} times (our pages go up to {MOST_BLOCKS}). Correct \"minOccurs\" and \"maxOccurs\"."),
            ));
        } else if stated.is_some_and(|stated| stated > MOST_BLOCKS) {
            self.problems.push(at.warning(
                "repeats-fewer",
                format!("Nos pages répètent un groupe {MOST_BLOCKS} fois au plus : personne n'en remplira davantage."),
                format!("Our pages repeat a group at most {MOST_BLOCKS} times: nobody will fill in more."),
            ));
        }
        Some(Repeats { fewest, most })
    }

    fn under_question(&self, mut parent: Option<usize>) -> bool {
        while let Some(item) = parent.and_then(|parent| self.items.get(parent)) {
            if item.kind.is_question() {
                return true;
            }
            parent = item.parent;
        }
        false
    }

    /// What must be known of a question in a group that repeats: whether it is counted, and what cannot be asked under it.
    pub(super) fn told_of_repeats(&mut self, item: &Item, parent: Option<usize>, at: &At) {
        if item.inside.is_none() {
            return;
        }
        let several = parent.and_then(|parent| self.items.get(parent)).is_some_and(|parent| parent.several);
        if several {
            self.problems.push(at.error(
                "repeats-nested",
                "Dans un groupe qui se répète, rien ne se demande sous une question à plusieurs réponses. Sortez cet élément de \
                 la question.",
                "In a group that repeats, nothing is asked under a question with several answers. Take this item out of the \
                 question.",
            ));
        }
        let counted = matches!(item.kind, Kind::Choice | Kind::Open | Kind::Url | Kind::Group | Kind::Display);
        if !counted {
            self.problems.push(at.warning(
                "repeats-not-counted",
                "Dans un groupe qui se répète, un nombre, une date ou une heure est demandé mais n'est ni compté ni gardé : \
                 chaque personne compte une fois, et elle en donne plusieurs. Une réponse à choisir est comptée « au moins \
                 une fois ».",
                "In a group that repeats, a number, a date or a time is asked but neither counted nor kept: each person counts \
                 once, and gives several. An answer to choose is counted as \"at least once\".",
            ));
        }
    }
}
