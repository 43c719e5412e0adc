//! The parts of a page that mean something. Two pages of the same essence may be read as the same; any others may not.

use std::collections::BTreeSet;

/// The rest of a page without what says nothing:
///
/// - blank lines, line breaks at the end of a line, the rules under the headers of tables, and a header's last pipe;
/// - anchors, in headings and in the addresses of links;
/// - the front matter, but for the day and the product, and the product too where the title names it;
/// - prose: what stands outside of items, beside the links of a sentence, and below `See also`;
/// - the order of properties, and properties without a value;
/// - what a page says twice: the title, the headings and the sentences name what properties name again.
pub(crate) fn essence(lines: &[impl AsRef<str>]) -> Vec<String> {
    let mut page = Page::default();
    for line in lines {
        let line = line.as_ref().trim();
        page.line(line.strip_suffix("<br />").unwrap_or(line).trim_end());
    }
    page.finish()
}

/// The part of a page that a line stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Region {
    #[default]
    Start,
    FrontMatter,
    Head,
    Section,
    Properties,
    Item,
    SeeAlso,
}

#[derive(Default)]
struct Page {
    region: Region,
    kept: Vec<String>,
    product: Option<String>,
    /// The properties of the table, by its title and by its section.
    of_title: BTreeSet<String>,
    of_table: Vec<String>,
    /// The title, where it may stand for a display name.
    display_name: Option<String>,
    in_quote: bool,
    /// The header of a table that had no row so far.
    header: Option<String>,
    /// The properties of the item, and what stands for properties.
    properties: Vec<String>,
    implied: BTreeSet<String>,
    /// The property that a list belongs to.
    list_of: String,
    /// True while a table of properties is read.
    in_properties: bool,
    item: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.in_quote &= !line.is_empty();
        match self.region {
            Region::Start if line == "---" => self.region = Region::FrontMatter,
            Region::FrontMatter => self.front_matter(line),
            _ if is_heading(line) => self.heading(line),
            Region::SeeAlso => {}
            _ if line.is_empty() || is_rule(line) || line.starts_with("<a name=") && line.ends_with("</a>") => {}
            _ if line.starts_with('|') => self.row(line),
            _ if line.starts_with("[!INCLUDE") || line == "-" || line == "*" => {}
            _ if line.starts_with("- ") => self.bullet(line),
            _ if bold_property(line).is_some() => self.bold_property(line),
            Region::Start | Region::Head => self.head(line),
            Region::Item => self.sentence(line),
            _ if line.starts_with("**") => self.keep(line),
            _ => {}
        }
    }

    fn keep(&mut self, line: &str) {
        self.flush();
        self.kept.push(line.to_owned());
    }

    fn front_matter(&mut self, line: &str) {
        if line == "---" {
            self.region = Region::Head;
        } else if line.starts_with("ms.date:") && line != "ms.date:" {
            self.keep(line);
        } else if let Some(title) = line.strip_prefix("title:") {
            self.product = product(title);
        }
    }

    fn heading(&mut self, line: &str) {
        let heading = line.trim_start_matches('#').trim();
        let level = line.len() - line.trim_start_matches('#').len();
        self.in_properties = false;
        self.list_of.clear();
        if level == 1 && matches!(self.region, Region::Start | Region::Head) {
            return self.title(heading);
        }
        if let Some((_, name)) = heading.strip_prefix("<a name=\"").and_then(|rest| rest.split_once("</a>")) {
            self.keep(&format!("item {}", name.trim()));
            self.item = name.trim().to_owned();
            self.region = Region::Item;
            self.implied.insert(property("LogicalName", &self.item.to_lowercase()));
            self.implied.insert(property("SchemaName", &self.item));
            return;
        }
        let lower = heading.to_lowercase();
        if lower == "see also" || lower == "related information" {
            self.flush();
            self.region = Region::SeeAlso;
        } else if level == 2 || lower.starts_with("customized ") {
            self.keep(&lower);
            let is_properties = lower == "properties" || lower == "entity properties";
            self.region = if is_properties { Region::Properties } else { Region::Section };
        } else if options_of(heading) != Some(&self.item) && !self.begins_first_side(&lower) {
            self.keep(&lower);
        }
        self.kept.dedup();
    }

    /// A many-to-many relationship begins with its first side.
    fn begins_first_side(&self, heading: &str) -> bool {
        let is_second = |kept: &&String| matches!(kept.as_str(), "entity 2" | "table 2");
        let of_item = self.kept.iter().rev().take_while(|kept| !kept.starts_with("item "));
        matches!(heading, "entity 1" | "table 1") && !of_item.into_iter().any(|kept| is_second(&kept))
    }

    fn title(&mut self, heading: &str) {
        let lower = heading.to_lowercase();
        let at = lower.find(" table/entity reference").or_else(|| lower.find(" entity reference"));
        let Some((name, rest)) = at.map(|at| heading.split_at(at)) else { return self.keep(heading) };
        let name = name.trim();
        if rest.contains('(') {
            self.product = product(rest);
        }
        match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
            Some((display, schema)) => {
                let display = display.trim();
                self.of_title.insert(property("DisplayName", display));
                self.of_title.insert(property("SchemaName", schema));
                self.of_title.insert(property("LogicalName", &schema.to_lowercase()));
            }
            None => {
                self.display_name = Some(property("DisplayName", name));
                self.of_title.insert(property("SchemaName", name));
                self.of_title.insert(property("LogicalName", &name.to_lowercase()));
            }
        }
    }

    fn head(&mut self, line: &str) {
        self.region = Region::Head;
        self.in_quote |= line.starts_with('>');
        if !self.in_quote {
            return self.kept.push(line.to_owned());
        }
        let quote = line.trim_start_matches('>');
        if quote.contains(" extends ") {
            self.kept.push(format!("extends {:?}", links(quote)));
        }
    }

    fn row(&mut self, line: &str) {
        let inner = line.strip_prefix('|').unwrap_or(line);
        let cells: Vec<&str> = inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect();
        if cells == ["Property", "Value"] || cells.first() == Some(&"Value") {
            self.header = Some(cells.join("|"));
            self.in_properties = cells[0] == "Property";
            return;
        }
        if let ([key, value], true, true) = (cells.as_slice(), self.in_properties, line.ends_with('|')) {
            self.property(key, value);
        } else if self.in_properties {
            self.properties.push(line.to_owned());
        } else if !cells.iter().all(|cell| cell.is_empty()) {
            self.kept.extend(self.header.take());
            let cells: Vec<Vec<String>> = cells.iter().map(|cell| parts(cell)).collect();
            let is_header = matches!(cells[0].first().map(String::as_str), Some("Message" | "Name"));
            let cells = if is_header {
                cells.iter().map(|cell| cell.iter().take(1).cloned().collect()).collect()
            } else {
                cells
            };
            self.kept.push(format!("{cells:?}{}", is_header || line.ends_with('|')));
        }
    }

    fn bold_property(&mut self, line: &str) {
        let Some((key, value)) = bold_property(line) else { return };
        self.list_of = if value.is_empty() { key.to_owned() } else { String::new() };
        self.property(key, value);
    }

    /// Only a display name that is stated as nothing says something: that the title is none.
    fn property(&mut self, key: &str, value: &str) {
        let is_display_name = self.region == Region::Properties && key.trim_matches('*') == "DisplayName";
        if !parts(value).iter().all(|part| is_nothing(part)) || is_display_name {
            self.properties.extend(self.header.take());
            self.properties.push(property(key, value));
        }
    }

    fn bullet(&mut self, line: &str) {
        match (self.region, self.list_of.as_str(), links(line).first()) {
            (Region::Section, _, Some((name, _))) => self.kept.push(format!("- {name}")),
            (Region::Item, "Options", _) => self.kept.push(line.to_owned()),
            (Region::Item, key, _) => {
                let part = line.trim_start_matches(['-', ' ']);
                if !bold_property(part).is_some_and(|(_, value)| is_nothing(value)) {
                    self.properties.push(format!("{key} {part}"));
                }
            }
            (Region::Section | Region::Properties, ..) => self.kept.push(line.to_owned()),
            _ => {}
        }
    }

    /// A line that is no property: it names another table, or what is changed.
    fn sentence(&mut self, line: &str) {
        match links(line).as_slice() {
            [] => self.kept.push(line.to_owned()),
            [(name, url), ..] if line.starts_with("Changes from ") => self.kept.push(format!("changes {name} {url}")),
            links => self.implied.extend(links.iter().map(|(_, url)| property("table", page_of(url)))),
        }
    }

    /// Ends an item: its properties have no order.
    fn flush(&mut self) {
        self.list_of.clear();
        let mut properties = std::mem::take(&mut self.properties);
        if self.region == Region::Properties {
            return self.of_table.append(&mut properties);
        }
        add_missing(&mut properties, std::mem::take(&mut self.implied));
        self.kept.append(&mut properties);
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        if !self.of_table.iter().any(|property| property.starts_with("DisplayName: ")) {
            self.of_title.extend(self.display_name);
        }
        add_missing(&mut self.of_table, self.of_title);
        self.kept.extend(self.product);
        // Pages end with the name of their table.
        let trailer = |line: &String| self.of_table.contains(&property("LogicalName", line));
        self.kept.retain(|line| !trailer(line));
        self.kept.append(&mut self.of_table);
        self.kept
    }
}

