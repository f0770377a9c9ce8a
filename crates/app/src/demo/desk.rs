//! What is done with single voices: read, coded, answered, published or not.

use anyhow::{Context, anyhow};
use kernel::{Day, Id, kinds};
use listening::voices::{
    self, Receipt, State,
    actions::{Decision, add_reply, contest, decide_in, give, open_by_receipt, reply_in, take_up},
    model::Voice,
};
use organisation::access::Asker;
use spine::db::Tx;
use understanding::themes::{actions::code_in, model::NewCode};

use super::{
    Counts, World,
    agenda::Step,
    heard::sentence_about,
    threads::THREADS,
    told::{Fate, REFUSED, Told},
    work::Thing,
};

/// The floor under which comments stay hidden; stories have none.
const FLOOR: i64 = 10;

/// The answers to authors outside the threads: two who contest, two who left an address.
const ANSWERS: [(usize, &str); 4] = [
    (
        49,
        "Une pâte qui se digère elle-même : l'externe a bien fait, et vous avez bien fait de demander. Depuis votre récit, un \
         seul mot est choisi chaque matin et écrit au tableau de la chambre, et l'on vous demande de le redire à votre façon. \
         Nous vous souhaitons à tous deux du pain ordinaire.",
    ),
    (
        89,
        "Trois allers-retours assise sur vos points, à cause d'une liste que personne ne relisait : nous avons appelé les neuf \
         numéros, vous aviez raison neuf fois. La liste est désormais vérifiée chaque premier lundi, et personne ne sort un \
         vendredi sans un rendez-vous pris avec une sage-femme. Merci d'avoir compté.",
    ),
    (
        67,
        "Vous dirigiez une école : vous savez ce que fait un surnom à quelqu'un qui apprend. Nous en avons parlé avec toute \
         l'équipe de rééducation, et d'abord avec celui qui les donne. Les surnoms sont finis, le vouvoiement est revenu. \
         Nous vous présentons nos excuses.",
    ),
    (
        127,
        "Six jours sans savoir si elle mange ni si elle dort, c'est trop, et le secret n'obligeait pas à cela. Une infirmière \
         vous appellera à jour fixe pour dire ce que votre fille accepte que l'on dise. La feuille que vous proposez est \
         écrite avec deux familles.",
    ),
];

/// The answer to an author outside the threads, if there is one.
pub fn answer_to(story: usize) -> Option<&'static str> {
    ANSWERS.iter().find(|answer| answer.0 == story).map(|answer| answer.1)
}

/// What an author writes back.
const BACK: [&str; 4] = [
    "Merci d'avoir répondu. Je ne pensais pas que quelqu'un lirait jusqu'au bout.",
    "J'ai lu votre réponse à haute voix à ma famille. Dites-nous quand ce sera fait.",
    "C'est bien de le dire. Je repasserai voir si c'est vrai, vous me connaissez.",
    "Merci. Cela n'efface rien, mais cela change quelque chose.",
];

/// The months as they are lived, voice by voice and thread by thread.
pub struct Desk {
    pub(super) told: Vec<Told>,
    pub(super) threads: Vec<Thing>,
    steps: std::vec::IntoIter<(Day, Step)>,
    next: Option<(Day, Step)>,
    tx: Option<Tx>,
}

impl Desk {
    /// Before the first day.
    pub fn new(told: Vec<Told>, steps: Vec<(Day, Step)>) -> Self {
        let mut steps = steps.into_iter();
        let next = steps.next();
        Self { told, threads: vec![Thing::default(); THREADS.len()], steps, next, tx: None }
    }

    /// Does everything up to a day, included.
    pub async fn until(&mut self, world: &World, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        while let Some((when, step)) = self.next.filter(|(when, _)| *when <= day) {
            world.go_to(when);
            self.take(world, step, when, counts).await.with_context(|| format!("{step:?} on {when}"))?;
            self.next = self.steps.next();
        }
        self.settle().await
    }

