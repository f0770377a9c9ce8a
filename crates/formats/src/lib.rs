//! Questionnaires in the formats of others: read into FHIR with every row accounted for, and written back. Pure: bytes in,
//! documents and reports out.
//!
//! - [`codebook`]: what each question and choice is called in a file of answers; CSV, workbook, page to print.
//! - [`limesurvey`]: surveys and archives of LimeSurvey.
//! - [`report`]: what became of each row, cell or construct of a source, in words that say where and what to do.
//! - [`xlsform`]: the workbooks of ODK and KoboToolbox.

pub mod codebook;
pub mod limesurvey;
pub mod report;
pub mod xlsform;

pub use report::{Entry, Fate, Place, Report};
