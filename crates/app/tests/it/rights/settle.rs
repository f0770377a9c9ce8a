//! What is in a unit: made by the product's own use cases, as the people of the unit would.

use improving::actions::{
    NewAction,
    actions::{self as deeds, Change},
};
use instruments::Speaker as Answering;
use kernel::{Clock, Day, Id, Lang, Personal, Role, kinds};
use listening::{
    instruments::{
        actions::{self as editing, Start},
        passage,
    },
    surveys::{
        self, Draft,
        actions::{By as SurveyBy, NewCampaign},
        token::{Invitation, Objection, address_hash},
    },
    voices::{
        self, Channel, Kind, Receipt, Speaker,
        actions::Decision,
        model::{NewVoice, Voice},
    },
};
use organisation::access::{
    Asker,
    actions::{create_account, give_role, invite},
    model::{By, NewAccount, NewRole},
    password::{self, Cost},
    scope::reading_of,
};
use sharing::returns::{self, Written, model::Wording};
use text::Span;
use understanding::{
    cards::{
        self, library,
        plan::Waves,
        session::{Fate, Group, Session, Space, Talked},
        typed::Entry,
    },
    nation::{
        self, Survey,
        actions::{NewFile, read_apart},
    },
    themes::{
        self, Valence,
        model::{NewCode, NewFinding},
    },
};

use super::estate::{COUNTS, Person, Unit};
use crate::{
    rules::story::{FLOOR, run},
    world::{PASSWORD, World},
};

/// Fills a unit.
pub async fn unit(world: &World, unit: &mut Unit, officer: &Asker, people: &[Person]) {
    unit.put("org", unit.org);
    unit.put("place", unit.place);
    unit.put("slug", format!("porte{}", unit.end()));
    unit.put("name", "floor-inside");
    unit.put("screen", 1);
    colleague(world, unit).await;
    let passages = told(world, unit, officer, people).await;
    found(world, unit, officer, passages).await;
    asked(world, unit).await;
    written(world, unit, officer).await;
    indicated(world, unit, officer).await;
    job(world, unit).await;
    nation(world, unit).await;
}

/// The results of the nation, for the organisation of the unit.
async fn nation(world: &World, unit: &Unit) {
    let text = "finess_geo,rs_finess_geo,region,classement,nb_rep_score_all_rea_ajust,score_all_rea_ajust\n\
                990000001,Ailleurs,PACA,C,40,74\n";
    let new = NewFile { survey: Survey::Mco48, year: 2019, source: String::new(), file_day: None };
    let (bytes, read) = read_apart(text.as_bytes().to_vec(), new.survey).await;
    nation::actions::import(&world.platform, By::system(unit.org), &new, &bytes, &read.unwrap()).await.unwrap();
}

/// Somebody who works there, with a link to an account and two roles.
async fn colleague(world: &World, unit: &mut Unit) {
    let (p, end, by) = (&world.platform, unit.end(), By::system(unit.org));
    let mut chance = p.chance();
    let hashed = password::hash(&mut *chance, Cost::TRIAL, &Personal::new(PASSWORD.to_owned())).unwrap();
    let mut tx = p.db.begin().await.unwrap();
    let new = NewAccount {
        email: Personal::new(format!("boite{end}@hopital.example")),
        name: Personal::new(format!("Ysoline Nomme{end}")),
        lang: Lang::Fr,
        password: Some(hashed),
    };
    let account = create_account(&mut tx, p, &mut *chance, by, new).await.unwrap();
    let mut role = NewRole { account, role: Role::Caregiver, place: unit.place, from: world.clock.today(), to: None };
    give_role(&mut tx, p, &mut *chance, by, role).await.unwrap();
    role.role = Role::PatientPartner;
    let grant = give_role(&mut tx, p, &mut *chance, by, role).await.unwrap();
    let link = invite(&mut tx, p, &mut *chance, by, account).await.unwrap();
    tx.commit().await.unwrap();
    unit.put("account", account);
    unit.put("grant", grant);
    unit.put("link", link.open());
}

