//! Sets blocks on sheets: words in lines, headings with what they head, drawings never cut.

use crate::{
    Problem,
    blocks::{Block, Role, Run, Words},
    drawing::Drawing,
    faces::Faces,
    figures,
    lines::{Line, Type, cut},
    sheets::{BOTTOM, Branch, HEAD, INK, MARGIN, Mark, ROOM, RULE, SOFT, Sheets, TALL, Tag},
    tables,
};

/// A step from the margin.
const STEP: f32 = 14.0;
/// A chart is 340 units wide with letters of 14: at this scale they are a little smaller than the words around it.
const SCALE: f32 = 0.74;

/// How words of a role are set: size and distance of lines, space before and after, ink, weight.
struct Look {
    size: f32,
    leading: f32,
    before: f32,
    after: f32,
    ink: [u8; 3],
    bold: bool,
}

const fn look(role: &Role, small: bool) -> Look {
    let plain = Look { size: 10.5, leading: 15.0, before: 0.0, after: 6.0, ink: INK, bold: false };
    match role {
        Role::Heading(1) => Look { size: 21.0, leading: 25.0, before: 22.0, after: 8.0, ink: HEAD, bold: true },
        Role::Heading(2) => Look { size: 14.5, leading: 19.0, before: 22.0, after: 6.0, ink: HEAD, bold: true },
        Role::Heading(3) => Look { size: 12.0, leading: 16.0, before: 14.0, after: 4.0, ink: HEAD, bold: true },
        Role::Heading(_) => Look { size: 10.5, leading: 15.0, before: 12.0, after: 3.0, ink: HEAD, bold: true },
        Role::Summary => Look { size: 9.6, leading: 13.5, before: 8.0, after: 3.0, ink: HEAD, bold: true },
        Role::Title => Look { before: 10.0, after: 4.0, bold: true, ..plain },
        Role::Lead => Look { size: 12.0, leading: 17.0, after: 10.0, ..plain },
        Role::Big => Look { size: 20.0, leading: 25.0, before: 8.0, after: 2.0, bold: true, ..plain },
        Role::Term => Look { before: 4.0, after: 0.0, bold: true, ..plain },
        Role::Quiet => Look { size: 9.2, leading: 12.8, before: 2.0, after: 5.0, ink: SOFT, bold: false },
        Role::Item(_) if small => Look { size: 9.2, leading: 12.8, before: 0.0, after: 1.5, ink: SOFT, bold: false },
        Role::Item(_) => Look { after: 2.5, ..plain },
        Role::Plain => plain,
    }
}

/// Sets all blocks.
pub(crate) fn set(blocks: &[Block], faces: &Faces, sheets: &mut Sheets) -> Result<(), Problem> {
    for (at, block) in blocks.iter().enumerate() {
        let rest = blocks.get(at + 1..).unwrap_or_default();
        match block {
            Block::Words(words) => set_words(words, rest, faces, sheets)?,
            Block::Drawing(drawing) => set_drawing(drawing, sheets)?,
            Block::Table(table) => tables::set(table, faces, sheets)?,
            Block::Figure(parts) => figures::set(parts, faces, sheets)?,
        }
    }
    Ok(())
}

fn lines_of(words: &Words, faces: &Faces, room: f32) -> (Look, f32, Vec<Line>) {
    let look = look(&words.role, words.small);
    let left = STEP * f32::from(words.indent) + if words.barred { 10.0 } else { 0.0 };
    let with = Type { faces, size: look.size, bold: look.bold };
    let lines = cut(&words.runs, with, room - left);
    (look, left, lines)
}

/// The least height that the start of blocks needs on a sheet, so that a heading never stands there alone.
pub(crate) fn least(blocks: &[Block], faces: &Faces, room: f32) -> f32 {
    let mut sum = 0.0;
    for block in blocks {
        match block {
            Block::Words(words) => {
                let (look, _, lines) = lines_of(words, faces, room);
                let keeps = words.role.keeps();
                let first = if keeps || lines.len() <= 3 { lines.len() } else { 2 };
                sum += look.before + look.leading * first as f32;
                if !keeps {
                    return sum;
                }
                sum += look.after;
            }
            Block::Drawing(drawing) => return sum + drawing.height * scale_of(drawing, room) + 8.0,
            Block::Figure(parts) => return sum + figures::least(parts, faces, room),
            Block::Table(table) => return sum + tables::least(table, faces, room),
        }
        if sum > TALL / 2.0 {
            return sum;
        }
    }
    sum
}

fn set_words(words: &Words, rest: &[Block], faces: &Faces, sheets: &mut Sheets) -> Result<(), Problem> {
    let room = sheets.room;
    let (look, left, lines) = lines_of(words, faces, room);
    let count = lines.len();
    let own = look.leading * count as f32;
    let need = if words.role.keeps() {
        (own + look.after + least(rest, faces, room)).min(TALL)
    } else if count <= 3 {
        own
    } else {
        look.leading * 2.0
    };
    sheets.space(look.before, need)?;
    let (leaf, x) = (sheets.leaf(), sheets.left + left);
    branch(words, leaf, &lines, sheets);
    let mut bar_from = sheets.y;
    for (at, line) in lines.iter().enumerate() {
        let left_over = count - at;
        // Two lines of a paragraph stand together, at the foot of a sheet and at the head of the next.
        let together = if left_over == 2 && count > 3 { 2.0 } else { 1.0 };
        if sheets.y + look.leading * together > BOTTOM + 0.01 && !sheets.is_at_top() {
            bar(words, (bar_from, sheets.y), sheets);
            sheets.turn()?;
            bar_from = sheets.y;
        }
        let baseline = sheets.y + look.leading * 0.5 + look.size * 0.34;
        sheets.line(Some(leaf), line, (x, baseline), look.size, look.ink);
        sheets.y += look.leading;
    }
    bar(words, (bar_from, sheets.y), sheets);
    sheets.after = look.after;
    Ok(())
}

