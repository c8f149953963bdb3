"""Lists and cards, brought in and taken out."""

import itertools
import pathlib

LISTS = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "imports"

_numbers = itertools.count(1)


def unique(word):
    """A name that no other list brings."""
    return f"{word}{next(_numbers)}"


def bring_in(hand, office, name):
    """The four steps of an import, up to its report."""
    hand.inside("/import")
    hand.upload("file", csv_file(hand.folder, name))
    hand.press("transfer-upload")
    confirm(hand)


def confirm(hand):
    """From the columns to the report."""
    hand.sees_text("transfer-columns-title")
    hand.press("transfer-check")
    hand.waits_for("transfer-check-title")
    hand.press("transfer-run")
    hand.waits_for("transfer-status-done")


def import_a_file(hand, office):
    name = unique("Importova")
    bring_in(hand, office, name)
    hand.inside(f"/contacts?q={name}")
    hand.sees(f"Bela {name}")
    hand.sees(f"Georgi {name}")


def paste_rows(hand, office):
    name = unique("Pasted")
    hand.inside("/import")
    hand.fill("rows", f"First name,Last name,E-mail\nAda,{name},ada.{name}@example.org")
    hand.press("transfer-upload")
    hand.sees_text("transfer-pasted")
    confirm(hand)
    hand.inside(f"/contacts?q={name}")
    hand.sees(f"Ada {name}")


def choose_a_sheet(hand, office):
    hand.inside("/import")
    hand.upload("file", LISTS / "workbook.xlsx")
    hand.press("transfer-upload")
    hand.sees("amelia@hart.example")
    hand.choose("sheet", "0")
    hand.press("transfer-read-again")
    hand.sees("Customers of the Leeds office")
    hand.sees_not("amelia@hart.example")


def undo_an_import(hand, office):
    name = unique("Takenback")
    bring_in(hand, office, name)
    hand.press("transfer-undo")
    hand.waits_for("transfer-status-undone")
    hand.inside(f"/contacts?q={name}")
    hand.sees_not(f"Bela {name}")


def import_a_set(hand, office):
    """A newcomer brings the files of another product, imports them as suggested, and takes them back."""
    name = unique("Setova")
    hand.inside("/import")
    hand.upload("file", set_files(hand.folder, name))
    hand.press("transfer-upload")
    hand.press("transfer-set-run")
    hand.waits_for("transfer-set-undo")
    hand.inside(f"/deals?q={name}")
    hand.sees(f"Counter {name}")
    hand.inside("/import")
    hand.follow("transfer-of-set")
    hand.follow("transfer-set-undo")
    hand.press("transfer-set-undo-sure")
    hand.waits_for("transfer-status-undone")
    hand.inside(f"/deals?q={name}")
    hand.sees_not(f"Counter {name}")


def set_files(folder, name):
    lists = {
        "deals.csv": "Deal - Title,Deal - Value,Deal - Organization,Deal - Contact person,Deal - Stage,Deal - Status\n"
        f"Counter {name},1200,{name} Ltd,Bela {name},Talks {name},Open\n",
        "people.csv": "Person - Name,Person - Organization,Person - Email - Work\n"
        f"Bela {name},{name} Ltd,bela.{name}@example.org\n",
        "organizations.csv": f"Organization - Name,Organization - Owner\n{name} Ltd,\n",
        "notes.csv": f"ID,Content,Deal,Person,Organization,User,Add time\n1{name},Likes oak,Counter {name},,,,2025-03-01 08:00:00\n",
    }
    for file, text in lists.items():
        (folder / file).write_text(text)
    return [folder / file for file in lists]


def csv_file(folder, name):
    path = folder / "contacts.csv"
    path.write_text(
        "First Name,Last Name,E-mail Address,Company\n"
        f"Bela,{name},bela.{name}@example.org,Kiln Ltd\n"
        f"Georgi,{name},georgi.{name}@example.org,Kiln Ltd\n"
    )
    return path


def export_contacts(hand, office):
    name = unique("Exported")
    office.add_contact(name)
    hand.inside("/contacts")
    written = hand.download("contacts-export").read_text()
    assert name in written, written[:300]


def save_a_card(hand, office):
    name = unique("Carded")
    hand.inside(office.add_contact(name))
    written = hand.download("contacts-card3").read_text()
    assert "VERSION:3.0" in written and name in written, written
