//! A believable hospital with two years of voices, for `vecu demo`.

use spine::Platform;

/// Somebody who can sign in to the demo.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SignIn {
    /// Their name and hat, as `vecu demo` prints them.
    pub person: String,
    /// What to type.
    pub email: String,
    /// The password.
    pub password: String,
    /// Where they arrive.
    pub path: String,
}

/// Fills an empty installation. Called once; the sign-ins are kept by `vecu demo` beside the data.
pub async fn seed(_platform: &Platform) -> anyhow::Result<Vec<SignIn>> {
    Ok(Vec::new())
}
