frame-skip = Към съдържанието
frame-main = Основна навигация
frame-more = Още
frame-search = Търсене
frame-search-label = Търсене на хора и фирми
frame-bell = { $count ->
    [0] Известия
    [one] Известия: едно непрочетено
   *[other] Известия: { $count } непрочетени
}
frame-account = Вашият профил
frame-operator = Инсталация
frame-theme = Тема
frame-density = Редове
frame-language = Език
frame-keys-off = Изключване на клавишите
frame-keys-on = Включване на клавишите
frame-sign-out = Изход
frame-insecure = Връзката не е шифрована. Всеки по пътя може да прочете паролите и клиентите Ви. Настройте https.
place-back = Към фирмата
place-home = Начало
place-contacts = Контакти
place-companies = Фирми
place-leads = Запитвания
place-deals = Сделки
place-tasks = Задачи
place-products = Продукти
place-quotes = Оферти
place-invoices = Фактури
place-reports = Справки
place-import = Импорт
place-settings = Настройки
place-help = Помощ
flash-undo = Отмяна
form-optional = (по желание)
form-error-prefix = Грешка:
form-errors-title = Още нищо не е записано
form-errors-count = { $count ->
    [one] Едно поле трябва да се поправи. Въведеното е запазено.
   *[other] { $count } полета трябва да се поправят. Въведеното е запазено.
}
list-choose = Избор:
list-choose-all = Избор на всички на страницата
list-filter-off = , махане на филтъра
list-pages = Страници на списъка
list-newer = По-нови
list-older = По-стари
page-trail = Къде сте
page-steps = Стъпки
page-step-done = (готово)
page-progress = Напредък
help-title = Помощ
help-topics = Теми
help-close = Затваряне
