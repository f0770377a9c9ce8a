//! Every pair of text and ground that the stylesheet uses, in both colour schemes: 7:1 for text (WCAG, AAA) and 3:1 for
//! what only bounds or draws.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../assets/css/tokens.css");
const CHARTS: &str = include_str!("../../assets/css/charts.css");

type Colours = BTreeMap<String, [f64; 3]>;

fn colours(block: &str, into: &mut Colours) {
    for line in block.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": #")) else {
            continue;
        };
        let hex: String = match value.trim_end_matches(';') {
            short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
            long => long.to_owned(),
        };
        let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
        into.insert(name.to_owned(), [part(0), part(2), part(4)]);
    }
}

/// The light scheme, the dark one, and each with more contrast.
fn schemes() -> Vec<(&'static str, Colours)> {
    let mut blocks = TOKENS.split("@media (prefers-");
    let mut light = Colours::new();
    colours(blocks.next().unwrap(), &mut light);
    let mut dark = light.clone();
    colours(blocks.next().unwrap(), &mut dark);
    let (more, more_dark) = (blocks.next().unwrap(), blocks.next().unwrap());
    let (charts_light, charts_dark) = CHARTS.split_once("@media (prefers-color-scheme: dark)").unwrap();
    colours(charts_light, &mut light);
    colours(charts_dark, &mut dark);
    let (mut light_more, mut dark_more) = (light.clone(), dark.clone());
    colours(more, &mut light_more);
    colours(more, &mut dark_more);
    colours(more_dark, &mut dark_more);
    vec![("light", light), ("dark", dark), ("light, more contrast", light_more), ("dark, more contrast", dark_more)]
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn ratio(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    let grounds = ["paper", "sheet", "sunk", "wash"];
    let mut pairs: Vec<(&str, &str, f64)> = Vec::new();
    for ground in grounds {
        pairs.extend([("ink", ground, 7.0), ("accent", ground, 7.0), ("accent-strong", ground, 7.0)]);
        pairs.extend([("edge", ground, 3.0), ("accent", ground, 3.0)]);
    }
    for ground in ["paper", "sheet", "sunk"] {
        pairs.push(("soft", ground, 7.0));
    }
    pairs.extend([
        ("on-accent", "accent", 7.0),
        ("on-accent", "accent-strong", 7.0),
        ("on-deep", "deep", 7.0),
        ("ink", "clay-wash", 7.0),
        ("clay-ink", "clay-wash", 7.0),
        ("ink", "honey-wash", 7.0),
        ("honey-ink", "honey-wash", 7.0),
        ("honey-ink", "sheet", 7.0),
        ("ink", "wrong-wash", 7.0),
        ("wrong", "paper", 7.0),
        ("wrong", "sheet", 7.0),
        ("wrong", "wrong-wash", 7.0),
        ("paper", "wrong", 7.0),
        ("focus", "paper", 7.0),
        ("clay", "paper", 3.0),
        ("clay", "sheet", 4.5),
        ("chart-better", "sheet", 4.5),
        ("chart-signal", "sheet", 4.5),
        // Marks stand on the band of usual variation too.
        ("clay", "sunk", 3.0),
        ("chart-better", "sunk", 3.0),
        ("chart-signal", "sunk", 3.0),
    ]);
    let mut weak = Vec::new();
    for (name, scheme) in schemes() {
        for (text, ground, least) in &pairs {
            let found = ratio(scheme[*text], scheme[*ground]);
            if found < *least {
                weak.push(format!("{name}: {text} on {ground} is {found:.2}, under {least}"));
            }
        }
    }
    assert_eq!(weak, Vec::<String>::new());
}
