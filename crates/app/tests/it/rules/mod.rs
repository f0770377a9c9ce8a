//! The hard rules of the design, each told as behaviour that can fail (DESIGN section 3). Where it is cheap, a test also
//! breaks the protection in its own copy and shows that the check sees it.

mod audit;
mod behind;
mod closing;
mod comments;
mod contact;
pub mod durable;
mod durable_answers;
mod emergency;
mod erased;
mod followed;
mod instruments;
mod invited;
mod limits;
mod machine;
mod note;
mod numbers;
mod public;
mod quality;
mod receipt;
mod sealed;
mod searched;
mod staff;
pub mod story;
pub mod surveys;
mod times;
pub mod traces;
mod twice;
mod typed;
mod waits;
mod walk;
pub mod wall;
mod withheld;
