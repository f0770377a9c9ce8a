//! Two years of questionnaires: Vécu-12 by invitation all along, I-SATIS by telephone for six months in two sites.

use std::collections::BTreeMap;

use instruments::{Answer, Answers, Speaker};
use kernel::{Chance, Day, Id, Lang, Personal, kinds};
use listening::{
    surveys::{
        Discharge, Filled,
        actions::{
            By, NewCampaign, close_waves, create, invite, open_campaign, seed_answers, seed_invited, send_letters,
            shipped,
        },
        token::Invitation,
    },
    voices::Channel,
};

use super::{
    Counts, MONTHS, World,
    likely::{Person, normal},
    remarks::{Remark, Remarks},
    wards::{ISATIS, ISATIS_FROM, ISATIS_MONTHS, VECU, WARDS, Ward, shift},
};

/// The campaigns, and what is drawn once for all months.
pub struct Surveys {
    /// Vécu-12.
    pub vecu: Id<kinds::Campaign>,
    /// I-SATIS.
    pub isatis: Id<kinds::Campaign>,
    /// Vécu-12 for whoever reads the posters.
    pub open: Id<kinds::Campaign>,
    remarks: Remarks,
    /// How much better or worse one question is answered in one unit.
    tastes: BTreeMap<(&'static str, &'static str), f64>,
}

impl Surveys {
    /// Makes the campaigns and opens them.
    pub async fn open(world: &mut World) -> anyhow::Result<Self> {
        let vecu = campaign(world, "vecu-12", vecu(world, shipped(&world.p, "vecu-12").await?)).await?;
        let isatis = campaign(world, "isatis-2014", isatis(world, shipped(&world.p, "isatis-2014").await?)).await?;
        let open = campaign(world, "vecu-12", posters(world, shipped(&world.p, "vecu-12").await?)).await?;
        let mut tastes = BTreeMap::new();
        for ward in WARDS {
            for question in VECU.iter().chain(ISATIS) {
                tastes.insert((ward.tag, question.link), 0.18 * normal(&mut world.chance));
            }
        }
        Ok(Self { vecu, isatis, open, remarks: Remarks::of(&world.corpus, &mut world.chance), tastes })
    }

    /// The address by which somebody who left cardiology last month may answer, once.
    pub fn invitation(&self, world: &World) -> String {
        let (place, wave) = (world.places.unit("cardiologie").id, world.month(MONTHS - 1));
        let invitation = Invitation::random(&mut *world.p.chance(), self.vecu, place, wave);
        format!("/i/{}", invitation.written(&world.p.keys, world.places.org()))
    }

    /// The answers of one month, on the first days of the next; then the end of the waves that are over.
    pub async fn month(&mut self, world: &mut World, month: usize, counts: &mut Counts) -> anyhow::Result<()> {
        let wave = world.month(month);
        if month + world.scale.months_of_answers >= MONTHS {
            for ward in WARDS {
                let place = world.places.unit(ward.tag).id;
                let n = how_many(&mut world.chance, ward, wave.month());
                let filled = self.filled(world, ward, month, n);
                counts.answers += filled.len();
                counts.comments += filled.iter().map(remarks_in).sum::<usize>();
                seed_answers(&world.p, self.vecu, place, wave, filled).await?;
                let invited = invited(&mut world.chance, n, ward.rate);
                seed_invited(&world.p, self.vecu, place, wave, invited).await?;
            }
            if month + 1 == MONTHS {
                invite_some(world, self.vecu, month).await?;
            }
            if (ISATIS_FROM..ISATIS_FROM + ISATIS_MONTHS).contains(&month) {
                self.by_telephone(world, month, counts).await?;
            }
        }
        close_waves(&world.p).await?;
        Ok(())
    }

    fn filled(&mut self, world: &mut World, ward: &Ward, month: usize, n: u64) -> Vec<Filled> {
        let chance: &mut dyn Chance = &mut world.chance;
        let mut people: Vec<Person> = (0..n).map(|_| Person::met(chance)).collect();
        people.sort_by(|a, b| a.mood.total_cmp(&b.mood));
        let weather = 0.04 * normal(chance);
        let mut given: Vec<Answers> = Vec::with_capacity(people.len());
        for person in &people {
            let mut answers = Answers::new();
            for question in VECU {
                let taste = self.tastes.get(&(ward.tag, question.link)).copied().unwrap_or_default();
                let better = ward.level + taste + weather + shift(ward.tag, question.link, month);
                person.answer(chance, question, better, &mut answers);
            }
            if ward.tag == "urgences" && chance.below(100) < 85 {
                // Nobody prepares for an emergency.
                answers.set("v1", Answer::Choice("not-concerned".to_owned()));
            }
            given.push(answers);
        }
        for Remark { text, is_positive } in self.remarks.draw(ward.tag, month, n) {
            // Whoever is unhappy writes what went wrong, whoever is happy what went well; a few write both.
            let (from, link) = if is_positive { (n / 3, "bien") } else { (0, "mieux") };
            let at = from + chance.below((n - from).max(1) / if is_positive { 1 } else { 2 } + 1);
            let free = (at as usize..given.len())
                .chain(0..at as usize)
                .find(|at| given.get(*at).is_some_and(|answers| answers.get(link).is_none()));
            if let Some(answers) = free.and_then(|at| given.get_mut(at)) {
                answers.set(link, Answer::Text(text));
            }
        }
        let mode = |chance: &mut dyn Chance| if chance.below(100) < 86 { Channel::Web } else { Channel::Paper };
        given.into_iter().map(|answers| Filled::new(speaker(chance, ward), mode(chance), Lang::Fr, answers)).collect()
    }

