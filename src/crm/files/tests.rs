//! Strange bytes, looked at before anybody keeps them.

use std::io::Cursor;

use image::{GenericImageView, ImageDecoder, ImageEncoder};

use super::actions::examine;
use super::model::Arrived;
use super::model::{FileKind, FileName, check};
use crate::base::{Error, WorkspaceId};
use crate::platform::blobs::Blobs;

/// A part of a zip file as a test makes it: name, bytes, how large it says to be once unpacked.
type Part<'a> = (&'a str, &'a [u8], u32);

/// A zip file whose parts are not packed.
fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes, unpacked) in parts {
        let (offset, size) = (file.len() as u32, bytes.len() as u32);
        let length = (name.len() as u16).to_le_bytes();
        let sizes = [[0; 4], size.to_le_bytes(), unpacked.to_le_bytes()].concat();
        file.extend([b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, &length, &[0, 0]].concat());
        file.extend([name.as_bytes(), bytes].concat());
        directory.extend(
            [b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, &length, &[0; 12]].concat(),
        );
        directory.extend([&offset.to_le_bytes(), name.as_bytes()].concat());
    }
    let (count, size, offset) =
        ((parts.len() as u16).to_le_bytes(), directory.len() as u32, file.len() as u32);
    file.extend(directory);
    let end = [
        b"PK\x05\x06\0\0\0\0".as_slice(),
        &count,
        &count,
        &size.to_le_bytes(),
        &offset.to_le_bytes(),
        &[0, 0],
    ];
    file.extend(end.concat());
    file
}

fn part<'a>(name: &'a str, bytes: &'a [u8]) -> Part<'a> {
    (name, bytes, bytes.len() as u32)
}

fn document() -> Vec<Part<'static>> {
    vec![part("[Content_Types].xml", b"<Types/>"), part("word/document.xml", b"<w:document/>")]
}

/// The key of the reason why the bytes are not taken; empty: they are.
fn why(kind: FileKind, bytes: &[u8]) -> String {
    match check(kind, &mut Cursor::new(bytes)) {
        Ok(()) => String::new(),
        Err(Error::Invalid(problems)) => problems.on("file").unwrap_or_default().to_owned(),
        Err(other) => panic!("{other}"),
    }
}

fn keep(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Result<Arrived, Error>, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::new(folder.path(), WorkspaceId::new(1));
    let mut draft = blobs.begin(u64::MAX).unwrap();
    draft.take(bytes).unwrap();
    let arrived = examine(&blobs, FileName::parse(name).unwrap(), draft).and_then(|file| file.keep(&blobs));
    (folder, arrived, blobs)
}

/// What lies on the disk of a file that was kept.
fn kept(name: &str, bytes: &[u8]) -> (Arrived, Vec<u8>) {
    let (_folder, arrived, blobs) = keep(name, bytes);
    let arrived = arrived.unwrap();
    let mut there = Vec::new();
    std::io::Read::read_to_end(&mut blobs.open(arrived.blob.hash).unwrap(), &mut there).unwrap();
    (arrived, there)
}

