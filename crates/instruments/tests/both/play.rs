//! One sequence of answers, played to anybody who listens.

use std::sync::Arc;

use instruments::{
    Session,
    program::{FormType, Program, literal},
    score::{Layout, Scorer},
};
use serde_json::{Value as Json, json};

use super::{NOW, dice::Dice, given::given, open};

/// The scores of a form, beside its program.
pub type Scored = Option<(Vec<Scorer>, Layout)>;

/// What a page shows, with the scores of the form where it has some.
fn picture(session: &Session, scored: &Scored) -> String {
    let mut picture = session.picture();
    if let Some((scorers, layout)) = scored {
        picture["scores"] = session.scores_for_page(scorers, layout);
    }
    picture.to_string()
}

/// Plays one sequence: each command and what the server shows after it is told, until told to stop.
pub fn play(
    program: &Arc<Program>,
    scored: &Scored,
    steps: usize,
    dice: &mut Dice,
    tell: &mut impl FnMut(&Json, &str) -> Result<(), String>,
) -> Result<usize, String> {
    let mut session = open(program);
    let mut command = json!(["open", NOW]);
    let mut pictures = 0;
    for _ in 0..=steps {
        tell(&command, &picture(&session, scored))?;
        pictures += 1;
        let item = dice.roll(program.items.len()) as u32;
        let form = &program.items[item as usize];
        let nodes = session.instances(item).to_vec();
        let Some(node) = (!nodes.is_empty()).then(|| *dice.pick(&nodes)) else { continue };
        if form.kind != FormType::Group {
            let values = given(&session, item, dice);
            let written: Vec<Json> = values.iter().map(literal).collect();
            _ = session.answer(node, values);
            command = json!(["answer", node, written]);
        } else if dice.one_in(2) {
            let parent = match form.parent {
                None => 0,
                Some(parent) => *dice.pick(session.instances(parent)),
            };
            _ = session.add_group(parent, &form.link_id);
            command = json!(["add", parent, form.link_id]);
        } else {
            _ = session.remove_group(node);
            command = json!(["remove", node]);
        }
    }
    Ok(pictures)
}

/// A number that two texts share only by a chance of some one in 2^60: what is heard a million times is compared by it. Two
/// sums over the UTF-16 units, which `hear.js` counts in the same way.
#[derive(Debug, Clone, Copy)]
pub struct Sum(u32, u32);

impl Default for Sum {
    fn default() -> Self {
        Self(0x811C_9DC5, 0x9747_B28C)
    }
}

impl Sum {
    pub fn add(&mut self, text: &str) {
        for unit in text.encode_utf16() {
            self.0 = (self.0 ^ u32::from(unit)).wrapping_mul(0x0100_0193);
            // Turned, so that high bits come back to the low ones.
            self.1 = (self.1 ^ u32::from(unit)).wrapping_mul(0x85EB_CA6B).rotate_left(13);
        }
    }

    pub fn told(self) -> String {
        format!("{:08x}{:08x}", self.0, self.1)
    }
}
