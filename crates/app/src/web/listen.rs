//! The door: accepts connections, no more than the machine can hold, and closes those that stand still.

use std::{
    io,
    net::SocketAddr,
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

/// Connections open at once. Those that come later wait at the door.
const CONNECTIONS: usize = 4096;
/// A connection on which nothing at all moves for this long is closed. Longer than any handler is waited for.
const STILL: Duration = Duration::from_secs(75);

/// A listener with a limit.
pub struct Door {
    listener: TcpListener,
    places: Arc<Semaphore>,
    still: Duration,
}

impl Door {
    /// Opens the door at an address.
    ///
    /// # Errors
    /// The address is taken, or not ours to take.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        Ok(Self { listener, places: Arc::new(Semaphore::new(CONNECTIONS)), still: STILL })
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
                    let _ = stream.set_nodelay(true);
                    return (Line::new(stream, place, self.still), peer);
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

/// A connection that holds its place and closes when it stands still.
pub struct Line {
    stream: TcpStream,
    _place: OwnedSemaphorePermit,
    still: Duration,
    until: Pin<Box<Sleep>>,
}

impl Line {
    fn new(stream: TcpStream, place: OwnedSemaphorePermit, still: Duration) -> Self {
        Self { stream, _place: place, still, until: Box::pin(sleep(still)) }
    }

    /// What moved gets more time; what stands still too long is an error.
    fn watched<T>(&mut self, cx: &mut Context<'_>, moved: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            let until = Instant::now() + self.still;
            self.until.as_mut().reset(until);
            return moved;
        }
        match self.until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.watched(cx, moved)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write(cx, bytes);
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
        self.watched(cx, moved)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn a_connection_that_stands_still_is_closed() {
        let mut door = Door::open(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        door.still = Duration::from_millis(30);
        let address = door.address().unwrap();
        let _client = TcpStream::connect(address).await.unwrap();
        let (mut line, _) = door.accept().await;
        let mut byte = [0u8; 1];
        let error = line.read(&mut byte).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
