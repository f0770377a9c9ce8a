use std::collections::HashMap;

use instruments::{Instrument, Scoring};

use super::*;

/// The one score of Vécu-12, of four questions with five answers each.
pub fn vecu() -> Scale {
    let form: Instrument = instruments::shipped("vecu-12").unwrap().instrument().unwrap();
    let Scoring::Scores(scores) = form.scoring() else { panic!("Vécu-12 has a score") };
    Scale::of(&form, &scores[0]).unwrap()
}

/// What is gathered of people who gave these answers, from 1 to 5 in the order of the scale; 0 is none.
pub fn gathered(scale: &Scale, people: &[[u8; 4]]) -> Gathered {
    let mut all = Gathered::new(scale);
    for person in people {
        let codes: HashMap<&str, String> =
            scale.items.iter().zip(person).map(|(item, code)| (item.link.as_str(), code.to_string())).collect();
        all.add(scale, &|link| codes.get(link).map(String::as_str).filter(|code| *code != "0"));
    }
    all
}

/// Forty who find everything best, forty who find everything worst, and five each who differ from them in one question: all
/// questions vary alike, and any two correlate by (100 − 20) / 120 = 2/3.
pub fn symmetric() -> Vec<[u8; 4]> {
    let mut people = vec![[5; 4]; 40];
    people.extend(vec![[1; 4]; 40]);
    for item in 0..4 {
        for (all, one) in [(5, 1), (1, 5)] {
            let mut person = [all; 4];
            person[item] = one;
            people.extend(vec![person; 5]);
        }
    }
    people
}

#[test]
fn what_is_told_of_a_scale_worked_by_hand() {
    let scale = vecu();
    let links: Vec<&str> = scale.items.iter().map(|item| item.link.as_str()).collect();
    assert_eq!(links, ["v2", "v7", "v10", "v12"]);
    let found = told(&scale, &gathered(&scale, &symmetric()), &Floors::default()).unwrap();
    // α = 4·(2/3) / (1 + 3·(2/3)) = 8/9, and so is ω; r with the rest = 3·(2/3) / √(3 + 6·(2/3)) = 2/√7 = 0.756. The ends of α
    // are Feldt's: 1 − (1/9)·F(0.975; 119, 357) = 0.8525, and with 0.025 0.9181.
    assert_eq!(found.alpha, [0.89, 0.85, 0.92].map(Coefficient::Is));
    assert_eq!(found.omega, Some(Coefficient::Is(0.89)));
    assert_eq!(found.with_rest, vec![Some(Coefficient::Is(0.76)); 4]);
    // The variance of a question of 0 or 100 is 2500·120/119 = 2521; of the mean of four 2521·(4 + 12·(2/3))/16 = 1890.8, whose root
    // is 43.5 points. The error is a third of it, 14.5; 1.96·√2·14.49 = 40.2 points at least.
    assert_eq!((found.half, found.error), (22.0, Some([14.0, 41.0])));
    assert_eq!(found.at_ends, [Some(0.33), Some(0.33)]);
    assert_eq!((found.people, found.alike.len()), (120, 0));
}

#[test]
fn under_a_hundred_people_with_all_answers_nothing_is_told_and_not_even_how_many_to_the_unit() {
    let scale = vecu();
    let mut people = symmetric();
    // Twenty-one of them leave a question: 99 are left.
    people.iter_mut().take(21).for_each(|person| person[2] = 0);
    let few = told(&scale, &gathered(&scale, &people), &Floors::default());
    assert_eq!(few, Err(Untold::Few { needed: 10 }), "by tens: there may be 90 of them or 99");
    people[0][2] = 5;
    let enough = told(&scale, &gathered(&scale, &people), &Floors::default()).unwrap();
    assert_eq!(enough.people, 100);
    people[1][2] = 5;
    let more = told(&scale, &gathered(&scale, &people), &Floors::default()).unwrap();
    assert_eq!(more.people, 100, "one more is not seen");
    let raised = Floors::new(10, 130, 5).unwrap();
    let few = told(&scale, &gathered(&scale, &symmetric()), &raised);
    assert_eq!(few, Err(Untold::Few { needed: 10 }), "a raised floor of scores counts here too");
}

#[test]
fn where_nearly_everybody_gave_one_answer_to_a_question_no_coefficient_speaks_of_the_few_others() {
    let scale = vecu();
    let mut people = symmetric();
    people.iter_mut().for_each(|person| person[3] = 4);
    people.iter_mut().take(9).for_each(|person| person[3] = 2);
    assert_eq!(told(&scale, &gathered(&scale, &people), &Floors::default()), Err(Untold::Alike), "nine stray");
    people[9][3] = 2;
    let ten = told(&scale, &gathered(&scale, &people), &Floors::default()).unwrap();
    assert!(ten.with_rest[3].unwrap().is_below(LEAST_WITH_REST), "ten do: {ten:?}");
    assert!(!ten.with_rest[0].unwrap().is_below(LEAST_WITH_REST));
}

#[test]
fn questions_that_nearly_tell_each_other_are_named_and_no_number_tells_how_nearly() {
    let scale = vecu();
    let mut people: Vec<[u8; 4]> = (0..200).map(|at| [1 + (at % 5) as u8; 4]).collect();
    people[0] = [5, 1, 1, 1];
    let found = told(&scale, &gathered(&scale, &people), &Floors::default()).unwrap();
    assert_eq!(found.alpha, [Coefficient::Above; 3]);
    assert!(found.with_rest.iter().all(|one| *one == Some(Coefficient::Above)), "{found:?}");
    assert_eq!(found.alike.len(), 6, "each pair of the four");
}

#[test]
fn a_coefficient_is_told_to_two_decimals_and_only_as_far_as_it_may() {
    assert_eq!(Coefficient::told(0.8649, 0.0), Coefficient::Is(0.86));
    assert_eq!(Coefficient::told(0.954, 0.0), Coefficient::Is(0.95));
    assert_eq!(Coefficient::told(0.956, 0.0), Coefficient::Above);
    assert_eq!(Coefficient::told(-0.2, 0.0), Coefficient::Below(0.0));
    assert_eq!(Coefficient::told(-0.2, -MOST_TOLD), Coefficient::Is(-0.2));
    assert!(Coefficient::told(0.2951, 0.0) == Coefficient::Is(0.3) && !Coefficient::Is(0.3).is_below(0.3));
    assert!(Coefficient::Below(0.0).is_below(0.7) && !Coefficient::Above.is_below(0.7));
}

#[test]
fn kinds_of_missing_and_unknown_codes_are_no_answers() {
    let scale = vecu();
    let mut all = Gathered::new(&scale);
    for code in ["no-opinion", "~other", "9"] {
        all.add(&scale, &|link| Some(if link == "v7" { code } else { "4" }));
    }
    assert_eq!(told(&scale, &all, &Floors::default()), Err(Untold::Few { needed: 100 }));
    assert_eq!(all.products.people(), 0);
}

#[test]
fn a_score_that_is_no_sum_of_several_questions_has_no_scale() {
    let form: Instrument = instruments::shipped("vecu-12").unwrap().instrument().unwrap();
    let Scoring::Scores(scores) = form.scoring() else { panic!("Vécu-12 has a score") };
    let mut single = scores[0].clone();
    single.items.truncate(1);
    assert_eq!(Scale::of(&form, &single), Err(NoScale::Single));
    let mut unknown = scores[0].clone();
    unknown.items[0].link_id = "bien".to_owned();
    assert_eq!(Scale::of(&form, &unknown), Err(NoScale::Otherwise), "a free text");
}

#[path = "exchanged.rs"]
mod exchanged;
