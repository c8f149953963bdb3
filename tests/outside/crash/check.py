"""What must be true after every crash, read from a copy of the database with nothing but SQLite."""

import sqlite3

# Each question must give no row.
NOTHING_HALF = {
    "a contact without its subject": """
        SELECT contact.id FROM contact LEFT JOIN subject ON subject.id = contact.id AND subject.kind = 'contact'
        WHERE subject.id IS NULL""",
    "a subject without its contact": """
        SELECT subject.id FROM subject LEFT JOIN contact ON contact.id = subject.id
        WHERE subject.kind = 'contact' AND contact.id IS NULL""",
    "a subject without its note": """
        SELECT subject.id FROM subject LEFT JOIN note ON note.id = subject.id
        WHERE subject.kind = 'note' AND note.id IS NULL""",
    "a contact that search does not know": """
        SELECT contact.id FROM contact WHERE live = 1 AND id NOT IN (SELECT subject_id FROM search_prefix)""",
    "a word of a record that no piece finds": """
        SELECT word FROM search_prefix WHERE (workspace_id, word) NOT IN (SELECT workspace_id, word FROM search_word)""",
    "a word whose letters are not known": """
        SELECT word_id FROM search_word WHERE word_id NOT IN (SELECT id FROM search_docsize)""",
    "a word of no record": """
        SELECT word FROM search_word WHERE (workspace_id, word) NOT IN (SELECT workspace_id, word FROM search_prefix)""",
    "a contact without its e-mail address": """
        SELECT contact.id FROM contact WHERE id NOT IN (SELECT subject_id FROM contact_point WHERE kind = 'email')""",
    "a contact that the audit does not tell of": """
        SELECT contact.id FROM contact WHERE id NOT IN (SELECT subject_id FROM audit WHERE subject_id IS NOT NULL)""",
    "a contact without its first line in the timeline": """
        SELECT contact.id FROM contact WHERE id NOT IN (SELECT subject_id FROM activity)""",
    "a note without its line in the timeline": """
        SELECT note.id FROM note WHERE id NOT IN (SELECT note_id FROM activity WHERE note_id IS NOT NULL)""",
    "a count that is wrong": """
        SELECT kind FROM tally WHERE kind = 'contact'
        AND live <> (SELECT count(*) FROM contact WHERE contact.workspace_id = tally.workspace_id AND contact.live = 1)""",
    "a number of a paper that is missing or doubled": """
        SELECT series FROM invoice WHERE state <> 'draft' GROUP BY workspace_id, series
        HAVING max(place) <> count(*) OR count(DISTINCT number) <> count(*)""",
    "a series that goes on elsewhere": """
        SELECT series FROM number_series
        WHERE next <> (SELECT coalesce(max(place), 0) + 1 FROM invoice
                       WHERE invoice.workspace_id = number_series.workspace_id AND invoice.series = number_series.series)""",
    "an issued paper without what is owed": """
        SELECT id FROM invoice WHERE state <> 'draft' AND id NOT IN (SELECT invoice_id FROM invoice_balance)""",
    "an issued paper that the audit does not tell of": """
        SELECT id FROM invoice WHERE state <> 'draft'
        AND id NOT IN (SELECT subject_id FROM audit WHERE verb = 'invoice.issue')""",
    "a paper without its lines": """
        SELECT id FROM invoice WHERE id NOT IN (SELECT invoice_id FROM invoice_line)""",
    "a gap in the audit": """
        SELECT workspace_id FROM audit GROUP BY workspace_id HAVING max(seq) - min(seq) + 1 <> count(*)""",
}


def copy_of(kantora, folder):
    """A consistent copy, taken as any other process may take one."""
    copy = folder / "copy.db"
    copy.unlink(missing_ok=True)
    source, target = sqlite3.connect(kantora.data / "kantora.db"), sqlite3.connect(copy)
    with target:
        source.backup(target)
    source.close()
    return target


def faults(database):
    """Everything that is broken or half done, in words."""
    found = [f"integrity: {row[0]}" for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check")]
    for name, question in NOTHING_HALF.items():
        rows = database.execute(question).fetchall()
        if rows:
            found.append(f"{name}: {len(rows)}, first {rows[0]}")
    return found


def written(database):
    """How often each contact, each note and each issued paper is there."""
    counts = {}
    for (name,) in database.execute(
        "SELECT name FROM contact UNION ALL SELECT body FROM note UNION ALL SELECT buyer_order FROM invoice WHERE state = 'issued'"
    ):
        counts[name] = counts.get(name, 0) + 1
    return counts


def lost(answered, counts):
    return sorted(name for name in answered if counts.get(name, 0) != 1)


def twice(counts):
    return sorted(name for name, count in counts.items() if count > 1)
