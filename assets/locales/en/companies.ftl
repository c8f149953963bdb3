companies-title = Companies
companies-name = Name
companies-new = New company
companies-new-title = New company
companies-add = Add a company
companies-edit = Edit
companies-edit-title = Edit { $name }
companies-save = Save company
companies-saved = The company is saved.
companies-added = The company is added.
companies-restored = The company is back from the trash.
companies-more = More actions
companies-import = Import a file
companies-export = Export companies
companies-trash = Trash
companies-last-change = Last changed
companies-last-change-by = Last changed by { $name },
companies-empty-title = The companies you deal with
companies-empty-text = Each has one page with its people, its numbers and all that was agreed.
companies-empty-list = Have a list already?
companies-none-title = No company matches
companies-none-text = Remove a filter, or look for fewer letters.
companies-all = Show all companies
companies-search = Name, domain, number
companies-search-label = Name, domain, e-mail, phone or number
companies-filter-label = Filter companies
companies-bulk = With the chosen companies
companies-none-chosen = Choose at least one company first.
companies-tagged = { $count ->
    [one] The company is tagged.
   *[other] { $count } companies are tagged.
}
companies-untagged = { $count ->
    [one] The tag is taken off.
   *[other] The tag is taken off { $count } companies.
}
companies-assigned = { $count ->
    [one] The company has a new owner.
   *[other] { $count } companies have a new owner.
}
companies-trashed = { $count ->
    [one] The company is in the trash for 30 days.
   *[other] { $count } companies are in the trash for 30 days.
}
companies-registration-number = Registration number
companies-vat-number = VAT number
companies-source = Source
companies-external-id = Number elsewhere
companies-name-missing = Give the company’s name.
companies-too-long = Make this shorter: the name up to 200 letters, the rest up to 100.
companies-in-trash = This company is in the trash. Restore it first.
companies-like-vat = same VAT number
companies-like-domain = same domain
companies-like-name = similar name
companies-likely-title = Do you know this company already?
companies-likely-text = Nothing is saved yet. Open the other company, or add this one anyway.
companies-anyway = Add anyway
companies-people = People
companies-add-person = Add a person
companies-no-people = Nobody is noted here yet.
companies-all-people = Show all
