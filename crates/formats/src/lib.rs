//! The formats of others, read with every row accounted for: questionnaires into FHIR and back, and the national results of
//! e-Satis. Pure: bytes in, documents and reports out.
//!
//! - [`codebook`]: what each question and choice is called in a file of answers; CSV, workbook, page to print.
//! - [`esatis`]: the published results of e-Satis, one row a geographic site.
//! - [`limesurvey`]: surveys and archives of LimeSurvey.
//! - [`report`]: what became of each row, cell or construct of a source, in words that say where and what to do.
//! - [`xlsform`]: the workbooks of ODK and KoboToolbox.

pub mod codebook;
pub mod esatis;
pub mod limesurvey;
pub mod report;
pub mod xlsform;

pub use report::{Entry, Fate, Place, Report};
