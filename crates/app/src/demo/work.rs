//! What is done about what was heard: findings read together, actions to their end, returns.

use anyhow::Context;
use improving::actions::{
    self, NewAction, Reached,
    actions::{Change, change_in, open_in},
};
use kernel::{Day, Id, kinds};
use organisation::access::Asker;
use sharing::returns::{
    Wording,
    actions::{Written, draft_in, publish_in},
};
use understanding::themes::{
    self,
    actions::{gather_in, read_in, set_aside_in},
    model::NewFinding,
};

use super::{
    Counts, World,
    agenda::Step,
    corpus::Deed,
    desk::Desk,
    threads::{THREADS, Thread},
};

/// What a thread has become.
#[derive(Debug, Clone, Copy, Default)]
pub struct Thing {
    finding: Option<Id<kinds::Finding>>,
    action: Option<Id<kinds::Action>>,
    published: Option<Id<kinds::Return>>,
}

/// Why nothing is done about a finding.
const ASIDE: &str = "Nous l'avons lu ensemble. Une action du même ordre est déjà en cours dans le service : nous suivons \
                     celle-là, et nous reprendrons ce constat si elle ne suffit pas.";

/// What a journal says on the way.
const NOTES: [&str; 6] = [
    "Point fait en réunion de service : les équipes de jour sont prêtes, celles de nuit demandent une deuxième présentation.",
    "Premier essai sur une semaine. Deux ajustements demandés par les patients, pris en compte.",
    "Le matériel est arrivé. Une représentante des usagers est venue voir sur place.",
    "Présenté à la commission des usagers, qui demande à revoir l'indicateur dans trois mois.",
    "Un patient partenaire a relu l'affiche avec l'équipe : trois phrases changées.",
    "Relevé intermédiaire fait. Il est trop tôt pour conclure.",
];

/// What the evaluations found, deed by deed; those that are not listed were reached in part.
const REACHED: [(usize, Reached); 5] =
    [(2, Reached::No), (17, Reached::Yes), (28, Reached::Yes), (35, Reached::No), (26, Reached::Unknown)];

impl Desk {
    /// A step of a thread.
    pub(super) async fn work(
        &mut self,
        world: &World,
        step: Step,
        day: Day,
        counts: &mut Counts,
    ) -> anyhow::Result<()> {
        match step {
            Step::Gather(at) => self.gather(world, at, day, counts).await,
            Step::SetAside(at) => self.set_aside(world, at).await,
            Step::Open(at) => self.open(world, at, day, counts).await,
            Step::Draft(at) => self.draft(world, at, day).await,
            Step::Publish(at) => self.publish(world, at, day, counts).await,
            other => self.change(world, other, day).await,
        }
    }

