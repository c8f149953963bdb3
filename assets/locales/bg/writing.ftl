writing-title = Ново писмо
writing-to = До
writing-to-help = Всеки получава отделно писмо и не вижда останалите.
writing-to-missing = Изберете получател
writing-too-many = Писмото може да се изпрати най-много до 100 адреса наведнъж
writing-nobody-title = Тук никой няма имейл адрес
writing-nobody-text = Първо добавете адрес, после можете да пишете до него.
writing-template = Шаблон
writing-template-none = Без шаблон
writing-template-help = Това, което сте написали, остава под текста на шаблона.
writing-template-take = Попълване от шаблона
writing-template-unknown = Няма шаблон с този номер
writing-subject-missing = Въведете тема на писмото
writing-signed = С моя подпис накрая
writing-signature-none = Още нямате подпис.
writing-signature-add = Добавяне на подпис
writing-enclosed = Приложени файлове
writing-file = Друг файл
writing-file-help = Запазва се при записа. Всички файлове заедно могат да бъдат до 10 МБ.
writing-file-add = Добавяне на файла
writing-file-gone = Един от файловете вече го няма. Изберете отново.
writing-file-not-ready = Един от файловете още не е минал проверката за вируси. Махнете го или опитайте отново след няколко минути.
writing-files-large = Файловете са твърде големи: заедно могат да бъдат до 10 МБ
writing-preview = Преглед
writing-preview-title = Така ще изглежда писмото
writing-more = И още { $count } такива.
writing-from = От
writing-reply-to = Отговори до
writing-gaps-title = Нещо липсва
writing-gaps-text = Попълнете липсващото в тези записи или махнете полето от писмото.
writing-gaps = За някого от получателите липсват данни. Прегледайте писмото.
writing-spared = { $count } от { $all } няма да го получат, защото са се отписали:
writing-left-out = Пропуснати, защото нямат имейл адрес:
writing-sharing = Пропуснати, защото писмото отива до друг на същия адрес:
writing-all-unsubscribed = Всички избрани са се отписали от писмата, предназначени за няколко души
writing-unsubscribed = Получателят се е отписал. Прегледайте писмото и го изпратете само ако е по негов въпрос.
writing-delicate = Получателят се е отписал от писмата, предназначени за няколко души. Пишете му само по негов въпрос: поискана оферта, среща, сметка. Всичко друго е реклама по смисъла на закона.
writing-send = { $count ->
    [one] Изпращане
   *[other] Изпращане на { $count } писма
}
writing-send-anyway = Изпращане въпреки това
writing-change = Промяна
writing-sent = { $count ->
    [one] Писмото е на път.
   *[other] { $count } писма са на път.
}
writing-hourly = Вашата фирма е изпратила твърде много писма в рамките на този час. Опитайте отново по-късно.
writing-no-address = Този запис няма такъв адрес
writing-state = Състояние
writing-written = Написано
writing-to-many = Писма до няколко души