fn add_missing(properties: &mut Vec<String>, implied: BTreeSet<String>) {
    let missing: Vec<String> = implied.into_iter().filter(|implied| !properties.contains(implied)).collect();
    properties.extend(missing);
    properties.sort();
}

fn property(key: &str, value: &str) -> String {
    let key = match key.trim_matches('*') {
        "ReferencedEntity" | "ReferencingEntity" | "Entity2LogicalName" => "table",
        key => key,
    };
    format!("{key}: {}", parts(value).join(" ").trim_matches(['*', '`']))
}

/// The parts of a cell that say something. Beside a reference or a link they have words that say no more.
fn parts(cell: &str) -> Vec<String> {
    let parts = cell.split("<br />").map(str::trim).filter(|part| !part.is_empty() && !part.ends_with(':'));
    let part = |part: &str| match (part.split_once("<xref"), links(part).as_slice()) {
        (Some((_, reference)), _) => reference_of(reference),
        (None, [(text, url)]) => format!("{text} {url} {:?}", part.split('`').skip(1).step_by(2).collect::<Vec<_>>()),
        _ if part.contains("only by Dataverse") => "only by Dataverse".to_owned(),
        _ => match part.split_once("/api/data/v") {
            Some((before, path)) => {
                format!("{before} {}", path.trim_start_matches(|character: char| "0123456789.".contains(character)))
            }
            None => part.to_owned(),
        },
    };
    parts.map(part).collect()
}

