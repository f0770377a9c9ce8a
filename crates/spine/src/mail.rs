//! Mail: by SMTP, or into a folder for the demo and the tests.

use std::path::PathBuf;

use kernel::{Chance, Id, Personal, kinds};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::authentication::Credentials,
};

use crate::settings::SmtpSettings;

/// Sends mail. Cheap to clone.
#[derive(Clone)]
pub enum Mailer {
    /// Through a relay.
    Smtp(Box<Relay>),
    /// Each mail becomes a file in a folder (demo, tests).
    Folder(PathBuf),
    /// No relay is set: mails stay queued and the work pages say why.
    Off,
}

/// A mail relay and the sender it is used as.
#[derive(Clone)]
pub struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A mail to one person. Plain text: no picture to load, nothing that tells whether it was opened.
#[derive(Debug)]
pub struct Letter {
    /// The address.
    pub to: Personal<String>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: Personal<String>,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address is refused for good (bounce): its row dies.
    #[error("the address was refused")]
    Refused,
    /// The relay did not answer or said "later".
    #[error("the relay cannot take the mail now")]
    Later,
    /// No relay is set.
    #[error("no mail relay is set: see [smtp] in the settings")]
    Off,
}

impl Mailer {
    /// A mailer from the settings.
    ///
    /// # Errors
    /// The relay or the sender's address is not valid.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, String> {
        let from = settings.from.parse().map_err(|e| format!("smtp.from is not an address: {e}"))?;
        let builder = if settings.plain {
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
        } else {
            AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&settings.host).map_err(|e| e.to_string())?
        };
        let builder = builder.port(settings.port);
        let transport = match (&settings.user, &settings.password) {
            (Some(user), Some(password)) => {
                builder.credentials(Credentials::new(user.clone(), password.clone())).build()
            }
            _ => builder.build(),
        };
        Ok(Self::Smtp(Box::new(Relay { transport, from })))
    }

    /// Sends one letter.
    pub async fn send(&self, chance: &mut dyn Chance, letter: &Letter) -> Result<(), MailError> {
        let to: Mailbox = letter.to.open().parse().map_err(|_| MailError::Refused)?;
        match self {
            Self::Smtp(relay) => {
                let message = Message::builder()
                    .from(relay.from.clone())
                    .to(to)
                    .subject(&letter.subject)
                    .header(ContentType::TEXT_PLAIN)
                    .body(letter.text.open().clone())
                    .map_err(|_| MailError::Refused)?;
                match relay.transport.send(message).await {
                    Ok(_) => Ok(()),
                    Err(error) if error.is_permanent() => Err(MailError::Refused),
                    Err(_) => Err(MailError::Later),
                }
            }
            Self::Folder(folder) => {
                let id: Id<kinds::Mail> = Id::random(chance);
                let body = format!("To: {}\nSubject: {}\n\n{}\n", to.email, letter.subject, letter.text.open());
                tokio::fs::create_dir_all(folder).await.map_err(|_| MailError::Later)?;
                tokio::fs::write(folder.join(format!("{id}.txt")), body).await.map_err(|_| MailError::Later)
            }
            Self::Off => Err(MailError::Off),
        }
    }
}
