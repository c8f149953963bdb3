//! The virus scanner clamd, if the operator has one: bytes go to it by its own protocol (`INSTREAM`), and it says what it
//! found. It listens at a socket of this machine; nothing leaves it.

use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use crate::base::{Error, Result};

/// So long a scan may take.
pub const LIMIT: Duration = Duration::from_secs(120);
/// So many bytes go out together.
const PIECE: usize = 64 * 1024;
/// The longest answer.
const ANSWER: u64 = 1024;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// At a socket in the file system.
    Socket(PathBuf),
    /// At a port of this machine.
    Port(SocketAddr),
}

/// What the scanner said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was; by that name.
    Found(String),
}

impl Scanner {
    /// Has a file looked at. An error means that nobody looked at it.
    pub async fn scan(&self, file: File) -> Result<Verdict> {
        let asked = async {
            match self {
                Scanner::Socket(path) => ask(UnixStream::connect(path).await?, file).await,
                Scanner::Port(address) => ask(TcpStream::connect(address).await?, file).await,
            }
        };
        tokio::time::timeout(LIMIT, asked).await.map_err(|_| Error::internal("clamd took too long"))?
    }
}

/// The dialogue: each piece behind its length, a length of 0 at the end, then one line.
async fn ask(mut line: impl AsyncRead + AsyncWrite + Unpin, mut file: File) -> Result<Verdict> {
    line.write_all(b"zINSTREAM\0").await?;
    loop {
        let (rest, piece) =
            tokio::task::spawn_blocking(move || read(file)).await.map_err(Error::internal)??;
        file = rest;
        let length = u32::try_from(piece.len()).map_err(Error::internal)?;
        line.write_all(&length.to_be_bytes()).await?;
        if piece.is_empty() {
            break;
        }
        line.write_all(&piece).await?;
    }
    line.flush().await?;
    let mut answer = Vec::new();
    line.take(ANSWER).read_to_end(&mut answer).await?;
    verdict(&String::from_utf8_lossy(&answer))
}

fn read(mut file: File) -> std::io::Result<(File, Vec<u8>)> {
    let mut piece = Vec::with_capacity(PIECE);
    (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
    Ok((file, piece))
}

/// `stream: OK`, `stream: Eicar-Signature FOUND`, or a complaint.
fn verdict(answer: &str) -> Result<Verdict> {
    let answer = answer.trim_matches(['\0', '\n', ' ']);
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Found(name.chars().filter(|sign| !sign.is_control()).take(200).collect())),
        None if said == "OK" => Ok(Verdict::Clean),
        None => Err(Error::internal(format!("clamd says {said:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_or_is_an_error() {
        assert_eq!(verdict("stream: OK\0").unwrap(), Verdict::Clean);
        assert_eq!(
            verdict("stream: Eicar-Test-Signature FOUND\0").unwrap(),
            Verdict::Found("Eicar-Test-Signature".into())
        );
        assert!(verdict("INSTREAM size limit exceeded. ERROR\0").is_err());
        assert!(verdict("").is_err());
    }

    #[tokio::test]
    async fn every_byte_reaches_the_scanner_behind_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.txt");
        std::fs::write(&path, vec![b'x'; PIECE + 3]).unwrap();
        let (ours, mut theirs) = tokio::io::duplex(1 << 20);
        let listens = async {
            let mut sent = vec![0; 10 + 4 + PIECE + 4 + 3 + 4];
            theirs.read_exact(&mut sent).await.unwrap();
            theirs.write_all(b"stream: OK\0").await.unwrap();
            drop(theirs);
            sent
        };

        let (said, sent) = tokio::join!(ask(ours, File::open(&path).unwrap()), listens);

        assert_eq!(said.unwrap(), Verdict::Clean);
        assert_eq!(sent[..10], *b"zINSTREAM\0");
        assert_eq!(sent[10..14], (PIECE as u32).to_be_bytes());
        assert_eq!(sent[sent.len() - 4..], [0; 4]);
    }
}
