//! The one table *event → jobs*: what follows from what, across slices.
//!
//! A slice writes an event with its change and knows nobody above it; the slices above register the jobs. This table is
//! the only place where the two meet, so reading it tells everything that happens after a change.

use spine::jobs::Registry;

/// Event, then the job that follows. Several lines may name one event; the jobs receive the event's payload.
const FOLLOWS: &[(&str, &str)] = &[
    // ("voice.arrived", "voices.deidentify"),
];

/// Says which jobs follow from which events.
pub fn follow(registry: &mut Registry) {
    for (event, job) in FOLLOWS {
        registry.after(event, job);
    }
}
