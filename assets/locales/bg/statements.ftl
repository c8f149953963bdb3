statements-title = Банкови извлечения
statements-file = Извлечение
statements-file-help = CAMT.053, MT940, OFX или CSV, до 10 MB и 20 000 реда. Ред, който вече е внесен, не се взема повторно.
statements-bring = Прочитане на извлечението
statements-file-missing = Изберете файл.
statements-too-large = Файлът е по-голям от 10 MB.
statements-too-many = Извлечението има повече от 20 000 реда. Поискайте от банката по-кратък период.
statements-empty = В него няма нито един ред.
statements-unknown = Това не е извлечение, което Kantora може да прочете. Тя чете CAMT.053, MT940, OFX и CSV.
statements-broken = Файлът е повреден или непълен.
statements-amount = В него има сума, която не може да се прочете.
statements-day = В него има дата, която не може да се прочете.
statements-currency = В него има непозната валута.
statements-in-line = Четенето спря на ред { $line }. Нищо не е взето.
statements-brought = { $count ->
    [0] Извлечението е прочетено. В него няма нищо ново.
    [one] Извлечението е прочетено, с един нов ред.
   *[other] Извлечението е прочетено, с { $count } нови реда.
}
statements-empty-title = Още няма извлечения
statements-empty-text = Изтеглете извлечение от банката и го прочетете тук. Постъпленията се съпоставят с вашите фактури.
statements-name = Файл
statements-account = Сметка
statements-brought-on = Прочетено на
statements-lines = Редове
statements-state = Състояние
statements-columns-asked = Колони за назоваване
statements-open-count = { $count ->
    [one] Един отворен ред
   *[other] { $count } отворени реда
}
statements-settled = Приключено
statements-columns-title = Назовете колоните
statements-columns-text = Заглавният ред на тази таблица е непознат. Посочете какво съдържат колоните ѝ; Kantora го запомня за следващото извлечение.
statements-columns-missing = Назовете колоната с датата и тази със сумата.
statements-columns-save = Прочитане на редовете
statements-column-none = Нищо важно
statements-column-booked = Дата
statements-column-amount = Сума със знак
statements-column-in = Постъпление
statements-column-out = Плащане
statements-column-sign = Постъпление или плащане
statements-column-currency = Валута
statements-column-name = Наредител или получател
statements-column-account = Тяхната сметка
statements-column-reference = Основание
statements-column-text = Пояснение
statements-column-bank-id = Номер от банката
statements-read-already = Редовете му вече са прочетени.
statements-remove = Премахване на извлечението
statements-removed = Извлечението е премахнато.
statements-was-booked = Негов ред е осчетоводен. То остава.
statements-more = Още за извлечението
statements-known = { $count ->
    [one] Един ред вече беше внесен.
   *[other] { $count } реда вече бяха внесени.
}
statements-book-certain = Осчетоводяване на сигурните
statements-booked-many = { $count ->
    [0] Нищо не е сигурно. Прегледайте редовете един по един.
    [one] Един ред е осчетоводен.
   *[other] { $count } реда са осчетоводени.
}
statements-open = Отворени
statements-booked = Осчетоводени
statements-ignored = Оставени настрана
statements-none-title = Няма такива редове
statements-none-text = Нито един ред на това извлечение не е в това състояние.
statements-no-proposal = Никоя фактура не съвпада сама.
statements-by-number = номерът и сумата съвпадат
statements-by-number-alone = номерът съвпада, сумата е друга
statements-by-name = името и сумата съвпадат
statements-by-together = заедно дават сумата
statements-by-amount = само сумата съвпада
statements-book = Осчетоводяване
statements-choose = Избор на фактури
statements-ignore = Оставяне настрана
statements-reopen = Отмяна
statements-find = Клиент или номер
statements-nothing-owed = Няма нищо дължимо в тази посока
statements-nothing-owed-text = Няма фактура в тази валута, която чака плащане, нито кредитно известие, което чака връщане.
statements-fee = Такса на банката
statements-fee-help = Колко е удържала банката, ако клиентът я е платил заедно с фактурата: сумите по-горе тогава са равни на реда и таксата.
statements-not-the-line = Сумите не са равни на реда от извлечението.
statements-line-settled = Този ред вече е приключен.
statements-booked-done = Редът е осчетоводен.
statements-ignored-done = Редът е оставен настрана.
statements-reopened = Редът е отворен отново.
statements-progress = Приключени са { $done } от { $all } реда.
