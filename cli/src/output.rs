//! Standard output and standard error.

use std::io::{self, BufWriter, ErrorKind, Write};

use earlybound_reader::visible::visible;
use serde::Serialize;

use crate::outcome::Failure;

/// Writes text for people to standard output; colours are left out where they would not show.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write(anstream::stdout().lock(), |out| out.write_all(text.as_bytes()))
}

/// Writes data to standard output as indented JSON.
pub(crate) fn print_json(data: &impl Serialize) -> Result<(), Failure> {
    write(io::stdout().lock(), |out| {
        serde_json::to_writer_pretty(&mut *out, data)?;
        out.write_all(b"\n")
    })
}

/// Writes data to standard output as YAML.
pub(crate) fn print_yaml(data: &impl Serialize) -> Result<(), Failure> {
    let text = serde_yaml::to_string(data).map_err(|error| Failure::new(format!("cannot write YAML: {error}")))?;
    write(io::stdout().lock(), |out| out.write_all(text.as_bytes()))
}

/// A reader that closes the pipe has read all that it wants: that is no failure.
fn write(stream: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(stream);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::io("write to standard output", &error)),
        _ => Ok(()),
    }
}

/// Tells people on standard error how it goes.
pub(crate) fn tell(text: &str) {
    tell_styled(&visible(text));
}

/// Tells people on standard error what is styled, and visible, already.
pub(crate) fn tell_styled(text: &str) {
    // Whoever closed standard error does not want to know.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
