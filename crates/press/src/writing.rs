//! Writes sheets as a tagged PDF that is held to PDF/UA-1 (ISO 14289-1): what can be checked by a machine is checked before any
//! byte is given out.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, TableHeaderScope, Tag as Kind,
        TagGroup, TagKind, TagTree,
    },
    text::{GlyphId, KrillaGlyph},
};

use crate::{
    Page, Problem,
    drawing::{self, Drawing, Held, Style},
    faces::{Face, Faces, settable},
    path::Step,
    sheets::{BOTTOM, Branch, Entry, HEIGHT, Mark, Sheets, Tag, WIDTH},
};

/// The bytes of the PDF.
pub(crate) fn write(page: &Page<'_>, faces: &Faces, sheets: Sheets) -> Result<Vec<u8>, Problem> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| Problem::Refused("PDF/UA-1".to_owned()))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); sheets.leaves()];
    for marks in &sheets.sheets {
        let Some(settings) = PageSettings::from_wh(WIDTH, HEIGHT) else { return Err(Problem::Face) };
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut now: Option<Part> = None;
        for (leaf, mark) in marks {
            let part = leaf.map_or_else(|| Part::Aside(aside(mark)), Part::Leaf);
            if now != Some(part) {
                if now.is_some() {
                    surface.end_tagged();
                }
                start(part, &mut surface, &mut leaves);
                now = Some(part);
            }
            draw(mark, faces, &mut surface);
        }
        if now.is_some() {
            surface.end_tagged();
        }
        surface.finish();
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(page.lang.tag().to_owned()));
    tree.children = sheets.tree.iter().filter_map(|branch| node(branch, &leaves)).collect();
    document.set_tag_tree(tree);
    document.set_outline(outline(page.title, &sheets.outline));
    // No time of making: the same page gives the same file, and nobody learns when somebody asked for it.
    let metadata =
        Metadata::new().title(settable(page.title)).language(page.lang.tag().to_owned()).creator("Vécu".to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| Problem::Refused(format!("{error:?}")))
}

/// A stretch of marks with one place in the tree, or none.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Leaf(usize),
    Aside(ArtifactType),
}

/// What a mark is that says nothing of its own: the foot of a sheet, a head said again, a line.
fn aside(mark: &Mark) -> ArtifactType {
    match mark {
        Mark::Text { y, .. } if *y > BOTTOM => ArtifactType::Footer,
        Mark::Text { .. } => ArtifactType::PaginationOther,
        _ => ArtifactType::Layout,
    }
}

fn start(part: Part, surface: &mut Surface<'_>, leaves: &mut [Vec<Identifier>]) {
    match part {
        Part::Leaf(leaf) => {
            let identifier = surface.start_tagged(ContentTag::Other);
            if let Some(found) = leaves.get_mut(leaf) {
                found.push(identifier);
            }
        }
        Part::Aside(kind) => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        }
    }
}

fn draw(mark: &Mark, faces: &Faces, surface: &mut Surface<'_>) {
    match mark {
        Mark::Text { x, y, size, bold, ink, text } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            letters(faces.of(*bold), text, (*x, *y), *size, false, surface);
        }
        Mark::Rule { from, to, width, ink } => {
            let Some(path) = shape(&[Step::Move(from.0, from.1), Step::Line(to.0, to.1)]) else { return };
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint: colour(*ink).into(), width: *width, ..Stroke::default() }));
            surface.draw_path(&path);
        }
        Mark::Drawing { x, y, scale, drawing } => {
            surface.push_transform(&Transform::from_row(*scale, 0.0, 0.0, *scale, *x, *y));
            inside(drawing, faces, surface);
            surface.pop();
        }
    }
}

