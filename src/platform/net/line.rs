//! A connection with deadlines.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::seats::Seat;

/// From the first byte of a request's head (of a connection's first: from its opening) to the last.
pub(super) const HEAD: Duration = Duration::from_secs(10);
/// From the end of an answer to the next request.
const IDLE: Duration = Duration::from_secs(60);
/// Without any progress of an answer that the client does not fetch.
const STALL: Duration = Duration::from_secs(30);
/// After the end of an answer that came before the end of the request.
const LINGER: Duration = Duration::from_secs(2);
/// And no more of it than that: a fast line brings gigabytes in two seconds.
const LINGER_BYTES: usize = 32 * 1024 * 1024;

/// Reads and writes until a deadline passes.
pub struct Line {
    stream: TcpStream,
    seat: Arc<Seat>,
    reading: Deadline,
    stage: Stage,
    writing: Option<Deadline>,
    lingering: Option<Deadline>,
    thrown: usize,
}

#[derive(PartialEq)]
enum Stage {
    /// Nothing of the next request has come yet, in that turn of the seat.
    Silent(u64),
    /// Some of its head has, in that turn.
    Head(u64),
    /// It is under way; its body has deadlines of its own.
    Asking,
}

type Deadline = Pin<Box<Sleep>>;

fn is_past(deadline: &mut Deadline, context: &mut Context<'_>) -> bool {
    deadline.as_mut().poll(context).is_ready()
}

impl Line {
    pub fn new(stream: TcpStream, seat: Arc<Seat>) -> Line {
        let stage = Stage::Head(seat.turn());
        let reading = Box::pin(sleep(HEAD));
        Line { stream, seat, reading, stage, writing: None, lingering: None, thrown: 0 }
    }

    fn note_bytes(&mut self) {
        let turn = self.seat.turn();
        if !self.seat.is_waiting() {
            self.stage = Stage::Asking;
        } else if self.stage != Stage::Head(turn) {
            self.stage = Stage::Head(turn);
            self.reading.as_mut().reset(Instant::now() + HEAD);
        }
    }

    fn note_silence(&mut self) {
        let turn = self.seat.turn();
        if !self.seat.is_waiting() {
            self.stage = Stage::Asking;
        } else if self.stage != Stage::Head(turn) && self.stage != Stage::Silent(turn) {
            self.stage = Stage::Silent(turn);
            self.reading.as_mut().reset(Instant::now() + IDLE);
        }
    }

    fn stalled(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        let deadline = self.writing.get_or_insert_with(|| Box::pin(sleep(STALL)));
        ready!(deadline.as_mut().poll(context));
        Poll::Ready(io::ErrorKind::TimedOut.into())
    }
}

impl AsyncRead for Line {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        let before = buffer.filled().len();
        if let Poll::Ready(done) = Pin::new(&mut line.stream).poll_read(context, buffer) {
            if buffer.filled().len() > before {
                line.note_bytes();
            }
            return Poll::Ready(done);
        }
        line.note_silence();
        if line.stage != Stage::Asking && is_past(&mut line.reading, context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        match Pin::new(&mut line.stream).poll_write(context, bytes) {
            Poll::Ready(done) => {
                line.writing = None;
                Poll::Ready(done)
            }
            Poll::Pending => line.stalled(context).map(Err),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        match Pin::new(&mut line.stream).poll_write_vectored(context, slices) {
            Poll::Ready(done) => {
                line.writing = None;
                Poll::Ready(done)
            }
            Poll::Pending => line.stalled(context).map(Err),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    /// Closing with bytes unread would reset the connection, and the client might never see the answer that was meant
    /// to stop it (413). So what still comes is thrown away for a moment.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        ready!(Pin::new(&mut line.stream).poll_shutdown(context))?;
        let mut scrap = [0; 16 * 1024];
        loop {
            let mut buffer = ReadBuf::new(&mut scrap);
            match Pin::new(&mut line.stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    let deadline = line.lingering.get_or_insert_with(|| Box::pin(sleep(LINGER)));
                    line.thrown += buffer.filled().len();
                    if line.thrown > LINGER_BYTES || is_past(deadline, context) {
                        return Poll::Ready(Ok(()));
                    }
                }
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => match &mut line.lingering {
                    Some(deadline) => return deadline.as_mut().poll(context).map(Ok),
                    None => return Poll::Ready(Ok(())),
                },
            }
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.seat.leave();
    }
}
