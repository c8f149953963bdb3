"""What is checked of every page, in every mode."""

import re

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
AXE = Axe().axe_script

# Controls whose box is smaller than a finger needs; of links axe knows which may be as small as their letters.
SMALL = """() => [...document.querySelectorAll('button, input, select, summary, textarea')]
    .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter(e => !e.closest('label, .unseen'))
    .map(e => [e.getBoundingClientRect(), e])
    .filter(([box]) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24))
    .map(([box, e]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 100)}`)"""

# Tables that reach out of the sheet on which they lie, which hides what is too much.
CUT = """() => [...document.querySelectorAll('.sheet > table')]
    .filter(e => e.offsetWidth > e.parentElement.clientWidth + 1)
    .map(e => `${e.offsetWidth} px on ${e.parentElement.clientWidth}`)"""

# How the page is built, asked at once.
BUILT = """() => {
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
    return {
        title: document.title,
        headings: document.querySelectorAll('h1').length,
        inline: document.querySelectorAll('[style], style, script:not([src]), [onclick]').length,
        twice: [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))],
        text: document.body.innerText,
    };
}"""
KEY = re.compile(r"\b(?:contacts|companies|leads|deals|tasks|frame|settings|transfer|import|search|error)-[a-z]+(?:-[a-z]+)*\b")


def offences(page):
    """Everything wrong with the page as it is now, in words."""
    return accessibility(page) + structure(page) + measures(page)


def measures(page):
    """What does not fit the window, or a finger."""
    found, width = [], page.viewport_size["width"]
    needed = page.evaluate("document.scrollingElement.scrollWidth")
    if needed > width:
        found.append(f"needs {needed} px where {width} are: {widest(page, width)}")
    found += [f"a table is cut off: {line}" for line in page.evaluate(CUT)]
    return found + [f"too small to hit: {line}" for line in page.evaluate(SMALL)]


def accessibility(page, rules=RULES):
    """What axe finds; only violations are worked out and sent over, which halves the time."""
    page.evaluate(AXE)
    violations = page.evaluate("async rules => (await axe.run(rules)).violations", rules)
    return [
        f"axe {rule['id']}: {node['html'][:140]} ({first_line(node['failureSummary'])})"
        for rule in violations
        for node in rule["nodes"]
    ]


def colours(page):
    """Letters that are hard to tell from their ground: all that another theme can do wrong."""
    return accessibility(page, CONTRAST)


def structure(page):
    built = page.evaluate(BUILT)
    found = []
    if len(built["title"]) < 4:
        found.append(f"title '{built['title']}'")
    if built["headings"] != 1:
        found.append(f"{built['headings']} h1")
    if built["inline"]:
        found.append(f"{built['inline']} inline styles or scripts")
    found += [f"id twice: {one}" for one in built["twice"]]
    return found + [f"a key is shown as text: {key}" for key in KEY.findall(built["text"])]


def widest(page, width):
    return page.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1)"
        ".slice(-2).map(e => e.outerHTML.slice(0, 120)).join(' | ')",
        width,
    )


def first_line(summary):
    return " ".join(summary.split())[:160]
