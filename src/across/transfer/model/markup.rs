//! Cells that another product filled with HTML.

/// The text of a cell that another product filled with HTML: the words, a line for each paragraph.
pub fn without_markup(text: &str) -> String {
    if !text.contains("</") && !text.contains("<br") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((name, after)) = tag.split_once('>') else {
            plain.push('<');
            rest = tag;
            continue;
        };
        let name = name.trim_start_matches('/').to_ascii_lowercase();
        if ["br", "p", "div", "li", "ul", "ol", "tr"]
            .iter()
            .any(|block| name.split([' ', '/']).next() == Some(block))
        {
            plain.push('\n');
        }
        rest = after;
    }
    plain.push_str(rest);
    let pairs =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let told = pairs.into_iter().fold(plain, |text, (sign, letter)| text.replace(sign, letter));
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    let mut joined = lines.join("\n");
    while joined.contains("\n\n\n") {
        joined = joined.replace("\n\n\n", "\n\n");
    }
    joined.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_paragraphs_of_html_are_kept_and_nothing_else() {
        assert_eq!(
            without_markup("<p>Pays <b>late</b> &amp; little</p><p>Call</p>"),
            "Pays late & little\n\nCall"
        );
        assert_eq!(without_markup("1 < 2"), "1 < 2");
        assert_eq!(without_markup("<div>a<br>b</div>"), "a\nb");
    }
}
