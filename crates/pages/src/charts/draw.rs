//! The pen: the frame of a chart, its text, its marks and its colours.

use maud::{Markup, PreEscaped, html};

/// Width of every chart, in its own units.
pub(super) const WIDTH: f64 = 340.0;
/// Height of a line of text.
pub(super) const LINE: f64 = 18.0;
/// Letters that surely fit in the width at the size of notes.
pub(super) const LETTERS: usize = 46;

pub(super) const INK: &str = "var(--chart-ink, var(--ink, #29241f))";
pub(super) const SOFT: &str = "var(--chart-soft, var(--soft, #59504a))";
pub(super) const RULE: &str = "var(--chart-rule, var(--line, #e2d6c5))";
pub(super) const BAND: &str = "var(--chart-band, var(--sunk, #f4ecdf))";
pub(super) const GROUND: &str = "var(--chart-ground, var(--sheet, #fffdf9))";
pub(super) const FIRST: &str = "var(--chart-1, var(--accent, #14504a))";
pub(super) const BETTER: &str = "var(--chart-better, #0b5cad)";
pub(super) const WORSE: &str = "var(--chart-worse, var(--clay, #b4532a))";
pub(super) const SIGNAL: &str = "var(--chart-signal, #6b3fa0)";

/// Where a text is held.
#[derive(Clone, Copy)]
pub(super) enum Held {
    Start,
    Middle,
    End,
}

/// The frame: a picture with a name and a description, both real text.
pub(super) fn frame(id: &str, title: &str, description: &str, height: f64, inside: &Markup) -> Markup {
    frame_of(WIDTH, id, title, description, height, inside)
}

/// The frame of a drawing that is narrower than a chart.
pub(super) fn frame_of(width: f64, id: &str, title: &str, description: &str, height: f64, inside: &Markup) -> Markup {
    let id = plain_id(id);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (at(width)) " " (at(height)) } width="100%" role="img"
            aria-labelledby={ (id) "-title " (id) "-desc" } font-size="14" {
            title id={ (id) "-title" } { (readable(title)) }
            desc id={ (id) "-desc" } { (readable(description)) }
            (inside)
        }
    }
}

/// A text at a place.
pub(super) fn text(x: f64, y: f64, held: Held, fill: &str, words: &str) -> Markup {
    let anchor = match held {
        Held::Start => None,
        Held::Middle => Some("middle"),
        Held::End => Some("end"),
    };
    html! { text x=(at(x)) y=(at(y)) fill=(fill) text-anchor=[anchor] { (readable(words)) } }
}

/// Letters that can be read where they stand on lines: bold, in a rim of the ground.
pub(super) fn over_lines(letters: &Markup) -> Markup {
    html! { g font-weight="700" stroke=(GROUND) stroke-width="3" paint-order="stroke" { (letters) } }
}

/// A text cut in as many lines as it needs, its first line at `y`; the markup and the height it takes.
pub(super) fn paragraph(x: f64, y: f64, letters: usize, fill: &str, words: &str) -> (Markup, f64) {
    let lines = lines(words, letters);
    let drawn = html! {
        @for (i, line) in lines.iter().enumerate() { (text(x, y + i as f64 * LINE, Held::Start, fill, line)) }
    };
    (drawn, lines.len() as f64 * LINE)
}

/// A straight line; `dashes` as in SVG, or a full line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), stroke: &str, width: f64, dashes: Option<&str>) -> Markup {
    html! {
        line x1=(at(from.0)) y1=(at(from.1)) x2=(at(to.0)) y2=(at(to.1)) stroke=(stroke) stroke-width=(at(width))
            stroke-dasharray=[dashes] {}
    }
}

/// A rectangle; never of negative size.
pub(super) fn rect(x: f64, y: f64, width: f64, height: f64, fill: &str) -> Markup {
    html! { rect x=(at(x)) y=(at(y)) width=(at(width.max(0.0))) height=(at(height.max(0.0))) fill=(fill) {} }
}

/// A filled path.
pub(super) fn shape(path: &str, fill: &str, stroke: &str) -> Markup {
    html! { path d=(path) fill=(fill) stroke=(stroke) stroke-width="1.5" {} }
}

/// A coordinate as SVG writes it: two decimals at most, and never "NaN".
pub(super) fn at(value: f64) -> String {
    let value = if value.is_finite() { (value * 100.0).round() / 100.0 } else { 0.0 };
    format!("{}", value + 0.0)
}

/// An id that cannot break out of its attribute or out of a list of ids.
pub(super) fn plain_id(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}

/// A text without the control characters that XML cannot hold.
fn readable(words: &str) -> String {
    words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// Cuts a text between words into lines of at most so many letters; a longer word is cut where it must be.
fn lines(words: &str, letters: usize) -> Vec<String> {
    let letters = letters.max(1);
    let mut cut: Vec<String> = Vec::new();
    // A space that must not be broken (before a French semicolon) stays inside its word.
    for word in words.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let room = cut.last().map_or(0, |line| letters.saturating_sub(line.chars().count() + 1));
            let tail = rest.split_off(rest.len().min(letters));
            let piece: String = rest.iter().collect();
            match cut.last_mut().filter(|_| rest.len() <= room) {
                Some(line) => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                None => cut.push(piece),
            }
            rest = tail;
        }
    }
    cut
}

/// The drawing with each custom property replaced by its last fallback, for tools that know none.
pub fn without_variables(drawing: &Markup) -> Markup {
    const VARIABLES: [&str; 9] = [INK, SOFT, RULE, BAND, GROUND, FIRST, BETTER, WORSE, SIGNAL];
    let plain = VARIABLES.iter().fold(drawing.0.clone(), |drawn, variable| {
        let colour = variable.rsplit(", ").next().unwrap_or("#000").trim_end_matches(')');
        drawn.replace(&format!("\"{variable}\""), &format!("\"{colour}\""))
    });
    PreEscaped(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_between_words_and_long_words_where_they_must() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("anticonstitutionnellement", 10), ["anticonsti", "tutionnell", "ement"]);
        assert_eq!(lines("  ", 5), Vec::<String>::new());
    }

    #[test]
    fn coordinates_are_short_and_never_break_the_drawing() {
        assert_eq!((at(1.0 / 3.0), at(-0.0), at(f64::NAN)), ("0.33".into(), "0".into(), "0".into()));
    }

    #[test]
    fn without_variables_leaves_plain_colours_and_no_text_changed() {
        let drawn = html! { (rect(0.0, 0.0, 1.0, 1.0, WORSE)) (text(0.0, 0.0, Held::Start, INK, BETTER)) };
        let plain = without_variables(&drawn).into_string();
        assert!(plain.contains("fill=\"#b4532a\"") && plain.contains("fill=\"#29241f\""), "{plain}");
        assert!(plain.contains(BETTER), "a label that looks like a variable stays");
    }
}
