changes-undone = Това вече е отменено.
