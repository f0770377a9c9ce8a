//! The index as one block of bytes, the least byte first. The same texts in the same order give the same bytes.

use super::index::{Form, Index, Indexed, Owner};
use super::typos;
use super::words::is_known;
use crate::encoder::LENGTH;
use crate::encoder::bytes::{Cursor, put_block, put_count};

const MARK: &[u8; 8] = b"VECUIDX1";

impl Index {
    /// The block of bytes of the index.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MARK.to_vec();
        put_count(&mut out, self.texts.len());
        for text in &self.texts {
            put_block(&mut out, text.id.as_bytes());
            out.extend(text.length.to_le_bytes());
            put_block(&mut out, &text.themes);
        }
        put_count(&mut out, self.forms.len());
        for form in &self.forms {
            put_block(&mut out, form.word.as_bytes());
            put_count(&mut out, form.found.len());
            for (text, count) in &form.found {
                out.extend(text.to_le_bytes());
                out.push(*count);
            }
        }
        put_count(&mut out, self.owners.len());
        for owner in &self.owners {
            out.extend(owner.text.to_le_bytes());
            out.extend(owner.clause.to_le_bytes());
        }
        out.extend(self.meanings.iter().map(|value| value.cast_unsigned()));
        out
    }

    /// Reads a block of bytes; nothing where it is not an index of this version, or damaged.
    pub fn read(block: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(block.strip_prefix(MARK)?);
        let mut index = Self::default();
        let count = cursor.count()?;
        let texts = (0..count).map(|_| text(&mut cursor)).collect::<Option<Vec<_>>>()?;
        let forms = cursor.count()?;
        index.set_forms((0..forms).map(|_| form(&mut cursor, count)).collect::<Option<Vec<_>>>()?);
        let owners = cursor.count()?;
        index.owners = (0..owners).map(|_| owner(&mut cursor, count)).collect::<Option<Vec<_>>>()?;
        index.meanings = cursor.take(owners.checked_mul(LENGTH)?)?.iter().map(|byte| byte.cast_signed()).collect();
        index.set_texts(texts);
        cursor.is_at_end().then_some(index)
    }
}

fn whole(cursor: &mut Cursor<'_>) -> Option<u32> {
    Some(u32::from_le_bytes(cursor.take(4)?.try_into().ok()?))
}

fn word(cursor: &mut Cursor<'_>) -> Option<String> {
    String::from_utf8(cursor.block()?.to_vec()).ok()
}

fn text(cursor: &mut Cursor<'_>) -> Option<Indexed> {
    Some(Indexed { id: word(cursor)?, length: whole(cursor)?, themes: cursor.block()?.to_vec() })
}

/// A number of a text that there is.
fn of(cursor: &mut Cursor<'_>, texts: usize) -> Option<u32> {
    whole(cursor).filter(|text| (*text as usize) < texts)
}

fn form(cursor: &mut Cursor<'_>, texts: usize) -> Option<Form> {
    let word = word(cursor)?;
    let count = cursor.count()?;
    let found =
        (0..count).map(|_| Some((of(cursor, texts)?, *cursor.take(1)?.first()?))).collect::<Option<Vec<_>>>()?;
    Some(Form { letters: typos::letters(&word), is_known: is_known(&word), word, found })
}

fn owner(cursor: &mut Cursor<'_>, texts: usize) -> Option<Owner> {
    Some(Owner { text: of(cursor, texts)?, clause: whole(cursor)? })
}
