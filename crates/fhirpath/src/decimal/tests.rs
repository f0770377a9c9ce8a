use super::Decimal;
use super::arithmetic::Rounding;

fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

#[test]
fn the_zeros_at_the_end_stay_and_do_not_count_in_comparisons() {
    assert_eq!(number("1.00").to_string(), "1.00");
    assert_eq!(number("-0.050").to_string(), "-0.050");
    assert_eq!(number("1.00"), number("1"));
    assert!(number("-1.01") < number("-1"));
    assert_eq!(number("1.50e3").to_string(), "1500");
    assert_eq!(number("15e-3").to_string(), "0.015");
}

#[test]
fn what_is_no_number_or_too_long_is_refused() {
    let long = "9".repeat(40);
    for text in ["", "-", ".5", "5.", "1.2.3", "1e", "0x1", "1e99", "1e-99", long.as_str()] {
        assert!(Decimal::parse(text).is_none(), "{text}");
    }
}

#[test]
fn sums_and_products_are_exact() {
    assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
    assert_eq!(number("1.8").minus(number("1.2")).unwrap().to_string(), "0.6");
    assert_eq!(number("1.2").times(number("1.80")).unwrap().to_string(), "2.160");
}

#[test]
fn a_product_too_long_is_rounded_and_one_too_large_is_none() {
    let third = number("0.3333333333333333333333333333333333333");
    let product = third.times(third).unwrap();
    assert!(product.to_string().starts_with("0.1111111111111111111111111111111111"), "{product}");
    let large = number("99999999999999999999999999999999999999");
    assert!(large.times(large).is_none());
    assert!(large.plus(large).is_none());
    assert_eq!(large.plus(number("0.4")), Some(large));
}

#[test]
fn quotients_end_or_are_rounded_at_the_28th_place() {
    assert_eq!(number("1").over(number("8")).unwrap().to_string(), "0.125");
    assert_eq!(number("2").over(number("3")).unwrap().to_string(), "0.6666666666666666666666666667");
    assert_eq!(number("-600").over(number("0.02")).unwrap().to_string(), "-30000");
    assert_eq!(number("1").over(number("0.00")), None);
    assert_eq!(number("7.5").whole_divide(number("-2")), Some(number("-3")));
    assert_eq!(number("-2.2").remainder(number("1.8")), Some(number("-0.4")));
}

#[test]
fn a_half_is_rounded_away_from_zero() {
    let round = |text: &str, places| number(text).round(places, Rounding::Nearest).to_string();
    assert_eq!(round("2.5", 0), "3");
    assert_eq!(round("-2.5", 0), "-3");
    assert_eq!(round("-2.49", 0), "-2");
    assert_eq!(round("3.14159", 3), "3.142");
    assert_eq!(number("-1.1").round(0, Rounding::Up).to_string(), "-1");
    assert_eq!(number("-1.1").round(0, Rounding::Down).to_string(), "-2");
    assert_eq!(number("-1.9").round(0, Rounding::Zero).to_string(), "-1");
}

#[test]
fn roots_and_whole_powers_are_exact_where_they_can_be() {
    assert_eq!(number("81").square_root().unwrap().to_string(), "9");
    assert_eq!(number("0.0225").square_root().unwrap().to_string(), "0.15");
    assert!(number("2").square_root().unwrap().to_string().starts_with("1.41421356237309504"));
    assert_eq!(number("-1").square_root(), None);
    assert_eq!(number("2.5").power(number("2")), Some(number("6.25")));
    assert_eq!(number("2").power(number("-2")), Some(number("0.25")));
    assert_eq!(number("10").power(number("1000000000000")), None);
    assert_eq!(number("-1").power(number("0.5")), None);
    assert_eq!(number("16").logarithm_to(number("2")), Some(number("4")));
}