    /// The deed of a thread.
    pub(super) fn deed<'w>(&self, world: &'w World, at: usize) -> anyhow::Result<&'w Deed> {
        let deed = THREADS.get(at).context("a thread")?.deed;
        world.corpus.deeds.get(deed).context("a deed")
    }

    fn thing(&mut self, at: usize) -> anyhow::Result<&mut Thing> {
        self.threads.get_mut(at).context("a thread")
    }

    /// The passages of a thread: those that carry a theme of its deed, else the first of each voice.
    fn passages(&self, thread: &Thread, deed: &Deed) -> Vec<Id<kinds::Passage>> {
        let mut found = Vec::new();
        for one in self.told.iter().filter(|one| one.story == thread.answered || thread.also.contains(&one.story)) {
            let fitting: Vec<_> = one.passages.iter().filter(|(theme, _)| deed.themes.contains(theme)).collect();
            let chosen = if fitting.is_empty() { one.passages.iter().take(1).collect() } else { fitting };
            found.extend(chosen.into_iter().map(|(_, passage)| *passage));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    async fn gather(&mut self, world: &World, at: usize, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        let thread = THREADS.get(at).context("a thread")?;
        let deed = self.deed(world, at)?;
        let new = NewFinding {
            title: deed.finding.clone(),
            said: deed.what_people_said.clone(),
            place: world.places.unit(&deed.unit).id,
            passages: self.passages(thread, deed),
        };
        let mut tx = self.tx(world).await?;
        let quality = world.people.asker("quality")?;
        let id = gather_in(&mut tx, &world.p, &mut *world.p.chance(), quality, new, day).await?;
        let finding = themes::finding(&mut tx, &quality.scope, id).await?.context("the finding")?;
        // Both sides read it: the unit, the representatives, and for some the patient partner too.
        let manager = world.people.manager(&world.places, &deed.unit)?;
        let users =
            [world.people.asker(if at.is_multiple_of(2) { "user" } else { "user2" })?, world.people.asker("partner")?];
        for reader in [manager].into_iter().chain(users.into_iter().take(1 + at % 2)) {
            read_in(&mut tx, &world.p, reader, &finding, day).await?;
        }
        self.keep(tx);
        self.thing(at)?.finding = Some(id);
        counts.findings += 1;
        Ok(())
    }

    async fn set_aside(&mut self, world: &World, at: usize) -> anyhow::Result<()> {
        let id = self.thing(at)?.finding.context("a finding")?;
        let mut tx = self.tx(world).await?;
        let quality = world.quality()?;
        let finding = themes::finding(&mut tx, &quality.scope, id).await?.context("the finding")?;
        set_aside_in(&mut tx, &world.p, quality, &finding, ASIDE).await?;
        self.keep(tx);
        Ok(())
    }

    async fn open(&mut self, world: &World, at: usize, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        let deed = self.deed(world, at)?;
        let finding = self.threads.get(at).and_then(|thing| thing.finding);
        let owner = world.people.manager(&world.places, &deed.unit)?;
        let new = NewAction {
            title: deed.title.clone(),
            plan: deed.what_we_do.clone(),
            finding,
            place: world.places.unit(&deed.unit).id,
            owner: owner.account,
            due: due(world, at, &deed.state, day),
        };
        let mut tx = self.tx(world).await?;
        let id = open_in(&mut tx, &world.p, &mut *world.p.chance(), owner, new, day).await?;
        self.keep(tx);
        self.thing(at)?.action = Some(id);
        counts.actions += 1;
        Ok(())
    }

    async fn change(&mut self, world: &World, step: Step, day: Day) -> anyhow::Result<()> {
        let (Step::Indicator(at)
        | Step::Start(at)
        | Step::Note(at)
        | Step::Finish(at)
        | Step::Evaluate(at)
        | Step::Abandon(at)
        | Step::Collective(at)) = step
        else {
            return Ok(());
        };
        let deed = self.deed(world, at)?;
        let number = THREADS.get(at).map_or(0, |thread| thread.deed);
        let said = deed.evaluation.clone().unwrap_or_default();
        let change = match step {
            Step::Indicator(_) => Change::Indicator { indicator: deed.indicator.clone(), target: deed.target.clone() },
            Step::Start(_) => Change::Start { note: String::new() },
            Step::Note(_) => Change::Note { note: NOTES.get(at % NOTES.len()).copied().unwrap_or_default().to_owned() },
            Step::Finish(_) => Change::Finish { note: String::new() },
            Step::Evaluate(_) => Change::Evaluate { evaluation: said, reached: reached(number) },
            Step::Abandon(_) => Change::Abandon { reason: said },
            _ => Change::Answer { answer: deed.public_return.clone() },
        };
        let id = self.thing(at)?.action.context("an action")?;
        let mut tx = self.tx(world).await?;
        let owner: &Asker = world.people.manager(&world.places, &deed.unit)?;
        let action = actions::action(&mut tx, &owner.scope, id).await?.context("the action")?;
        change_in(&mut tx, &world.p, owner, &action, change, day).await?;
        self.keep(tx);
        Ok(())
    }

    async fn draft(&mut self, world: &World, at: usize, day: Day) -> anyhow::Result<()> {
        let deed = self.deed(world, at)?;
        let action = self.threads.get(at).and_then(|thing| thing.action).context("an action")?;
        let written =
            Written { fr: wording(&deed.public_return), en: Wording::default(), themes: Some(deed.themes.clone()) };
        let mut tx = self.tx(world).await?;
        let owner = world.people.manager(&world.places, &deed.unit)?;
        let id = draft_in(&mut tx, &world.p, &mut *world.p.chance(), owner, action, written, day).await?;
        self.keep(tx);
        self.thing(at)?.published = Some(id);
        Ok(())
    }

    async fn publish(&mut self, world: &World, at: usize, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        let id = self.thing(at)?.published.context("a return")?;
        let mut tx = self.tx(world).await?;
        let outcome = publish_in(&mut tx, &world.p, world.quality()?, id, day).await?;
        self.keep(tx);
        counts.returns += 1;
        counts.closed += usize::try_from(outcome.closed).unwrap_or_default();
        Ok(())
    }
}

/// By when: what is still going on is mostly not late yet.
fn due(world: &World, at: usize, state: &str, day: Day) -> Day {
    let is_late = at.is_multiple_of(5) || !matches!(state, "started" | "planned");
    if is_late { day.plus_days(120) } else { world.last_day().plus_days(40 + (at as i64 * 17) % 90) }
}

fn reached(deed: usize) -> Reached {
    REACHED.iter().find(|(number, _)| *number == deed).map_or(Reached::Partly, |(_, reached)| *reached)
}

/// "Vous avez dit : … Nous avons fait : …" in its parts: what was said, what was done, and what is left to say.
fn wording(text: &str) -> Wording {
    let (said, rest) = text.split_once(". ").unwrap_or((text, ""));
    let said = said.strip_prefix("Vous avez dit : ").unwrap_or(said);
    let rest = rest.strip_prefix("Nous avons fait : ").or_else(|| rest.strip_prefix("Nous faisons : ")).unwrap_or(rest);
    let mut sentences: Vec<&str> = rest.split_inclusive(". ").map(str::trim).collect();
    // The last of three sentences or more tells what comes or what did not work.
    let more = if sentences.len() > 2 { sentences.pop().unwrap_or_default() } else { "" };
    Wording { said: capital(said) + ".", done: capital(&sentences.join(" ")), more: more.to_owned() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::corpus::Corpus;

    #[test]
    fn every_return_has_what_was_said_and_what_was_done() {
        for deed in Corpus::read().unwrap().deeds {
            let wording = wording(&deed.public_return);
            assert!(wording.said.chars().count() > 10 && wording.done.chars().count() > 10, "{wording:?}");
            assert!(
                !wording.said.contains(" : ")
                    && !wording.said.ends_with("?.")
                    && !wording.done.contains("avons fait :")
            );
        }
    }
}