fn shape(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => path.move_to(x, y),
            Step::Line(x, y) => path.line_to(x, y),
            Step::Curve([a, b, c, d, x, y]) => path.cubic_to(a, b, c, d, x, y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}

fn inside(drawing: &Drawing, faces: &Faces, surface: &mut Surface<'_>) {
    for mark in &drawing.marks {
        match mark {
            drawing::Mark::Shape { path, style } => {
                if style.fill.is_none() && style.stroke.is_none() {
                    continue;
                }
                surface.set_fill(style.fill.map(fill));
                surface.set_stroke(stroke(style));
                if let Some(path) = shape(path) {
                    surface.draw_path(&path);
                }
            }
            drawing::Mark::Text { x, y, text, style } => {
                let (face, text) = (faces.of(style.bold), settable(text));
                let width = face.width(&text, style.size);
                let shift = match style.held {
                    Held::Start => 0.0,
                    Held::Middle => width / 2.0,
                    Held::End => width,
                };
                let place = (x - shift, *y);
                // The rim is drawn as shapes, so that the words stand in the file once.
                if let Some(rim) = stroke(style) {
                    surface.set_fill(None);
                    surface.set_stroke(Some(rim));
                    letters(face, &text, place, style.size, true, surface);
                }
                surface.set_stroke(None);
                surface.set_fill(Some(fill(style.fill.unwrap_or_default())));
                letters(face, &text, place, style.size, false, surface);
            }
        }
    }
}

/// Letters one after the other, each by its own width: our words are written from left to right and need no shaping.
fn letters(face: &Face, text: &str, (x, y): (f32, f32), size: f32, outlined: bool, surface: &mut Surface<'_>) {
    let glyphs: Vec<KrillaGlyph> = text
        .char_indices()
        .map(|(at, c)| {
            let (glyph, width) = face.glyph(c);
            KrillaGlyph::new(GlyphId::new(glyph), width, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        })
        .collect();
    if !glyphs.is_empty() {
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, face.font.clone(), text, size, outlined);
    }
}

fn colour([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn fill(ink: [u8; 3]) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn stroke(style: &Style) -> Option<Stroke> {
    let ink = style.stroke?;
    let dash = (!style.dashes.is_empty()).then(|| StrokeDash { array: style.dashes.clone(), offset: 0.0 });
    let (line_cap, line_join) =
        if style.round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    Some(Stroke { paint: colour(ink).into(), width: style.width, line_cap, line_join, dash, ..Stroke::default() })
}

/// A branch with its leaves on the sheets. It goes as deep as the tree is, five at most: table, rows, row, cell, words.
fn node(branch: &Branch, leaves: &[Vec<Identifier>]) -> Option<Node> {
    let Branch::Group(tag, children) = branch else { return None };
    let mut group = TagGroup::new(kind(tag)?);
    for child in children {
        match child {
            Branch::Leaf(leaf) => {
                for identifier in leaves.get(*leaf).into_iter().flatten() {
                    group.push(*identifier);
                }
            }
            Branch::Group(..) => {
                if let Some(child) = node(child, leaves) {
                    group.push(child);
                }
            }
        }
    }
    Some(group.into())
}

fn kind(tag: &Tag) -> Option<TagKind> {
    let span = |span: usize| u32::try_from(span).ok().filter(|span| *span > 1).and_then(NonZeroU32::new);
    Some(match tag {
        Tag::Heading(level, said) => Kind::Hn(NonZeroU16::new(u16::from(*level))?, Some(settable(said))).into(),
        Tag::Paragraph => Kind::P.into(),
        Tag::List(true) => Kind::L(ListNumbering::Decimal).into(),
        Tag::List(false) => Kind::L(ListNumbering::Disc).into(),
        Tag::Item => Kind::LI.into(),
        Tag::Label => Kind::Lbl.into(),
        Tag::Body => Kind::LBody.into(),
        Tag::Table(heard) => Kind::Table.with_summary(heard.as_deref().map(settable)).into(),
        Tag::Caption => Kind::Caption.into(),
        Tag::Head => Kind::THead.into(),
        Tag::Rows => Kind::TBody.into(),
        Tag::Row => Kind::TR.into(),
        Tag::RowName(cells) => Kind::TH(TableHeaderScope::Row).with_col_span(span(*cells)).into(),
        Tag::ColumnName(cells) => Kind::TH(TableHeaderScope::Column).with_col_span(span(*cells)).into(),
        Tag::Cell(cells) => Kind::TD.with_col_span(span(*cells)).into(),
        Tag::Figure(said, sheet, [left, top, width, height]) => {
            let place = Rect::from_xywh(*left, *top, *width, *height).map(|rect| BBox::new(*sheet, rect));
            Kind::Figure(Some(settable(said))).with_bbox(place).into()
        }
    })
}

/// The headings, those of the second level under the one of the first before them.
fn outline(title: &str, entries: &[Entry]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (level, said, sheet, y) in entries.iter().filter(|(level, ..)| *level <= 2) {
        let place = XyzDestination::new(*sheet, Point::from_xy(0.0, (*y - 8.0).max(0.0)));
        let node = OutlineNode::new(settable(said), place);
        match (&mut open, level) {
            (Some(above), 2) => above.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    let first = || OutlineNode::new(settable(title), XyzDestination::new(0, Point::from_xy(0.0, 0.0)));
    outline.push_child(open.unwrap_or_else(first));
    outline
}
