companies-title = Фирми
companies-name = Име
companies-new = Нова фирма
companies-new-title = Нова фирма
companies-add = Добавяне на фирма
companies-edit = Редактиране
companies-edit-title = Редактиране: { $name }
companies-save = Запазване
companies-saved = Фирмата е запазена.
companies-added = Фирмата е добавена.
companies-restored = Фирмата е върната от кошчето.
companies-more = Още действия
companies-import = Импортиране от файл
companies-export = Експортиране на фирмите
companies-trash = Кошче
companies-last-change = Последна промяна
companies-last-change-by = Последна промяна от { $name },
companies-empty-title = Фирмите, с които работите
companies-empty-text = За всяка има една страница с хората, номерата и всичко договорено.
companies-empty-list = Вече имате списък?
companies-none-title = Няма съвпадения
companies-none-text = Махнете филтър или търсете с по-малко букви.
companies-all = Всички фирми
companies-search = Име, домейн, номер
companies-search-label = Име, домейн, имейл, телефон или номер
companies-filter-label = Филтриране на фирмите
companies-bulk = С избраните фирми
companies-none-chosen = Първо изберете поне една фирма.
companies-tagged = { $count ->
    [one] Етикетът е поставен.
   *[other] Етикетът е поставен на { $count } фирми.
}
companies-untagged = { $count ->
    [one] Етикетът е махнат.
   *[other] Етикетът е махнат от { $count } фирми.
}
companies-assigned = { $count ->
    [one] Фирмата има нов отговорник.
   *[other] { $count } фирми имат нов отговорник.
}
companies-trashed = { $count ->
    [one] Фирмата е в кошчето за 30 дни.
   *[other] { $count } фирми са в кошчето за 30 дни.
}
companies-registration-number = ЕИК
companies-vat-number = ДДС номер
companies-source = Източник
companies-external-id = Номер в друга система
companies-name-missing = Въведете името на фирмата.
companies-too-long = Съкратете: името е до 200 знака, останалото до 100.
companies-in-trash = Фирмата е в кошчето. Първо я върнете.
companies-like-vat = същият ДДС номер
companies-like-domain = същият домейн
companies-like-name = подобно име
companies-likely-title = Познавате ли вече тази фирма?
companies-likely-text = Още нищо не е запазено. Отворете другата фирма или все пак добавете тази.
companies-anyway = Добавяне въпреки това
companies-people = Хора
companies-add-person = Добавяне на човек
companies-no-people = Още няма отбелязани хора.
companies-all-people = Всички
