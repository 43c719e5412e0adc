//! Standard output, and files that are written whole or not at all.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

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
    // Whoever closed standard error does not want to know.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Replaces a file, unless it holds this text already. Gives whether it was written.
pub(crate) fn replace_file(path: &Path, text: &str) -> Result<bool, Failure> {
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(false);
    }
    let replace = || {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = temporary().tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(true)
    };
    replace().map_err(|error| Failure::io(&format!("write `{}`", path.display()), &error))
}

/// A file next to its final place. It is to have the rights of an ordinary new file, not those of a private one.
fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
