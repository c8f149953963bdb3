terms-title = Payment terms
terms-kind-days = A number of days after issue
terms-kind-month-end = End of the month, or days after it
terms-kind-day = A fixed day of the month
terms-kind-at-once = At once
terms-kind-missing = Choose payment terms
terms-number = Days, or day of the month
terms-number-help = Leave it empty for “at once” and for the end of the month itself.
terms-days-wrong = Type a number of days between 1 and 366
terms-after-wrong = Type a number of days up to 366, or leave it empty
terms-day-wrong = Type a day of the month between 1 and 31
terms-say-at-once = Due on receipt
terms-say-days =
    { $number ->
        [one] Due within { $number } day of the date of issue
       *[other] Due within { $number } days of the date of issue
    }
terms-say-month-end = Due at the end of the month of issue
terms-say-month-end-plus =
    { $number ->
        [one] Due { $number } day after the end of the month of issue
       *[other] Due { $number } days after the end of the month of issue
    }
terms-say-day = Due by day { $number } of the month
terms-early = Discount for early payment
terms-early-help = Like 2/10: 2% off if it is paid within 10 days. Printed on the paper; a credit note then takes it off.
terms-early-wrong = Type it like 2/10: at most 9.9%, within at most 60 days
terms-say-early =
    { $number ->
        [one] { $percent } off if it is paid within { $number } day of the date of issue; a credit note then follows
       *[other] { $percent } off if it is paid within { $number } days of the date of issue; a credit note then follows
    }