async fn tell(world: &World, unit: &Unit, text: String, follow: bool) -> (Id<kinds::Voice>, Option<String>) {
    let new = NewVoice {
        org: unit.org,
        kind: Kind::Story,
        place: unit.place,
        speaker: Speaker::Patient,
        moment: None,
        channel: Channel::Web,
        lang: Lang::Fr,
        may_publish: true,
        wants_reply: follow,
        follow,
        contact: follow.then(|| Personal::new(format!("contact{}@exemple.fr", unit.end()))),
        text: Personal::new(text),
    };
    let received = voices::actions::receive(&world.platform, new).await.unwrap();
    (received.voice, received.receipt.map(|receipt| receipt.as_str().to_owned()))
}

async fn read(world: &World, officer: &Asker, id: Id<kinds::Voice>) -> Voice {
    let mut conn = world.platform.db.reader().await.unwrap();
    voices::find(&mut conn, &officer.scope, id, FLOOR).await.unwrap().expect("a voice")
}

/// Three voices: one given to those who read only what they are given, answered and refused publication; one kept from
/// them; one published. The passages of the first two.
async fn told(world: &World, unit: &mut Unit, officer: &Asker, people: &[Person]) -> [Id<kinds::Passage>; 2] {
    let (p, end) = (&world.platform, unit.end());
    let given = format!("Nous avons attendu le recit{end} toute la nuit. Mme Quetzal{end} est venue au matin.");
    let (given, receipt) = tell(world, unit, given, true).await;
    let (kept, _) = tell(world, unit, format!("Le repas garde{end} était froid, chaque soir."), false).await;
    let (shown, _) = tell(world, unit, format!("La nuit garde{end} fut longue, puis tranquille."), false).await;
    world.work().await;
    let receipt = Receipt::read(&receipt.unwrap()).unwrap_or_else(|_| panic!("a receipt"));
    let followed = voices::actions::open_by_receipt(p, unit.org, &receipt).await.unwrap().expect("followed");
    voices::actions::add_reply(p, &followed, &format!("Et le lettre{end} n'est pas venu.")).await.unwrap();
    let voice = read(world, officer, given).await;
    voices::actions::reply(p, officer, &voice, &format!("Le lettre{end} viendra demain.")).await.unwrap();
    let reason = format!("Une personne est reconnaissable, refus{end}.");
    let refuse = Decision::Refuse { ground: "M01".to_owned(), reason };
    voices::actions::decide(p, officer, &voice, refuse).await.unwrap();
    let publish = Decision::Publish { text: format!("La nuit publique{end} fut longue.") };
    voices::actions::decide(p, officer, &read(world, officer, shown).await, publish).await.unwrap();
    for person in people.iter().filter(|person| reading_of(person.role).only_given && person.reaches(unit.at)) {
        voices::actions::give(p, officer, &voice, person.account).await.unwrap();
    }
    unit.put("voice", given);
    unit.put("kept", kept);
    let mut passages = Vec::new();
    for voice in [voice, read(world, officer, kept).await] {
        let length = voice.readable.as_deref().unwrap().chars().count();
        let span = Span { start: 0, end: length.min(40) };
        let new = NewCode { span, theme: "waiting".to_owned(), valence: Valence::Negative, moment: None };
        passages.push(themes::actions::code(p, officer, &voice, new).await.unwrap());
    }
    [passages[0], passages[1]]
}

/// A finding, an action about it with a return that is being written, and an action with a return that is out.
async fn found(world: &World, unit: &mut Unit, officer: &Asker, passages: [Id<kinds::Passage>; 2]) {
    let (p, end) = (&world.platform, unit.end());
    let new = NewFinding {
        title: format!("Attendre pèse, constat{end}"),
        said: format!("Des heures sans nouvelle, constat{end}."),
        place: unit.place,
        passages: passages.to_vec(),
    };
    let finding = themes::actions::gather(p, officer, new).await.unwrap();
    let mut given = Vec::new();
    for (finding, start) in [(Some(finding), "brouillon"), (None, "publique")] {
        let new = NewAction {
            title: format!("Dire l'attente, action{end}"),
            plan: format!("Un passage chaque heure, action{end}."),
            finding,
            place: unit.place,
            owner: unit.value("account").parse().unwrap(),
            due: world.clock.today().plus_days(30),
        };
        let action = deeds::open(p, officer, new).await.unwrap();
        if finding.is_some() {
            unit.put("action", action);
        }
        begun(world, officer, action).await;
        let said = |what: &str| format!("{what} {start}{end}.");
        let fr = Wording { said: said("On attend"), done: said("On passe"), more: said("La nuit reste") };
        given.push(returns::actions::draft(p, officer, action, Written { fr, ..Written::default() }).await.unwrap());
    }
    returns::actions::publish(p, officer, given[1]).await.unwrap();
    unit.put("finding", finding);
    unit.put("passage", passages[0]);
    unit.put("draft", given[0]);
    unit.put("published", given[1]);
}

