contacts-title = Контакти
contacts-name = Име
contacts-new = Нов контакт
contacts-new-title = Нов контакт
contacts-add = Добавяне на контакт
contacts-edit = Редактиране
contacts-edit-title = Редактиране: { $name }
contacts-save = Запазване
contacts-saved = Контактът е запазен.
contacts-added = Контактът е добавен.
contacts-restored = Контактът е върнат от кошчето.
contacts-more = Още действия
contacts-import = Импортиране от файл
contacts-export = Експортиране на контактите
contacts-export-card3 = Експортиране като vCard 3.0
contacts-export-card4 = Експортиране като vCard 4.0
contacts-card3 = Сваляне като vCard 3.0
contacts-card4 = Сваляне като vCard 4.0
contacts-trash = Кошче
contacts-write = Писмо
contacts-call = Обаждане
contacts-facts = Данни
contacts-added-on = Добавено
contacts-changed-on = променено
contacts-last-change = Последна промяна
contacts-last-change-by = Последна промяна от { $name },
contacts-empty-title = Хората, с които работите
contacts-empty-text = Клиенти, доставчици, всеки, който вдига телефона. За всекиго има една страница с всичко казано и договорено.
contacts-empty-list = Вече имате списък?
contacts-none-title = Няма съвпадения
contacts-none-text = Махнете филтър или търсете с по-малко букви.
contacts-all = Всички контакти
contacts-search = Име, фирма, имейл
contacts-search-label = Име, фирма, имейл или телефон
contacts-filter-label = Филтриране на контактите
contacts-bulk = С избраните контакти
contacts-none-chosen = Първо изберете поне един контакт.
contacts-tagged = { $count ->
    [one] Етикетът е поставен.
   *[other] Етикетът е поставен на { $count } контакта.
}
contacts-untagged = { $count ->
    [one] Етикетът е махнат.
   *[other] Етикетът е махнат от { $count } контакта.
}
contacts-assigned = { $count ->
    [one] Контактът има нов отговорник.
   *[other] { $count } контакта имат нов отговорник.
}
contacts-trashed = { $count ->
    [one] Контактът е в кошчето за 30 дни.
   *[other] { $count } контакта са в кошчето за 30 дни.
}
contacts-first-name = Име
contacts-middle-name = Презиме
contacts-last-name = Фамилия
contacts-job-title = Длъжност
contacts-company = Фирма
contacts-company-help = Ако името още не е познато, ще бъде добавена фирма.
contacts-language = Език на писмата
contacts-language-own = Езикът на Вашата фирма
contacts-source = Източник
contacts-source-help = Откъде се познавате: изложение, препоръка, Вашият сайт.
contacts-external-id = Номер в друга система
contacts-basis = На какво основание пазите данните
contacts-basis-short = Основание
contacts-basis-on = От кога
contacts-since = от
contacts-basis-none = Не е отбелязано
contacts-basis-contract = Договор: купува или продава
contacts-basis-consent = Съгласие: лицето е съгласно
contacts-basis-interest = Легитимен интерес: делови контакт
contacts-basis-duty = Законово задължение
contacts-basis-unclear = Изберете едно от основанията.
contacts-day-unclear = Въведете деня като 2026-11-24.
contacts-name-missing = Въведете име, имейл или телефон.
contacts-too-long = Съкратете: имената са до 100 знака, останалото до 200.
contacts-in-trash = Контактът е в кошчето. Първо го върнете.
contacts-email-taken = Друг контакт вече има този имейл.
contacts-like-email = същият имейл
contacts-like-phone = същият телефон
contacts-like-name = подобно име
contacts-likely-title = Познавате ли вече този човек?
contacts-likely-text = Още нищо не е запазено. Отворете другия контакт или все пак добавете този.
contacts-likely-taken = Още нищо не е запазено. Един имейл принадлежи на един контакт: отворете другия, въведете друг адрес или отбележете, че е общ.
contacts-share = { $email } е общ адрес
contacts-anyway = Добавяне въпреки това
contacts-company-unknown = Няма фирма с този номер