    async fn by_telephone(&self, world: &mut World, month: usize, counts: &mut Counts) -> anyhow::Result<()> {
        let wave = world.month(month);
        for ward in WARDS.iter().filter(|ward| ward.isatis > 0) {
            let chance: &mut dyn Chance = &mut world.chance;
            let n = ward.isatis.saturating_sub(2) + chance.below(5);
            let mut filled = Vec::new();
            for _ in 0..n {
                let person = Person { blank: 0, ..Person::met(chance) };
                let answers = self.told_by_telephone(chance, person, ward, month);
                filled.push(Filled::new(Speaker::Patient, Channel::Phone, Lang::Fr, answers));
            }
            counts.answers += filled.len();
            let place = world.places.unit(ward.tag).id;
            seed_answers(&world.p, self.isatis, place, wave, filled).await?;
            // On the telephone two or three of ten are reached and accept.
            let called = invited(&mut world.chance, n, 27);
            seed_invited(&world.p, self.isatis, place, wave, called).await?;
        }
        Ok(())
    }

    fn told_by_telephone(&self, chance: &mut dyn Chance, person: Person, ward: &Ward, month: usize) -> Answers {
        let mut answers = Answers::new();
        for question in ISATIS {
            let taste = self.tastes.get(&(ward.tag, question.link)).copied().unwrap_or_default();
            let better = ward.level + taste + shift(ward.tag, question.link, month);
            person.answer(chance, question, better, &mut answers);
        }
        let is_surgical = matches!(ward.tag, "chirurgie" | "orthopedie");
        let had_pain = chance.below(100) < 58;
        let operated = chance.below(100) < if is_surgical { 88 } else { 14 };
        for (filter, is_yes, link) in [("Q12", had_pain, "Q13"), ("Q19", operated, "Q20")] {
            answers.set(filter, Answer::Choice(if is_yes { "1" } else { "0" }.to_owned()));
            if is_yes {
                let question = super::likely::Question { link, level: 0.25, ..ISATIS_PATTERN };
                let better = ward.level + if link == "Q13" { shift(ward.tag, "v8", month) } else { 0.0 };
                person.answer(chance, &question, better, &mut answers);
            }
        }
        answers.set("Q33", Answer::Number(24 + chance.below(40) as i64 + chance.below(30) as i64));
        answers
    }
}

const ISATIS_PATTERN: super::likely::Question = super::likely::Question {
    link: "Q13",
    form: super::likely::Form::Satisfaction,
    level: 0.25,
    aside: (0, ""),
    unsure: (6, "10"),
};

/// How many answer in a month: fewer in August and in December.
pub fn how_many(chance: &mut dyn Chance, ward: &Ward, month: i8) -> u64 {
    let season = match month {
        8 => 0.78,
        12 => 0.88,
        3 | 10 | 11 => 1.06,
        _ => 1.0,
    };
    let mean = ward.monthly * season;
    let spread = if ward.bounds.1 < 10 { 0.8 } else { 1.1 * mean.sqrt() };
    let drawn = (mean + spread * normal(chance)).round().max(0.0) as u64;
    drawn.clamp(ward.bounds.0, ward.bounds.1)
}

fn invited(chance: &mut dyn Chance, answered: u64, rate: u64) -> i64 {
    // The rate of a month moves by a few hundredths around the rate of the unit, and stays within what is usual.
    let rate = (rate + chance.below(5)).saturating_sub(2).clamp(18, 40);
    i64::try_from(answered * 100 / rate + 1).unwrap_or_default()
}

fn speaker(chance: &mut dyn Chance, ward: &Ward) -> Speaker {
    if chance.below(100) >= ward.relatives {
        Speaker::Patient
    } else if matches!(ward.tag, "pediatrie" | "neonatologie") {
        Speaker::Parent
    } else {
        Speaker::Relative
    }
}

fn remarks_in(filled: &Filled) -> usize {
    filled.answers.iter().filter(|(_, answer)| matches!(answer, Answer::Text(_))).count()
}

/// People who left in the last month and whose letters have just gone out: a demo should show what they receive.
const LEFT: [(&str, &str); 6] = [
    ("cardiologie", "bouton.d.or@courrier.example"),
    ("cardiologie", "trois.peupliers@boite.example"),
    ("maternite", "premiere.neige@courrier.example"),
    ("orthopedie", "le.tour.de.l.etang@boite.example"),
    ("urgences", "pont.de.pierre@postier.example"),
    ("ambulatoire", "marche.du.samedi@courrier.example"),
];

