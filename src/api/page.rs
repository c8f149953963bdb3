//! The documentation of the API as a page of ours, made from the description.

use maud::{Markup, html};
use poem::handler;
use serde_json::{Map, Value};

use super::{OPERATIONS, describe};
use crate::web::components::{section, title};
use crate::web::operations::Ask;
use crate::web::{Cx, frame_text};

/// What programs can ask.
#[handler]
pub async fn documentation(cx: Cx) -> Markup {
    let whole = describe::whole();
    let tags: Vec<&Value> = list(&whole["tags"]).iter().filter(|tag| tag["name"] != "Health").collect();
    let body = html! {
        (title(cx.t("api-title"), "", html! {}))
        div.split.index-first {
            nav.index aria-label=(cx.t("api-title")) {
                ul {
                    li { a href="#begin" { (cx.t("api-begin")) } }
                    @for tag in &tags { li { a href={ "#" (text(&tag["name"])) } lang="en" { (text(&tag["name"])) } } }
                    li { a href="#records" { (cx.t("api-schemas")) } }
                }
            }
            div {
                (section("begin", cx.t("api-begin"), html! {}, begin(&cx, whole)))
                @for tag in &tags { (part(&cx, whole, tag)) }
                (section("records", cx.t("api-schemas"), html! {}, records(&cx, whole)))
            }
        }
    };
    frame_text(&cx, cx.t("api-title"), body)
}

fn begin(cx: &Cx, whole: &Value) -> Markup {
    html! {
        div.prose {
            p { (cx.t("api-text")) " " a href="/api/v1/openapi.json" { "openapi.json" } }
            p { (cx.t("api-make")) }
        }
        div.prose lang="en" { (prose(&whole["info"]["description"])) }
    }
}

/// The operations of one part.
fn part(cx: &Cx, whole: &Value, tag: &Value) -> Markup {
    let name = text(&tag["name"]);
    let operation = |ask: &Ask| whole["paths"][ask.path][ask.method.to_ascii_lowercase()].clone();
    let own = OPERATIONS.iter().map(|ask| (ask, operation(ask)));
    let own = own.filter(|(_, operation)| list(&operation["tags"]).iter().any(|tag| text(tag) == name));
    let body = html! {
        div.prose lang="en" {
            (prose(&tag["description"]))
            @for (ask, operation) in own { (draw(cx, ask, &operation)) }
        }
    };
    section(name, html! { span lang="en" { (name) } }, html! {}, body)
}

fn draw(cx: &Cx, ask: &Ask, operation: &Value) -> Markup {
    html! {
        h3 { (text(&operation["summary"])) }
        pre { (ask.method) " " (ask.path) }
        (prose(&operation["description"]))
        @if !list(&operation["parameters"]).is_empty() {
            p { b lang=(cx.language().code()) { (cx.t("api-parameters")) } }
            ul { @for parameter in list(&operation["parameters"]) { (draw_parameter(cx, parameter)) } }
        }
        @if let Some(body) = operation["requestBody"]["content"].as_object() {
            p {
                b lang=(cx.language().code()) { (cx.t("api-body")) } " "
                @for kind in body.values() { (shape(&kind["schema"])) }
            }
        }
        p { b lang=(cx.language().code()) { (cx.t("api-answers")) } }
        ul { @for (status, answer) in fields(&operation["responses"]) { (draw_answer(status, answer)) } }
    }
}

fn draw_parameter(cx: &Cx, parameter: &Value) -> Markup {
    html! {
        li {
            code { (text(&parameter["name"])) } " " (text(&parameter["in"])) ", " (shape(&parameter["schema"]))
            @if parameter["required"] == true { ", " span lang=(cx.language().code()) { (cx.t("api-needed")) } }
            @if let Some(said) = parameter["description"].as_str() { ": " (inline(said)) }
        }
    }
}

fn draw_answer(status: &str, answer: &Value) -> Markup {
    let named = answer["$ref"].as_str().and_then(|name| name.rsplit('/').next());
    let answer = named.map_or(answer, |name| &describe::whole()["components"]["responses"][name]);
    html! {
        li {
            code { (status) } " " (inline(text(&answer["description"])))
            @for kind in answer["content"].as_object().into_iter().flat_map(Map::values) { " " (shape(&kind["schema"])) }
        }
    }
}

/// Every kind of record with its fields.
fn records(cx: &Cx, whole: &Value) -> Markup {
    html! {
        div.prose lang="en" {
            @for (name, schema) in fields(&whole["components"]["schemas"]) {
                h3 id={ "record-" (name) } { (name) }
                (prose(&schema["description"]))
                ul {
                    @for (field, kind) in fields(&schema["properties"]) {
                        li {
                            code { (field) } " " (shape(kind))
                            @if list(&schema["required"]).iter().any(|needed| text(needed) == field) {
                                ", " span lang=(cx.language().code()) { (cx.t("api-needed")) }
                            }
                            @if let Some(said) = kind["description"].as_str() { ": " (inline(said)) }
                        }
                    }
                }
                @if !schema["example"].is_null() {
                    pre { (serde_json::to_string_pretty(&schema["example"]).unwrap_or_default()) }
                }
            }
        }
    }
}

/// A schema in a few words; a record by a link to it.
fn shape(schema: &Value) -> Markup {
    let named = schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str());
    if let Some(name) = named.and_then(|name| name.rsplit('/').next()) {
        return html! { a href={ "#record-" (name) } { (name) } };
    }
    let words: Vec<&str> = list(&schema["enum"]).iter().map(text).collect();
    html! {
        (text(&schema["type"]))
        @if let Some(format) = schema["format"].as_str() { " (" (format) ")" }
        @if !words.is_empty() { " (" (words.join(", ")) ")" }
        @if let Some(most) = schema["maxLength"].as_u64() { " (≤ " (most) ")" }
        @if let (Some(least), Some(most)) = (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
            " (" (least) "–" (most) ")"
        }
        @if schema["nullable"] == true { " / null" }
        @if schema["items"].is_object() { " · " (shape(&schema["items"])) }
    }
}

/// Paragraphs.
fn prose(said: &Value) -> Markup {
    html! { @for paragraph in text(said).split("\n\n").filter(|text| !text.is_empty()) { p { (inline(paragraph)) } } }
}

/// What stands between backticks is code.
fn inline(said: &str) -> Markup {
    html! {
        @for (index, piece) in said.split('`').enumerate() {
            @if index % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
