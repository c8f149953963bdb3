law-terms = Условия
law-privacy = Поверителност
law-accessibility = Достъпност
law-company-privacy = Уведомление за поверителност към клиентите
law-pages = Правни страници
law-unnamed = поддържащия тази инсталация
law-unnamed-note = Поддържащият тази инсталация още не е вписал името и адреса си в нейните настройки. Попитайте във фирмата, в която работите.
law-no-address = хората, които поддържат тази инсталация
law-recipient-hosting = { $name } е собственик на машината или на мястото за резервните копия.
law-recipient-mail = Писмата минават през пощенския сървър { $host }.
law-recipient-none = Никой. Всичко остава на машината на поддържащия тази инсталация.
law-days = { $count ->
    [one] един ден
   *[other] { $count } дни
}
law-hours = { $count ->
    [one] един час
   *[other] { $count } часа
}
law-registration = ЕИК или друг регистрационен номер
