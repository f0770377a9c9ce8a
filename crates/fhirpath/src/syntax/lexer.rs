//! From characters to tokens, one at a time.

use super::error::{ParseError, Reason};
use super::literal::Literal;
use crate::{Date, DateTime, Decimal, Time};

/// The smallest units the parser works with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'s> {
    /// A name that was written plainly: it may be a keyword.
    Word(&'s str),
    /// A name in back-ticks.
    Delimited(Box<str>),
    /// `$this` and its like, without the dollar.
    Dollar(&'s str),
    /// `%`
    Percent,
    /// A literal.
    Value(Literal),
    /// An operator or a bracket.
    Symbol(&'static str),
    /// Nothing is left.
    End,
}

/// Reads tokens from a text.
pub(super) struct Lexer<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Lexer<'s> {
    pub(super) const fn new(source: &'s str) -> Self {
        Self { source, at: 0 }
    }

    /// Where the next token will be looked for, in bytes.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn run(&mut self, accept: impl Fn(u8) -> bool) -> &'s str {
        let start = self.at;
        while self.byte(0).is_some_and(&accept) {
            self.at += 1;
        }
        self.slice(start, self.at)
    }

    /// Passes over blanks and comments.
    pub(super) fn skip(&mut self) -> Result<(), ParseError> {
        loop {
            match (self.byte(0), self.byte(1)) {
                (Some(b' ' | b'\t' | b'\r' | b'\n'), _) => self.at += 1,
                // A no-break space comes along when an expression is pasted from a page.
                (Some(0xc2), Some(0xa0)) => self.at += 2,
                (Some(b'/'), Some(b'/')) => {
                    self.run(|byte| byte != b'\n' && byte != b'\r');
                }
                (Some(b'/'), Some(b'*')) => {
                    let start = self.at;
                    let rest = self.slice(self.at + 2, self.source.len());
                    match rest.find("*/") {
                        Some(length) => self.at += length + 4,
                        None => return Err(ParseError::new(start, Reason::OpenComment)),
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// The next token. [`Self::skip`] must have been called.
    pub(super) fn next(&mut self) -> Result<Token<'s>, ParseError> {
        let Some(byte) = self.byte(0) else {
            return Ok(Token::End);
        };
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ok(Token::Word(self.word())),
            b'0'..=b'9' => self.number(),
            b'\'' => self.quoted(b'\'').map(|text| Token::Value(Literal::String(text))),
            b'`' => self.quoted(b'`').map(Token::Delimited),
            b'@' => self.instant(),
            b'%' => {
                self.at += 1;
                Ok(Token::Percent)
            }
            b'$' => {
                self.at += 1;
                Ok(Token::Dollar(self.word()))
            }
            _ => self.symbol(byte),
        }
    }

    fn word(&mut self) -> &'s str {
        self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }

    fn symbol(&mut self, byte: u8) -> Result<Token<'s>, ParseError> {
        let two = match (byte, self.byte(1)) {
            (b'<', Some(b'=')) => "<=",
            (b'>', Some(b'=')) => ">=",
            (b'!', Some(b'=')) => "!=",
            (b'!', Some(b'~')) => "!~",
            _ => "",
        };
        if !two.is_empty() {
            self.at += 2;
            return Ok(Token::Symbol(two));
        }
        let one = match byte {
            b'.' => ".",
            b',' => ",",
            b'(' => "(",
            b')' => ")",
            b'[' => "[",
            b']' => "]",
            b'{' => "{",
            b'}' => "}",
            b'+' => "+",
            b'-' => "-",
            b'*' => "*",
            b'/' => "/",
            b'&' => "&",
            b'|' => "|",
            b'<' => "<",
            b'>' => ">",
            b'=' => "=",
            b'~' => "~",
            _ => {
                let found = self.slice(self.at, self.source.len()).chars().next().unwrap_or_default();
                return Err(ParseError::new(self.at, Reason::Character(found)));
            }
        };
        self.at += 1;
        Ok(Token::Symbol(one))
    }

    fn number(&mut self) -> Result<Token<'s>, ParseError> {
        let start = self.at;
        let digits = |byte: u8| byte.is_ascii_digit();
        self.run(digits);
        let fraction = self.byte(0) == Some(b'.') && self.byte(1).is_some_and(digits);
        if fraction {
            self.at += 1;
            self.run(digits);
        }
        let text = self.slice(start, self.at);
        let too_large = || ParseError::new(start, Reason::NumberTooLarge);
        let literal = if fraction {
            Literal::Decimal(Decimal::parse(text).ok_or_else(too_large)?)
        } else if self.byte(0) == Some(b'L') {
            self.at += 1;
            Literal::Long(text.parse().map_err(|_| too_large())?)
        } else {
            Literal::Integer(text.parse().map_err(|_| too_large())?)
        };
        Ok(Token::Value(literal))
    }

    /// A text between two quotes, its escapes resolved.
    fn quoted(&mut self, quote: u8) -> Result<Box<str>, ParseError> {
        let start = self.at;
        self.at += 1;
        let mut whole: Option<String> = None;
        loop {
            let plain = self.run(|byte| byte != quote && byte != b'\\');
            match self.byte(0) {
                None => return Err(ParseError::new(start, Reason::OpenText)),
                Some(b'\\') => {
                    let text = whole.get_or_insert_default();
                    text.push_str(plain);
                    let escaped = self.escape()?;
                    whole.get_or_insert_default().push(escaped);
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(match whole {
                        None => plain.into(),
                        Some(mut text) => {
                            text.push_str(plain);
                            text.into()
                        }
                    });
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, ParseError> {
        let start = self.at;
        let code = self.byte(1);
        self.at += 2;
        match code {
            Some(byte @ (b'\\' | b'/' | b'\'' | b'"' | b'`')) => Ok(byte.into()),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => self.unicode(start),
            _ => Err(ParseError::new(start, Reason::Escape)),
        }
    }

    /// `\uXXXX`; two of them for a character beyond the first 65,536.
    fn unicode(&mut self, start: usize) -> Result<char, ParseError> {
        let first = self.four_digits(start)?;
        if let Some(found) = char::from_u32(first) {
            return Ok(found);
        }
        if self.byte(0) == Some(b'\\') && self.byte(1) == Some(b'u') && (0xd800..0xdc00).contains(&first) {
            self.at += 2;
            let second = self.four_digits(start)?;
            if (0xdc00..0xe000).contains(&second) {
                let joined = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(joined).ok_or(ParseError::new(start, Reason::Escape));
            }
        }
        Err(ParseError::new(start, Reason::Escape))
    }

    fn four_digits(&mut self, start: usize) -> Result<u32, ParseError> {
        let digits = self.slice(self.at, self.at + 4);
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ParseError::new(start, Reason::Escape));
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| ParseError::new(start, Reason::Escape))
    }

    /// `@...`: a date, a date with time, or a time.
    fn instant(&mut self) -> Result<Token<'s>, ParseError> {
        let start = self.at;
        let bad = || ParseError::new(start, Reason::Date);
        self.at += 1;
        if self.byte(0) == Some(b'T') {
            self.at += 1;
            let text = self.clock();
            return Time::parse(text).map(|time| Token::Value(Literal::Time(time))).ok_or_else(bad);
        }
        let first = self.at;
        self.digits(4);
        for _ in 0..2 {
            if self.byte(0) == Some(b'-') && self.byte(1).is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
                self.digits(2);
            }
        }
        let date = self.slice(first, self.at);
        if self.byte(0) != Some(b'T') {
            return Date::parse(date).map(|date| Token::Value(Literal::Date(date))).ok_or_else(bad);
        }
        self.at += 1;
        if !self.clock().is_empty() {
            self.zone();
        }
        let text = self.slice(first, self.at);
        DateTime::parse_literal(text).map(|moment| Token::Value(Literal::DateTime(moment))).ok_or_else(bad)
    }

    fn digits(&mut self, count: usize) {
        let end = self.at + count;
        while self.at < end && self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn clock(&mut self) -> &'s str {
        let start = self.at;
        self.digits(2);
        for _ in 0..2 {
            if self.byte(0) == Some(b':') {
                self.at += 1;
                self.digits(2);
            }
        }
        if self.byte(0) == Some(b'.') && self.byte(1).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
            self.run(|byte| byte.is_ascii_digit());
        }
        self.slice(start, self.at)
    }

    fn zone(&mut self) {
        match self.byte(0) {
            Some(b'Z') => self.at += 1,
            // Without two digits and a colon this is the operator, as in `@2015-02-04T14:34 + 1 day`.
            Some(b'+' | b'-') if self.byte(3) == Some(b':') => {
                self.at += 1;
                self.digits(2);
                self.at += 1;
                self.digits(2);
            }
            _ => {}
        }
    }
}
