"""Lists of people as spreadsheets write them, made by rule: repeats, people who are known, bad rows, in every encoding."""

import codecs
import csv
import dataclasses
import io

CYRILLIC = [("Калина", "Василева"), ("Петър", "Младенов"), ("Юлия", "Щерева"), ("Иван", "Петров"), ("Ъгъл", "Жечков")]
WESTERN = [("Jürgen", "Müller"), ("Zoë", "Åkesson"), ("René", "Élysée"), ("Søren", "Østergård"), ("Inés", "Núñez")]
OTHERS = [("Łukasz", "Żółć"), ("Ελένη", "Παπαδοπούλου"), ("Şükrü", "Çağlar"), ("美咲", "田中")]


@dataclasses.dataclass(frozen=True)
class Encoding:
    """How a file is written: its letters, its mark, what stands between its columns, and names that it can write."""

    name: str
    codec: str
    mark: bytes
    delimiter: str
    people: list


ENCODINGS = [
    Encoding("utf-8", "utf-8", b"", ",", CYRILLIC + WESTERN + OTHERS),
    Encoding("utf-8-mark", "utf-8", codecs.BOM_UTF8, ";", CYRILLIC + OTHERS),
    Encoding("utf-16le", "utf-16-le", codecs.BOM_UTF16_LE, "\t", WESTERN + OTHERS),
    Encoding("utf-16be", "utf-16-be", codecs.BOM_UTF16_BE, ";", CYRILLIC + WESTERN),
    Encoding("windows-1251", "cp1251", b"", ";", CYRILLIC),
    Encoding("windows-1252", "cp1252", b"", ";", WESTERN),
]

HEADER = ["First name", "Last name", "Company", "E-mail", "Phone", "Job title", "Tags", "Notes"]

# What becomes of a hundred rows, once the people of `known` are there.
OF_A_HUNDRED = {"create": 65, "update": 10, "same": 10, "merged": 10, "ambiguous": 1, "invalid": 4}


def known(rows, encoding):
    """People of the next list who are there already: of each hundred 20 to 39, and two who will be met at once."""
    people = [person(row, encoding, job="Clerk") for row in range(rows) if row % 100 in range(20, 40)]
    for hundred in range(rows // 100):
        people += [twin(hundred, side, encoding) for side in "ab"]
    return written(people, encoding)


def coming(rows, encoding):
    """The list: new people, known ones as they are and changed, repeats of earlier rows, and bad rows."""
    return written((line(row, encoding) for row in range(rows)), encoding)


def line(row, encoding):
    place, hundred = row % 100, row // 100
    match place:
        case _ if 20 <= place < 30:
            return person(row, encoding, job="Clerk")
        case _ if 30 <= place < 40:
            return person(row, encoding, job="Head of purchasing")
        case _ if 50 <= place < 60:
            # The row ten above once more, its address in capitals, with a job.
            again = person(row - 10, encoding, job="Manager", tags="VIP; Fair")
            return [*again[:3], again[3].upper(), *again[4:]]
        case 95:
            return changed(person(row, encoding), "E-mail", f"{email(row - 95)}; {email(row - 94)}")
        case 96:
            return changed(person(row, encoding), "E-mail", f"{twin_email(hundred, 'a')}; {twin_email(hundred, 'b')}")
        case 97:
            return changed(person(row, encoding), "E-mail", "nobody(at)nowhere")
        case 98:
            return changed(person(row, encoding), "Phone", "3,59888E+11")
        case 99:
            return ["", "", company(row, encoding), "", "", "", "", ""]
    return person(row, encoding, note='He said: "yes"\nand more' if place % 10 == 0 else "")


def person(row, encoding, job="", tags="", note=""):
    first, last = encoding.people[row % len(encoding.people)]
    phone = f"0888 {row // 1_000:03} {row % 1_000:03}"
    return [first, last, company(row, encoding), email(row), phone, job, tags, note]


def twin(hundred, side, encoding):
    first, last = encoding.people[hundred % len(encoding.people)]
    return [first, last, "", twin_email(hundred, side), "", "", "", ""]


def company(row, encoding):
    return f"{encoding.people[row % len(encoding.people)][1]} & {row % 200}"


def email(row):
    return f"p{row}@firm{row % 200}.example"


def twin_email(hundred, side):
    return f"twin-{side}{hundred}@twins.example"


def changed(row, column, value):
    return [value if name == column else cell for name, cell in zip(HEADER, row, strict=True)]


def written(rows, encoding):
    """The file, byte for byte."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=encoding.delimiter, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return encoding.mark + text.getvalue().encode(encoding.codec)
