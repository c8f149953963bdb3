board-title = Дъска
board-forecast = Прогноза
board-all-pipelines = Всички фунии
board-rates = Суми в { $currency }
board-rates-of = Суми в { $currency } по курсовете от { $day }
board-this-month = този месец
board-before = Предишен етап:
board-next = Следващ етап:
board-rest = Още
board-move = Преместване на
board-move-title = Преместване на „{ $name }“
board-where = Къде
board-to-here = Преместване тук
board-fill-in = Попълване
board-moved-to = „{ $name }“ вече е в „{ $stage }“.
board-stale = Някой друг междувременно е променил сделката. Презаредете дъската и вижте.
board-gone = Тази сделка или този етап вече ги няма. Презаредете дъската.
board-not-yours = Нямате право да местите тази сделка.
board-failed = Сделката не е преместена: нещо се обърка по пътя. Опитайте отново.
board-month = Месец
board-chart = Като лента
board-likely = Вероятно
board-whole = Ако всички се спечелят
board-count = Сделки
board-unpriced = { $count ->
    [one] 1 без сума
   *[other] { $count } без сума
}
board-later = По-късно
board-no-day = Без дата
board-total = Общо
board-by-month = По месеци
board-overdue = Просрочени
board-overdue-count = { $count ->
    [one] 1 сделка вече трябваше да е спечелена
   *[other] { $count } сделки вече трябваше да са спечелени
}
board-forecast-text = Всяка отворена сделка се брои в месеца, в който се очаква да бъде спечелена, според вероятността ѝ. Отложените не се броят, а просрочените стоят отделно.
board-forecast-none = Няма какво да се очаква
board-forecast-none-text = Тук отворените сделки стоят по месеца, в който се очаква да бъдат спечелени.
board-lose-here = Пуснете тук загубена сделка
