//! The sheet on which finders claim tokens: the first finder to claim a token keeps it.

use super::MaskedKind;

/// A part of the text to mask, in tokens (both ends included).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub first: usize,
    pub last: usize,
    pub kind: MaskedKind,
    /// What is known of the person, for the kind [`MaskedKind::Person`].
    pub bearer: Bearer,
    /// Month (1 to 12) and year that may be shown instead of a date.
    pub coarse: (Option<u8>, Option<u16>),
}

/// Who bears a name, as far as the words around it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Bearer {
    /// A professional.
    pub staff: bool,
    /// Said to be a man (`Some(true)`) or a woman.
    pub he: Option<bool>,
}

#[derive(Debug)]
pub(crate) struct Sheet {
    taken: Vec<bool>,
    pub found: Vec<Found>,
}

impl Sheet {
    pub(crate) fn new(tokens: usize) -> Self {
        Self { taken: vec![false; tokens], found: Vec::new() }
    }

    pub(crate) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// Claims tokens for a kind; refused when one of them is already claimed.
    pub(crate) fn claim(&mut self, first: usize, last: usize, kind: MaskedKind) -> bool {
        self.put(Found { first, last, kind, bearer: Bearer::default(), coarse: (None, None) })
    }

    /// Gives a part more tokens, on either side.
    pub(crate) fn widen(&mut self, index: usize, first: usize, last: usize) {
        if let (Some(found), Some(cells)) = (self.found.get_mut(index), self.taken.get_mut(first..last + 1)) {
            cells.fill(true);
            (found.first, found.last) = (first, last);
        }
    }

    /// Claims what `found` says.
    pub(crate) fn put(&mut self, found: Found) -> bool {
        let Some(cells) = self.taken.get_mut(found.first..found.last + 1) else { return false };
        if cells.iter().any(|taken| *taken) {
            return false;
        }
        cells.fill(true);
        self.found.push(found);
        true
    }
}
