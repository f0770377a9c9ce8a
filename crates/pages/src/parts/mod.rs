//! Everything that stands on a page besides forms and charts. Each function takes what it shows and gives markup; what
//! it takes as `impl Render` may be a `String` (escaped) or `Markup`.

mod blocks;
mod data;
mod emergency;
mod moves;
mod receipt;
mod voice;

pub use blocks::{Tone, card, cards, empty, facts, header, main_card, more, notice, progress, stat, tag, welcome};
pub use data::{Column, Table, Way};
pub use emergency::{Number, NumberLabel, emergency, emergency_line, emergency_now};
pub use moves::{Moment, Tab, breadcrumb, filter, pager, shortcuts, tabs, timeline};
pub use receipt::{poster, print_button, qr, receipt};
pub use voice::{Message, face, quote, said_done, speak, thread};