/// The bar beside a notice.
fn bar(words: &Words, (from, to): (f32, f32), sheets: &mut Sheets) {
    if words.barred {
        let x = sheets.left + 1.5;
        sheets.rule((x, from), (x, to), 2.0, HEAD);
    }
}

/// Puts words into the tree of tags. An item stands in the list before it, where that is of the same depth.
fn branch(words: &Words, leaf: usize, lines: &[Line], sheets: &mut Sheets) {
    match &words.role {
        Role::Heading(level) => {
            let said: String = lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.text.as_str()).collect();
            heading(*level, said.trim().to_owned(), leaf, sheets);
        }
        Role::Summary => {
            let said: String = words.runs.iter().map(|run| run.text.as_str()).collect();
            let level = sheets.outline.last().map_or(2, |(level, ..)| level.saturating_add(1)).min(6);
            sheets.tree.push(Branch::Group(Tag::Heading(level, said), vec![Branch::Leaf(leaf)]));
        }
        Role::Item(mark) => {
            let label = sheets.leaf();
            let look = look(&words.role, words.small);
            let baseline = sheets.y + look.leading * 0.5 + look.size * 0.34;
            let x = sheets.left + STEP * (f32::from(words.indent) - 1.0).max(0.0) + 3.0;
            let text = mark.clone();
            sheets.put(Some(label), Mark::Text { x, y: baseline, size: look.size, bold: false, ink: look.ink, text });
            let item = Branch::Group(
                Tag::Item,
                vec![
                    Branch::Group(Tag::Label, vec![Branch::Leaf(label)]),
                    Branch::Group(Tag::Body, vec![Branch::Leaf(leaf)]),
                ],
            );
            let numbered = mark.ends_with('.');
            match sheets.tree.last_mut() {
                Some(Branch::Group(Tag::List(now), items)) if *now == numbered => items.push(item),
                _ => sheets.tree.push(Branch::Group(Tag::List(numbered), vec![item])),
            }
        }
        _ => sheets.tree.push(Branch::Group(Tag::Paragraph, vec![Branch::Leaf(leaf)])),
    }
}

/// A heading, at most one level under the one before it (PDF/UA-1, 7.4.2).
fn heading(level: u8, said: String, leaf: usize, sheets: &mut Sheets) {
    let level = level.min(sheets.outline.last().map_or(1, |(before, ..)| before.saturating_add(1)));
    sheets.tree.push(Branch::Group(Tag::Heading(level, said.clone()), vec![Branch::Leaf(leaf)]));
    let (sheet, y) = (sheets.sheets.len().saturating_sub(1), sheets.y);
    sheets.outline.push((level, said, sheet, y));
}

/// As large as it is read well, and never larger than a sheet.
fn scale_of(drawing: &Drawing, room: f32) -> f32 {
    SCALE.min(room / drawing.width).min((TALL - 20.0) / drawing.height)
}

fn set_drawing(drawing: &Drawing, sheets: &mut Sheets) -> Result<(), Problem> {
    let scale = scale_of(drawing, sheets.room);
    let (width, height) = (drawing.width * scale, drawing.height * scale);
    sheets.space(4.0, height)?;
    let (said, sheet) = (drawing.said(), sheets.sheets.len().saturating_sub(1));
    // A drawing that says nothing is decoration, as it is on the page.
    let leaf = (!said.trim().is_empty()).then(|| sheets.leaf());
    if let Some(leaf) = leaf {
        let tag = Tag::Figure(said, sheet, [sheets.left, sheets.y, width, height]);
        sheets.tree.push(Branch::Group(tag, vec![Branch::Leaf(leaf)]));
    }
    let mark = Mark::Drawing { x: sheets.left, y: sheets.y, scale, drawing: Box::new(drawing.clone()) };
    sheets.put(leaf, mark);
    sheets.y += height;
    sheets.after = 8.0;
    Ok(())
}

/// The foot of every sheet: what and which on the first line, where and when on the second.
pub(crate) fn feet(page: &crate::Page<'_>, faces: &Faces, sheets: &mut Sheets) {
    let (size, top) = (7.8, BOTTOM + 20.0);
    let with = Type { faces, size, bold: false };
    let of = sheets.sheets.len();
    let cut_to = |text: &str, room: f32| {
        let runs = [Run { text: text.to_owned(), bold: false }];
        cut(&runs, with, room).into_iter().next().unwrap_or_default()
    };
    for (at, sheet) in sheets.sheets.iter_mut().enumerate() {
        let number = format!("{} / {of}", at + 1);
        let mut say = |text: &str, right: bool, y: f32| {
            let line = cut_to(text, ROOM * 0.7);
            let x = if right { MARGIN + ROOM - line.width } else { MARGIN };
            for piece in line.pieces {
                let mark = Mark::Text { x: x + piece.x, y, size, bold: false, ink: SOFT, text: piece.text };
                sheet.push((None, mark));
            }
        };
        say(page.title, false, top);
        say(&number, true, top);
        say(page.address, false, top + 11.0);
        say(page.date, true, top + 11.0);
        let (from, to) = ((MARGIN, top - 13.0), (MARGIN + ROOM, top - 13.0));
        sheet.push((None, Mark::Rule { from, to, width: 0.5, ink: RULE }));
    }
}
