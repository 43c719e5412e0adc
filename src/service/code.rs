//! The error codes of the platform.

use core::fmt;
use core::str::FromStr;

/// An error code of the platform, such as `0x80040237`.
///
/// The constants are those that programs act on; the platform documents some thousands.
/// (<https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes>)
///
/// ```
/// use earlybound::service::ErrorCode;
///
/// let code: ErrorCode = "0x80040237".parse()?;
/// assert_eq!(code, ErrorCode::DUPLICATE_RECORD);
/// assert_eq!(code.name(), Some("DuplicateRecord"));
/// assert_eq!("-2147220937".parse(), Ok(code), "as SDKs print it");
/// # Ok::<(), core::num::ParseIntError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorCode(pub u32);

macro_rules! codes {
    ($($(#[$docs:meta])* $constant:ident = $code:literal $name:literal;)*) => {
        impl ErrorCode {
            $($(#[$docs])* pub const $constant: Self = Self($code);)*

            /// Returns the name in the platform's list of error codes, of the codes that have a constant here.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($code => Some($name),)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    /// An argument is not valid.
    INVALID_ARGUMENT = 0x8004_0203 "InvalidArgument";
    /// There is no such row.
    OBJECT_DOES_NOT_EXIST = 0x8004_0217 "ObjectDoesNotExist";
    /// The user does not have a privilege.
    PRIVILEGE_DENIED = 0x8004_0220 "PrivilegeDenied";
    /// Other rows refer to the row, and their relationship restricts its deletion.
    CANNOT_DELETE_DUE_TO_ASSOCIATION = 0x8004_0227 "CannotDeleteDueToAssociation";
    /// The row can only be read.
    CANNOT_DELETE_AS_IT_IS_READ_ONLY = 0x8004_0228 "CannotDeleteAsItIsReadOnly";
    /// A row with this primary key exists.
    DUPLICATE_RECORD = 0x8004_0237 "DuplicateRecord";
    /// Something went wrong that nobody foresaw.
    UNEXPECTED = 0x8004_0216 "UnExpected";
    /// The user is disabled, or in no business unit.
    USER_NOT_ENABLED = 0x8004_0225 "unManagedidsusernotenabled";
    /// The transaction was aborted, since another operation in it failed.
    TRANSACTION_ABORTED = 0x8004_0255 "TransactionAborted";
    /// An aggregate is made of more than 50,000 rows.
    AGGREGATE_QUERY_RECORD_LIMIT_EXCEEDED = 0x8004_E023 "AggregateQueryRecordLimitExceeded";
    /// The database did not answer in time.
    SQL_TIMEOUT = 0x8004_4151 "unManagedidssqltimeouterror";
    /// A plug-in stopped the operation; the message is its own.
    ISV_ABORTED = 0x8004_0265 "IsvAborted";
    /// A rule of duplicate detection found another row.
    DUPLICATE_RECORDS_FOUND = 0x8004_0333 "DuplicateRecordsFound";
    /// A text is longer than its column.
    STRING_LENGTH_TOO_LONG = 0x8004_4331 "StringLengthTooLong";
    /// A file is larger than its column.
    FILE_TOO_LARGE = 0x8004_4A02 "unManagedidsattachmentinvalidfilesize";
    /// The user has no access to the row.
    ACCESS_DENIED_TO_ROW = 0x8004_8306 "unManagedIdsAccessDenied";
    /// Access is denied.
    ACCESS_DENIED = 0x8004_8405 "AccessDenied";
    /// The token has expired.
    ACCESS_TOKEN_EXPIRED = 0x8005_F101 "AccessTokenExpired";
    /// The row has changed since it was read.
    CONCURRENCY_VERSION_MISMATCH = 0x8006_0882 "ConcurrencyVersionMismatch";
    /// There is no row with this alternate key.
    RECORD_NOT_FOUND_BY_ENTITY_KEY = 0x8006_0891 "RecordNotFoundByEntityKey";
    /// A row with this alternate key exists.
    DUPLICATE_RECORD_ENTITY_KEY = 0x8006_0892 "DuplicateRecordEntityKey";
    /// The execution time of the last five minutes exceeds the limit.
    THROTTLING_TIME_EXCEEDED = 0x8007_2321 "ThrottlingTimeExceededError";
    /// The number of requests of the last five minutes exceeds the limit.
    THROTTLING_BURST_REQUEST_LIMIT_EXCEEDED = 0x8007_2322 "ThrottlingBurstRequestLimitExceededError";
    /// The number of concurrent requests exceeds the limit.
    THROTTLING_CONCURRENCY_LIMIT_EXCEEDED = 0x8007_2326 "ThrottlingConcurrencyLimitExceededError";
    /// The file is not in file storage, and can be transferred in one piece only.
    NO_CHUNKS = 0x8009_0017 "UploadingAndDownloadingInMultipleChunksNotSupported";
}

impl FromStr for ErrorCode {
    type Err = core::num::ParseIntError;

    /// Reads a code in hexadecimal, as the Web API writes it, or as the signed number that SDKs print.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
            Some(digits) => u32::from_str_radix(digits, 16).map(Self),
            None => text.parse::<i32>().map(|number| Self(number.cast_unsigned())),
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#010x}", self.0)
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        self.name().map_or(Ok(()), |name| write!(f, " ({name})"))
    }
}