    /// Commits what is open, before something that commits by itself.
    pub(super) async fn settle(&mut self) -> anyhow::Result<()> {
        if let Some(tx) = self.tx.take() {
            tx.commit().await?;
        }
        Ok(())
    }

    /// The transaction of the month, taken out; put back with [`Self::keep`].
    pub(super) async fn tx(&mut self, world: &World) -> anyhow::Result<Tx> {
        match self.tx.take() {
            Some(tx) => Ok(tx),
            None => Ok(world.p.db.begin().await?),
        }
    }

    /// Leaves a transaction open for the next step.
    pub(super) fn keep(&mut self, tx: Tx) {
        self.tx = Some(tx);
    }

    async fn take(&mut self, world: &World, step: Step, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        match step {
            Step::TakeUp(at) => self.take_up(world, at).await,
            Step::Give(at) => self.give(world, at).await,
            Step::CodeByStaff(at) => self.code(world, at, false, day, counts).await,
            Step::CodeByUsers(at) => self.code(world, at, true, day, counts).await,
            Step::Decide(at) => self.decide(world, at, day, counts).await,
            Step::Contest(at) => self.contest(world, at, counts).await,
            Step::Answer(at) => {
                let story = self.one(at)?.story;
                let reply = answer_to(story).unwrap_or_default();
                self.reply(world, at, reply, day, counts).await
            }
            Step::Reply(thread) => {
                let at = self.answered(thread)?;
                let reply = self.deed(world, thread)?.reply.clone();
                self.reply(world, at, &reply, day, counts).await
            }
            Step::WriteBack(thread) => self.write_back(world, thread).await,
            other => self.work(world, other, day, counts).await,
        }
    }

    fn one(&self, at: usize) -> anyhow::Result<&Told> {
        self.told.get(at).context("a told story")
    }

    /// The told story that a thread answers.
    fn answered(&self, thread: usize) -> anyhow::Result<usize> {
        let story = THREADS.get(thread).context("a thread")?.answered;
        self.told.iter().position(|one| one.story == story).context("the story of a thread")
    }

    /// A voice as the quality officer reads it; read without a transaction, after what is open was committed.
    async fn voice(&mut self, world: &World, at: usize) -> anyhow::Result<Voice> {
        let id = self.one(at)?.id;
        let mut tx = self.tx(world).await?;
        let found = voice(&mut tx, world.quality()?, id).await;
        self.keep(tx);
        found
    }

