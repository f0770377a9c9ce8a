//! The graded response estimate is the one of the package girth 0.8.0, person by person; the adaptive test asks what
//! tells most and says why it stops.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on must stop")]

use std::collections::BTreeMap;

use instruments::MissingKind;
use instruments::score::adaptive::{Asked, Bank, BankItem, NextQuestion, Stop, WhyAsked, WhyStopped};
use instruments::score::{
    Accepts, AnswerShape, Cell, Decimal, Definition, Direction, Estimator, Graded, GradedItem, Half, ItemRule,
    ItemShape, LatentScale, Layout, Least, Method, MissingRule, Points, Quadrature, Rescale, Rounding, Value,
    test_information,
};
use kernel::{Chance, SeededChance};

/// Written by `reference/make_girth.py`.
const REFERENCE: &str = include_str!("reference/graded-girth.txt");

struct Reference {
    items: Vec<GradedItem>,
    persons: Vec<(&'static str, f64)>,
}

fn decimal(value: f64) -> Decimal {
    format!("{value:.15}").parse().unwrap()
}

fn reference() -> Reference {
    let mut out = Reference { items: Vec::new(), persons: Vec::new() };
    for line in REFERENCE.lines().skip(1) {
        let mut words = line.split(' ');
        let head = words.next().unwrap();
        let mut numbers = words.map(|word| word.parse::<f64>().unwrap());
        if head == "item" {
            let discrimination = decimal(numbers.next().unwrap());
            out.items.push(GradedItem { discrimination, difficulties: numbers.map(decimal).collect() });
        } else {
            out.persons.push((head, numbers.next().unwrap()));
        }
    }
    out
}

fn layout(items: &[GradedItem]) -> Layout {
    let shape = |(place, item): (usize, &GradedItem)| {
        let answer =
            |code: usize| AnswerShape { code: code.to_string(), weight: Decimal::whole(code as i64), missing: None };
        ItemShape {
            key: format!("g{place}"),
            accepts: Accepts::Choices((0..=item.difficulties.len()).map(answer).collect()),
        }
    };
    Layout { items: items.iter().enumerate().map(shape).collect() }
}

fn definition(items: &[GradedItem]) -> Definition {
    let rule = |(place, item): (usize, &GradedItem)| ItemRule {
        item: format!("g{place}"),
        weights: None,
        reversed: false,
        range: None,
        weight: Decimal::ONE,
        graded: Some(item.clone()),
        unit: None,
        places: None,
        span: None,
    };
    let words = |text: &str| BTreeMap::from([("fr".to_owned(), text.to_owned()), ("en".to_owned(), text.to_owned())]);
    Definition {
        id: "latent".to_owned(),
        title: words("Latent"),
        note: None,
        source: None,
        method: Method::GradedResponse(LatentScale::default()),
        points: Points::Weight,
        items: items.iter().enumerate().map(rule).collect(),
        missing: MissingRule { least: Least::Count(1), ..MissingRule::default() },
        lookup: None,
        rescale: None,
        rounding: None,
        range: None,
        bands: Vec::new(),
        direction: Direction::Neither,
    }
}

fn row(codes: &str) -> Vec<Cell> {
    let cell = |byte: u8| match byte {
        b'-' => Cell::Missing(MissingKind::Blank),
        digit => Cell::Choice(u16::from(digit - b'0')),
    };
    codes.bytes().map(cell).collect()
}

#[test]
fn ten_thousand_persons_stand_where_girth_puts_them() {
    let reference = reference();
    assert_eq!((reference.items.len(), reference.persons.len()), (10, 10_000));
    let scorer = definition(&reference.items).compile(&layout(&reference.items)).unwrap();
    let (mut worst, mut empty, mut partial) = (0.0f64, 0, 0);
    for (codes, girth) in &reference.persons {
        let outcome = scorer.score(&row(codes));
        if codes.bytes().all(|byte| byte == b'-') {
            // girth answers with the prior's mean; a score of no answer is no score.
            assert!(outcome.result.is_err() && *girth == 0.0);
            empty += 1;
            continue;
        }
        partial += usize::from(codes.contains('-'));
        let Value::Estimate { mean, deviation } = outcome.result.unwrap().value else { panic!("not an estimate") };
        assert!(deviation > 0.0 && deviation < 1.0);
        worst = worst.max((mean - girth).abs());
    }
    println!("largest difference from girth over 10,000 persons: {worst:.2e}");
    assert!(worst < 1e-6, "{worst}");
    assert_eq!(empty, 5);
    assert!(partial > 3_000, "the reference holds missing answers: {partial}");
}

#[test]
fn a_latent_score_takes_the_scale_and_the_places_its_definition_says() {
    let reference = reference();
    let mut scale = definition(&reference.items);
    scale.rescale = Some(Rescale::Linear { times: Decimal::whole(10).unwrap(), plus: Decimal::whole(50).unwrap() });
    scale.rounding = Some(Rounding { places: 1, half: Half::AwayFromZero });
    scale.range = Some([Decimal::whole(5).unwrap(), Decimal::whole(95).unwrap()]);
    let scorer = scale.compile(&layout(&reference.items)).unwrap();
    let (codes, theta) = reference.persons.last().unwrap();
    let Value::Estimate { mean, .. } = scorer.score(&row(codes)).result.unwrap().value else {
        panic!("not an estimate")
    };
    assert!((mean - (50.0 + 10.0 * theta)).abs() <= 0.05 + 1e-6);
    assert_eq!(format!("{mean:.1}").parse::<f64>().unwrap(), mean);
    scale.range = Some([Decimal::whole(6).unwrap(), Decimal::whole(95).unwrap()]);
    assert_eq!(scale.compile(&layout(&reference.items)).unwrap_err()[0].code, "score-range");
}

#[test]
fn a_reversed_item_counts_its_categories_from_the_other_end() {
    let reference = reference();
    let mut turned = definition(&reference.items);
    turned.items[0].reversed = true;
    let forms = layout(&reference.items);
    let (plain, turned) = (definition(&reference.items).compile(&forms).unwrap(), turned.compile(&forms).unwrap());
    assert_ne!(plain.hash(), turned.hash());
    let value = |scorer: &instruments::score::Scorer, codes: &str| scorer.score(&row(codes)).result.unwrap().value;
    assert_eq!(value(&plain, "0111111111"), value(&turned, "4111111111"));
    assert_ne!(value(&plain, "0111111111"), value(&turned, "0111111111"));
}

#[test]
fn a_definition_with_parameters_that_do_not_fit_the_answers_is_refused() {
    let reference = reference();
    let mut short = definition(&reference.items);
    short.items[3].graded.as_mut().unwrap().difficulties.pop();
    assert_eq!(short.compile(&layout(&reference.items)).unwrap_err()[0].code, "score-graded-parameters");
    let mut none = definition(&reference.items);
    none.items[3].graded = None;
    assert_eq!(none.compile(&layout(&reference.items)).unwrap_err()[0].code, "score-graded-parameters");
    let mut scale = definition(&reference.items);
    let one = LatentScale { quadrature: 2, ..LatentScale::default() };
    scale.method = Method::GradedResponse(one);
    assert_eq!(scale.compile(&layout(&reference.items)).unwrap_err()[0].code, "score-latent-scale");
}

// ---- the adaptive test

fn bank(chance: &mut SeededChance, count: usize) -> Bank {
    let item = |place: usize, chance: &mut SeededChance| {
        let mut at = -2.5 + 2.0 * chance.unit();
        let mut step = |chance: &mut SeededChance| {
            at += 0.2 + chance.unit();
            decimal(at)
        };
        let difficulties = [step(chance), step(chance), step(chance)];
        let graded =
            GradedItem { discrimination: decimal(0.8 + 2.0 * chance.unit()), difficulties: difficulties.to_vec() };
        BankItem { item: format!("b{place:02}"), area: Some(["pain", "sleep", "mood"][place % 3].to_owned()), graded }
    };
    let items = (0..count).map(|place| item(place, chance)).collect();
    Bank { items, scale: LatentScale::default(), first: None, stop: Stop::default(), shares: BTreeMap::new() }
}

fn models(bank: &Bank) -> Vec<Graded> {
    let model = |item: &BankItem| {
        let difficulties = item.graded.difficulties.iter().map(|one| one.to_f64()).collect();
        Graded::new(item.graded.discrimination.to_f64(), difficulties).unwrap()
    };
    bank.items.iter().map(model).collect()
}

/// A question, the category answered, and why it was asked.
type Played = (String, Option<usize>, WhyAsked);

/// Plays a whole test; the person answers by chance under the model, and passes one question in ten.
fn play(bank: &Bank, theta: f64, chance: &mut SeededChance) -> (Vec<Played>, WhyStopped, f64) {
    let (test, models) = (bank.compile().unwrap(), models(bank));
    let mut done: Vec<Played> = Vec::new();
    loop {
        let asked: Vec<Asked<'_>> =
            done.iter().map(|(item, category, _)| Asked { item, category: *category }).collect();
        let next = test.next(&asked).unwrap();
        assert_eq!(test.next(&asked).unwrap(), next, "the same answers lead to the same question");
        match next {
            NextQuestion::Stop { why, ability } => return (done, why, ability.deviation),
            NextQuestion::Ask { item, why, .. } => {
                assert!(done.iter().all(|(before, ..)| *before != item), "{item} is asked twice");
                let place = bank.items.iter().position(|one| one.item == item).unwrap();
                let mut left = chance.unit();
                let category = (0..4).find(|k| {
                    left -= models[place].probability(*k, theta);
                    left <= 0.0
                });
                let passed = chance.below(10) == 0;
                done.push((item, if passed { None } else { Some(category.unwrap_or(3)) }, why));
            }
        }
        assert!(done.len() <= bank.items.len());
    }
}

#[test]
fn each_question_is_the_one_that_tells_most_at_the_present_estimate() {
    let mut chance = SeededChance::new(21);
    let bank = bank(&mut chance, 24);
    let (test, models) = (bank.compile().unwrap(), models(&bank));
    let estimator = Estimator::new(&models, Quadrature::legendre(41, -4.5, 4.5), 0.0, 1.0);
    for _ in 0..30 {
        let theta = -2.0 + 4.0 * chance.unit();
        let (done, why, _) = play(&bank, theta, &mut chance);
        assert_eq!((done.len(), why), (24, WhyStopped::NoQuestionLeft));
        let mut answers = Vec::new();
        let mut open: Vec<usize> = (0..24).collect();
        for (item, category, why) in done {
            let place = bank.items.iter().position(|one| one.item == item).unwrap();
            let at = estimator.ability(&answers).unwrap().mean;
            let most = open.iter().map(|one| models[*one].information(at)).fold(0.0, f64::max);
            assert_eq!(why, WhyAsked::MostInformation { information: most });
            assert_eq!(models[place].information(at), most);
            open.retain(|one| *one != place);
            answers.extend(category.map(|category| (place, category)));
        }
        let all = test.by_information(theta);
        assert!(all.windows(2).all(|two| two[0].1 >= two[1].1));
        let sum: f64 = all.iter().map(|one| one.1).sum();
        assert!((sum - test_information(&models, theta)).abs() < 1e-9);
    }
}

#[test]
fn the_test_stops_for_the_reason_its_bank_states() {
    let mut chance = SeededChance::new(22);
    let mut bank = bank(&mut chance, 40);
    bank.stop = Stop { error: Some("0.4".parse().unwrap()), most: Some(30), information: None, least: 3 };
    let mut precise = 0;
    for _ in 0..40 {
        let (done, why, deviation) = play(&bank, -1.0 + 2.0 * chance.unit(), &mut chance);
        match why {
            WhyStopped::Precise => {
                precise += 1;
                assert!(deviation <= 0.4 && done.iter().filter(|one| one.1.is_some()).count() >= 3 && done.len() < 30);
            }
            WhyStopped::MostQuestions => assert!(done.len() == 30 && deviation > 0.4),
            other => panic!("{other:?}"),
        }
    }
    assert!(precise > 20, "{precise}");
    bank.stop = Stop { information: Some("0.5".parse().unwrap()), ..Stop::default() };
    let (_, why, _) = play(&bank, 0.0, &mut chance);
    assert!(matches!(why, WhyStopped::LittleInformation { information } if information < 0.5), "{why:?}");
    bank.stop = Stop { error: Some("0.9".parse().unwrap()), least: 6, ..Stop::default() };
    let (done, _, _) = play(&bank, 0.0, &mut chance);
    assert!(done.iter().filter(|one| one.1.is_some()).count() >= 6);
}

#[test]
fn areas_get_their_shares_and_a_first_question_comes_first() {
    let mut chance = SeededChance::new(23);
    let mut bank = bank(&mut chance, 30);
    let share = |area: &str, share: &str| (area.to_owned(), share.parse().unwrap());
    bank.shares = BTreeMap::from([share("pain", "0.5"), share("sleep", "0.25"), share("mood", "0.25")]);
    bank.first = Some("b07".to_owned());
    bank.stop.most = Some(12);
    let (done, why, _) = play(&bank, 0.5, &mut chance);
    assert_eq!((why, done[0].0.as_str(), &done[0].2), (WhyStopped::MostQuestions, "b07", &WhyAsked::First));
    let of = |area: &str| {
        let here = |item: &String| bank.items.iter().any(|one| one.item == *item && one.area.as_deref() == Some(area));
        done.iter().filter(|(item, ..)| here(item)).count()
    };
    assert_eq!((of("pain"), of("sleep"), of("mood")), (6, 3, 3));
    assert!(done.iter().skip(1).all(|one| matches!(one.2, WhyAsked::Balance { .. })));
}

#[test]
fn equals_come_in_the_order_of_the_bank_and_a_pass_tells_nothing() {
    let graded = GradedItem { discrimination: decimal(1.5), difficulties: vec![decimal(-0.5), decimal(0.5)] };
    let item = |name: &str| BankItem { item: name.to_owned(), area: None, graded: graded.clone() };
    let items = vec![item("z"), item("a"), item("m")];
    let test =
        Bank { items, scale: LatentScale::default(), first: None, stop: Stop::default(), shares: BTreeMap::new() }
            .compile()
            .unwrap();
    let next = |asked: &[Asked<'_>]| match test.next(asked).unwrap() {
        NextQuestion::Ask { item, ability, .. } => (item, ability),
        NextQuestion::Stop { why, .. } => panic!("{why:?}"),
    };
    let (first, before) = next(&[]);
    let (second, after) = next(&[Asked { item: "z", category: None }]);
    assert_eq!((first.as_str(), second.as_str()), ("z", "a"));
    assert_eq!(before, after);
    for asked in [
        vec![Asked { item: "q", category: None }],
        vec![Asked { item: "z", category: Some(3) }],
        vec![Asked { item: "z", category: Some(0) }, Asked { item: "z", category: None }],
    ] {
        assert!(test.next(&asked).is_err(), "{asked:?}");
    }
}

#[test]
fn a_bank_that_cannot_be_asked_from_is_refused_and_a_good_one_survives_json() {
    let mut chance = SeededChance::new(24);
    let good = bank(&mut chance, 6);
    let json = serde_json::to_string(&good).unwrap();
    assert_eq!(serde_json::from_str::<Bank>(&json).unwrap(), good);
    let code = |spoil: &dyn Fn(&mut Bank)| {
        let mut one = good.clone();
        spoil(&mut one);
        one.compile().unwrap_err()[0].code
    };
    assert_eq!(code(&|bank| bank.items.clear()), "bank-items");
    assert_eq!(code(&|bank| bank.items[1].item = "b00".to_owned()), "bank-items");
    assert_eq!(code(&|bank| bank.first = Some("nobody".to_owned())), "bank-first");
    assert_eq!(code(&|bank| bank.scale.quadrature = 0), "score-latent-scale");
    assert_eq!(code(&|bank| bank.items[0].graded.discrimination = Decimal::ZERO), "score-graded-parameters");
    let half = |bank: &mut Bank| bank.shares = BTreeMap::from([("pain".to_owned(), "0.5".parse().unwrap())]);
    assert_eq!(code(&half), "bank-shares");
}
