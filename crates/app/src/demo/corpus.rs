//! The texts of the demo: stories, comments of questionnaires, and what came of them. Written for this demo by people who
//! invented them; nobody in them exists.

use anyhow::Context;
use serde::Deserialize;

/// A theme somebody read in a text, with its valence.
#[derive(Debug, Clone, Deserialize)]
pub struct Heard {
    /// The theme, a code of the code book.
    pub id: String,
    /// `positive`, `negative`, `mixed` or `neutral`.
    pub valence: String,
}

/// A story, a suggestion or thanks.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    /// The code of its kind.
    pub kind: String,
    /// The tag of its unit.
    pub unit: String,
    /// The code of who speaks.
    pub speaker: String,
    /// The moment of the pathway.
    pub moment: String,
    /// What it speaks of.
    pub themes: Vec<Heard>,
    /// The text.
    pub text: String,
}

/// A comment of a questionnaire.
#[derive(Debug, Clone, Deserialize)]
pub struct Comment {
    /// `positive` or `negative`: which of the two open questions it answers.
    pub field: String,
    /// The tag of its unit, or `any`.
    pub unit: String,
    /// What it speaks of.
    pub themes: Vec<Heard>,
    /// The text.
    pub text: String,
}

/// What came of some voices: a finding, an action, a return, a reply.
#[derive(Debug, Clone, Deserialize)]
pub struct Deed {
    /// The action, in a few words.
    pub title: String,
    /// The finding, in one sentence.
    pub finding: String,
    /// What people said.
    pub what_people_said: String,
    /// The plan.
    pub what_we_do: String,
    /// The indicator, chosen beforehand.
    pub indicator: String,
    /// The target.
    pub target: String,
    /// The tag of its unit.
    pub unit: String,
    /// Themes of the code book.
    pub themes: Vec<String>,
    /// `planned`, `started`, `done`, `evaluated` or `abandoned`.
    pub state: String,
    /// What the evaluation found, or why it was abandoned.
    pub evaluation: Option<String>,
    /// The return: "Vous avez dit : … Nous avons fait : …".
    pub public_return: String,
    /// The reply to one author.
    pub reply: String,
}

/// Everything.
pub struct Corpus {
    /// The stories, in the order of the file; `threads.rs` names them by this order.
    pub stories: Vec<Story>,
    /// The comments.
    pub comments: Vec<Comment>,
    /// The deeds, in the order of the file.
    pub deeds: Vec<Deed>,
}

impl Corpus {
    /// Reads the files shipped with the product.
    pub fn read() -> anyhow::Result<Self> {
        Ok(Self {
            stories: lines(include_str!("corpus/stories.jsonl")).context("stories.jsonl")?,
            comments: lines(include_str!("corpus/comments.jsonl")).context("comments.jsonl")?,
            deeds: serde_json::from_str(include_str!("corpus/deeds.json")).context("deeds.json")?,
        })
    }
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> anyhow::Result<Vec<T>> {
    let full = text.lines().filter(|line| !line.trim().is_empty());
    full.map(|line| serde_json::from_str(line).map_err(Into::into)).collect()
}
