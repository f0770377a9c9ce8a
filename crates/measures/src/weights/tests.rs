use super::*;

/// What `reference/make.R` computes with the package survey.
#[test]
fn raked_weights_and_the_weighted_mean_equal_those_of_the_package_survey() {
    let rows: Vec<Vec<f64>> = include_str!("../../reference/weights.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|field| field.parse().unwrap()).collect())
        .collect();
    for n in [30.0, 200.0, 1_000.0] {
        let rows: Vec<&Vec<f64>> = rows.iter().filter(|row| row[0] == n).collect();
        let margin = |at: usize, population: &[f64]| Margin {
            of: rows.iter().map(|row| row[at] as usize).collect(),
            population: population.to_vec(),
        };
        let base: Vec<f64> = rows.iter().map(|row| row[4]).collect();
        let raked = rake(Some(&base), &[margin(1, &[250.0; 4]), margin(2, &[480.0, 520.0])]).unwrap();
        let values: Vec<f64> = rows.iter().map(|row| row[3]).collect();
        let found = mean(&values, &raked.weights).unwrap();
        for (weight, row) in raked.weights.iter().zip(&rows) {
            assert!((weight - row[5]).abs() < 1e-9, "{weight} {}", row[5]);
            assert!((found.mean - row[6]).abs() < 1e-9 && (found.error - row[7]).abs() < 1e-9, "{found:?} {row:?}");
            assert!((raked.effective - row[8]).abs() < 1e-9 * row[8]);
        }
        assert!(raked.effective < n && raked.largest > 1.0);
    }
}

#[test]
fn after_raking_every_margin_is_that_of_the_population() {
    let age = Margin { of: vec![0, 0, 0, 1, 1, 2], population: vec![1.0, 1.0, 2.0] };
    let sex = Margin { of: vec![0, 1, 0, 1, 0, 1], population: vec![3.0, 5.0] };
    let raked = rake(None, &[age.clone(), sex.clone()]).unwrap();
    for margin in [&age, &sex] {
        let sums = held(&raked.weights, margin);
        let whole: f64 = margin.population.iter().sum();
        for (sum, population) in sums.iter().zip(&margin.population) {
            assert!((sum / 6.0 - population / whole).abs() < 1e-10, "{sums:?}");
        }
    }
    assert_eq!(rake(None, &[Margin { of: vec![0; 4], population: vec![9.0] }]).unwrap().weights, [1.0; 4]);
}

#[test]
fn a_population_that_nobody_answers_for_is_refused_and_named() {
    let nobody = Margin { of: vec![0, 0, 1], population: vec![1.0, 1.0, 1.0] };
    assert_eq!(rake(None, &[nobody]), Err(WeightError::NobodyOf(0, 2)));
    let unknown = Margin { of: vec![0, 3], population: vec![1.0, 1.0] };
    assert_eq!(rake(None, &[unknown]), Err(WeightError::Wrong(0, 1)));
    assert_eq!(rake(None, &[]), Err(WeightError::Empty));
    let two = |population: [f64; 2]| Margin { of: vec![0, 1], population: population.to_vec() };
    assert_eq!(rake(None, &[two([1.0, 1.0]), two([1.0, 3.0])]), Err(WeightError::NoEnd), "one person, two demands");
    assert_eq!(rake(Some(&[1.0, -1.0]), &[two([1.0, 1.0])]), Err(WeightError::Wrong(0, 1)));
    assert_eq!(mean(&[1.0], &[1.0]), None);
    assert_eq!(mean(&[1.0, 2.0], &[0.0, 0.0]), None);
}
