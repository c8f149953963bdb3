//! Pictures drawn anew: only the points of the picture go into the new file, so whatever stood beside them (place and
//! device of a camera, a second file, a script) stays behind.

use std::io::{BufRead, Seek, Write};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, imageops,
};

use super::kind::FileKind;
use crate::base::{Error, Result};

/// The most points of a picture: a camera of 50 megapixels.
const POINTS: u64 = 50_000_000;
/// The longest side of a picture.
const SIDE: u32 = 20_000;
/// What decoding may take of the memory.
const MEMORY: u64 = 256 << 20;
/// The sides of the small picture.
const SMALL: u32 = 160;

/// A picture taken apart.
pub struct Picture {
    image: DynamicImage,
    format: Drawn,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// With loss, without transparency.
    Jpeg,
    /// Without loss.
    Png,
}

impl Drawn {
    /// The kind of the file that it makes.
    pub fn kind(self) -> FileKind {
        match self {
            Drawn::Jpeg => FileKind::Jpeg,
            Drawn::Png => FileKind::Png,
        }
    }
}

impl Picture {
    /// Reads a picture of that kind, of moving pictures the first one; nothing if files of that kind are no pictures.
    /// `Invalid` on `file` if it is broken or too large. Its size is known before its points are read.
    pub fn read(kind: FileKind, source: impl BufRead + Seek) -> Result<Option<Picture>> {
        let format = match kind {
            FileKind::Png => ImageFormat::Png,
            FileKind::Jpeg => ImageFormat::Jpeg,
            FileKind::Gif => ImageFormat::Gif,
            FileKind::Webp => ImageFormat::WebP,
            _ => return Ok(None),
        };
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
        limits.max_alloc = Some(MEMORY);
        let mut reader = ImageReader::with_format(source, format);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > POINTS || decoder.total_bytes() > MEMORY {
            return Err(Error::field("file", "files-refused-points"));
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
        image.apply_orientation(orientation);
        let is_photograph = kind == FileKind::Jpeg || (kind == FileKind::Webp && !image.color().has_alpha());
        Ok(Some(match is_photograph {
            true => Picture { image: in_plain_colours(image), format: Drawn::Jpeg },
            false => Picture { image, format: Drawn::Png },
        }))
    }

    /// How it is written.
    pub fn format(&self) -> Drawn {
        self.format
    }

    /// Writes it.
    pub fn draw(&self, into: &mut impl Write) -> Result<()> {
        let drawn = match self.format {
            Drawn::Jpeg => self.image.write_with_encoder(JpegEncoder::new_with_quality(into, 90)),
            Drawn::Png => self.image.write_with_encoder(PngEncoder::new(into)),
        };
        drawn.map_err(|error| refusal(&error))
    }

    /// Writes a small one, as JPEG on white.
    pub fn draw_small(&self, into: &mut impl Write) -> Result<()> {
        let small = self.image.thumbnail(SMALL, SMALL).to_rgba8();
        let mut paper =
            DynamicImage::from(RgbImage::from_pixel(small.width(), small.height(), Rgb([255; 3])));
        imageops::overlay(&mut paper, &small, 0, 0);
        let drawn = paper.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(into, 80));
        drawn.map_err(|error| refusal(&error))
    }
}

/// The colours that JPEG knows; a picture that has them already is not copied.
fn in_plain_colours(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
        other => other.into_rgb8().into(),
    }
}

fn refusal(error: &ImageError) -> Error {
    Error::field(
        "file",
        match error {
            ImageError::Limits(_) => "files-refused-points",
            _ => "files-refused-picture",
        },
    )
}
