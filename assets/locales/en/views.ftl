views-title = Views
views-everything = All
views-manage = Manage views
views-help = A view keeps filters, conditions, order and columns under a name. Yours are seen by you only, shared ones by everybody here.
views-none = No views yet
views-none-text = Filter the list, then choose “Save as a view” in its menu.
views-to-list = To the list
views-save-list = Save as a view
views-save = Save
views-save-as = Save as …
views-back = Back to the view
views-saved = The view is saved.
views-is-changed = “{ $name }” is changed.
views-edit = Edit the view
views-edit-short = Edit
views-called = Name
views-shared = Share with everybody here
views-shared-help = You and whoever may change settings can edit it.
views-first = My list begins with this view
views-first-short = Begin with it
views-is-first = Your list begins here
views-begins = Your list begins with this view now.
views-begin-plain = Begin with all records
views-begins-plain = Your list begins with all records now.
views-duplicate = Duplicate
views-duplicated = This is your copy. Give it a name.
views-copy = { $name } (copy)
views-remove = Delete the view
views-removed = The view is deleted. Its records stay.
views-of-all = Shared
views-of-me = Only you
views-name-missing = Give the view a name.
views-name-long = Make the name shorter: up to 60 letters.
views-author-only = Somebody else made this view: share it, or duplicate it for yourself.
views-conditions = Conditions
views-no-conditions = Remove all
views-match = Show records for which
views-all-of = all of these hold
views-any-of = any of these holds
views-new-condition = New condition on
views-add = Add a condition
views-drop = Remove the condition on
views-in-group = Group
views-no-group = none
views-group = Group { $number }
views-group-any = Within a group, one condition is enough.
views-group-all = Within a group, each condition must hold.
views-show = Show the list
views-value = Value
views-days = How many days
views-from = From
views-to = To
views-me = whoever looks
views-choice-gone = (gone)
views-name = Name
views-created = Added
views-activity = Last activity
views-closed = Won or lost on
views-about = About a
views-author = Written down by
views-lost-reason = Reason of the loss
views-reached = Came to the stage
views-answered = First answer
views-deal-state = State of its deal
views-op-contains = contains
views-op-is = is
views-op-not = is not
views-op-starts = starts with
views-op-last = within the last days
views-op-next = within the next days
views-op-before = before
views-op-after = after
views-op-more = more than
views-op-less = less than
views-op-between = between
views-op-empty = is empty
views-op-filled = is not empty
views-last-days = { $count ->
    [one] within the last day
   *[other] within the last { $count } days
}
views-next-days = { $count ->
    [one] within the next day
   *[other] within the next { $count } days
}
views-value-missing = Say with what to compare.
views-value-long = Make this shorter: up to 200 letters.
views-digits = Give at least three digits of the number.
views-days-unclear = Give a number of days from 1 to 3650.
views-amount-unclear = Give an amount like 1500.
views-columns = Columns
views-columns-help = The name stands first. Choose what follows, in the order of the table; the first stays in sight on a phone.
views-column = Column { $number }
views-columns-plain = Back to the usual columns
views-change-all = Change all in this list
views-instead-all = All in this list …
views-change-ticked = More changes …
views-export-ticked = Export
views-write-ticked = Write to them
views-set-source = Set source
views-sourced = { $count ->
    [one] The record has another source.
   *[other] { $count } records have another source.
}
views-some-left = { $count ->
    [one] One of them was changed by somebody since, and stays as it is.
   *[other] { $count } of them were changed by somebody since, and stay as they are.
}
views-yes = yes
views-no = no
