terms-title = Условия на плащане
terms-kind-days = Брой дни след издаването
terms-kind-month-end = Краят на месеца или дни след него
terms-kind-day = Определен ден от месеца
terms-kind-at-once = Веднага
terms-kind-missing = Изберете условия на плащане
terms-number = Дни или ден от месеца
terms-number-help = Оставете празно за „веднага“ и за самия край на месеца.
terms-days-wrong = Въведете брой дни между 1 и 366
terms-after-wrong = Въведете брой дни до 366 или оставете празно
terms-day-wrong = Въведете ден от месеца между 1 и 31
terms-say-at-once = Платима при получаване
terms-say-days =
    { $number ->
        [one] Срок за плащане: { $number } ден от датата на издаване
       *[other] Срок за плащане: { $number } дни от датата на издаване
    }
terms-say-month-end = Срок за плащане: краят на месеца на издаване
terms-say-month-end-plus =
    { $number ->
        [one] Срок за плащане: { $number } ден след края на месеца на издаване
       *[other] Срок за плащане: { $number } дни след края на месеца на издаване
    }
terms-say-day = Срок за плащане: до { $number }-о число на месеца
