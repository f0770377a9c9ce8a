//! Fields as version 7 of LimeSurvey names them: `Q10` for a question, `Q10_S12` for its subquestion 12, `Q10_S12_S14` for a
//! cell of a table, `Q10_S12#1` for the second scale, `Q10_Cother` and `Q10_S12_Ccomment` for what is written beside.
//! Versions 2 to 6 name them by survey, group, question and code: `7X1X10SQ001`. Version 7 converts the first into the second
//! when it is installed (its update of the database to 700), and writes conditions and responses with them.

use super::model::{Question, Sub, Survey};

/// Each field of a question in both ways of naming: (version 7, versions 2 to 6).
pub(super) fn of(survey: &Survey<'_>, question: &Question<'_>) -> Vec<(String, String)> {
    let new = format!("Q{}", question.qid);
    let old = format!("{}X{}X{}", survey.sid, question.gid, question.qid);
    let mut out = vec![(new.clone(), old.clone())];
    for beside in ["other", "comment", "othercomment", "filecount", "time"] {
        out.push((format!("{new}_C{beside}"), format!("{old}{beside}")));
    }
    let rows: Vec<&Sub<'_>> = question.scale("0").collect();
    for (rank, row) in rows.iter().enumerate() {
        let (new, old) = (format!("{new}_S{}", row.qid), format!("{old}{}", row.code));
        match question.kind {
            ':' | ';' => {
                let cells = question.scale("1");
                out.extend(cells.map(|cell| (format!("{new}_S{}", cell.qid), format!("{old}_{}", cell.code))));
            }
            '1' => out.extend(["0", "1"].map(|scale| (format!("{new}#{scale}"), format!("{old}#{scale}")))),
            // The field of the first place is named after the first subquestion, whatever stands in it.
            'R' => {
                let place = rank + 1;
                out.push((new, format!("{}X{}X{}{place}", survey.sid, question.gid, question.qid)));
            }
            _ => {
                out.push((format!("{new}_Ccomment"), format!("{old}comment")));
                out.push((new, old));
            }
        }
    }
    out
}
