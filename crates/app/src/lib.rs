//! The composition: routes, jobs, commands.
