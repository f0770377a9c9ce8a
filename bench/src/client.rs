//! A small HTTP/1.1 client over one connection: enough for our own pages, and cheap, since it shares the machine.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpSocket, TcpStream},
};

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The body as it was sent, compressed if the server compressed it.
    pub body: Vec<u8>,
}

/// One connection.
pub struct Client {
    host: String,
    stream: BufReader<TcpStream>,
    /// Ask for compressed bodies.
    pub gzip: bool,
}

impl Client {
    /// Connects from a loopback address of one's own, so that each simulated person is somebody else to the server.
    pub async fn connect(host: &str, person: u64) -> Result<Self> {
        let to: SocketAddr = host.parse().context("host:port expected")?;
        let socket = TcpSocket::new_v4()?;
        socket.set_reuseaddr(true)?;
        socket.bind(SocketAddr::from((spread(person), 0)))?;
        let stream = socket.connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self { host: host.to_owned(), stream: BufReader::new(stream), gzip: false })
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let gzip = if self.gzip { "accept-encoding: gzip\r\n" } else { "" };
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{gzip}\r\n", self.host);
        self.exchange(request.as_bytes()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, body: &str) -> Result<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len(),
            host = self.host,
        );
        self.exchange(request.as_bytes()).await
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request).await?;
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status line")?;
        let (mut length, mut location, mut chunked) = (0usize, None, false);
        loop {
            line.clear();
            if self.stream.read_line(&mut line).await? == 0 {
                bail!("the connection closed");
            }
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "location" => location = Some(value.trim().to_owned()),
                "transfer-encoding" => chunked = value.contains("chunked"),
                _ => {}
            }
        }
        let body = if chunked { self.chunks().await? } else { self.exactly(length).await? };
        Ok(Answer { status, location, body })
    }

    async fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(body)
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await?;
            let length = usize::from_str_radix(line.trim(), 16)?;
            let part = self.exactly(length).await?;
            body.extend_from_slice(&part);
            line.clear();
            self.stream.read_line(&mut line).await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

/// Another /24 for each person: 250 x 250 of them, then round again.
const fn spread(person: u64) -> Ipv4Addr {
    Ipv4Addr::new(127, (1 + person / 250 % 250) as u8, (1 + person % 250) as u8, 7)
}
