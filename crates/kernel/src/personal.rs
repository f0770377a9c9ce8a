//! Values about a person that must not end in a log.

use std::fmt;

/// A name, an address, a text somebody wrote: it cannot be printed, formatted or serialised by accident. Reading it
/// is a visible act: [`Personal::open`].
#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Marks a value as personal.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Whoever calls this answers for where it goes.
    pub const fn open(&self) -> &T {
        &self.0
    }

    /// Gives the value up.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_value_never_shows_when_printed() {
        let name = Personal::new("Marie Durand".to_owned());
        assert_eq!(format!("{name:?} {:?}", Some(&name)), "[personal] Some([personal])");
    }
}