async fn invite_some(world: &World, campaign: Id<kinds::Campaign>, month: usize) -> anyhow::Result<()> {
    let first = world.month(month).first_day();
    let discharges = LEFT.iter().zip(1..).map(|((tag, address), days)| Discharge {
        address: Personal::new((*address).to_owned()),
        place: world.places.unit(tag).id,
        day: first.plus_days(days),
    });
    invite(&world.p, campaign, discharges.collect()).await?;
    send_letters(&world.p).await?;
    Ok(())
}

async fn campaign(world: &World, name: &str, new: NewCampaign) -> anyhow::Result<Id<kinds::Campaign>> {
    let (org, by) = (new.org, By::from(world.quality()?));
    let id = create(&world.p, by, new).await?;
    open_campaign(&world.p, by, org, id).await.map_err(|error| anyhow::anyhow!("{name}: {error:?}"))?;
    Ok(id)
}

fn vecu(world: &World, instrument: Id<kinds::Instrument>) -> NewCampaign {
    let from = world.first.first_day();
    NewCampaign {
        org: world.places.org(),
        instrument,
        title: "Vécu-12, après chaque séjour".to_owned(),
        purpose:
            "Savoir chaque mois ce que vivent les personnes soignées, service par service, et voir si ce que nous \
                  changeons change quelque chose pour elles."
                .to_owned(),
        designers:
            "Six patients et proches, deux représentants des usagers, quatre soignants et la qualité, en quatre \
                    ateliers."
                .to_owned(),
        moment: "De l'arrivée aux deux semaines qui suivent la sortie.".to_owned(),
        outcome:
            "Chaque service lit ses résultats tous les mois, choisit ce qu'il change, et le dit sur la page « Ce qui \
                  a changé »."
                .to_owned(),
        channels: vec![Channel::Web, Channel::Paper],
        speakers: Speaker::ALL.to_vec(),
        places: vec![world.places.root.id],
        from,
        // It goes on: whoever looks at the demo can be invited and answer.
        to: later(world, MONTHS + 11),
        open_link: false,
    }
}

/// Open to all since this month: whoever looks at the demo finds a questionnaire at every front door.
fn posters(world: &World, instrument: Id<kinds::Instrument>) -> NewCampaign {
    NewCampaign {
        title: "Vécu-12, par les affiches".to_owned(),
        purpose: "Entendre aussi les personnes à qui nous n'écrivons pas : passages aux urgences, visites, proches."
            .to_owned(),
        channels: vec![Channel::Web, Channel::Kiosk, Channel::Phone, Channel::FaceToFace],
        from: world.month(MONTHS).first_day(),
        open_link: true,
        ..vecu(world, instrument)
    }
}

fn isatis(world: &World, instrument: Id<kinds::Instrument>) -> NewCampaign {
    NewCampaign {
        org: world.places.org(),
        instrument,
        title: "I-SATIS par téléphone".to_owned(),
        purpose: "Comparer nos résultats à ceux de l'enquête nationale par téléphone, avec le même questionnaire."
            .to_owned(),
        designers:
            "Questionnaire national (2014), repris sans changement ; calendrier choisi avec les représentants des \
                    usagers."
                .to_owned(),
        moment: "Le séjour hospitalier de plus de deux nuits.".to_owned(),
        outcome: "Résultats présentés à la commission des usagers, puis publiés.".to_owned(),
        channels: vec![Channel::Phone],
        speakers: vec![Speaker::Patient],
        places: vec![world.places.at("sainte-aurore").id, world.places.at("la-roseraie").id],
        from: world.month(ISATIS_FROM).first_day(),
        to: later(world, ISATIS_FROM + ISATIS_MONTHS - 1),
        open_link: false,
    }
}

fn later(world: &World, month: usize) -> Day {
    world.month(month).last_day()
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn the_months_are_as_uneven_as_promised() {
        let mut chance = SeededChance::new(3);
        let (mut all, mut large, mut small) = (0, 0, 0);
        for ward in WARDS {
            let months: Vec<u64> =
                (0..MONTHS).map(|month| how_many(&mut chance, ward, (month % 12) as i8 + 1)).collect();
            all += months.iter().sum::<u64>();
            large += usize::from(months.iter().filter(|n| **n > 30).count() >= 18);
            small += usize::from(months.iter().all(|n| *n < 10));
        }
        assert!(all >= 15_000, "{all}");
        assert!(large >= 8, "{large}");
        assert!(small >= 5, "{small}");
    }

    #[test]
    fn response_rates_stay_within_what_is_usual() {
        let mut chance = SeededChance::new(4);
        for ward in WARDS {
            for answered in [6, 30, 80] {
                let rate = answered as f64 / invited(&mut chance, answered, ward.rate) as f64;
                assert!((0.15..=0.41).contains(&rate), "{} {rate}", ward.tag);
            }
        }
    }
}
