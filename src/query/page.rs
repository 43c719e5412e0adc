//! Answers to queries.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::derive::Projection;
use crate::wire::misfit;

/// A page of rows: what a query for several rows is answered with.
///
/// ```
/// use earlybound::Page;
/// use dataverse::Contact;
///
/// let page: Page<Contact> = serde_json::from_str(
///     r#"{"@odata.count": 2, "value": [{"fullname": "Ada"}], "@odata.nextLink": "https://example.com/next?cookie=%25"}"#,
/// )?;
/// assert_eq!(page.rows[0].fullname.as_deref(), Some("Ada"));
/// assert_eq!(page.count, Some(2));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// All pages, one after the other. `send` stands for your HTTP client. One that drops what follows the `?` of a link gets
/// the first page forever, so a link that leads to the same page again ends the loop:
///
/// ```
/// use earlybound::service::{Answer, ServiceError};
/// use earlybound::{Page, Request, Row};
/// use dataverse::{Account, account};
///
/// fn names(send: impl Fn(&Request<Page<Account>>) -> Answer) -> Result<Vec<String>, Box<dyn std::error::Error>> {
///     let query = Account::query().select(account::NAME).page_size(500);
///     let (mut request, mut names) = (query.request()?, Vec::new());
///     loop {
///         let page = request.read(send(&request))?;
///         names.extend(page.rows.into_iter().filter_map(|row| row.name));
///         let Some(link) = page.next_link else { return Ok(names) };
///         if link == request.path() {
///             return Err("the link to the next page leads to the same page".into());
///         }
///         request = query.next_page(link);
///     }
/// }
/// # let send = |_: &Request<Page<Account>>| Answer::new(200, [("", "")], r#"{"value": [{"name": "Contoso"}]}"#);
/// # assert_eq!(names(send)?, ["Contoso"]);
/// # let same = r#"{"value": [], "@odata.nextLink": "https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=7"}"#;
/// # assert!(names(|_| Answer::new(200, [("", "")], same)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// The address of the next page; `None` on the last one. To be used as it is.
    pub next_link: Option<String>,
    /// The address of what changes after this answer, on the last page of a query that
    /// [tracks changes](super::Query::track_changes).
    pub delta_link: Option<String>,
    /// The cookie of the next page of a FetchXML query: an XML document, as the service writes it.
    pub fetchxml_paging_cookie: Option<String>,
    /// True if there are further pages of a FetchXML query. Set if the request asks for annotations.
    pub more_records: Option<bool>,
    /// The number of rows that meet the conditions, up to 5,000. Set if the query [counts](super::Query::count).
    pub count: Option<i64>,
    /// The same, where the query asks for annotations; -1 where it does not count.
    pub total_record_count: Option<i64>,
    /// True if more rows meet the conditions than were counted. Set if the query asks for annotations.
    pub total_record_count_limit_exceeded: Option<bool>,
}

impl<'de, R: Projection> Deserialize<'de> for Page<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor(PhantomData))
    }
}

/// The rows of a page.
struct Shown<R>(PhantomData<fn() -> R>);

impl<'de, R: Projection> DeserializeSeed<'de> for Shown<R> {
    type Value = Vec<R>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<R>, D::Error> {
        R::deserialize_rows(deserializer)
    }
}

struct PageVisitor<R>(PhantomData<fn() -> R>);

impl<'de, R: Projection> Visitor<'de> for PageVisitor<R> {
    type Value = Page<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of rows")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<R>, A::Error> {
        let mut rows = None;
        let mut page = Page {
            rows: Vec::new(),
            next_link: None,
            delta_link: None,
            fetchxml_paging_cookie: None,
            more_records: None,
            count: None,
            total_record_count: None,
            total_record_count_limit_exceeded: None,
        };
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            match &*name {
                "value" => rows = Some(map.next_value_seed(Shown(self.0))?),
                "@odata.nextLink" => page.next_link = map.next_value()?,
                "@odata.deltaLink" => page.delta_link = map.next_value()?,
                "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie" => page.fetchxml_paging_cookie = map.next_value()?,
                "@Microsoft.Dynamics.CRM.morerecords" => page.more_records = map.next_value()?,
                "@odata.count" => page.count = map.next_value()?,
                "@Microsoft.Dynamics.CRM.totalrecordcount" => page.total_record_count = map.next_value()?,
                "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded" => {
                    page.total_record_count_limit_exceeded = map.next_value()?;
                }
                "error" => misfit::refuse_error(&map.next_value::<Box<RawValue>>()?)?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        page.rows = rows.ok_or_else(|| A::Error::missing_field("value"))?;
        Ok(page)
    }
}
