receivables-title = Who owes what
receivables-text = Every paper on which something is owed, by the days since it was to be paid. Currencies stand apart.
receivables-not-due = Not due
receivables-month = 1–30 days
receivables-months = 31–60 days
receivables-quarter = 61–90 days
receivables-longer = Over 90 days
receivables-customer = Customer
receivables-sum = Together
receivables-gone = Customer in the trash
receivables-none-title = Nobody owes anything
receivables-none-text = When an invoice is issued, it stands here until it is paid.
receivables-hidden = { $count ->
    [one] One more customer owes less.
   *[other] { $count } more customers owe less.
}
