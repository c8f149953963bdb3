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

email-way = Писмата излизат през { $through } от адрес { $address }.
email-through-installation = пощенския сървър на инсталацията
email-no-way = Няма настроен пощенски сървър: писмата чакат най-много седмица
email-send-test = Изпращане на пробно писмо до мен
email-test-begun = Пробното писмо се изпраща. Резултатът е по-долу; презаредете страницата, за да го видите.
email-again = Ново изпращане
email-again-begun = Писмото се изпраща отново.
email-not-over = Писмото се изпраща или вече е пристигнало.
email-letters = Писма
email-letters-none = Все още няма писма.

email-own = Собствен пощенски сървър
email-own-help = С него писмата излизат от Ваше име и през Вашия сървър. Без него излизат през сървъра на инсталацията.
email-address = Адрес на подателя
email-name = Име на подателя
email-name-help = Ако е празно: името на фирмата.
email-host = Пощенски сървър
email-host-help = Например smtp.example.com.
email-port = Порт
email-encryption = Криптиране
email-starttls = STARTTLS, обикновено порт 587
email-tls = TLS от самото начало, обикновено порт 465
email-user = Потребителско име
email-password = Парола
email-password-help = Пази се криптирана и не се показва. Ако полето е празно, остава запазената парола.
email-save = Запазване на сървъра
email-remove-text = След това писмата отново ще излизат през пощенския сървър на инсталацията. Запазената парола се изтрива.
email-remove = Премахване на сървъра
email-host-wrong = Необходимо е име на пощенски сървър, например smtp.example.com.
email-port-wrong = Необходимо е число от 1 до 65535; обикновено 587 или 465.
email-address-wrong = Необходим е имейл адрес, например office@example.com.
email-text-wrong = Най-много 200 знака на един ред.
email-password-anew = Въведете паролата: запазената не важи за друг сървър или друг потребител.
