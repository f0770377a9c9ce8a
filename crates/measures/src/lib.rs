//! See DESIGN; filled by its slice.
