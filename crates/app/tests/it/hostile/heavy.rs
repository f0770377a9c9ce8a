//! A relay that never stops sending gets an answer, and the memory of the program stays flat.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::Duration,
};

use crate::rules::durable::{Served, home, install};

/// What the program holds, in bytes.
fn memory(served: &Served) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() * 1024
}

/// Sends a gigabyte, or as much of it as is taken; says how much that was and the status that came.
fn pour(address: &str, length: &str) -> (usize, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let head = format!(
        "POST /d/cardiologie/raconter HTTP/1.1\r\nhost: {address}\r\nx-forwarded-for: 198.51.100.1\r\n\
         content-type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunked = length.starts_with("transfer");
    let part =
        if chunked { [b"10000\r\n".as_slice(), &[b'a'; 0x10000], b"\r\n"].concat() } else { vec![b'a'; 0x10000] };
    let mut sent = 0;
    while sent < 1 << 30 && stream.write_all(&part).is_ok() {
        sent += part.len();
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    (sent, String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_gigabyte_is_not_taken_in() {
    let home = home("heavy");
    install(&home).await;
    let served = Served::start(&home, "data");
    // What the first requests take for good is not counted.
    pour(served.address(), "content-length: 1073741824");
    let before = memory(&served);
    let lengths = ["content-length: 1073741824", "transfer-encoding: chunked"];
    let pouring: Vec<_> = (0..8)
        .map(|at| {
            let address = served.address().to_owned();
            thread::spawn(move || pour(&address, lengths[at % 2]))
        })
        .collect();
    let mut most = before;
    while pouring.iter().any(|one| !one.is_finished()) {
        most = most.max(memory(&served));
        thread::sleep(Duration::from_millis(20));
    }
    for one in pouring {
        let (sent, status) = one.join().unwrap();
        assert!(sent < 64 << 20, "{} MiB were taken", sent >> 20);
        assert!(status.is_empty() || status.contains(" 413 "), "{status}");
    }
    let grown = most.saturating_sub(before);
    assert!(grown < 48 << 20, "the program grew by {} MiB", grown >> 20);
    drop(served);
    let _ = std::fs::remove_dir_all(home);
}
