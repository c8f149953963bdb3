//! Strangers' bytes on their way out: always as an attachment, in a sandbox, as what they are said to be.

use std::fs::File;
use std::io::Read;

use futures_util::stream;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::http::header;
use poem::{Body, Response};

/// So many bytes go out together.
const PIECE: usize = 64 * 1024;

/// Nothing in it may run, load or be shown in a frame, should a browser show it after all.
pub const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// What RFC 8187 leaves as it is.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file for the browser to keep under that name.
pub fn attachment(name: &str, media_type: &'static str, (file, size): (File, u64)) -> Response {
    Response::builder()
        .content_type(media_type)
        .header(header::CONTENT_DISPOSITION, disposition(name))
        .header(header::CONTENT_SECURITY_POLICY, SANDBOX)
        .header(header::CONTENT_LENGTH, size)
        .body(body(file))
}

/// A picture that we drew ourselves, to be shown in a page.
pub fn drawn(media_type: &'static str, (file, size): (File, u64)) -> Response {
    Response::builder()
        .content_type(media_type)
        .header(header::CONTENT_SECURITY_POLICY, SANDBOX)
        .header(header::CONTENT_LENGTH, size)
        .body(body(file))
}

/// The value of `Content-Disposition`: the name in plain letters, and as it is (RFC 6266, RFC 8187).
pub fn disposition(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_graphic() && !"\"\\%;".contains(letter) || letter == ' ';
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, VALUE))
}

/// The bytes, read while they are sent; no thread waits for a slow reader.
pub fn body(file: File) -> Body {
    Body::from_bytes_stream(stream::try_unfold(file, |file| async move {
        let read = tokio::task::spawn_blocking(move || piece(file)).await;
        let (file, piece) = read.map_err(std::io::Error::other)??;
        Ok::<_, std::io::Error>((!piece.is_empty()).then_some((piece, file)))
    }))
}

fn piece(file: File) -> std::io::Result<(File, Vec<u8>)> {
    let mut piece = Vec::with_capacity(PIECE);
    (&file).take(PIECE as u64).read_to_end(&mut piece)?;
    Ok((file, piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_itself_and_nothing_else() {
        assert_eq!(
            disposition("offer 7.pdf"),
            "attachment; filename=\"offer 7.pdf\"; filename*=UTF-8''offer%207.pdf"
        );
        assert_eq!(
            disposition("Ж\"\r\nX: y.pdf"),
            "attachment; filename=\"____X: y.pdf\"; filename*=UTF-8''%D0%96%22%0D%0AX%3A%20y.pdf"
        );
    }

    #[tokio::test]
    async fn a_file_goes_out_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        std::fs::write(&path, vec![b'x'; PIECE * 2 + 5]).unwrap();

        let sent = body(File::open(&path).unwrap()).into_vec().await.unwrap();

        assert_eq!(sent, vec![b'x'; PIECE * 2 + 5]);
    }
}
