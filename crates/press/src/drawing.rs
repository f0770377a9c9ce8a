//! Our drawings, read from the SVG that the charts of the component kit write. They know few elements and attributes, all here;
//! a test over every chart fails when one draws with another.

use crate::{
    markup::Token,
    path::{self, Path},
};

/// A colour: red, green, blue.
pub(crate) type Colour = [u8; 3];

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Start,
    Middle,
    End,
}

/// How a mark is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Style {
    pub(crate) fill: Option<Colour>,
    pub(crate) stroke: Option<Colour>,
    pub(crate) width: f32,
    pub(crate) dashes: Vec<f32>,
    pub(crate) round: bool,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) held: Held,
}

/// A mark of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Shape { path: Path, style: Style },
    Text { x: f32, y: f32, text: String, style: Style },
}

/// A drawing in its own units, with what it is called and what it says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) marks: Vec<Mark>,
    /// Elements and attributes that are not known here, and paths that could not be read.
    pub(crate) unknown: Vec<String>,
}

impl Drawing {
    /// What it says to who does not see it: its name and description, or else its words. Empty where it says nothing.
    pub(crate) fn said(&self) -> String {
        let (title, description) = (self.title.trim(), self.description.trim());
        let end = if title.ends_with(['.', '?', '!', '…']) { "" } else { "." };
        match (title.is_empty(), description.is_empty()) {
            (false, false) => format!("{title}{end} {description}"),
            (true, true) => {
                let words = self.marks.iter().filter_map(|mark| match mark {
                    Mark::Text { text, .. } => Some(text.trim()),
                    Mark::Shape { .. } => None,
                });
                words.collect::<Vec<_>>().join(" ").trim().to_owned()
            }
            _ => format!("{title}{description}"),
        }
    }
}

/// Attributes that say how, and those that say nothing about the drawing.
const PASSED_OVER: [&str; 14] = [
    "xmlns",
    "viewbox",
    "width",
    "height",
    "role",
    "aria-labelledby",
    "aria-label",
    "id",
    "class",
    "focusable",
    "x",
    "y",
    "rx",
    "shape-rendering",
];

/// Reads a drawing from its start and what is inside; nothing where it has no size.
pub(crate) fn read(svg: &Token, inside: &[Token]) -> Option<Drawing> {
    let size: Vec<f32> =
        svg.attribute("viewbox")?.split_ascii_whitespace().filter_map(|one| one.parse().ok()).collect();
    let &[_, _, width, height] = size.as_slice() else { return None };
    let is_size = |size: f32| size.is_finite() && size > 0.0 && size < 100_000.0;
    if !is_size(width) || !is_size(height) {
        return None;
    }
    let mut drawing = Drawing {
        title: String::new(),
        description: String::new(),
        width,
        height,
        marks: Vec::new(),
        unknown: Vec::new(),
    };
    let plain = Style {
        fill: Some([0, 0, 0]),
        stroke: None,
        width: 1.0,
        dashes: Vec::new(),
        round: false,
        size: 16.0,
        bold: false,
        held: Held::Start,
    };
    let mut styles = vec![("svg".to_owned(), styled(&mut drawing, &plain, svg))];
    let mut words: Option<(String, String)> = None;
    for token in inside {
        match token {
            Token::Text(text) => {
                if let Some((_, said)) = &mut words {
                    said.push_str(text);
                }
            }
            Token::Open { name, alone, .. } => {
                let around = styles.last().map_or(&plain, |(_, style)| style).clone();
                let style = styled(&mut drawing, &around, token);
                match name.as_str() {
                    "title" | "desc" | "text" if !alone => words = Some((name.clone(), String::new())),
                    "title" | "desc" | "text" | "tspan" | "g" => {}
                    _ => shape(&mut drawing, token, name, &style),
                }
                if !alone {
                    let place = (number(token, "x"), number(token, "y"));
                    if name == "text" {
                        drawing.marks.push(Mark::Text {
                            x: place.0,
                            y: place.1,
                            text: String::new(),
                            style: style.clone(),
                        });
                    }
                    styles.push((name.clone(), style));
                }
            }
            Token::Close(name) => {
                if styles.len() > 1 && styles.last().is_some_and(|(open, _)| open == name) {
                    styles.pop();
                }
                if let Some((_, said)) = words.take_if(|(of, _)| of == name) {
                    put(&mut drawing, name, said);
                }
            }
        }
    }
    Some(drawing)
}

fn put(drawing: &mut Drawing, name: &str, said: String) {
    match name {
        "title" => drawing.title = said,
        "desc" => drawing.description = said,
        _ => {
            if let Some(Mark::Text { text, .. }) = drawing.marks.last_mut() {
                *text = said;
            }
        }
    }
}

fn number(token: &Token, name: &str) -> f32 {
    token.attribute(name).and_then(|value| value.parse().ok()).filter(|value: &f32| value.is_finite()).unwrap_or(0.0)
}

