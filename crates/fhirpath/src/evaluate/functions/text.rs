//! Texts. Positions count characters, as people do, not bytes.

use std::borrow::Cow;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

use super::super::{Answer, Evaluation, Fault, Scope, one, truth};
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item};

/// How much memory a regular expression may take once it is read, in bytes.
const LARGEST_PATTERN: usize = 256 * 1024;

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn texting(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        match function {
            F::Join => self.join(input, args, scope),
            // What recurses into its arguments is apart from the others, whose needs would lie on the stack with it.
            F::Replace | F::ReplaceMatches => self.replacing(function, input, args, scope),
            _ => self.reading(function, input, args, scope),
        }
    }

    fn replacing(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let Some(text) = self.text(input)? else {
            return Ok(Collection::new());
        };
        let Some(old) = self.text_argument(args, 0, scope)? else {
            return Ok(Collection::new());
        };
        let Some(new) = self.text_argument(args, 1, scope)? else {
            return Ok(Collection::new());
        };
        let Some(flags) = self.flags(args, 2, scope)? else {
            return Ok(Collection::new());
        };
        self.replaced(function == Function::Replace, (&text, &old, &new), &flags)
    }

    fn reading(
        &self,
        function: Function,
        input: &Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        let Some(text) = self.text(input)? else {
            return Ok(Collection::new());
        };
        self.burn(text.len() / 16)?;
        match function {
            F::Length => return Ok(number(text.chars().count())),
            F::Lower => return Ok(one(Item::text(text.to_lowercase()))),
            F::Upper => return Ok(one(Item::text(text.to_uppercase()))),
            F::Trim => return Ok(one(Item::text(text.trim()))),
            F::ToChars => {
                self.burn(text.len())?;
                return Ok(text.chars().map(Item::text).collect());
            }
            F::Substring => return self.substring(&text, args, scope),
            _ => {}
        }
        let Some(other) = self.text_argument(args, 0, scope)? else {
            return Ok(Collection::new());
        };
        Ok(match function {
            F::Contains => truth(text.contains(&*other)),
            F::StartsWith => truth(text.starts_with(&*other)),
            F::EndsWith => truth(text.ends_with(&*other)),
            F::IndexOf => place(&text, text.find(&*other)),
            F::LastIndexOf => place(&text, text.rfind(&*other)),
            F::Split => {
                self.burn(text.len())?;
                if other.is_empty() {
                    return Ok(text.chars().map(Item::text).collect());
                }
                text.split(&*other).map(Item::text).collect()
            }
            _ => {
                let Some(flags) = self.flags(args, 1, scope)? else {
                    return Ok(Collection::new());
                };
                let pattern = if function == F::Matches { other } else { format!("\\A(?:{other})\\z").into() };
                truth(self.pattern(&pattern, &flags)?.is_match(&text))
            }
        })
    }

    fn replaced(&self, plainly: bool, (text, old, new): (&str, &str, &str), flags: &str) -> Answer<'a> {
        // Each place of the text may become as long as what is put there.
        self.burn((text.len() + 1).saturating_mul(new.len() + 1) / 16)?;
        if plainly {
            return Ok(one(Item::text(text.replace(old, new))));
        }
        if old.is_empty() {
            return Ok(one(Item::text(text)));
        }
        let pattern = self.pattern(old, flags)?;
        // `$1a` names the group 1 here and the group `1a` to the library.
        let braced = Regex::new(r"\$(\d+)").map_err(|error| Fault::Pattern(error.to_string()))?;
        let new = braced.replace_all(new, "$${${1}}");
        Ok(one(Item::text(pattern.replace_all(text, new.as_ref()))))
    }

    fn flags(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<Cow<'a, str>>, Fault> {
        if args.len() > at { self.text_argument(args, at, scope) } else { Ok(Some(Cow::Borrowed(""))) }
    }

    /// A regular expression; a dot is any character, line breaks too. The library runs in time linear in the text.
    fn pattern(&self, pattern: &str, flags: &str) -> Result<Rc<Regex>, Fault> {
        let key = format!("{flags}/{pattern}");
        if let Some(known) = self.context.pattern(&key) {
            return Ok(known);
        }
        if flags.chars().any(|flag| !matches!(flag, 'i' | 'm')) {
            return Err(Fault::Pattern("the flags are i and m".to_owned()));
        }
        // Reading a pattern takes some thousand times as long as a step.
        self.burn(5000 + pattern.len() * 10)?;
        let read = RegexBuilder::new(pattern)
            .dot_matches_new_line(true)
            .case_insensitive(flags.contains('i'))
            .multi_line(flags.contains('m'))
            .size_limit(LARGEST_PATTERN)
            .build()
            .map_err(|error| Fault::Pattern(error.to_string()))?;
        let read = Rc::new(read);
        self.context.keep_pattern(key, Rc::clone(&read));
        Ok(read)
    }

    fn substring(&self, text: &str, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let Some(start) = self.whole_argument(args, 0, scope)? else {
            return Ok(Collection::new());
        };
        let length = if args.len() > 1 { self.whole_argument(args, 1, scope)? } else { None };
        let Some(start) = usize::try_from(start).ok().filter(|start| *start < text.chars().count()) else {
            return Ok(Collection::new());
        };
        let length = length.map_or(usize::MAX, |length| usize::try_from(length.max(0)).unwrap_or(usize::MAX));
        Ok(one(Item::text(text.chars().skip(start).take(length).collect::<String>())))
    }

    fn join(&self, input: &Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let between = self.text_argument(args, 0, scope)?.unwrap_or_default();
        if input.is_empty() {
            return Ok(Collection::new());
        }
        let mut out = String::new();
        let mut first = true;
        for item in input {
            // A primitive that has only extensions has no text to join.
            if matches!(item, Item::Node(node) if node.value.is_none()) {
                continue;
            }
            let text = item.as_text(self.types).ok_or_else(|| self.wrong("a text", item))?;
            self.burn(1 + (text.len() + between.len()) / 16)?;
            if !first {
                out.push_str(&between);
            }
            out.push_str(&text);
            first = false;
        }
        Ok(one(Item::text(out)))
    }
}

fn number<'a>(count: usize) -> Collection<'a> {
    one(Item::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// A place in bytes as one in characters; -1 for nowhere.
fn place<'a>(text: &str, at: Option<usize>) -> Collection<'a> {
    match at.and_then(|at| text.get(..at)) {
        Some(before) => number(before.chars().count()),
        None => one(Item::Integer(-1)),
    }
}
