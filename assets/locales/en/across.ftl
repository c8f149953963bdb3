home-mine = Yours
home-lately = Lately
home-waiting = Waiting for an owner
home-all = All
home-nothing-due = Nothing is due today.
home-risks = Deals at risk
home-late = due
home-idle = nothing planned
home-leads = Leads to answer
home-won = Won
home-report = Report
home-won-by-now = By this day last month: { $sum }.
naming-company = Company
naming-contact = Contact
naming-lead = Lead
naming-deal = Deal
naming-note = Note
naming-task = Task
naming-product = Product
naming-quote = Quote
naming-invoice = Invoice
naming-file = File
home-quick = Name of a new contact
home-empty-title = Begin with the people you deal with
home-empty-text = Add the first contact, or bring your list in from another product.
search-title = Search
search-label = A name, an address, a number, a word of a note
search-find = Search
search-help = A few letters in either alphabet, part of an e-mail address, some digits of a phone number.
search-none-title = Nothing found
search-none-text = Try fewer letters, or another spelling.
search-notes = Notes
search-new-contact = New contact “{ $name }”
undo-done = { $count ->
    [one] It is as it was before.
   *[other] { $count } records are as they were before.
}
undo-already = This was taken back already.
undo-taken = Somebody else has one of the e-mail addresses by now.
undo-back = Go on
undo-left-title = Not everything could be taken back
undo-left-text = { $done } are as they were before. { $left } were changed since and stay as they are.
undo-left-gone = { $count ->
    [one] One of them is gone.
   *[other] { $count } of them are gone.
}
undo-taken-title = Somebody else has these addresses by now
undo-taken-text = Nothing was taken back yet. Open the other and change the address there, or share it.
undo-taken-share = Undo and share the addresses
undo-taken-leave = Leave all as it is
home-money = Money
home-expected = Expected
home-overdue = Overdue
home-paid = Paid this month