fn shape(drawing: &mut Drawing, token: &Token, name: &str, style: &Style) {
    let of = |name: &str| number(token, name);
    let path = match name {
        "path" => token.attribute("d").and_then(path::parse),
        "circle" => path::circle(of("cx"), of("cy"), of("r")),
        "line" => path::corners(&[(of("x1"), of("y1")), (of("x2"), of("y2"))], false),
        "rect" => {
            let (left, top) = (of("x"), of("y"));
            let (right, bottom) = (left + of("width"), top + of("height"));
            path::corners(&[(left, top), (right, top), (right, bottom), (left, bottom)], true)
        }
        _ => {
            drawing.unknown.push(format!("<{name}>"));
            return;
        }
    };
    match path {
        Some(path) => drawing.marks.push(Mark::Shape { path, style: style.clone() }),
        // A bar of no length, a line that goes nowhere: nothing to be seen on the page either.
        None if name != "path" => {}
        None => drawing.unknown.push(format!("d={}", token.attribute("d").unwrap_or_default())),
    }
}

/// The style of an element inside another.
fn styled(drawing: &mut Drawing, around: &Style, token: &Token) -> Style {
    let mut style = around.clone();
    let Token::Open { name: element, attributes, .. } = token else { return style };
    for (name, value) in attributes {
        match (name.as_str(), value.as_str()) {
            ("fill", value) => style.fill = colour(value),
            ("stroke", value) => style.stroke = colour(value),
            ("stroke-width", value) => style.width = value.parse().unwrap_or(style.width),
            ("stroke-dasharray", value) => {
                style.dashes = value.split([' ', ',']).filter_map(|one| one.parse().ok()).collect();
            }
            ("stroke-linejoin" | "stroke-linecap", value) => style.round = value == "round",
            ("font-size", value) => style.size = value.parse().unwrap_or(style.size),
            ("font-weight", value) => style.bold = value == "bold" || value.parse::<u32>().is_ok_and(|w| w >= 600),
            ("text-anchor", "middle") => style.held = Held::Middle,
            ("text-anchor", "end") => style.held = Held::End,
            // A rim is always drawn under its letters here.
            ("paint-order", "stroke") => {}
            ("x1" | "y1" | "x2" | "y2", _) if element == "line" => {}
            ("cx" | "cy" | "r", _) if element == "circle" => {}
            ("d", _) if element == "path" => {}
            (name, _) if PASSED_OVER.contains(&name) => {}
            (name, value) => drawing.unknown.push(format!("{element} {name}={value}")),
        }
    }
    style
}

/// A colour as the charts write it: a custom property of the page with its last fallback, which is taken, or a colour by itself.
/// `none`, and what is none of these, draws nothing.
fn colour(value: &str) -> Option<Colour> {
    if value == "currentcolor" || value == "currentColor" {
        return Some([0, 0, 0]);
    }
    let digits = value.rsplit_once('#')?.1.get(..6)?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::tokens;

    fn drawn(markup: &str) -> Option<Drawing> {
        let tokens = tokens(markup);
        read(&tokens[0], &tokens[1..])
    }

    #[test]
    fn a_drawing_is_read_with_its_name_its_colours_and_its_texts() {
        let drawing = drawn(
            "<svg viewBox=\"0 0 340 20\" font-size=\"14\"><title>Score</title><desc>82 sur 100.</desc>\
             <rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"var(--chart-1, var(--accent, #14504a))\"></rect>\
             <g font-weight=\"700\" stroke=\"#fffdf9\"><text x=\"5\" y=\"6\" text-anchor=\"end\">7 &lt; 8</text></g></svg>",
        )
        .unwrap();
        assert_eq!((drawing.said().as_str(), drawing.width, drawing.unknown.len()), ("Score. 82 sur 100.", 340.0, 0));
        let [Mark::Shape { style, .. }, Mark::Text { text, style: words, x, .. }] = drawing.marks.as_slice() else {
            panic!("{drawing:?}")
        };
        assert_eq!((style.fill, style.size), (Some([0x14, 0x50, 0x4a]), 14.0));
        assert_eq!((text.as_str(), words.bold, words.held, *x), ("7 < 8", true, Held::End, 5.0));
        assert_eq!(words.stroke, Some([0xff, 0xfd, 0xf9]));
    }

    #[test]
    fn what_is_not_known_is_told() {
        let drawing =
            drawn("<svg viewBox=\"0 0 9 9\"><ellipse></ellipse><path d=\"M0 0Q1 1 2 2\"></path></svg>").unwrap();
        assert_eq!(drawing.unknown, ["<ellipse>", "d=M0 0Q1 1 2 2"]);
        assert!(drawn("<svg viewBox=\"0 0 0 9\"></svg>").is_none() && drawn("<svg></svg>").is_none());
    }
}
