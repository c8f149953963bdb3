contacts-title = Contacts
contacts-name = Name
contacts-new = New contact
contacts-new-title = New contact
contacts-add = Add a contact
contacts-edit = Edit
contacts-edit-title = Edit { $name }
contacts-save = Save contact
contacts-saved = The contact is saved.
contacts-added = The contact is added.
contacts-restored = The contact is back from the trash.
contacts-more = More actions
contacts-import = Import a file
contacts-export = Export contacts
contacts-export-card3 = Export as vCard 3.0
contacts-export-card4 = Export as vCard 4.0
contacts-card3 = Save as vCard 3.0
contacts-card4 = Save as vCard 4.0
contacts-trash = Trash
contacts-write = Write
contacts-call = Call
contacts-facts = Facts
contacts-added-on = Added
contacts-changed-on = changed
contacts-last-change = Last changed
contacts-last-change-by = Last changed by { $name },
contacts-empty-title = The people you deal with
contacts-empty-text = Customers, suppliers, whoever picks up the phone. Each has one page with all that was said and agreed.
contacts-empty-list = Have a list already?
contacts-none-title = Nobody matches
contacts-none-text = Remove a filter, or look for fewer letters.
contacts-all = Show all contacts
contacts-search = Name, company, e-mail
contacts-search-label = Name, company, e-mail or phone
contacts-filter-label = Filter contacts
contacts-bulk = With the chosen contacts
contacts-none-chosen = Choose at least one contact first.
contacts-tagged = { $count ->
    [one] The contact is tagged.
   *[other] { $count } contacts are tagged.
}
contacts-untagged = { $count ->
    [one] The tag is taken off.
   *[other] The tag is taken off { $count } contacts.
}
contacts-assigned = { $count ->
    [one] The contact has a new owner.
   *[other] { $count } contacts have a new owner.
}
contacts-trashed = { $count ->
    [one] The contact is in the trash for 30 days.
   *[other] { $count } contacts are in the trash for 30 days.
}
contacts-first-name = First name
contacts-middle-name = Middle name
contacts-last-name = Last name
contacts-job-title = Job title
contacts-company = Company
contacts-company-help = A name that is not known yet adds a company.
contacts-language = Language of letters
contacts-language-own = The company’s own
contacts-source = Source
contacts-source-help = Where you know them from: a fair, a recommendation, your website.
contacts-external-id = Number elsewhere
contacts-basis = Why you may keep this person’s data
contacts-basis-short = Basis
contacts-basis-on = Since when
contacts-since = since
contacts-basis-none = Not noted
contacts-basis-contract = Contract: they buy or sell
contacts-basis-consent = Consent: they said yes
contacts-basis-interest = Legitimate interest: a business contact
contacts-basis-duty = Legal duty
contacts-basis-unclear = Choose one of the reasons.
contacts-day-unclear = Give the day like 2026-11-24.
contacts-name-missing = Give a name, an e-mail address or a phone number.
contacts-too-long = Make this shorter: names up to 100 letters, the rest up to 200.
contacts-in-trash = This contact is in the trash. Restore it first.
contacts-email-taken = Another contact has this e-mail address by now.
contacts-like-email = same e-mail
contacts-like-phone = same phone
contacts-like-name = similar name
contacts-likely-title = Do you know this person already?
contacts-likely-text = Nothing is saved yet. Open the other contact, or add this one anyway.
contacts-likely-taken = Nothing is saved yet. An e-mail address belongs to one contact: open the other, type another address, or say that they share it.
contacts-share = { $email } is shared
contacts-anyway = Add anyway
contacts-company-unknown = There is no company of that number
