//! The error of a request that cannot be built.

use core::fmt;

use super::problem::RequestProblem;

/// The problems that prevent a request from being built: all of them, one per line.
///
/// `Debug` prints the same text as `Display`, since that is what `main` prints of the error that it returns.
///
/// ```
/// use earlybound::Row;
/// use dataverse::Account;
/// use dataverse::account::many_to_one::LK_EXTERNALPARTY_ACCOUNT_CREATEDBY;
///
/// let query = Account::query().expand(LK_EXTERNALPARTY_ACCOUNT_CREATEDBY.query());
/// let error = query.request().unwrap_err();
/// assert!(error.to_string().contains("lk_externalparty_account_createdby"));
/// assert_eq!(error.problems().len(), 1);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RequestError {
    problems: Vec<RequestProblem>,
}

impl RequestError {
    /// Returns the problems.
    pub fn problems(&self) -> &[RequestProblem] {
        &self.problems
    }

    /// Returns the value if there are no problems.
    pub(crate) fn unless<T>(value: T, problems: Vec<RequestProblem>) -> Result<T, Self> {
        if problems.is_empty() { Ok(value) } else { Err(Self { problems }) }
    }
}

impl From<RequestProblem> for RequestError {
    fn from(problem: RequestProblem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(problem, f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for RequestError {}
