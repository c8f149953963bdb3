home-mine = Ваши
home-lately = Напоследък
home-waiting = Чакат отговорник
home-all = Всички
home-nothing-due = За днес няма нищо.
home-risks = Застрашени сделки
home-late = срок
home-idle = нищо не е планирано
home-leads = Запитвания без отговор
home-won = Спечелено
home-report = Справка
home-won-by-now = До този ден миналия месец: { $sum }.
naming-company = Фирма
naming-contact = Контакт
naming-lead = Запитване
naming-deal = Сделка
naming-note = Бележка
naming-task = Задача
naming-product = Продукт
naming-quote = Оферта
naming-invoice = Фактура
naming-file = Файл
home-quick = Име на нов контакт
home-empty-title = Започнете с хората, с които работите
home-empty-text = Добавете първия контакт или импортирайте списъка си от друга програма.
search-title = Търсене
search-label = Име, адрес, номер, дума от бележка
search-find = Търсене
search-help = Няколко букви на кирилица или латиница, част от имейл, няколко цифри от телефон.
search-none-title = Нищо не е намерено
search-none-text = Опитайте с по-малко букви или с друг правопис.
search-notes = Бележки
search-new-contact = Нов контакт „{ $name }“
undo-done = { $count ->
    [one] Всичко е както преди.
   *[other] { $count } записа са както преди.
}
undo-already = Това действие вече е отменено.
undo-taken = Друг вече има един от имейлите.
undo-back = Продължаване
undo-left-title = Не всичко можа да бъде отменено
undo-left-text = { $done } са както преди. { $left } са променени след това и остават така.
undo-left-gone = { $count ->
    [one] Един от тях вече го няма.
   *[other] { $count } от тях вече ги няма.
}
undo-taken-title = Друг вече има тези адреси
undo-taken-text = Още нищо не е отменено. Отворете другия и сменете адреса там или го отбележете като общ.
undo-taken-share = Отмяна с общи адреси
undo-taken-leave = Оставяне както е
home-money = Пари
home-expected = Очаквани
home-overdue = Просрочени
home-paid = Платени този месец
