//! Everything the database holds, as one text, so that a test sees whether a request changed anything.

use std::collections::BTreeMap;

use app::composition;
use spine::db::{Engine, Sql};

use crate::{rules::story::statement, world::World};

/// What may change when somebody only comes by: sessions are used.
const LEFT_OUT: [&str; 1] = ["session"];

/// Reads every table.
pub struct Tables(&'static Sql);

/// The rows of each table.
pub type Dump = BTreeMap<String, String>;

impl Tables {
    pub async fn of(world: &World) -> Self {
        let engine = world.platform.db.reader().await.unwrap().engine();
        let mut parts = Vec::new();
        for table in composition::tables().into_iter().filter(|table| !LEFT_OUT.contains(&table.name)) {
            let cells: Vec<String> = table.columns.iter().map(|(column, _, _)| cell(engine, column)).collect();
            let row = cells.join(" || '|' || ");
            let all = match engine {
                Engine::Sqlite => "group_concat(line, ' / ')",
                Engine::Postgres => "string_agg(line, ' / ')",
            };
            parts.push(format!(
                "SELECT '{name}' AS of_table, {all} AS held FROM (SELECT {row} AS line FROM {name} ORDER BY 1) AS {name}_lines",
                name = table.name
            ));
        }
        Self(statement(parts.join(" UNION ALL ")))
    }

    pub async fn read(&self, world: &World) -> Dump {
        let mut conn = world.platform.db.reader().await.unwrap();
        let rows = conn.all(self.0, vec![]).await.unwrap();
        rows.iter()
            .map(|row| (row.text("of_table").unwrap(), row.text_opt("held").unwrap().unwrap_or_default()))
            .collect()
    }
}

fn cell(engine: Engine, column: &str) -> String {
    match engine {
        // Questionnaires are long, and known by the hash beside them.
        _ if column == "document" => format!("CAST(LENGTH({column}) AS TEXT)"),
        Engine::Sqlite => format!("quote({column})"),
        Engine::Postgres => format!("COALESCE(CAST({column} AS TEXT), '')"),
    }
}

/// The tables that differ, each with the beginning of what is new in it.
pub fn changed(before: &Dump, after: &Dump) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (table, held) in after {
        let was = before.get(table).map_or("", String::as_str);
        if was != held {
            let fresh: Vec<&str> = held.split(" / ").filter(|line| !was.contains(line)).collect();
            told.push((table.clone(), fresh.join(" / ").chars().take(160).collect()));
        }
    }
    told
}
