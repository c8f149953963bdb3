receivables-title = Кой колко дължи
receivables-text = Всички документи с остатък за плащане според дните след падежа. Валутите са поотделно.
receivables-not-due = С ненастъпил падеж
receivables-month = 1–30 дни
receivables-months = 31–60 дни
receivables-quarter = 61–90 дни
receivables-longer = Над 90 дни
receivables-customer = Клиент
receivables-sum = Общо
receivables-gone = Клиент в кошчето
receivables-none-title = Никой нищо не дължи
receivables-none-text = Издадената фактура стои тук, докато бъде платена.
receivables-hidden = { $count ->
    [one] Още един клиент дължи по-малко.
   *[other] Още { $count } клиента дължат по-малко.
}
