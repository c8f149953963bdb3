statements-title = Bank statements
statements-file = Statement
statements-file-help = CAMT.053, MT940, OFX or CSV, up to 10 MB and 20,000 lines. A line that came before is not taken twice.
statements-bring = Read the statement
statements-file-missing = Choose a file.
statements-too-large = The file is larger than 10 MB.
statements-too-many = The statement has more than 20,000 lines. Ask the bank for a shorter time.
statements-empty = There is no line in it.
statements-unknown = This is no statement that Kantora can read. It reads CAMT.053, MT940, OFX and CSV.
statements-broken = The file is damaged or was cut off.
statements-amount = There is an amount in it that cannot be read.
statements-day = There is a day in it that cannot be read.
statements-currency = There is a currency in it that is not known.
statements-in-line = It stopped in line { $line }. Nothing was taken.
statements-brought = { $count ->
    [0] Statement read. It brought nothing new.
    [one] Statement read, with one new line.
   *[other] Statement read, with { $count } new lines.
}
statements-empty-title = No statements yet
statements-empty-text = Download a statement from your bank and read it here. What came in is matched with your invoices.
statements-name = File
statements-account = Account
statements-brought-on = Read on
statements-lines = Lines
statements-state = State
statements-columns-asked = Columns to name
statements-open-count = { $count ->
    [one] One line open
   *[other] { $count } lines open
}
statements-settled = Settled
statements-columns-title = Name the columns
statements-columns-text = The header of this table is not known. Say what its columns hold; Kantora remembers it for the next statement.
statements-columns-missing = Name the column of the day and that of the amount.
statements-columns-save = Read the lines
statements-column-none = Nothing that matters
statements-column-booked = Day
statements-column-amount = Amount with its sign
statements-column-in = Money in
statements-column-out = Money out
statements-column-sign = In or out
statements-column-currency = Currency
statements-column-name = Who paid or was paid
statements-column-account = Their account
statements-column-reference = Reference
statements-column-text = Description
statements-column-bank-id = Number of the bank
statements-read-already = Its lines are read already.
statements-remove = Remove the statement
statements-removed = Statement removed.
statements-was-booked = A line of it was booked. It stays.
statements-more = More about the statement
statements-known = { $count ->
    [one] One line had come before.
   *[other] { $count } lines had come before.
}
statements-book-certain = Book what is certain
statements-booked-many = { $count ->
    [0] Nothing is certain. Look at the lines one by one.
    [one] One line booked.
   *[other] { $count } lines booked.
}
statements-open = Open
statements-booked = Booked
statements-ignored = Set aside
statements-none-title = No such lines
statements-none-text = No line of this statement is in that state.
statements-no-proposal = No invoice fits by itself.
statements-by-number = number and amount fit
statements-by-number-alone = the number fits, the amount differs
statements-by-name = name and amount fit
statements-by-together = together they come to the amount
statements-by-amount = only the amount fits
statements-book = Book
statements-choose = Choose invoices
statements-ignore = Set aside
statements-reopen = Undo
statements-find = Customer or number
statements-nothing-owed = Nothing is owed that way
statements-nothing-owed-text = No invoice in this currency waits for money, or no credit note for its repayment.
statements-fee = Bank's fee
statements-fee-help = What the bank kept, if the customer paid it with the invoice: the amounts above then come to the line and the fee.
statements-not-the-line = The amounts do not come to the line of the statement.
statements-line-settled = This line is settled already.
statements-booked-done = Line booked.
statements-ignored-done = Line set aside.
statements-reopened = Line opened again.
statements-progress = { $done } of { $all } lines settled.
