//! Charts drawn as accessible SVG, with their table beside them.
