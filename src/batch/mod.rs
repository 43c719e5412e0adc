//! Several requests in one (`$batch`), and change sets, which succeed or fail as a whole.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api>

mod answer;
mod multipart;
mod write;

use core::fmt;
use core::marker::PhantomData;

pub use answer::BatchAnswer;

use crate::id::Id;
use crate::request::{Key, Request, RequestError};
use crate::table::Table;
use crate::wire::Row;

/// Requests that are sent together and executed one after the other.
///
/// Each added request has a handle, which finds its answer. Within a change set, the handle of a new row stands for the
/// row: it can be bound, changed and linked.
///
/// ```
/// use earlybound::batch::Batch;
/// use earlybound::service::Answer;
/// use earlybound::{Create, Request};
/// use dataverse::account::{self, many_to_one::ACCOUNT_PRIMARY_CONTACT};
/// use dataverse::{Account, Contact, contact};
///
/// let mut batch = Batch::new();
/// let mut changes = batch.change_set();
/// let account = changes.add(Create::<Account>::new().set(account::NAME, "Contoso").request()?);
/// let ada = changes.add(Create::<Contact>::new().set(contact::FIRSTNAME, "Ada").request()?);
/// changes.add(Request::set_reference(&account, ACCOUNT_PRIMARY_CONTACT, ada.row())?);
/// let contacts = batch.add(Contact::query().select(contact::FULLNAME).request()?);
///
/// let request = batch.request("https://contoso.crm.dynamics.com/api/data/v9.2")?;
/// assert_eq!(request.path(), "/$batch");
/// assert!(request.body().unwrap().contains("PUT $1/primarycontactid/$ref HTTP/1.1\r\n"));
/// # let body = "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n{\"error\":{\"code\":\"\",\"message\":\"no\"}}\r\n--b--";
/// # let answer = Answer::new(200, [("Content-Type", "multipart/mixed; boundary=b")], body);
///
/// let answers = request.read(answer)?;
/// match answers.get(&ada) {
///     Ok(id) => println!("Ada is {id}"),
///     Err(error) => println!("{error}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "nothing happens until a client sends the request"]
#[derive(Clone, Debug, Default)]
pub struct Batch {
    items: Vec<Item>,
    /// The number of requests: the last one has this number.
    count: u32,
    continue_on_error: bool,
}

/// A request of its own, or those of a change set.
#[derive(Clone, Debug)]
enum Item {
    Single(Numbered),
    ChangeSet(Vec<Numbered>),
}

/// A request, and the number that it has in the batch.
#[derive(Clone, Debug)]
struct Numbered {
    number: u32,
    request: Request,
}

impl Batch {
    /// Creates an empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add<A>(&mut self, request: Request<A>) -> Part<A> {
        if self.ends_with_nothing() {
            self.items.pop();
        }
        let (numbered, part) = number(self, self.items.len(), 0, request);
        self.items.push(Item::Single(numbered));
        part
    }

    /// Begins a change set: its requests succeed or fail as a whole. It cannot ask for rows.
    pub fn change_set(&mut self) -> ChangeSet<'_> {
        if !self.ends_with_nothing() {
            self.items.push(Item::ChangeSet(Vec::new()));
        }
        ChangeSet { batch: self }
    }

    /// Returns whether the last item is a change set without requests, which is not sent and not answered.
    fn ends_with_nothing(&self) -> bool {
        matches!(self.items.last(), Some(Item::ChangeSet(requests)) if requests.is_empty())
    }

    /// Executes further requests after one has failed. Without it, the first error is the last thing that happens.
    pub fn continue_on_error(mut self) -> Self {
        self.continue_on_error = true;
        self
    }

    /// Returns the request for all of them. They need the address of the API
    /// (`https://contoso.crm.dynamics.com/api/data/v9.2`).
    ///
    /// # Errors
    ///
    /// Returns an error if there are no requests or more than 1,000, if a change set asks for rows, if a request refers
    /// to a row that is not created before it in the same change set, if it is itself a batch, if its body is no text,
    /// and the errors of [`Request::url`].
    pub fn request(&self, root: &str) -> Result<Request<BatchAnswer>, RequestError> {
        write::request(self, root)
    }
}

/// The requests of a change set.
#[must_use = "an empty change set does nothing"]
#[derive(Debug)]
pub struct ChangeSet<'b> {
    batch: &'b mut Batch,
}

impl ChangeSet<'_> {
    /// Adds a request.
    pub fn add<A>(&mut self, request: Request<A>) -> Part<A> {
        let within = if let Some(Item::ChangeSet(requests)) = self.batch.items.last() { requests.len() } else { 0 };
        let (numbered, part) = number(self.batch, self.batch.items.len().saturating_sub(1), within, request);
        if let Some(Item::ChangeSet(requests)) = self.batch.items.last_mut() {
            requests.push(numbered);
        }
        part
    }
}

fn number<A>(batch: &mut Batch, item: usize, within: usize, request: Request<A>) -> (Numbered, Part<A>) {
    batch.count = batch.count.saturating_add(1);
    let number = batch.count;
    (Numbered { number, request: request.answered_with() }, Part { item, within, number, answer: PhantomData })
}

/// A request of a batch, answered with `A`.
pub struct Part<A> {
    /// The index among the requests and change sets of the batch.
    item: usize,
    /// The index within a change set.
    within: usize,
    number: u32,
    answer: PhantomData<fn() -> A>,
}

impl<T: Table> Part<Id<T>> {
    /// Returns the row that the request creates, for later requests of the same change set (`$1`).
    pub fn row(self) -> Key<T> {
        Key::created_by(self.number)
    }
}

/// A new row that is answered as it is.
impl<R: Row> Part<R> {
    /// Returns the row that the request creates, for later requests of the same change set (`$1`).
    pub fn row(self) -> Key<R> {
        Key::created_by(self.number)
    }
}

impl<R: Row> From<&Part<R>> for Key<R> {
    fn from(part: &Part<R>) -> Self {
        part.row()
    }
}

impl<T: Table> From<&Part<Id<T>>> for Key<T> {
    fn from(part: &Part<Id<T>>) -> Self {
        part.row()
    }
}

impl<A> Clone for Part<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Part<A> {}

impl<A> fmt::Debug for Part<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", self.number)
    }
}
