//! The installation's settings: a TOML file, then the environment (`VECU_…`), then the command line.

use std::{net::SocketAddr, path::PathBuf};

use serde::de::DeserializeOwned;
use toml::Table;

/// What an installation is told at its start. Every field has a default that works on one machine.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port; 587 when it is not said.
    pub port: u16,
    /// The sender, as `Hôpital <ecoute@hopital.example>`.
    pub from: String,
    /// The account, if it asks for one.
    pub user: Option<String>,
    /// The password; better given as `VECU_SMTP_PASSWORD`.
    pub password: Option<String>,
    /// No TLS (a relay on the same machine only).
    pub plain: bool,
}

/// The port of a relay that asks for an account (RFC 6409).
const SUBMISSION: u16 = 587;

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
        let mut problems = Vec::new();
        let mut settings = file.map_or_else(Self::default, |text| Self::of_file(text, &mut problems));
        settings.apply(environment, &mut problems);
        settings.check(&mut problems);
        if problems.is_empty() { Ok(settings) } else { Err(SettingsError(problems)) }
    }

    /// Reads the fields one by one, so that one that is wrong does not hide the others.
    fn of_file(text: &str, problems: &mut Vec<String>) -> Self {
        let mut settings = Self::default();
        let mut file = match text.parse::<Table>() {
            Ok(table) => Fields { table, within: "", problems },
            Err(error) => {
                problems.push(error.to_string().trim().to_owned());
                return settings;
            }
        };
        file.take("data", &mut settings.data);
        file.take("keys", &mut settings.keys);
        file.take("listen", &mut settings.listen);
        file.take("metrics_listen", &mut settings.metrics_listen);
        file.take("database", &mut settings.database);
        file.take("base_url", &mut settings.base_url);
        file.take("trusted_proxies", &mut settings.trusted_proxies);
        file.take("mail_folder", &mut settings.mail_folder);
        let mut smtp: Option<Table> = None;
        file.take("smtp", &mut smtp);
        file.end();
        settings.smtp = smtp.map(|table| SmtpSettings::of_file(Fields { table, within: "smtp.", problems }));
        settings
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

impl SmtpSettings {
    fn of_file(mut file: Fields<'_>) -> Self {
        let mut smtp = Self {
            host: String::new(),
            port: SUBMISSION,
            from: String::new(),
            user: None,
            password: None,
            plain: false,
        };
        for name in ["host", "from"] {
            if !file.table.contains_key(name) {
                file.problems.push(format!("smtp.{name} is missing"));
            }
        }
        file.take("host", &mut smtp.host);
        file.take("port", &mut smtp.port);
        file.take("from", &mut smtp.from);
        file.take("user", &mut smtp.user);
        file.take("password", &mut smtp.password);
        file.take("plain", &mut smtp.plain);
        file.end();
        smtp
    }
}

/// The fields of a table of the file, taken out one by one.
struct Fields<'a> {
    table: Table,
    within: &'static str,
    problems: &'a mut Vec<String>,
}

impl Fields<'_> {
    /// Puts a field where it belongs, or says what is wrong with it.
    fn take<T: DeserializeOwned>(&mut self, name: &str, into: &mut T) {
        let Some(value) = self.table.remove(name) else { return };
        match value.try_into() {
            Ok(read) => *into = read,
            Err(error) => self.problems.push(format!("{}{name}: {}", self.within, error.to_string().trim())),
        }
    }

    /// What is left is known to nobody.
    fn end(self) {
        for name in self.table.keys() {
            self.problems.push(format!("{}{name} is not a setting: see docs/settings.md", self.within));
        }
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
    fn a_wrong_type_or_an_unknown_name_hides_nothing_else() {
        let file = "listen = 8080\ndatabse = \"x\"\nbase_url = \"hopital.fr/\"\ntrusted_proxies = [\"here\"]\n\
                    [smtp]\nport = \"x\"\nhots = \"y\"\n";
        let SettingsError(problems) = Settings::read(Some(file), &|_| None).unwrap_err();
        let told = problems.join("\n");
        for part in
            ["listen:", "databse", "base_url", "trusted_proxies:", "smtp.port:", "smtp.hots", "smtp.host", "smtp.from"]
        {
            assert!(told.contains(part), "{part} is missing of\n{told}");
        }
        assert_eq!(problems.len(), 8, "{told}");
    }

    #[test]
    fn the_example_file_is_a_sound_one_for_a_hospital() {
        let settings = Settings::read(Some(include_str!("../../../../examples/vecu.toml")), &|_| None).unwrap();
        assert!(settings.is_https() && settings.smtp.is_some() && settings.metrics_listen.is_some());
        assert!(!settings.trusted_proxies.is_empty());
        let unit = include_str!("../../../../examples/vecu.service");
        assert!(unit.contains("--settings /etc/vecu/vecu.toml"));
    }

    #[test]
    fn an_unknown_setting_is_refused_rather_than_ignored() {
        assert!(Settings::read(Some("databse = \"x\""), &|_| None).is_err());
    }
}
