changes-undone = This was already undone.
