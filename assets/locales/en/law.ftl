law-terms = Terms
law-privacy = Privacy
law-accessibility = Accessibility
law-company-privacy = Privacy notice for customers
law-pages = The small print
law-unnamed = its operator
law-unnamed-note = Whoever runs this installation has not written their name and address into its configuration yet. Ask in the company where you work.
law-no-address = the people who run this installation
law-recipient-hosting = { $name } owns the machine or the place of the backups.
law-recipient-mail = Letters go through the mail server { $host }.
law-recipient-none = Nobody. Everything stays on the machine of whoever runs this installation.
law-days = { $count ->
    [one] one day
   *[other] { $count } days
}
law-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
law-registration = Registration number
