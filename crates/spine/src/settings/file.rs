//! The installation's settings: a TOML file, then the environment (`VECU_…`), then the command line.

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;

/// What an installation is told at its start. Every field has a default that works on one machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the database and files live.
    pub data: PathBuf,
    /// Where the keys live; refused inside `data`.
    pub keys: PathBuf,
    /// The address of the pages.
    pub listen: SocketAddr,
    /// The address of health and metrics; never the public one.
    pub metrics_listen: Option<SocketAddr>,
    /// `postgres://…` for a group; SQLite in `data` when absent.
    pub database: Option<String>,
    /// The address people see, without a final slash: it is printed on posters and in mails.
    pub base_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// The mail relay.
    pub smtp: Option<SmtpSettings>,
    /// A folder that receives mails as files instead (demo, tests).
    pub mail_folder: Option<PathBuf>,
}

/// The mail relay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    #[serde(default = "default_port")]
    pub port: u16,
    /// The sender, as `Hôpital <ecoute@hopital.example>`.
    pub from: String,
    /// The account, if it asks for one.
    pub user: Option<String>,
    /// The password; better given as `VECU_SMTP_PASSWORD`.
    pub password: Option<String>,
    /// No TLS (a relay on the same machine only).
    #[serde(default)]
    pub plain: bool,
}

const fn default_port() -> u16 {
    587
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            keys: PathBuf::from("keys"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics_listen: None,
            database: None,
            base_url: "http://127.0.0.1:8080".to_owned(),
            trusted_proxies: Vec::new(),
            smtp: None,
            mail_folder: None,
        }
    }
}

/// What is wrong with the settings, all of it at once.
#[derive(Debug, thiserror::Error)]
#[error("the settings cannot be used:\n  - {}", .0.join("\n  - "))]
pub struct SettingsError(pub Vec<String>);

impl Settings {
    /// Reads the file's text, then the environment over it, then checks the whole.
    pub fn read(file: Option<&str>, environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut settings: Self = match file {
            Some(text) => toml::from_str(text).map_err(|e| SettingsError(vec![e.to_string().trim().to_owned()]))?,
            None => Self::default(),
        };
        let mut problems = Vec::new();
        settings.apply(environment, &mut problems);
        settings.check(&mut problems);
        if problems.is_empty() { Ok(settings) } else { Err(SettingsError(problems)) }
    }

    fn apply(&mut self, environment: &dyn Fn(&str) -> Option<String>, problems: &mut Vec<String>) {
        if let Some(v) = environment("VECU_DATA_DIR") {
            self.data = v.into();
        }
        if let Some(v) = environment("VECU_KEYS_DIR") {
            self.keys = v.into();
        }
        if let Some(v) = environment("VECU_DATABASE") {
            self.database = Some(v);
        }
        if let Some(v) = environment("VECU_BASE_URL") {
            self.base_url = v;
        }
        if let Some(v) = environment("VECU_LISTEN") {
            match v.parse() {
                Ok(address) => self.listen = address,
                Err(_) => problems.push("VECU_LISTEN is not an address such as 127.0.0.1:8080".to_owned()),
            }
        }
        if let (Some(v), Some(smtp)) = (environment("VECU_SMTP_PASSWORD"), self.smtp.as_mut()) {
            smtp.password = Some(v);
        }
    }

    fn check(&self, problems: &mut Vec<String>) {
        if self.base_url.ends_with('/')
            || !(self.base_url.starts_with("http://") || self.base_url.starts_with("https://"))
        {
            problems.push("base_url must start with https:// (or http:// for a trial) and not end with /".to_owned());
        }
        if self.keys.starts_with(&self.data) {
            problems.push("keys must lie outside data, or a back-up would carry them along".to_owned());
        }
        if self.metrics_listen == Some(self.listen) {
            problems.push("metrics_listen must differ from listen".to_owned());
        }
        if let Some(url) = &self.database
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            problems.push("database must be a postgres:// address; leave it out for SQLite".to_owned());
        }
        if self.smtp.is_some() && self.mail_folder.is_some() {
            problems.push("give smtp or mail_folder, not both".to_owned());
        }
    }

    /// Whether pages are served over TLS (cookies are then `Secure` with the `__Host-` prefix).
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_told_at_once_and_in_words() {
        let file = "data = \"d\"\nkeys = \"d/keys\"\nbase_url = \"hopital.fr/\"\n";
        let env = |name: &str| (name == "VECU_LISTEN").then(|| "here".to_owned());
        let SettingsError(problems) = Settings::read(Some(file), &env).unwrap_err();
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn an_unknown_setting_is_refused_rather_than_ignored() {
        assert!(Settings::read(Some("databse = \"x\""), &|_| None).is_err());
    }
}