/// The action is under way: it stands on the time axis of its place.
async fn begun(world: &World, officer: &Asker, action: Id<kinds::Action>) {
    let chosen = Change::Indicator { indicator: "Part tenue au courant".to_owned(), target: "Deux tiers".to_owned() };
    for change in [chosen, Change::Start { note: String::new() }] {
        let mut conn = world.platform.db.reader().await.unwrap();
        let found = improving::actions::action(&mut conn, &officer.scope, action).await.unwrap().expect("the action");
        drop(conn);
        deeds::change(&world.platform, officer, &found, change).await.unwrap();
    }
}

fn new_campaign(unit: &Unit, instrument: Id<kinds::Instrument>, title: String, place: Id<kinds::Place>) -> NewCampaign {
    let said = || "Dit clairement.".to_owned();
    NewCampaign {
        org: unit.org,
        instrument,
        title,
        purpose: said(),
        designers: said(),
        moment: said(),
        outcome: said(),
        channels: vec![Channel::Web, Channel::Paper],
        speakers: vec![Answering::Patient],
        places: vec![place],
        from: Day::new(2026, 1, 1).unwrap(),
        to: Day::new(2026, 12, 31).unwrap(),
        open_link: false,
    }
}

/// A campaign that is open, one that is not yet, and what travels in addresses of the open one.
async fn asked(world: &World, unit: &mut Unit) {
    let (p, end, by) = (&world.platform, unit.end(), SurveyBy::default());
    let instrument = surveys::actions::shipped(p, "vecu-12").await.unwrap();
    let open = new_campaign(unit, instrument, format!("Séjours campagne{end}"), unit.place);
    let open = surveys::actions::create(p, by, open).await.unwrap();
    surveys::actions::open_campaign(p, by, unit.org, open).await.unwrap();
    let sketch = new_campaign(unit, instrument, format!("Séjours esquisse{end}"), unit.place);
    let sketch = surveys::actions::create(p, by, sketch).await.unwrap();
    let asked = surveys::actions::asked(p, open).await.unwrap().expect("the campaign");
    let wave = world.clock.today().wave();
    for (name, behalf) in [("filling", false), ("typing", true)] {
        let mut draft = Draft::new(open, wave, if behalf { Channel::Paper } else { Channel::Web }).at(unit.place);
        draft.behalf = behalf;
        draft.speaker = Some(Answering::Patient);
        unit.put(name, surveys::actions::start(p, &asked, &draft).await.unwrap().written());
    }
    let invitation = Invitation::random(&mut *p.chance(), open, unit.place, wave);
    let address = address_hash(&p.keys, unit.org, &format!("personne{end}@exemple.fr"));
    unit.put("campaign", open);
    unit.put("sketch", sketch);
    unit.put("invitation", invitation.written(&p.keys, unit.org));
    unit.put("objection", Objection { org: unit.org, address }.written(&p.keys));
}

/// A questionnaire being written, two published versions of another, and a plan to go from the first to the second.
async fn written(world: &World, unit: &mut Unit, officer: &Asker) {
    let (p, end) = (&world.platform, unit.end());
    let title = format!("Questionnaire formulaire{end}");
    let copy = || Start::Copy("vecu-12".to_owned());
    let draft = editing::begin(p, officer, copy(), &title).await.unwrap();
    let first = editing::publish(p, officer, draft, 1, "").await.unwrap();
    let draft = editing::begin(p, officer, Start::Next(first), "").await.unwrap();
    let second = editing::publish(p, officer, draft, 1, "Relu, sans autre changement.").await.unwrap();
    let steps = {
        let mut conn = p.db.reader().await.unwrap();
        let all = editing::known(p, &mut conn, &officer.scope).await.unwrap();
        let doc = &all.iter().find(|one| one.name == second.to_string()).expect("the latest version").document;
        passage::proposed(doc, doc)
    };
    let reason = format!("Les mots sont les mêmes, formulaire{end}.");
    let plan = editing::propose(p, officer, first, second, steps, &reason).await.unwrap();
    unit.put("edition", first);
    unit.put("successor", second);
    unit.put("bridge", plan);
    unit.put("sheet", editing::begin(p, officer, copy(), &title).await.unwrap());
}

