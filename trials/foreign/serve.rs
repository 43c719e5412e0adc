//! A server of rows: in the place of Dataverse, as far as other clients need it.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use earlybound::service::{Answer, FromAnswer};
use earlybound::{Row, Table, Uuid};
use earlybound_generated::{Account, Contact, MsdynOcliveworkitem};
use serde::Serialize;
use serde_json::{Map, Value, json};

type Rows = BTreeMap<(&'static str, Uuid), Map<String, Value>>;
/// Reads a body as a row of generated code, and writes the row.
type Through = fn(&Value) -> Result<Map<String, Value>, String>;

/// The tables that are served: entity set, logical name, column of the id, and the way through their rows.
const TABLES: [(&str, &str, &str, Through); 3] = [
    ("accounts", Account::LOGICAL_NAME, "accountid", through::<Account>),
    ("contacts", Contact::LOGICAL_NAME, "contactid", through::<Contact>),
    ("msdyn_ocliveworkitems", MsdynOcliveworkitem::LOGICAL_NAME, "activityid", through::<MsdynOcliveworkitem>),
];

fn through<R: Row + FromAnswer + Serialize>(body: &Value) -> Result<Map<String, Value>, String> {
    let row = R::read(Answer::new(200, [("Content-Type", "application/json")], body.to_string()));
    let row = row.map_err(|error| format!("{error}: {:?}", error.source().map(ToString::to_string)))?;
    match serde_json::to_value(&row).map_err(|error| error.to_string())? {
        Value::Object(row) => Ok(row),
        other => Err(format!("a row is {other}")),
    }
}

/// Serves until it is ended.
pub(super) fn run() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    let mut rows = Rows::new();
    for stream in listener.incoming() {
        // A client that hangs up is no reason to end.
        _ = exchange(stream?, &mut rows);
    }
    Ok(())
}

/// A request: method, path below the API, and body.
struct Asked {
    method: String,
    path: String,
    wants_row: bool,
    body: Value,
}

fn exchange(stream: TcpStream, rows: &mut Rows) -> Result<(), Box<dyn Error>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut asked = Asked {
        method: method.to_owned(),
        path: target.split_once("/api/data/v9.2/").map_or(target, |(_, path)| path).to_owned(),
        wants_row: false,
        body: Value::Null,
    };
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "prefer" => asked.wants_row |= value.contains("return=representation"),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    if !body.is_empty() {
        asked.body = serde_json::from_slice(&body)?;
    }
    let host = reader.get_ref().local_addr()?;
    let (status, row, body) = answer(&asked, rows)
        .unwrap_or_else(|message| (400, None, json!({"error": {"code": "0x80040203", "message": message}})));
    let row = row.map_or_else(String::new, |row| format!("OData-EntityId: http://{host}/api/data/v9.2/{row}\r\n"));
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let head = format!("HTTP/1.1 {status} -\r\n{row}OData-Version: 4.0\r\nContent-Type: application/json\r\n");
    let length = format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    reader.into_inner().write_all((head + &length + &body).as_bytes())?;
    Ok(())
}

/// The status, the address of the row that was written, and the body.
type Answered = (u16, Option<String>, Value);

fn answer(asked: &Asked, rows: &mut Rows) -> Result<Answered, String> {
    let (resource, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
    if resource.starts_with("EntityDefinitions") {
        return Ok((200, None, definitions(resource, query)));
    }
    let table = |set: &str| TABLES.into_iter().find(|(known, ..)| *known == set).ok_or(format!("no table `{set}`"));
    if let Some((set, message)) = resource.split_once("/Microsoft.Dynamics.CRM.") {
        return multiple(message, table(set)?, &asked.body, rows);
    }
    let (set, id) = match resource.split_once('(') {
        Some((set, id)) => (set, Some(id.trim_end_matches(')').parse::<Uuid>().map_err(|error| error.to_string())?)),
        None => (resource, None),
    };
    let (set, _, id_column, read) = table(set)?;
    match (asked.method.as_str(), id) {
        ("GET", None) => {
            let of_table = rows.iter().filter(|((of, _), _)| *of == set).map(|(_, row)| row.clone());
            Ok((200, None, json!({ "value": of_table.collect::<Vec<_>>() })))
        }
        ("GET", Some(id)) => Ok((200, None, rows.get(&(set, id)).cloned().ok_or("no such row")?.into())),
        ("DELETE", Some(id)) => {
            rows.remove(&(set, id)).ok_or("no such row")?;
            Ok((204, None, Value::Null))
        }
        ("POST" | "PATCH", id) => {
            let id = id.unwrap_or_else(|| Uuid::from_u128(rows.len() as u128 + 1));
            let row = written(set, id, id_column, read, &asked.body, rows)?;
            let body = if asked.wants_row { row } else { Value::Null };
            Ok((if body.is_null() { 204 } else { 201 }, Some(format!("{set}({id})")), body))
        }
        _ => Err("no such request".to_owned()),
    }
}

/// Writes what a body says into a row, by way of the types of generated code.
fn written(
    set: &'static str,
    id: Uuid,
    id_column: &str,
    read: Through,
    body: &Value,
    rows: &mut Rows,
) -> Result<Value, String> {
    let said = read(body)?;
    let row = rows.entry((set, id)).or_default();
    for (name, value) in body.as_object().into_iter().flatten() {
        // A lookup is cleared by the name of its navigation property.
        if value.is_null() {
            row.remove(name);
            row.retain(|known, _| !known.starts_with(&format!("_{}_value", name.trim_end_matches("@odata.bind"))));
        }
    }
    row.extend(said);
    row.insert(id_column.to_owned(), id.to_string().into());
    // What is answered is a row of generated code again.
    *row = read(&Value::Object(row.clone()))?;
    Ok(row.clone().into())
}

fn multiple(
    message: &str,
    (set, _, id_column, read): (&'static str, &str, &str, Through),
    body: &Value,
    rows: &mut Rows,
) -> Result<Answered, String> {
    let targets = body.get("Targets").and_then(Value::as_array).ok_or("no targets")?;
    let mut ids = Vec::new();
    for target in targets {
        let stated = target.get(id_column).and_then(Value::as_str).and_then(|id| id.parse().ok());
        let id = stated.unwrap_or_else(|| Uuid::from_u128(rows.len() as u128 + 1));
        written(set, id, id_column, read, target, rows)?;
        ids.push(id);
    }
    match message {
        "CreateMultiple" => Ok((200, None, json!({ "Ids": ids.iter().map(Uuid::to_string).collect::<Vec<_>>() }))),
        _ => Ok((204, None, Value::Null)),
    }
}

/// The answer to what clients ask about a table before they write: its names.
fn definitions(resource: &str, query: &str) -> Value {
    if resource.contains("Attributes") {
        return json!({ "value": [] });
    }
    let about = |(set, name, id, _): (&str, &str, &str, Through)| {
        json!({
            "LogicalName": name, "SchemaName": name, "EntitySetName": set, "PrimaryIdAttribute": id,
            "MetadataId": "00000000-0000-0000-0000-000000000001",
        })
    };
    let named = TABLES.into_iter().filter(|(_, name, ..)| query.to_lowercase().contains(&format!("%27{name}%27")));
    json!({ "value": named.map(about).collect::<Vec<_>>() })
}
