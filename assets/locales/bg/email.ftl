email-reason-company = { $company } Ви изпраща това писмо чрез Kantora.
email-reason-account = Това писмо се отнася до Вашия профил в Kantora.

email-test = Пробно писмо
email-test-subject = Пробно писмо
email-test-text = { $company } може да изпраща писма: това пристигна. Не е нужно да правите нищо.
email-test-action = Към Kantora

email-taken = В момента писмото се изпраща.

email-state-waiting = чака
email-state-sending = изпраща се
email-state-sent = изпратено
email-state-held = задържано
email-state-failed = неуспешно
email-state-bounced = отказано
email-state-unclear = неясно
email-state-needless = вече не е нужно

email-problem-no-way = Няма настроен пощенски сървър.
email-problem-words = Писмото не можа да бъде съставено. Причината е в дневника на инсталацията.
email-problem-forbidden = Този пощенски сървър не може да се използва тук. Изберете сървър с публичен адрес на порт 25, 465, 587 или 2525 или помолете администратора на инсталацията да го разреши.
email-problem-unreachable = На адреса на пощенския сървър никой не отговаря. Проверете името и порта.
email-problem-silent = Пощенският сървър не отговори навреме.
email-problem-plain = Пощенският сървър не предлага криптиране (STARTTLS), затова нищо не беше изпратено.
email-problem-certificate = Сертификатът на пощенския сървър не е надежден, затова нищо не беше изпратено.
email-problem-sign-in = Пощенският сървър не приема това потребителско име и парола.
email-problem-busy = Пощенският сървър моли за нов опит по-късно.
email-problem-refused = Пощенският сървър окончателно отказва писмото.
email-problem-broken = Връзката прекъсна, преди писмото да бъде предадено.
email-problem-unclear = Връзката прекъсна по време на предаването: възможно е писмото да е пристигнало. То няма да бъде изпратено отново автоматично.
email-problem-address = На този адрес не може да се пише.
email-problem-folder = В папката за писма не може да се записва.
