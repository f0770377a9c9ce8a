//! The door: accepts connections, no more than the machine can hold and no more of one network than its share, and closes
//! those that stand still or bring their request too slowly.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::serve::Listener;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, Sleep, sleep},
};

use super::{
    crowd::{Counted, Crowd},
    head::{self, Heads},
};

/// Connections open at once. Those that come later wait at the door.
const CONNECTIONS: usize = 4096;
/// A connection on which nothing at all moves for this long is closed. Longer than any handler is waited for.
const STILL: Duration = Duration::from_secs(75);

/// A listener with a limit.
pub struct Door {
    listener: TcpListener,
    places: Arc<Semaphore>,
    crowd: Crowd,
    patience: Patience,
}

/// How long a connection may stand still, and a head take to come.
#[derive(Debug, Clone, Copy)]
struct Patience {
    still: Duration,
    head: Duration,
}

impl Door {
    /// Opens the door at an address. Of a trusted proxy, and of the machine itself, any number of connections come in.
    ///
    /// # Errors
    /// The address is taken, or not ours to take.
    pub async fn open(address: SocketAddr, trusted: &[IpAddr]) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let patience = Patience { still: STILL, head: head::PATIENCE };
        Ok(Self { listener, places: Arc::new(Semaphore::new(CONNECTIONS)), crowd: Crowd::new(trusted), patience })
    }

    /// Where it opened (the port was perhaps left to the machine).
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Listener for Door {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        loop {
            let Ok(place) = Arc::clone(&self.places).acquire_owned().await else {
                std::future::pending::<()>().await;
                continue;
            };
            match self.listener.accept().await {
                Ok((stream, peer)) => {
                    // One too many of its network is closed at once, and another may come in.
                    let Some(counted) = self.crowd.admit(peer.ip()) else { continue };
                    let _ = stream.set_nodelay(true);
                    return (Line::new(stream, (place, counted), self.patience), peer);
                }
                // Out of descriptors, or the client left at once: try again a little later.
                Err(_) => sleep(Duration::from_millis(100)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.address()
    }
}

/// A connection that holds its place, and closes when it stands still or brings a head too slowly.
pub struct Line {
    stream: TcpStream,
    _place: (OwnedSemaphorePermit, Counted),
    heads: Heads,
    still: Duration,
    until: Pin<Box<Sleep>>,
}

impl Line {
    fn new(stream: TcpStream, place: (OwnedSemaphorePermit, Counted), patience: Patience) -> Self {
        let heads = Heads::new(Instant::now(), patience.head);
        Self { stream, _place: place, heads, still: patience.still, until: Box::pin(sleep(patience.still)) }
    }

    /// What moved gets more time, but no more than a head has; what stands still too long is an error.
    fn watched<T>(&mut self, cx: &mut Context<'_>, moved: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            let until = Instant::now() + self.still;
            self.until.as_mut().reset(until);
            return moved;
        }
        if let Some(deadline) = self.heads.deadline()
            && deadline < self.until.deadline()
        {
            self.until.as_mut().reset(deadline);
        }
        match self.until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let moved = Pin::new(&mut self.stream).poll_read(cx, buf);
        let came = buf.filled().get(before..).unwrap_or_default();
        self.heads.came(came, Instant::now());
        self.watched(cx, moved)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if moved.is_ready() {
            self.heads.went(bytes);
        }
        self.watched(cx, moved)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        if moved.is_ready() {
            self.heads.went(slices.first().map_or(&[], |slice| slice));
        }
        self.watched(cx, moved)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    async fn door(still: u64, head: u64) -> (Door, SocketAddr) {
        let mut door = Door::open(SocketAddr::from(([127, 0, 0, 1], 0)), &[]).await.unwrap();
        door.patience = Patience { still: Duration::from_millis(still), head: Duration::from_millis(head) };
        let address = door.address().unwrap();
        (door, address)
    }

    #[tokio::test]
    async fn a_connection_that_stands_still_is_closed() {
        let (mut door, address) = door(30, 60_000).await;
        let _client = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let mut byte = [0u8; 1];
        let error = line.read(&mut byte).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_head_that_comes_byte_by_byte_is_not_waited_for() {
        let (mut door, address) = door(60_000, 300).await;
        let mut client = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let dripping = tokio::spawn(async move {
            loop {
                let _ = client.write_all(b"a").await;
                sleep(Duration::from_millis(20)).await;
            }
        });
        let start = Instant::now();
        let mut bytes = [0u8; 64];
        let error = loop {
            match line.read(&mut bytes).await {
                Ok(n) => assert!(n > 0),
                Err(error) => break error,
            }
            assert!(start.elapsed() < Duration::from_secs(20), "it went on and on");
        };
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        dripping.abort();
    }

    #[tokio::test]
    async fn a_body_has_its_own_time_and_so_has_what_is_between_two_requests() {
        let (mut door, address) = door(60_000, 100).await;
        let mut client = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let mut bytes = [0u8; 256];
        for _ in 0..2 {
            client.write_all(b"POST / HTTP/1.1\r\ncontent-length: 1\r\n\r\n").await.unwrap();
            assert!(line.read(&mut bytes).await.unwrap() > 10);
            let late = tokio::spawn(async move {
                sleep(Duration::from_millis(250)).await;
                client.write_all(b"x").await.unwrap();
                client
            });
            assert_eq!(line.read(&mut bytes).await.unwrap(), 1, "the body");
            client = late.await.unwrap();
            line.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let waited = tokio::time::timeout(Duration::from_millis(250), line.read(&mut bytes)).await;
            assert!(waited.is_err(), "nothing came, and it stays open");
        }
    }
}
