//! A scanner of Rust text: enough to know code from comments and strings, and where functions and tests begin and end.
//!
//! It works on bytes and keeps every offset: in `code`, each byte of a comment or of a string's inside is a space, so
//! that a search can neither be fooled by prose nor lose its place.

use std::ops::Range;

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Where its inside begins.
    pub start: usize,
    /// Where its inside ends.
    pub end: usize,
    /// Its inside, escapes left as written.
    pub value: String,
}

/// A function with a body.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Where the word `fn` stands.
    pub at: usize,
    /// What stands before `fn` on its line: `pub async`.
    pub before: String,
    /// Its parameters and result, as masked code.
    pub signature: String,
    /// Its body, braces included.
    pub body: Range<usize>,
}

/// What was read in a Rust file.
#[derive(Debug, Default)]
pub struct Source {
    /// The text with comments and the inside of strings blanked; same length, same lines.
    pub code: String,
    /// The string literals, in order.
    pub literals: Vec<Literal>,
    /// Items under `#[cfg(test)]`.
    pub tests: Vec<Range<usize>>,
}

impl Source {
    /// Reads a text.
    pub fn read(text: &str) -> Self {
        let mut scan =
            Scan { bytes: text.as_bytes(), at: 0, out: Vec::with_capacity(text.len()), literals: Vec::new() };
        scan.run();
        let literals = scan
            .literals
            .into_iter()
            .map(|(start, end)| Literal { start, end, value: text.get(start..end).unwrap_or_default().to_owned() })
            .collect();
        let code = String::from_utf8_lossy(&scan.out).into_owned();
        let mut source = Self { code, literals, tests: Vec::new() };
        source.tests = source.find_tests();
        source
    }

    /// Every place where `needle` stands in the code as words of its own.
    pub fn find(&self, needle: &str) -> Vec<usize> {
        let word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let code = self.code.as_bytes();
        self.code
            .match_indices(needle)
            .map(|(at, _)| at)
            .filter(|at| {
                let first = needle.as_bytes().first();
                let last = needle.as_bytes().last();
                let open = !word(first) || *at == 0 || !word(code.get(at.wrapping_sub(1)));
                open && (!word(last) || !word(code.get(at + needle.len())))
            })
            .collect()
    }

    /// The end (exclusive) of the bracket that opens at `open`, whatever its kind.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(offset + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The first of some bytes from a place on, skipping what stands in brackets unless the bracket itself is sought.
    pub fn next_of(&self, from: usize, sought: &[u8]) -> Option<usize> {
        let mut at = from;
        while let Some(byte) = self.code.as_bytes().get(at) {
            if sought.contains(byte) {
                return Some(at);
            }
            at = if matches!(byte, b'(' | b'[' | b'{') { self.closing(at)? } else { at + 1 };
        }
        None
    }

    /// The literals inside a range.
    pub fn literals_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Literal> {
        let range = range.clone();
        self.literals.iter().filter(move |literal| range.contains(&literal.start))
    }

    /// The literal that is the first thing from a place on, blanks aside.
    pub fn literal_from(&self, at: usize) -> Option<&Literal> {
        let literal = self.literals.iter().find(|literal| literal.start >= at)?;
        let between = self.code.get(at..literal.start)?;
        between.chars().all(|c| c.is_whitespace() || "\"r#&".contains(c)).then_some(literal)
    }

    /// Every function that has a body.
    pub fn functions(&self) -> Vec<Function> {
        self.find("fn").into_iter().filter_map(|at| self.function(at)).collect()
    }

    fn function(&self, at: usize) -> Option<Function> {
        let rest = self.code.get(at + 2..)?;
        let name: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if name.is_empty() {
            return None;
        }
        let stop = self.next_of(at, b"{;")?;
        if self.code.as_bytes().get(stop) != Some(&b'{') {
            return None;
        }
        let line_start = self.code.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
        Some(Function {
            name,
            at,
            before: self.code.get(line_start..at)?.trim().to_owned(),
            signature: self.code.get(at..stop)?.to_owned(),
            body: stop..self.closing(stop)?,
        })
    }

