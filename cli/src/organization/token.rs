//! The access token: never on the command line, and never shown.

use std::process::{Command, Stdio};

use crate::outcome::Failure;

/// The environment variable that a token is taken from.
const VARIABLE: &str = "EARLYBOUND_TOKEN";

/// An access token. It has no `Debug`, so that nothing prints it.
pub(crate) struct Token(String);

impl Token {
    /// The token that a command prints, else that of the environment.
    pub(crate) fn of(command: Option<&str>) -> Result<Self, Failure> {
        let (text, from) = match command {
            Some(command) => (printed(command)?, "the token command"),
            None => (std::env::var(VARIABLE).unwrap_or_default(), VARIABLE),
        };
        let token = text.trim();
        if token.is_empty() && command.is_none() {
            let help = "set it, or give a command that prints a token: `--token-command '…'`";
            return Err(Failure::usage(format!("`{VARIABLE}` holds no access token; {help}")));
        }
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Failure::new(format!("what {from} gives is no access token")));
        }
        Ok(Self(token.to_owned()))
    }

    /// The value of the header `Authorization`.
    pub(crate) fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

/// Returns the output of a command. The shell runs it as it was typed; its errors go to standard error.
fn printed(command: &str) -> Result<String, Failure> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let run = Command::new(shell).args([flag, command]).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = run.map_err(|error| Failure::io("run the token command", &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!("the token command failed: {}", output.status)));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new("what the token command prints is no text"))
}
