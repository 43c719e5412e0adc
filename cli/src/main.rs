//! The `earlybound` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    earlybound_cli::main()
}
