//! How far the head of a request has come on a connection, read off the bytes that pass.
//!
//! A head that comes a byte at a time would hold a connection for as long as its sender likes, since something moves. So a
//! head has a deadline: from the opening of the connection for the first one, from its first byte for those that follow
//! (between two requests a connection may stand for a while).

use std::time::Duration;

use tokio::time::Instant;

/// How long a head may take to come whole.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Where a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Between two requests.
    Between,
    /// A head is awaited, and began to come or not.
    Head { until: Instant, seen: Seen },
    /// The head is here: what comes is its body, or waits for the answer.
    Asked,
}

/// The end of what came of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Nothing yet but the empty lines that may stand before a head.
    Nothing,
    /// Something that ends no line.
    Line,
    /// The end of a line.
    End,
}

/// Follows the heads of one connection.
#[derive(Debug)]
pub struct Heads {
    stage: Stage,
    patience: Duration,
}

impl Heads {
    /// Of a connection that opens now.
    pub fn new(now: Instant, patience: Duration) -> Self {
        Self { stage: Stage::Head { until: now + patience, seen: Seen::Nothing }, patience }
    }

    /// When the head that is awaited must be whole.
    pub const fn deadline(&self) -> Option<Instant> {
        match self.stage {
            Stage::Head { until, .. } => Some(until),
            Stage::Between | Stage::Asked => None,
        }
    }

    /// Bytes came in.
    pub fn came(&mut self, bytes: &[u8], now: Instant) {
        if self.stage == Stage::Between && !bytes.is_empty() {
            self.stage = Stage::Head { until: now + self.patience, seen: Seen::Nothing };
        }
        let Stage::Head { until, mut seen } = self.stage else { return };
        for byte in bytes {
            seen = match (seen, byte) {
                (Seen::Nothing, b'\r' | b'\n') => Seen::Nothing,
                (Seen::End, b'\n') => {
                    self.stage = Stage::Asked;
                    return;
                }
                (Seen::Line, b'\n') | (Seen::End, b'\r') => Seen::End,
                _ => Seen::Line,
            };
        }
        self.stage = Stage::Head { until, seen };
    }

    /// Bytes went out: an answer, after which another head may come.
    pub fn went(&mut self, bytes: &[u8]) {
        // "Continue" is no answer: the body of the same request follows.
        if self.stage == Stage::Asked && !bytes.starts_with(b"HTTP/1.1 100") {
            self.stage = Stage::Between;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits_for_a_head(bytes: &[u8]) -> bool {
        let now = Instant::now();
        let mut whole = Heads::new(now, PATIENCE);
        whole.came(bytes, now);
        let mut piecemeal = Heads::new(now, PATIENCE);
        for byte in bytes {
            piecemeal.came(&[*byte], now);
        }
        assert_eq!(whole.deadline().is_some(), piecemeal.deadline().is_some());
        whole.deadline().is_some()
    }

    #[test]
    fn a_head_is_whole_at_its_empty_line() {
        assert!(!waits_for_a_head(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"));
        assert!(!waits_for_a_head(b"\r\nGET / HTTP/1.1\nhost: a\n\nbody"));
        for begun in
            [b"".as_slice(), b"\r\n\r\n\r\n", b"GET / HTTP/1.1\r\nhost: a\r\n", b"GET / HTTP/1.1\r\nhost: a\r\n\r"]
        {
            assert!(waits_for_a_head(begun), "{begun:?}");
        }
    }

    #[test]
    fn each_head_has_its_own_deadline_and_nothing_between_them_has_one() {
        let start = Instant::now();
        let mut heads = Heads::new(start, PATIENCE);
        assert_eq!(heads.deadline(), Some(start + PATIENCE));
        heads.came(b"POST / HTTP/1.1\r\n\r\n", start);
        heads.went(b"HTTP/1.1 100 Continue\r\n\r\n");
        heads.came(b"a=1", start);
        assert_eq!(heads.deadline(), None, "the body of the same request");
        heads.went(b"HTTP/1.1 200 OK\r\n\r\n");
        assert_eq!(heads.deadline(), None);
        let later = start + Duration::from_secs(60);
        heads.came(b"G", later);
        heads.came(b"E", later + Duration::from_secs(10));
        assert_eq!(heads.deadline(), Some(later + PATIENCE), "more bytes give no more time");
    }
}
