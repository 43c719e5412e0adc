//! An organization that answers requests for its rows, in memory or over HTTP.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use earlybound::cascade::{MemorySource, Owner, RowKey};
use earlybound::metadata::{ColumnMetadata, ColumnType, LazyTable, OwnershipType, TableMetadata};
use earlybound::service::Answer;
use earlybound::{Schema, Uuid};
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::schemas::Link;

/// A schema whose tables say what they are called in addresses, and which columns hold owner, state and lookups.
pub(crate) fn schema(tables: &[&'static str], links: &[Link]) -> Schema {
    let owned: Vec<_> = tables.iter().map(|table| (*table, Some(OwnershipType::UserOwned))).collect();
    let described = |table: &&'static LazyTable| -> &'static LazyTable {
        let name = table.logical_name;
        let leak = |text: String| -> &'static str { text.leak() };
        let column =
            |logical_name, column_type| ColumnMetadata { logical_name, column_type, ..ColumnMetadata::UNKNOWN };
        let mut columns = vec![
            column("ownerid", ColumnType::Owner { targets: &["systemuser", "team"] }),
            column("statecode", ColumnType::State { options: &[], default: None, set: None }),
            ColumnMetadata { property_name: Some("title"), ..column("name", ColumnType::Unknown) },
        ];
        for link in links.iter().filter(|link| link.referencing == name) {
            if !columns.iter().any(|column| column.logical_name == link.column) {
                columns.push(column(link.column, ColumnType::Lookup { targets: &[] }));
            }
        }
        columns.sort_by_key(|column| column.logical_name);
        Box::leak(Box::new(LazyTable::given(Box::leak(Box::new(TableMetadata {
            entity_set_name: Some(leak(format!("{name}s"))),
            primary_id_attribute: Some(leak(format!("{name}id"))),
            primary_name_attribute: Some("name"),
            fields: columns.len(),
            columns: columns.leak(),
            ..*table.get()
        })))))
    };
    let schema = crate::schemas::schema(&owned, links);
    Schema { tables: schema.tables.iter().map(described).collect::<Vec<_>>().leak() }
}

/// An organization: it answers requests for the rows that it has.
pub(crate) struct Organization {
    rows: MemorySource,
    /// By table, column and parent.
    pointing: BTreeMap<(String, String, Uuid), Vec<Uuid>>,
    /// The paths that were asked for.
    pub(crate) asked: RefCell<Vec<String>>,
    /// The most rows of an answer.
    page: usize,
}

impl Organization {
    pub(crate) fn of(rows: &MemorySource) -> Self {
        let mut pointing = BTreeMap::<_, Vec<Uuid>>::new();
        for (key, row) in rows.iter() {
            for (column, parent) in &row.lookups {
                pointing.entry((key.table.to_owned(), (*column).to_owned(), parent.id)).or_default().push(key.id);
            }
        }
        Self { rows: rows.clone(), pointing, asked: RefCell::default(), page: 5000 }
    }

    pub(crate) fn in_pages_of(self, page: usize) -> Self {
        Self { page, ..self }
    }

    pub(crate) fn answer(&self, path: &str) -> Answer {
        self.asked.borrow_mut().push(path.to_owned());
        let path = percent_decode_str(path).decode_utf8().unwrap().into_owned();
        let path = path.split_once("/api/data/v9.2").map_or(path.as_str(), |(_, below)| below);
        let (resource, options) = path.trim_start_matches('/').split_once('?').unwrap();
        let options: BTreeMap<&str, &str> = options.split('&').filter_map(|option| option.split_once('=')).collect();
        let select: Vec<&str> = options["$select"].split(',').collect();
        let headers = [("Content-Type", "application/json")];
        if let Some((set, id)) = resource.trim_end_matches(')').split_once('(') {
            let table = set.trim_end_matches('s');
            return match self.row(table, id.parse().unwrap(), &select) {
                Some(row) => Answer::new(200, headers, row.to_string()),
                None => Answer::new(404, headers, r#"{"error": {"code": "0x80040217", "message": "Not there"}}"#),
            };
        }
        let table = resource.trim_end_matches('s');
        let filter = options["$filter"];
        let column = filter.split('\'').nth(1).unwrap();
        let parents = filter.split('[').nth(1).unwrap().trim_end_matches("])").split(',');
        let parents = parents.map(|id| id.trim_matches('"').parse::<Uuid>().unwrap());
        let found: Vec<Uuid> = if column == format!("{table}id") {
            parents.collect()
        } else {
            let pointing = |parent| self.pointing.get(&(table.to_owned(), column.to_owned(), parent));
            parents.filter_map(pointing).flatten().copied().collect()
        };
        let skip: usize = options.get("$skiptoken").map_or(0, |skip| skip.parse().unwrap());
        let page = found.iter().skip(skip).take(self.page);
        let page: Vec<_> = page.filter_map(|id| self.row(table, *id, &select)).collect();
        let mut body = json!({ "value": page });
        if options.contains_key("$count") {
            body["@odata.count"] = found.len().min(5000).into();
        }
        if skip + self.page < found.len() {
            let link = path.split("&$skiptoken").next().unwrap().replace('"', "%22").replace(' ', "%20");
            let next = skip + self.page;
            body["@odata.nextLink"] = format!("https://contoso.example/api/data/v9.2{link}&$skiptoken={next}").into();
        }
        Answer::new(200, headers, body.to_string())
    }

    /// A row with its id and the properties that are asked for.
    fn row(&self, table: &str, id: Uuid, select: &[&str]) -> Option<serde_json::Value> {
        let known = ["a", "b", "c", "account", "contact"].into_iter().find(|known| *known == table)?;
        let row = self.rows.get(RowKey::new(known, id))?;
        let mut object = serde_json::Map::new();
        object.insert(format!("{table}id"), id.to_string().into());
        for property in select {
            let annotation = format!("{property}@Microsoft.Dynamics.CRM.lookuplogicalname");
            let mut lookup = |id: Uuid, table: &str| {
                object.insert((*property).to_owned(), id.to_string().into());
                object.insert(annotation.clone(), table.into());
            };
            match *property {
                "statecode" => _ = object.insert("statecode".to_owned(), row.state.into()),
                "title" => _ = object.insert("title".to_owned(), format!("{table} {}", id.as_u128()).into()),
                "_ownerid_value" => match row.owner {
                    Some(Owner::User(user)) => lookup(user, "systemuser"),
                    Some(Owner::Team(team)) => lookup(team, "team"),
                    None => {}
                },
                other => {
                    let column = other.trim_start_matches('_').trim_end_matches("_value");
                    if let Some(parent) = row.lookups.get(column) {
                        lookup(parent.id, parent.table);
                    }
                }
            }
        }
        Some(object.into())
    }
}

/// Returns the root of a server on this machine that has the rows, and is too busy for every fifth request.
pub(crate) fn serve(rows: MemorySource) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}/api/data/v9.2", listener.local_addr().unwrap());
    let link = root.clone();
    thread::spawn(move || {
        let organization = Organization::of(&rows);
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
            let request = lines.next().unwrap();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let path = request.split(' ').nth(1).unwrap();
            let (status, body) = if number % 5 == 4 {
                (429, r#"{"error": {"code": "0x80072322", "message": "Too many requests"}}"#.to_owned())
            } else {
                let answer = organization.answer(path);
                (answer.status(), String::from_utf8(answer.body().to_vec()).unwrap())
            };
            let body = body.replace("https://contoso.example/api/data/v9.2", &link);
            let head = "Content-Type: application/json\r\nRetry-After: 0\r\nConnection: close\r\n";
            let length = body.len();
            write!(stream, "HTTP/1.1 {status} -\r\n{head}Content-Length: {length}\r\n\r\n{body}").unwrap();
        }
    });
    root
}
