//! A server on this machine that answers as an organization does.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server in the place of an organization, and what it was asked.
pub(crate) struct Organization {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Organization {
    /// Starts a server that answers by the number of the request and its line. A body `RETRY …` says when to ask again.
    pub(crate) fn start(answer: impl Fn(usize, &str) -> (u16, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, root) = (Arc::clone(&asked), address.clone());
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                let request = read(&mut stream);
                let (status, body) = answer(number, &request);
                let body = body.replace("ROOT", &format!("{root}/api/data/v9.2"));
                log.lock().unwrap().push(request);
                let after = body.strip_prefix("RETRY ").unwrap_or("0");
                let head = format!(
                    "HTTP/1.1 {status} -\r\nRetry-After: {after}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
            }
        });
        Self { address, asked }
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// The line and the headers of a request.
fn read(stream: &mut TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines.take_while(|line| !line.is_empty()).map(|line| line + "\n").collect()
}
