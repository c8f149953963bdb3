//! Files as browsers send them, and as they lie there already.

use std::io::Cursor;

use kantora::base::FileId;
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::files::actions::{self, Place};
use kantora::crm::files::{FileName, Rules, State};
use kantora::platform::blobs::Blobs;

use super::{App, Workspace};

/// The kind of content of a [`form`].
pub const FORM: &str = "multipart/form-data; boundary=b";

/// The body of a form with its `act` and these files: name, bytes.
pub fn form(act: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body =
        format!("--b\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\n{act}\r\n").into_bytes();
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    body
}

/// A small picture.
pub fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([30, 110, 70]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

impl App {
    /// A picture with a new contact of that company.
    pub fn paper(&self, company: &Workspace) -> FileId {
        let blobs = Blobs::new(self.installation.folder(), company.id);
        let rules = Rules { most: u64::MAX, quota: u64::MAX, initial: State::Ready };
        let mut draft = blobs.begin(rules.most).unwrap();
        draft.take(&picture()).unwrap();
        let arrived = actions::examine(&blobs, FileName::parse("plan.png").unwrap(), draft)
            .unwrap()
            .keep(&blobs)
            .unwrap();
        let add = move |tx: &kantora::platform::Tx| {
            let contact = ContactInput { last_name: "Petrova".into(), ..ContactInput::default() };
            let about = contacts::actions::create(tx, contact)?.subject();
            actions::add(tx, Place { about, story: Some(about) }, &arrived, (&rules, &blobs))
        };
        self.write_as(company.actor(), add).unwrap()
    }
}