fn refused(name: &str, bytes: &[u8]) -> String {
    match keep(name, bytes).1 {
        Err(Error::Invalid(problems)) => problems.on("file").unwrap_or_default().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_fn(40, 20, |x, _| image::Rgb([x as u8 * 6, 90, 40]))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

#[test]
fn a_document_is_known_by_its_parts() {
    let sheet = [part("[Content_Types].xml", b"<Types/>"), part("xl/workbook.xml", b"<workbook/>")];
    let odt = "application/vnd.oasis.opendocument.text".as_bytes();
    let open = [part("mimetype", odt), part("content.xml", b"<office/>")];

    assert_eq!(why(FileKind::Docx, &zip(&document())), "");
    assert_eq!(why(FileKind::Xlsx, &zip(&sheet)), "");
    assert_eq!(why(FileKind::Odt, &zip(&open)), "");
    assert_eq!(why(FileKind::Docx, &zip(&sheet)), "files-refused-content");
    assert_eq!(why(FileKind::Ods, &zip(&open)), "files-refused-content");
    assert_eq!(why(FileKind::Docx, b"PK\x03\x04 and no more"), "files-refused-content");
}

#[test]
fn a_document_with_programs_or_ways_out_is_refused() {
    let with = |name| {
        let mut parts = document();
        parts.push(part(name, b"x"));
        why(FileKind::Docx, &zip(&parts))
    };

    assert_eq!(with("word/vbaProject.bin"), "files-refused-macros");
    assert_eq!(with("../../evil"), "files-refused-content");
    assert_eq!(with("/etc/passwd"), "files-refused-content");
    assert_eq!(with("word/fine.xml"), "");
}

#[test]
fn a_document_that_would_blow_up_is_refused_unopened() {
    let mut bomb = document();
    bomb.push(("word/media/bomb", b"tiny", u32::MAX - 1));
    let whole = zip(&document());
    let mut overlapping = whole.clone();
    let second = overlapping.windows(17).rposition(|piece| piece == b"word/document.xml").unwrap();
    overlapping[second - 4..second].copy_from_slice(&[0; 4]);

    assert_eq!(why(FileKind::Docx, &zip(&bomb)), "files-refused-bomb");
    assert_eq!(why(FileKind::Docx, &overlapping), "files-refused-content");
}

#[test]
fn a_document_is_nothing_else_at_the_same_time() {
    let whole = zip(&document());
    let pdf = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n".to_vec();

    assert_eq!(why(FileKind::Docx, &[b"MZ".as_slice(), &whole].concat()), "files-refused-content");
    assert_eq!(why(FileKind::Docx, &[whole.as_slice(), b"<script>"].concat()), "files-refused-content");
    assert_eq!(why(FileKind::Pdf, &pdf), "");
    assert_eq!(why(FileKind::Pdf, &[pdf.as_slice(), &whole].concat()), "files-refused-content");
    assert_eq!(why(FileKind::Pdf, &[b"<html>".as_slice(), &pdf].concat()), "files-refused-content");
}

#[test]
fn a_text_holds_letters_and_nothing_to_run() {
    let wide: Vec<u8> = "\u{feff}Име;Ѐ\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Име;Град\r\n");
    let letter = b"Received: from a\r\nFrom: Ana <ana@example.com>\r\nSubject: Oak\r\n\r\nHello\r\n";

    assert_eq!(why(FileKind::Csv, &cyrillic), "");
    assert_eq!(why(FileKind::Csv, &wide), "");
    assert_eq!(why(FileKind::Eml, letter), "");
    assert_eq!(why(FileKind::Vcf, b"\xef\xbb\xbfBEGIN:VCARD\r\nEND:VCARD\r\n"), "");
    assert_eq!(why(FileKind::Ics, b"BEGIN:VCARD\r\n"), "files-refused-content");
    assert_eq!(why(FileKind::Eml, b"Hello, Ana\r\n"), "files-refused-content");
    assert_eq!(why(FileKind::Text, b"MZ\x90\0\x03"), "files-refused-content");
    for active in
        ["<!DOCTYPE html><script>", "  <svg onload=alert(1)>", "#!/bin/sh\n", "\u{feff}<html>", "%PDF-1.7"]
    {
        assert_eq!(why(FileKind::Text, active.as_bytes()), "files-refused-content", "{active}");
    }
}

#[test]
fn a_picture_is_drawn_anew_without_what_stood_beside_it() {
    let secret = b"GPS 42.6977 N <script>alert(1)</script> PK\x05\x06";
    let jpeg = picture(image::ImageFormat::Jpeg);
    let comment = [b"\xff\xfe".as_slice(), &((secret.len() + 2) as u16).to_be_bytes(), secret].concat();
    let polyglot = [&jpeg[..2], &comment, &jpeg[2..], secret].concat();

    let (arrived, bytes) = kept("photo.JPEG", &polyglot);

    assert_eq!(arrived.name.to_string(), "photo.jpg");
    assert!(!bytes.windows(6).any(|piece| piece == b"script" || piece.starts_with(b"42.69")), "it stayed");
    assert_eq!(image::load_from_memory(&bytes).unwrap().dimensions(), (40, 20));
    assert!(arrived.thumbnail.is_some());
    let png = [picture(image::ImageFormat::Png), zip(&document())].concat();
    let (_, bytes) = kept("plan.png", &png);
    assert!(!bytes.windows(4).any(|piece| piece == b"PK\x05\x06"), "the zip file stayed");
}

#[test]
fn a_photograph_is_turned_as_its_camera_said() {
    let tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let jpeg = picture(image::ImageFormat::Jpeg);
    let exif = [b"\xff\xe1".as_slice(), &((tiff.len() + 2) as u16).to_be_bytes(), tiff].concat();

    let (_, bytes) = kept("photo.jpg", &[&jpeg[..2], &exif, &jpeg[2..]].concat());

    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(decoder.dimensions(), (20, 40));
    assert_eq!(decoder.exif_metadata().unwrap(), None);
}

#[test]
fn every_kind_of_picture_becomes_one_of_two() {
    assert_eq!(kept("a.gif", &picture(image::ImageFormat::Gif)).0.name.to_string(), "a.png");
    assert_eq!(kept("a.webp", &picture(image::ImageFormat::WebP)).0.name.to_string(), "a.jpg");
    assert_eq!(kept("a.png", &picture(image::ImageFormat::Png)).0.name.to_string(), "a.png");
}

#[test]
fn a_picture_too_large_for_the_memory_is_refused_by_its_head() {
    let mut flood = Vec::new();
    image::codecs::png::PngEncoder::new(&mut flood)
        .write_image(&[0; 3], 1, 1, image::ExtendedColorType::Rgb8)
        .unwrap();
    // The size stands in the head, behind it the check sum of the head.
    flood[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let sum = checksum(&flood[12..29]);
    flood[29..33].copy_from_slice(&sum.to_be_bytes());

    assert_eq!(refused("flood.png", &flood), "files-refused-points");
    assert_eq!(refused("half.png", &picture(image::ImageFormat::Png)[..60]), "files-refused-picture");
    assert_eq!(refused("page.png", b"<!doctype html><script>alert(1)</script>"), "files-refused-content");
    assert_eq!(refused("empty.txt", b""), "files-refused-empty");
}

/// The CRC-32 of PNG (ISO 3309).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let (folder, arrived, blobs) = keep("page.png", b"<html>");

    assert!(arrived.is_err());
    assert_eq!(blobs.list_older(std::time::Duration::ZERO).unwrap(), []);
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
}
