frame-skip = Skip to the page
frame-main = Main
frame-more = More
frame-search = Search
frame-search-label = Search people and companies
frame-bell = { $count ->
    [0] Notices
   *[other] Notices: { $count } unread
}
frame-account = Your account
frame-operator = Installation
frame-theme = Theme
frame-density = Rows
frame-language = Language
frame-keys-off = Turn single keys off
frame-keys-on = Turn single keys on
frame-sign-out = Sign out
frame-insecure = This connection is not encrypted. Anybody on the way can read passwords and customers. Set up https.
place-back = Back to work
place-home = Home
place-contacts = Contacts
place-companies = Companies
place-leads = Leads
place-deals = Deals
place-tasks = Tasks
place-products = Products
place-quotes = Quotes
place-invoices = Invoices
place-reports = Reports
place-import = Import
place-settings = Settings
place-help = Help
flash-undo = Undo
form-optional = (optional)
form-error-prefix = Error:
form-errors-title = Nothing is saved yet
form-errors-count = { $count ->
    [one] One field needs another look. What you typed is kept.
   *[other] { $count } fields need another look. What you typed is kept.
}
list-choose = Choose
list-choose-all = Choose all on this page
list-filter-off = , remove filter
list-pages = Pages of the list
list-newer = Newer
list-older = Older
page-trail = Where you are
page-steps = Steps
page-step-done = (done)
page-progress = Progress
help-title = Help
help-topics = Topics
help-close = Close
