//! A query as it is sent. The same code for all tables.

use super::error::{MAX_PAGE_SIZE, QueryError, QueryErrors};
use super::literal::encode;
use super::options::Options;
use crate::{TableMetadata, Uuid};

/// A query, whatever its table.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) options: Options,
    pub(super) id: Option<Uuid>,
    pub(super) page_size: Option<u32>,
    pub(super) count: bool,
    pub(super) annotations: bool,
}

impl Draft {
    /// The address, below that of the Web API.
    pub(super) fn url(&self, table: &TableMetadata) -> Result<String, QueryErrors> {
        let mut problems = Vec::new();
        let url = self.write(table, &mut problems);
        if problems.is_empty() { Ok(url) } else { Err(QueryErrors(problems)) }
    }

    fn write(&self, table: &TableMetadata, problems: &mut Vec<QueryError>) -> String {
        let mut url = String::from("/");
        match table.entity_set_name {
            Some(name) => url.push_str(name),
            None => problems.push(QueryError::UnknownEntitySet { table: table.logical_name }),
        }
        if let Some(id) = self.id {
            url.push_str(&format!("({id})"));
        }
        if let Some(rows) = self.page_size.filter(|rows| !(1..=MAX_PAGE_SIZE).contains(rows)) {
            problems.push(QueryError::PageSize { rows });
        }
        self.options.check_expands(problems);
        let mut options = self.options.write(problems);
        if self.count {
            options.push(("$count", "true".to_owned()));
        }
        for (place, (name, value)) in options.iter().enumerate() {
            url.push(if place == 0 { '?' } else { '&' });
            url.extend([name, "=", &encode(value)]);
        }
        url
    }

    /// The headers.
    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Accept", "application/json".to_owned()),
            ("OData-MaxVersion", "4.0".to_owned()),
            ("OData-Version", "4.0".to_owned()),
        ];
        let annotations = self.annotations.then(|| "odata.include-annotations=\"*\"".to_owned());
        let page_size = self.page_size.map(|rows| format!("odata.maxpagesize={rows}"));
        let preferences: Vec<String> = annotations.into_iter().chain(page_size).collect();
        if !preferences.is_empty() {
            headers.push(("Prefer", preferences.join(",")));
        }
        // Without it, expanded collections may come from a cache.
        if self.options.expands_to_many() {
            headers.push(("If-None-Match", "null".to_owned()));
        }
        headers
    }
}
