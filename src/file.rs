//! Files in columns: in one piece, or in chunks.
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/file-column-data>

use core::ops::Range;

use crate::column::{Column, ForRead};
use crate::metadata::{ColumnType, HttpMethod};
use crate::property;
use crate::request::{Key, Request, RequestError, RequestProblem};
use crate::service::{Answer, FromAnswer, ServiceError, missing, refused};
use crate::wire::Row;

/// The most bytes of a chunk if the service does not say how many.
const CHUNK: u64 = 4 * 1024 * 1024;

/// Returns the request that uploads a file of less than 128 MB in one piece.
///
/// ```
/// use earlybound::{Id, Uuid, file};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let request = file::upload(account, account::ENTITYIMAGE, "logo.png", b"...")?;
/// assert_eq!(request.path(), "/accounts(00000000-0000-0000-0000-000000000001)/entityimage");
/// assert_eq!(request.header("x-ms-file-name"), Some("logo.png"));
/// assert_eq!(request.header("Content-Type"), Some("application/octet-stream"));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// # Errors
///
/// Returns an error if the entity set of the table is not known, or if the column holds neither a file nor an image.
pub fn upload<R: Row, V, A, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
    name: &str,
    content: impl Into<Vec<u8>>,
) -> Result<Request, RequestError> {
    let request = Request::new(HttpMethod::Patch, path(&row.into(), column)?).with_bytes(content);
    Ok(if is_plain(name) {
        request.having("x-ms-file-name", name)
    } else {
        request.with_option("x-ms-file-name", name)
    })
}

/// Returns the request that begins an upload in chunks. The answer says where to send them.
///
/// # Errors
///
/// Returns the errors of [`upload`].
pub fn begin_upload<R: Row, V, A, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
    name: &str,
) -> Result<Request<Upload>, RequestError> {
    let request = Request::new(HttpMethod::Patch, path(&row.into(), column)?).with_option("x-ms-file-name", name);
    Ok(request.having("x-ms-transfer-mode", "chunked").answered_with())
}

/// Returns the request that downloads a file (`/$value`).
///
/// # Errors
///
/// Returns the errors of [`upload`].
pub fn download<R: Row, V, A: ForRead, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
) -> Result<Request<File>, RequestError> {
    Ok(Request::new(HttpMethod::Get, path(&row.into(), column)? + "/$value").answered_with())
}

/// Returns the request that downloads the image itself, not its thumbnail.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/image-column-data>)
///
/// # Errors
///
/// Returns the errors of [`upload`].
pub fn download_full_image<R: Row, V, A: ForRead, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
) -> Result<Request<File>, RequestError> {
    Ok(download(row, column)?.with_option("size", "full"))
}

/// Returns the request that downloads some bytes of a file: the first ones say how many there are.
///
/// ```
/// use earlybound::{Id, Uuid, file};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let request = file::download_range(account, account::ENTITYIMAGE, 0..4_194_304)?;
/// assert_eq!(request.header("Range"), Some("bytes=0-4194303"));
/// # Ok::<(), earlybound::RequestError>(())
/// ```
///
/// # Errors
///
/// Returns the errors of [`upload`], and one if the range is empty.
pub fn download_range<R: Row, V, A: ForRead, N>(
    row: impl Into<Key<R>>,
    column: Column<R, V, A, N>,
    bytes: Range<u64>,
) -> Result<Request<File>, RequestError> {
    let last = bytes.end.checked_sub(1).filter(|last| *last >= bytes.start).ok_or(RequestProblem::EmptyRange)?;
    Ok(download(row, column)?.having("Range", format!("bytes={}-{last}", bytes.start)))
}

/// Returns the request that deletes a file.
///
/// # Errors
///
/// Returns the errors of [`upload`].
pub fn delete<R: Row, V, A, N>(row: impl Into<Key<R>>, column: Column<R, V, A, N>) -> Result<Request, RequestError> {
    Ok(Request::new(HttpMethod::Delete, path(&row.into(), column)?))
}

