//! Which format a file has, and what stands in it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::columns::Mapping;
use super::{MOST_BYTES, MOST_LINES, Read, Unfit, camt, mt940, ofx, table};
use crate::base::Currency;

/// Reads a statement. `known` names the columns of a table with that header, if somebody did before; `own` is the currency
/// of amounts that come without one.
pub fn read(
    bytes: &[u8],
    known: impl FnOnce(&[String]) -> Option<Mapping>,
    own: Currency,
) -> Result<Read, Unfit> {
    if bytes.len() > MOST_BYTES {
        return Err(Unfit::whole("statements-too-large"));
    }
    let text = decoded(bytes);
    let begin = text.trim_start().chars().take(2_000).collect::<String>();
    let read = if begin.contains("OFXHEADER") || begin.contains("<OFX") {
        Read::Told(ofx::read(&text, own)?)
    } else if begin.starts_with('<') {
        Read::Told(camt::read(&text)?)
    } else if begin.contains(":20:") && text.contains(":60") {
        Read::Told(mt940::read(&text)?)
    } else {
        table::read(&text, known, own)?
    };
    match &read {
        Read::Told(told) if told.entries.is_empty() => Err(Unfit::whole("statements-empty")),
        Read::Told(told) if told.entries.len() > MOST_LINES => Err(Unfit::whole("statements-too-many")),
        _ => Ok(read),
    }
}

/// As text: UTF-8 if it is that, else what it most looks like.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow).decode(bytes).0.into_owned()
}
