accounts-email = Имейл
accounts-password = Парола
accounts-identities = Вход чрез други услуги
accounts-title = Вашият профил
accounts-you = За Вас
accounts-name = Име
accounts-name-wrong = Въведете името, което виждат другите, до 200 букви
accounts-language = Език
accounts-language-browser = Както е в браузъра
accounts-zone = Часова зона
accounts-zone-company = Както е за фирмата
accounts-zone-wrong = Изберете часова зона от списъка
accounts-theme = Тема
accounts-density = Редове в списъците
accounts-shortcuts = Команди с един клавиш
accounts-shortcuts-help = n за нов запис, e за редактиране, / за търсене. С ? на всяка страница виждате всички.
accounts-save = Запазване
accounts-saved = Изборът Ви е запазен.
accounts-old-password = Сегашна парола
accounts-old-password-wrong = Това не е сегашната Ви парола
accounts-new-password = Нова парола
accounts-password-help = Поне 8 знака; 15 и повече са по-добре. Четири думи без връзка помежду си се помнят лесно.
accounts-password-short = Паролата трябва да е поне 8 знака
accounts-password-long = Паролата може да е най-много 1024 знака
accounts-password-weak = Тази парола се отгатва лесно. Изберете по-дълга, без имена, години и съседни клавиши.
accounts-password-save = Смяна на паролата
accounts-password-saved = Паролата Ви е сменена. Другите устройства излязоха от профила Ви.
accounts-email-taken = Вече има профил с този имейл
accounts-email-wrong = Въведете имейл адрес като ana@example.com
accounts-sessions = Къде сте влезли
accounts-sessions-end = Изход от всички други устройства
accounts-sessions-ended = { $count ->
    [0] Не е имало друго влязло устройство.
    [one] Едно друго устройство излезе.
   *[other] { $count } други устройства излязоха.
}
accounts-session-this = Това устройство
accounts-session-end = Изход
accounts-session-ended = Устройството излезе от профила Ви.
accounts-session-seen = последно
accounts-session-kept = запомнено за 30 дни
accounts-session-unknown = Непознат браузър
