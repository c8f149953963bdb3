//! Elements one within the other.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes XML into memory; what is empty is not written.
pub struct Elements(Writer<Vec<u8>>);

impl Elements {
    /// A document of one root with the short names of its vocabularies.
    pub fn document(root: &str, names: &[(&str, &str)], write: impl FnOnce(&mut Elements)) -> String {
        let mut xml = Elements(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.element(root, names, write);
        String::from_utf8(xml.0.into_inner()).expect("all that was written is text")
    }

    /// An element that holds others.
    pub fn within(&mut self, name: &str, write: impl FnOnce(&mut Elements)) {
        self.element(name, &[], write);
    }

    /// An element that holds text, unless there is none.
    pub fn text(&mut self, name: &str, text: &str) {
        self.marked(name, &[], text);
    }

    /// The same with attributes.
    pub fn marked(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let text = readable(text);
        if !text.is_empty() {
            self.element(name, attributes, |xml| xml.put(Event::Text(BytesText::new(&text))));
        }
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], write: impl FnOnce(&mut Elements)) {
        let mut start = BytesStart::new(name);
        for attribute in attributes {
            start.push_attribute(*attribute);
        }
        self.put(Event::Start(start));
        write(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    fn put(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes everything");
    }
}

/// Without the signs that XML cannot hold (XML 1.0, section 2.2), and without blanks around it.
fn readable(text: &str) -> String {
    let is_sign = |sign: &char| {
        matches!(sign, '\t' | '\n')
            || (*sign >= ' ' && !matches!(sign, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_sign).collect::<String>().trim().to_owned()
}