fn path<R: Row, V, A, N>(row: &Key<R>, column: Column<R, V, A, N>) -> Result<String, RequestError> {
    match column.metadata().column_type {
        ColumnType::File { .. } | ColumnType::Image { .. } => property::path(row, column),
        _ => {
            let column = column.metadata().logical_name;
            Err(RequestProblem::NoFile { table: R::LOGICAL_NAME, column }.into())
        }
    }
}

/// Returns whether a header can hold the name.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// A file, or a part of it, as the service sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The bytes that this answer has.
    pub content: Vec<u8>,
    /// The name of the file.
    pub name: Option<String>,
    /// The size of the whole file in bytes.
    pub size: Option<u64>,
    /// The media type.
    pub media_type: Option<String>,
    /// The size of chunks that the service recommends, in bytes.
    pub chunk_size: Option<u64>,
}

impl FromAnswer for File {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        let text = |name: &str| answer.header(name).map(str::to_owned);
        let number = |name: &str| answer.header(name).and_then(|number| number.parse().ok());
        let size = number("x-ms-file-size");
        // A file has a size: without it, a page or an error can stand in its place.
        if let Some(error) = refused(&answer).filter(|_| size.is_none()) {
            return Err(error);
        }
        Ok(Self {
            name: text("x-ms-file-name"),
            size,
            media_type: text("mimetype"),
            chunk_size: number("x-ms-chunk-size"),
            content: answer.into_body(),
        })
    }
}

/// An upload in chunks that the service has accepted, as the answer to [`begin_upload`].
///
/// ```
/// use earlybound::service::Answer;
/// use earlybound::{Id, Request, Uuid, file};
/// use dataverse::{Account, account};
///
/// let account: Id<Account> = Uuid::from_u128(1).into();
/// let begin = file::begin_upload(account, account::ENTITYIMAGE, "logo.png")?;
/// # let location = "https://contoso.crm.dynamics.com/api/data/v9.2/accounts(1)/entityimage?sessiontoken=7";
/// let upload = begin.read(Answer::new(200, [("Location", location), ("x-ms-chunk-size", "4")], ""))?;
/// let chunks: Vec<Request> = upload.chunks("logo.png", b"1234567890").collect();
/// assert_eq!(chunks.len(), 3);
/// assert_eq!(chunks[2].header("Content-Range"), Some("bytes 8-9/10"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Upload {
    /// The address that takes the chunks. It holds a token of the session.
    pub location: String,
    /// The size of chunks that the service recommends, in bytes.
    pub chunk_size: u64,
}

impl FromAnswer for Upload {
    fn from_answer(answer: Answer) -> Result<Self, ServiceError> {
        let location = answer.header("Location").ok_or_else(|| missing(&answer, "the header `Location` is missing"))?;
        let size = answer.header("x-ms-chunk-size").and_then(|size| size.parse().ok());
        Ok(Self { location: location.to_owned(), chunk_size: size.filter(|size| *size > 0).unwrap_or(CHUNK) })
    }
}

impl Upload {
    /// Returns the requests that send a file, one after the other. The file is there when the last one has succeeded. A
    /// file without content has no chunks: [`upload`] sends it.
    pub fn chunks<'a>(&'a self, name: &'a str, content: &'a [u8]) -> impl Iterator<Item = Request> + 'a {
        let size = usize::try_from(self.chunk_size).unwrap_or(usize::MAX).max(1);
        content.chunks(size).enumerate().map(move |(index, chunk)| {
            let start = index * size;
            let range = format!("bytes {start}-{}/{}", start + chunk.len() - 1, content.len());
            let request = Request::new(HttpMethod::Patch, &*self.location).with_bytes(chunk);
            let request = request.having("Content-Range", range);
            // Names beyond ASCII were said in the address that began the upload.
            if is_plain(name) { request.having("x-ms-file-name", name) } else { request }
        })
    }
}