/// The target of a reference, and its kind: `:NAME?displayProperty=nameWithType />`, ` href="NAME?text=X Action" />`.
fn reference_of(reference: &str) -> String {
    let (address, words) = reference.split_once('>').unwrap_or((reference, "unclosed"));
    let (name, query) = address.split_once('?').unwrap_or((address, ""));
    let kind = query.strip_prefix("text=").and_then(|text| text.rsplit(' ').nth(1));
    format!("{name} {} {}", kind.unwrap_or_default(), words.contains('<'))
}

fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

fn bold_property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix("**")?.split_once("**:")?;
    Some((key, value.trim()))
}

fn is_nothing(value: &str) -> bool {
    matches!(value, "" | "``" | "null")
}

fn is_rule(line: &str) -> bool {
    line == "---"
        || line.starts_with('|') && line.contains('-') && line.chars().all(|character| "|-: ".contains(character))
}

fn options_of(heading: &str) -> Option<&str> {
    [" Options", " Choices/Options"].iter().find_map(|ending| heading.strip_suffix(ending))
}

/// The words in parentheses behind the last "reference".
fn product(title: &str) -> Option<String> {
    let (_, after) = title.split_at_checked(title.to_lowercase().rfind("reference")?)?;
    let (product, _) = after.split_once('(')?.1.rsplit_once(')')?;
    Some(format!("product {product}"))
}

fn page_of(url: &str) -> &str {
    let page = url.split('#').next().unwrap_or_default();
    page.rsplit('/').next().unwrap_or_default().trim_end_matches(".md")
}

/// The words and the addresses of the links in a line.
fn links(line: &str) -> Vec<(&str, &str)> {
    let mut rest = line;
    std::iter::from_fn(|| {
        let (before, after) = rest.split_once("](")?;
        let (url, after) = after.split_once(')')?;
        rest = after;
        Some((before.rsplit_once('[')?.1, url))
    })
    .collect()
}
