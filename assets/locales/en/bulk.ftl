bulk-title = { $count ->
    [one] Change the one record in this list
   *[other] Change all { $count } records in this list
}
bulk-title-many = Change all records in this list
bulk-title-ticked = { $count ->
    [one] Change the one record that you ticked
   *[other] Change the { $count } records that you ticked
}
bulk-help = Records that are not yours to change, or that somebody changes meanwhile, stay as they are. You can take all of it back for 30 days.
bulk-what = What to do
bulk-assign = Give them to
bulk-tag = Add a tag
bulk-untag = Remove a tag
bulk-source = Set the source
bulk-move = Move to stage
bulk-fields = Fill in your own fields
bulk-fields-help = If you choose to fill in your own fields: what you leave empty here stays as it is in each record. Fields whose values must differ are not offered.
bulk-fields-missing = Fill in at least one of your own fields, or tick one that shall be empty.
bulk-fields-unique = A field whose values must differ cannot be the same in many records.
bulk-clear = Empty these fields
bulk-trash = Put into the trash
bulk-due = Make them due on
bulk-finish = Mark them as done
bulk-remove = Remove them
bulk-begin = Begin
bulk-verb-missing = Choose what to do.
bulk-stage-missing = Choose a stage.
bulk-source-long = Make the source shorter: up to 100 letters.
bulk-too-old = This page has stood open for more than a day. Open the list again and look what it shows now.
bulk-over = This is over already. Load the page again.
bulk-running = Changing the records
bulk-done = The records are changed
bulk-cancelled = Stopped
bulk-undoing = Taking it back
bulk-undone = Taken back
bulk-so-far = { $done } of { $all } records
bulk-may-leave = You may leave this page: the work goes on.
bulk-cancel = Stop
bulk-changed = Changed
bulk-alike = Were so already
bulk-skipped = Left as they are
bulk-kept = { $count ->
    [one] One record was changed since, and stays as it is.
   *[other] { $count } records were changed since, and stay as they are.
}
bulk-to-list = To the list
bulk-undo = Take all of it back
bulk-undo-help = Records that somebody has changed since stay as they are. An e-mail address that somebody else has got since is shared.
bulk-unnamed = A record that is in use no more
bulk-why-changed = changed since you saw the list
bulk-why-forbidden = not yours to change
bulk-why-refused = its state does not allow it
bulk-why-gone = in use no more
