//! E-mail addresses, links and accounts on social networks.

use super::MaskedKind;
use super::sheet::Sheet;
use crate::reading::{Kind, Reading};

/// How far an address is followed on each side: bounds the work on hostile input.
const REACH: usize = 128;

const TOPS: &[&str] = &[
    "com", "fr", "org", "net", "eu", "be", "ch", "info", "io", "gouv", "edu", "uk", "de", "es", "it", "lu", "ca",
    "biz", "asso", "bzh", "paris", "re",
];

/// Masks e-mail addresses in every spelling, then links, then accounts.
pub(super) fn find(reading: &Reading<'_>, sheet: &mut Sheet) {
    for at in 0..reading.tokens.len() {
        if sheet.is_taken(at) {
            continue;
        }
        if let Some((sign_first, sign_last)) = at_sign(reading, at) {
            if let Some((first, last)) = mail(reading, sheet, sign_first, sign_last) {
                sheet.claim(first, last, MaskedKind::Email);
            } else if sign_first == sign_last && reading.is_mark(at, '@') {
                account(reading, sheet, at);
            }
        }
    }
    for at in 0..reading.tokens.len() {
        if !sheet.is_taken(at) {
            link(reading, sheet, at);
            network(reading, sheet, at);
        }
    }
}

/// The tokens that stand for "@" from `at` on: the sign, its full-width form, "arobase", "(at)", "[at]", " at ".
fn at_sign(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let kind = reading.get(at)?.kind;
    if matches!(kind, Kind::Mark('@' | '＠' | '﹫')) {
        return Some((at, at));
    }
    if matches!(kind, Kind::Mark('(' | '[' | '{' | '<' | '*' | '_'))
        && matches!(reading.fold(at + 1), "at" | "a" | "arobase" | "arobas" | "arrobase" | "chez")
    {
        let closed = matches!(reading.get(at + 2)?.kind, Kind::Mark(')' | ']' | '}' | '>' | '*' | '_'));
        return closed.then_some((at, at + 2));
    }
    if !reading.is_word(at) {
        return None;
    }
    match reading.fold(at) {
        "arobase" | "arobas" | "arrobase" | "arobaz" | "arobace" | "arrobas" => Some((at, at)),
        // "at" alone counts when a dotted domain follows ("paul at exemple point fr").
        "at" | "chez" => {
            let end = domain(reading, reading.skip_space(at + 1))?;
            (end > reading.skip_space(at + 1)).then_some((at, at))
        }
        _ => None,
    }
}

fn mail(reading: &Reading<'_>, sheet: &Sheet, sign_first: usize, sign_last: usize) -> Option<(usize, usize)> {
    let spaced = reading.is_space(sign_first.wrapping_sub(1)) || reading.is_space(sign_last + 1);
    let from = reading.skip_space(sign_last + 1);
    let last = domain(reading, from)?;
    if spaced && last == from && reading.is_mark(sign_first, '@') && sign_first == sign_last {
        // "rendez-vous @ 14h", "@ demain": no dot, no address.
        return None;
    }
    if matches!(reading.written(from, last), "s" | "es" | "S" | "ES") {
        // Inclusive spelling: "tou@s".
        return None;
    }
    let first = local(reading, sheet, sign_first)?;
    // "acheté chez exemple.fr" is a shop; "paul.durand chez exemple.fr" an address.
    if reading.fold(sign_first) == "chez"
        && !reading.written(first, sign_first - 1).contains(['.', '_', '-', '0', '1', '2', '5', '9'])
    {
        return None;
    }
    Some((first, last))
}

/// Goes back over the part before the sign.
fn local(reading: &Reading<'_>, sheet: &Sheet, sign: usize) -> Option<usize> {
    let mut i = sign.checked_sub(1)?;
    if reading.is_space(i) {
        i = i.checked_sub(1)?;
    }
    let mut first = None;
    for _ in 0..REACH {
        if sheet.is_taken(i) {
            break;
        }
        match reading.get(i).map(|t| t.kind) {
            Some(Kind::Word | Kind::Number) => first = Some(i),
            Some(Kind::Mark('.' | '_' | '-' | '+' | '%' | '&' | '\'' | '’' | '#' | '~' | '=' | '!' | '$' | '*')) => {}
            Some(Kind::Space) => {
                // "paul point martin arobase exemple point fr"
                let word = i.checked_sub(1)?;
                let joined = is_joint(reading, word)
                    || is_joint(reading, i + 1)
                    || reading.is_mark(i + 1, '.')
                    || reading.is_mark(word, '.')
                        && reading.is_word(i + 1)
                        && sign > i + 2
                        && reading.is_mark(i + 2, '@');
                if !joined {
                    break;
                }
            }
            _ => break,
        }
        match i.checked_sub(1) {
            Some(before) => i = before,
            None => break,
        }
    }
    first
}

/// A word said for a sign of an address.
fn is_joint(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.fold(at), "point" | "dot" | "tiret" | "underscore" | "bas" | "moins")
}