    fn find_tests(&self) -> Vec<Range<usize>> {
        self.find("#[cfg(test)]")
            .into_iter()
            .filter_map(|at| {
                let stop = self.next_of(at + "#[cfg(test)]".len(), b"{;")?;
                let end = if self.code.as_bytes().get(stop) == Some(&b'{') { self.closing(stop)? } else { stop };
                Some(at..end)
            })
            .collect()
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    out: Vec<u8>,
    literals: Vec<(usize, usize)>,
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn keep(&mut self) {
        self.out.push(self.peek(0));
        self.at += 1;
    }

    fn blank(&mut self) {
        let byte = self.peek(0);
        self.out.push(if byte == b'\n' { byte } else { b' ' });
        self.at += 1;
    }

    fn run(&mut self) {
        while self.at < self.bytes.len() {
            let after_word = self.out.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
            match (self.peek(0), self.peek(1)) {
                (b'/', b'/') => self.blank_line(),
                (b'/', b'*') => self.blank_block(),
                (b'r', b'"' | b'#') if !after_word => self.raw(),
                (b'b' | b'c', b'r') if !after_word && matches!(self.peek(2), b'"' | b'#') => {
                    self.keep();
                    self.raw();
                }
                (b'"', _) => self.string(),
                (b'\'', _) => self.quote(),
                _ => self.keep(),
            }
        }
    }

    fn blank_line(&mut self) {
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            self.blank();
        }
    }

    fn blank_block(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => depth += 1,
                (b'*', b'/') => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        self.keep();
        let start = self.at;
        while self.at < self.bytes.len() && self.peek(0) != b'"' {
            if self.peek(0) == b'\\' {
                self.blank();
            }
            if self.at < self.bytes.len() {
                self.blank();
            }
        }
        self.literals.push((start, self.at));
        if self.at < self.bytes.len() {
            self.keep();
        }
    }

    /// `r"…"`, `r#"…"#`; also `r#name`, which is no string.
    fn raw(&mut self) {
        let mut hashes = 0;
        while self.peek(1 + hashes) == b'#' {
            hashes += 1;
        }
        if self.peek(1 + hashes) != b'"' {
            self.keep();
            return;
        }
        for _ in 0..hashes + 2 {
            self.keep();
        }
        let start = self.at;
        while self.at < self.bytes.len() {
            if self.peek(0) == b'"' && (1..=hashes).all(|n| self.peek(n) == b'#') {
                break;
            }
            self.blank();
        }
        self.literals.push((start, self.at));
        for _ in 0..=hashes {
            if self.at < self.bytes.len() {
                self.keep();
            }
        }
    }

    /// A character or a lifetime.
    fn quote(&mut self) {
        self.keep();
        if self.peek(0) == b'\\' {
            self.blank();
            self.blank();
            while self.at < self.bytes.len() && self.peek(0) != b'\'' {
                self.blank();
            }
        } else {
            let width = match self.peek(0) {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            };
            if self.peek(width) != b'\'' {
                return;
            }
            for _ in 0..width {
                self.blank();
            }
        }
        if self.at < self.bytes.len() {
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_and_nothing_moves() {
        let text = "let a = \"{ // no\"; // { é\nlet b = '{'; let c: &'static str = r#\"\"}\"#; /* { /* */ */ let r#fn = b\"x\";";
        let source = Source::read(text);
        assert_eq!(source.code.len(), text.len());
        assert!(!source.code.contains('{') && !source.code.contains('}'));
        assert!(source.code.contains("&'static str"));
        let values: Vec<&str> = source.literals.iter().map(|l| l.value.as_str()).collect();
        assert_eq!(values, ["{ // no", "\"}", "x"]);
    }

    #[test]
    fn functions_are_found_with_their_bodies() {
        let source =
            Source::read("pub async fn go(a: [u8; 2]) -> u8 {\n if a { 1 } else { 2 }\n}\ntrait T { fn bare(); }");
        let functions = source.functions();
        assert_eq!(functions.len(), 1);
        assert_eq!(functions[0].name, "go");
        assert_eq!(functions[0].before, "pub async");
        assert!(source.code[functions[0].body.clone()].ends_with("}\n}"));
    }

    #[test]
    fn test_code_is_known() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}";
        let source = Source::read(text);
        let inside = |needle: &str| source.tests.iter().any(|r| r.contains(&text.find(needle).unwrap()));
        assert!(inside("fn b") && !inside("fn a") && !inside("fn c"));
    }
}