/// An indicator whose numbers people type, with a target, a plan and a number; and a session that kept it.
async fn indicated(world: &World, unit: &mut Unit, officer: &Asker) {
    let p = &world.platform;
    let entry = library::entry("complaint-answer").expect("the library");
    let card = cards::actions::adopted(p, officer, (entry, Lang::Fr), unit.place).await.unwrap();
    let plan = cards::actions::Planned {
        waves: Waves::Every(3),
        first: "2026-04".parse().unwrap(),
        last: None,
        place: unit.place,
        role: Role::UnitManager,
        days_before: 30,
    };
    let plan = cards::actions::make_plan(p, officer, card, plan).await.unwrap();
    let number = Entry { place: unit.place, wave: "2026-01".parse().unwrap(), value: 12.0, of: Some(30) };
    cards::actions::keep_numbers(p, officer, card, &[number]).await.unwrap();
    let talked = Talked { card: Some(card), subject: String::new(), fate: Fate::Kept, why: String::new() };
    let session = Session {
        id: Id::from_i64(0),
        day: world.clock.today(),
        held_at: "Maison des usagers".to_owned(),
        space: Space::Cdu,
        people: [(Group::Patients, 3)].into(),
        matters: "Qu'on nous réponde.".to_owned(),
        talked: vec![Talked { subject: "Les délais".to_owned(), ..talked }],
    };
    let session = cards::actions::hold(p, officer, session).await.unwrap();
    unit.put("card", card);
    unit.put("planned", plan);
    unit.put("sitting", session);
}

/// A job that failed.
async fn job(world: &World, unit: &mut Unit) {
    let job: Id<kinds::Job> = Id::random(&mut *world.platform.chance());
    let (org, id) = (unit.org.to_i64(), job.to_i64());
    run(
        world,
        format!(
            "INSERT INTO job (org, id, kind, payload, timed, state, attempts, run_after, problem)
             VALUES ({org}, {id}, 'panne{end}', '{{}}', 0, 'failed', 3, 0, 'panne{end}')",
            end = unit.end()
        ),
    )
    .await;
    unit.put("job", job);
}

/// A campaign of the whole organisation that people of both its units answered.
pub async fn numbers(world: &World, officer: &Asker, units: &[Unit]) {
    let (p, by) = (&world.platform, SurveyBy::default());
    let instrument = surveys::actions::shipped(p, "vecu-12").await.unwrap();
    let root = officer.hat.place;
    let new = new_campaign(&units[0], instrument, format!("Ensemble campagne{}", units[0].end()), root);
    let campaign = surveys::actions::create(p, by, new).await.unwrap();
    surveys::actions::open_campaign(p, by, officer.org(), campaign).await.unwrap();
    let (org, instrument, id) = (officer.org().to_i64(), instrument.to_i64(), campaign.to_i64());
    // The second month is less than the first by a known number, so that a chart has two points.
    for (wave, less) in [("2026-02", 900), ("2026-03", 0)] {
        run(world, format!("INSERT INTO wave_state VALUES ({org}, {id}, '{wave}', 'frozen')")).await;
        for unit in units {
            let (place, n) = (unit.place.to_i64(), COUNTS[unit.at] - less);
            let keys = format!("{org}, {instrument}, {id}, {place}, '{wave}'");
            let (total, squares) = (n * 70, n * 5000);
            let scores = format!("{n}, {n}, {total}.0, {squares}.0");
            run(world, format!("INSERT INTO answer_total VALUES ({keys}, 'web', {scores})")).await;
            run(world, format!("INSERT INTO answer_count VALUES ({keys}, 'v2', '4', {n})")).await;
        }
    }
}