    /// The person who answers for the unit of a story.
    fn manager<'w>(&self, world: &'w World, at: usize) -> anyhow::Result<&'w Asker> {
        let story = world.corpus.stories.get(self.one(at)?.story).context("a story")?;
        world.people.manager(&world.places, &story.unit)
    }

    async fn take_up(&mut self, world: &World, at: usize) -> anyhow::Result<()> {
        let voice = self.voice(world, at).await?;
        if voice.state == State::Readable {
            self.settle().await?;
            take_up(&world.p, self.manager(world, at)?, &voice).await?;
        }
        Ok(())
    }

    async fn give(&mut self, world: &World, at: usize) -> anyhow::Result<()> {
        let voice = self.voice(world, at).await?;
        self.settle().await?;
        let partner = world.people.asker("partner")?.account;
        give(&world.p, world.quality()?, &voice, partner).await?;
        Ok(())
    }

    async fn code(
        &mut self,
        world: &World,
        at: usize,
        by_users: bool,
        day: Day,
        counts: &mut Counts,
    ) -> anyhow::Result<()> {
        let voice = self.voice(world, at).await?;
        let text = voice.readable.clone().unwrap_or_default();
        let story = world.corpus.stories.get(self.one(at)?.story).context("a story")?.clone();
        let reader = match (by_users, at % 5, at % 2) {
            (true, 0, _) => "partner",
            (true, _, 0) => "user",
            (true, _, _) => "user2",
            (false, _, _) => "quality",
        };
        let mut chance = world.p.chance();
        let mut tx = self.tx(world).await?;
        let reader =
            if by_users || at.is_multiple_of(3) { world.people.asker(reader)? } else { self.manager(world, at)? };
        for (order, theme) in story.themes.iter().enumerate() {
            // The two sides do not always hear the same: users leave a theme out now and then, or hear both sides of it.
            let draw = chance.below(10);
            if theme.id == "nothing" || (by_users && order > 0 && draw == 0) {
                continue;
            }
            let Some(span) = sentence_about(&text, &theme.id, order, story.themes.len()) else { continue };
            let heard = if by_users && draw == 1 { "mixed" } else { theme.valence.as_str() };
            let new = NewCode {
                span,
                theme: theme.id.clone(),
                valence: heard.parse().map_err(|()| anyhow!("valence {heard}"))?,
                moment: Some(story.moment.clone()),
            };
            let passage = code_in(&mut tx, &world.p, &mut *chance, reader, &voice, new, day).await?;
            counts.codes += 1;
            if let Some(one) = self.told.get_mut(at) {
                one.passages.push((theme.id.clone(), passage));
            }
        }
        self.keep(tx);
        Ok(())
    }

    async fn decide(&mut self, world: &World, at: usize, day: Day, counts: &mut Counts) -> anyhow::Result<()> {
        let voice = self.voice(world, at).await?;
        let decision = match self.one(at)?.fate {
            Fate::Refused(which) => {
                let refused = REFUSED.get(which).context("a refusal")?;
                counts.refused += 1;
                Decision::Refuse { ground: refused.1.code().to_owned(), reason: refused.2.to_owned() }
            }
            _ => {
                counts.published += 1;
                Decision::Publish { text: text::without_tokens(voice.readable.as_deref().unwrap_or_default()) }
            }
        };
        let mut tx = self.tx(world).await?;
        decide_in(&mut tx, &world.p, world.quality()?, &voice, decision, day).await?;
        self.keep(tx);
        Ok(())
    }

    async fn contest(&mut self, world: &World, at: usize, counts: &mut Counts) -> anyhow::Result<()> {
        self.settle().await?;
        let Fate::Refused(which) = self.one(at)?.fate else { return Ok(()) };
        let words = REFUSED.get(which).and_then(|refused| refused.3).context("the words of who contests")?;
        contest(&world.p, &self.followed(world, at).await?, words).await?;
        counts.contested += 1;
        Ok(())
    }

    async fn reply(
        &mut self,
        world: &World,
        at: usize,
        reply: &str,
        day: Day,
        counts: &mut Counts,
    ) -> anyhow::Result<()> {
        let voice = self.voice(world, at).await?;
        let mut tx = self.tx(world).await?;
        let manager = self.manager(world, at)?;
        reply_in(&mut tx, &world.p, &mut *world.p.chance(), manager, &voice, reply, day).await?;
        self.keep(tx);
        counts.replies += 1;
        Ok(())
    }

    async fn write_back(&mut self, world: &World, thread: usize) -> anyhow::Result<()> {
        self.settle().await?;
        let at = self.answered(thread)?;
        let text = BACK.get(thread / 13 % BACK.len()).copied().unwrap_or_default();
        add_reply(&world.p, &self.followed(world, at).await?, text).await?;
        Ok(())
    }

    /// What the author sees with the receipt.
    async fn followed(&self, world: &World, at: usize) -> anyhow::Result<voices::actions::Followed> {
        let receipt = self.one(at)?.receipt.as_deref().context("a receipt")?;
        let receipt = Receipt::read(receipt)?;
        open_by_receipt(&world.p, world.places.org(), &receipt).await?.context("the voice of a receipt")
    }
}

async fn voice(tx: &mut Tx, reader: &Asker, id: Id<kinds::Voice>) -> anyhow::Result<Voice> {
    voices::store::find(tx, &reader.scope, id, FLOOR).await?.with_context(|| format!("voice {id} cannot be read"))
}
