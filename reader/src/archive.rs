//! Archives, in which solutions are exported.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zip::ZipArchive;

/// Reads the files of an archive whose names `is_input` takes, sorted by name. Returns each with its name in the archive.
///
/// # Errors
///
/// Returns an error if the archive cannot be read, or if what is read of it is larger than `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64, is_input: impl Fn(&str) -> bool) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(File::open(path)?)?;
    let names: Result<Vec<String>, _> = archive.file_names().map(|name| name.map(String::from)).collect();
    let mut names = names?;
    names.retain(|name| is_input(name));
    names.sort_unstable();
    let mut left = limit;
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        let mut bytes = Vec::new();
        // An archive may say less of its size than there is.
        let read = archive.by_name(&name)?.take(left.saturating_add(1)).read_to_end(&mut bytes)?;
        left = left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other(format!("larger than {} MiB", limit >> 20)))?;
        files.push((name, bytes));
    }
    Ok(files)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn files_are_read_up_to_a_limit() {
        let folder = std::env::temp_dir().join(format!("earlybound-archive-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.zip");
        let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
        for (name, text) in [("b.xml", "second"), ("a.xml", "first"), ("c.txt", "not wanted")] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        let names = |limit| {
            let files = read(&path, limit, |name| name.ends_with(".xml"));
            files.map(|files| files.into_iter().map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>())
        };
        assert_eq!(names(11).unwrap(), [("a.xml".to_owned(), 5), ("b.xml".to_owned(), 6)]);
        assert!(names(10).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
