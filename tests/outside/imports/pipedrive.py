"""What somebody takes along from Pipedrive: five files that name each other, made by rule."""

import csv
import io

STAGES = ["Lead In", "Contact Made", "Proposal Made", "Negotiations Started"]
REASONS = ["Price", "Went to a neighbour", "No answer"]
OWNER = "Mara Ilieva"


def files(size):
    """The five files, in no good order, for so many companies."""
    return {
        "notes.csv": written(notes(size)),
        "deals.csv": written(deals(size)),
        "activities.csv": written(activities(size)),
        "people.csv": written(people(size)),
        "organizations.csv": written(companies(size)),
    }


def company(number):
    return f"Пекарна {number}" if number % 5 == 0 else f"Mill & {number}, Sons"


def person(number):
    return f"Калина Реброва-{number}" if number % 5 == 0 else f"Grace Reed-{number}"


def deal(number):
    return f"Floor {number}"


def when(number):
    return f"2025-{number % 12 + 1:02}-{number % 28 + 1:02} 09:00:00"


def companies(size):
    for number in range(size):
        yield {"Organization - ID": 10_000 + number, "Organization - Name": company(number), "Organization - Organization created": when(number)}


def people(size):
    for number in range(size * 2):
        yield {
            "Person - ID": 20_000 + number, "Person - Name": person(number), "Person - Organization": company(number % size),
            "Person - Organization ID": 10_000 + number % size, "Person - Email - Work": f"p{number}@mill{number % size}.example",
            "Person - Person created": when(number),
        }


def deals(size):
    for number in range(size):
        status = ["Open", "Won", "Lost"][number % 3]
        ended = when(number + 1) if status != "Open" else ""
        yield {
            "Deal - ID": 30_000 + number, "Deal - Title": deal(number), "Deal - Owner": OWNER, "Deal - Value": f"{number + 1}.50",
            "Deal - Currency of Value": "EUR", "Deal - Organization": company(number), "Deal - Contact person": person(number),
            "Deal - Pipeline": "Shops", "Deal - Stage": STAGES[number % len(STAGES)], "Deal - Status": status,
            "Deal - Deal created": when(number), "Deal - Won time": ended if status == "Won" else "",
            "Deal - Lost time": ended if status == "Lost" else "", "Deal - Deal closed on": ended,
            "Deal - Lost reason": REASONS[number % len(REASONS)] if status == "Lost" else "",
        }


def activities(size):
    for number in range(size * 2):
        is_done = number % 2 == 0
        yield {
            "Activity - ID": 40_000 + number, "Activity - Subject": f"Ask {number}", "Activity - Type": ["Call", "Task", "Meeting"][number % 3],
            "Activity - Due date": when(number)[:10], "Activity - Done": "Done" if is_done else "To do",
            "Activity - Marked as done time": when(number) if is_done else "", "Activity - Deal": deal(number % size),
            "Activity - Contact person": person(number % size), "Activity - Organization": company(number % size),
            "Activity - Add time": when(number),
        }


def notes(size):
    for number in range(size):
        yield {"ID": 50_000 + number, "Content": f"<p>Pays within {number} days</p>", "Deal": "", "Person": "", "Organization": company(number), "User": OWNER, "Add time": when(number)}


def written(rows):
    rows = list(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