/// Goes forward over a domain; the last token of it.
fn domain(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let mut last = None;
    let mut i = from;
    while i < from + REACH {
        let Some(token) = reading.get(i) else { break };
        match token.kind {
            Kind::Word | Kind::Number => last = Some(i),
            Kind::Mark('-' | '_') if last.is_some() => {}
            Kind::Mark('.' | ',' | '·') if last.is_some() && (reading.is_word(i + 1) || reading.is_number(i + 1)) => {
                // A full stop typed without a space after it ends the address: "exemple.fr.Merci".
                if known_top(reading, i - 1) && !known_top(reading, i + 1) && last != Some(from) {
                    break;
                }
            }
            Kind::Mark('.')
                if last.is_some()
                    && reading.is_space(i + 1)
                    && known_top(reading, i + 2)
                    && !known_top(reading, i - 1) =>
            {
                i += 1
            }
            Kind::Mark('(' | '[') if is_joint(reading, i + 1) && !reading.is_space(i + 2) => i += 2,
            Kind::Space if last.is_some() => {
                let dotted = is_joint(reading, i + 1) && reading.is_space(i + 2) && reading.is_word(i + 3)
                    || (reading.is_mark(i + 1, '.') || reading.is_mark(i + 1, '('))
                        && (known_top(reading, i + 2) || known_top(reading, i + 3) || known_top(reading, i + 4));
                let tail = reading.is_mark(i + 1, '.') && reading.is_space(i + 2) && known_top(reading, i + 3);
                if dotted || tail {
                    i += if reading.is_mark(i + 1, '.') && !tail { 1 } else { 2 };
                } else {
                    break;
                }
            }
            _ => break,
        }
        i += 1;
    }
    last
}

fn known_top(reading: &Reading<'_>, at: usize) -> bool {
    TOPS.contains(&reading.fold(at))
}

/// "@name" on a network.
fn account(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    let free = at == 0 || !(reading.is_word(at - 1) || reading.is_number(at - 1));
    if free && (reading.is_word(at + 1) || reading.is_number(at + 1)) {
        let mut last = at + 1;
        while last < at + REACH && (reading.is_word(last + 1) || reading.is_number(last + 1) || glue(reading, last + 1))
        {
            last += 1;
        }
        sheet.claim(at, last, MaskedKind::Account);
    }
}

fn glue(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.get(at).map(|t| t.kind), Some(Kind::Mark('_' | '.' | '-')))
        && (reading.is_word(at + 1) || reading.is_number(at + 1))
}

/// "https://...", "www....", and bare domains with a well-known ending.
fn link(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    if !reading.is_word(at) {
        return;
    }
    let scheme = matches!(reading.fold(at), "http" | "https" | "ftp" | "mailto") && reading.is_mark(at + 1, ':');
    let www = reading.fold(at) == "www" && reading.is_mark(at + 1, '.');
    let bare = reading.is_mark(at + 1, '.')
        && reading.is_word(at + 2)
        && matches!(reading.fold(at + 2), "com" | "fr" | "org" | "net" | "eu" | "info")
        && !reading.is_word(at + 3)
        && reading.fold(at).len() > 1;
    if !(scheme || www || bare) {
        return;
    }
    let mut last = at;
    let mut i = at;
    while let Some(token) = reading.get(i).filter(|t| t.kind != Kind::Space) {
        if !matches!(token.kind, Kind::Mark('.' | ',' | ';' | ')' | ']' | '!' | '"' | '»' | '>')) {
            last = i;
        }
        i += 1;
    }
    sheet.claim(at, last, MaskedKind::Link);
}

/// "insta : sophie_75", "mon snap c'est lulu59".
fn network(reading: &Reading<'_>, sheet: &mut Sheet, at: usize) {
    if !matches!(
        reading.fold(at),
        "insta"
            | "instagram"
            | "snap"
            | "snapchat"
            | "tiktok"
            | "twitter"
            | "telegram"
            | "whatsapp"
            | "pseudo"
            | "facebook"
            | "messenger"
            | "discord"
    ) {
        return;
    }
    let mut i = reading.skip_space(at + 1);
    if reading.is_mark(i, ':') {
        i = reading.skip_space(i + 1);
    } else if reading.fold(i) == "c" && reading.fold(i + 2) == "est" {
        i = reading.skip_space(i + 3);
    } else {
        // "sur tiktok leo_du_93", "mon insta, pierrot.zarza": only what is written as an account.
        if matches!(reading.get(i).map(|t| t.kind), Some(Kind::Mark(',' | '=' | '(' | '-'))) {
            i = reading.skip_space(i + 1);
        }
        if !(glue(reading, i + 1) || reading.is_word(i) && reading.is_number(i + 1)) {
            return;
        }
    }
    if reading.is_word(i) || reading.is_number(i) {
        let mut last = i;
        while last < i + REACH && (reading.is_word(last + 1) || reading.is_number(last + 1) || glue(reading, last + 1))
        {
            last += 1;
        }
        sheet.claim(i, last, MaskedKind::Account);
    }
}
