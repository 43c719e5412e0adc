//! A small HTTP server in the place of Dataverse, for examples and tests.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// An answer: a status, lines of headers, and a body. `{root}` stands for the address of the API.
pub type Reply = (u16, &'static str, &'static str);

/// A server that answers what it is told, one request after the other, and keeps what it was asked.
pub struct Server {
    /// The address that it listens at.
    pub address: String,
    thread: JoinHandle<std::io::Result<Vec<String>>>,
}

impl Server {
    /// Starts it on a free port.
    pub fn start(replies: &'static [Reply]) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let root = format!("http://{address}/api/data/v9.2");
        let serve = move || replies.iter().map(|reply| Self::answer(listener.accept()?.0, *reply, &root)).collect();
        Ok(Self { address, thread: thread::spawn(serve) })
    }

    /// The requests that it got, once it has answered all that it can.
    pub fn requests(self) -> Result<Vec<String>, Box<dyn Error>> {
        Ok(self.thread.join().map_err(|_| "the server panicked")??)
    }

    /// Takes one request of a connection, and closes it: line, headers in lower case, blank line, body.
    fn answer(stream: TcpStream, (status, headers, body): Reply, root: &str) -> std::io::Result<String> {
        let mut reader = BufReader::new(stream);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().unwrap_or(0);
            }
            request += &format!("{}: {value}\n", name.to_lowercase());
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent)?;
        request += &format!("\n{}", String::from_utf8_lossy(&sent));

        let (mut headers, body) = (headers.replace("{root}", root), body.replace("{root}", root));
        if headers.is_empty() {
            headers = "Content-Type: application/json\r\n".to_owned();
        }
        let length = format!("Content-Length: {}\r\n", body.len());
        let answer = format!("HTTP/1.1 {status} -\r\n{headers}{length}Connection: close\r\n\r\n{body}");
        reader.into_inner().write_all(answer.as_bytes())?;
        Ok(request)
    }
}
