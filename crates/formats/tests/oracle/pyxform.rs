//! pyxform, when this machine has it.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What is printed when it is not there.
pub const ABSENT: &str = "skipped: no pyxform; `pip install pyxform==4.5.0` and name that Python in VECU_PYTHON";

/// What pyxform says of each form (JSON): nothing, or why it refuses.
pub fn verdicts(forms: &[serde_json::Value]) -> Option<Vec<Option<String>>> {
    let python = std::env::var("VECU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import pyxform"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/pyxform_verdicts.py");
    let mut command = Command::new(&python);
    let piped = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = piped.spawn().unwrap();
    let lines: String = forms.iter().map(|form| form.to_string() + "\n").collect();
    let mut stdin = child.stdin.take().unwrap();
    // Written from a thread of its own: pyxform answers while it reads.
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    let said: Vec<Option<String>> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(said.len(), forms.len(), "pyxform stopped on the way");
    Some(said)
}
