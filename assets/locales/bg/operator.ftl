operator-title = Инсталацията
operator-machine = Сървър
operator-workspaces = Фирми
operator-jobs = Фонови задачи
operator-unnamed = Правните страници още не Ви назовават: задайте operator.name, operator.address и operator.email в настройките.
operator-disk = Диск и резервни копия
operator-free = Свободно
operator-database = База данни
operator-log = Дневник на промените ѝ
operator-files = Качени файлове
operator-copies = Резервни копия в папката с данни
operator-backup = Последно резервно копие
operator-backup-none = няма от една година
operator-slow = Бавни заявки към базата
operator-slow-what = Заявките, отнели над 100 ms от пускането на програмата, най-бавните първи, без стойностите им. Всички са в дневника „slow“.
operator-slow-none = Няма.
operator-slow-took = { $times ->
    [one] { $ms } ms, веднъж
   *[other] най-много { $ms } ms, { $times } пъти
}
operator-versions = Версии
operator-schema = Схема
operator-jobs-what = Всяка фонова задача се опитва до дванадесет пъти за 48 часа; после остава тук с причината. Фирмите се редуват.
operator-jobs-none = Няма чакащи, изпълнявани или неуспешни фонови задачи.
operator-failed = неуспешна
operator-running = изпълнява се
operator-waiting = чака
operator-due = за
operator-tries = { $count ->
    [0] още не е опитвана
    [one] един опит
   *[other] { $count } опита
}
operator-job-own = инсталацията
operator-retry = Нов опит
operator-drop = Премахване
operator-job-retried = Задачата ще бъде опитана отново.
operator-job-dropped = Задачата е премахната. Предвиденото в нея не е извършено.
operator-mail = Писма
operator-mail-what = Какво е станало с писмата на всички фирми през последните 90 дни, най-новите първи. Съдържанието им и точните получатели не се показват.
operator-mail-unwell = С проблем
operator-mail-none = Няма такива писма.
operator-mail-age = преди { $age }
operator-new = Нова фирма
operator-is-suspended = спряна
operator-members = { $count ->
    [one] един човек
   *[other] { $count } души
}
operator-records = { $count ->
    [one] един запис
   *[other] { $count } записа
}
operator-used = ползвана
operator-never = никога
operator-address = Адрес
operator-people = Хора
operator-size = Записи
operator-made = Създадена
operator-last = Последно ползване
operator-door = Достъп
operator-suspend-what = Докато фирмата е спряна, никой не може да влезе, ключовете за достъп на програми не работят и страниците ѝ го казват. Нищо не се изтрива; фоновите ѝ задачи продължават.
operator-suspend = Спиране на фирмата
operator-suspended = Вече никой не може да влезе.
operator-suspended-already = Фирмата вече е спряна.
operator-resume = Отваряне отново
operator-resumed = Хората отново могат да влизат.
operator-not-suspended = Фирмата не е спряна.
operator-look = Поддръжка
operator-ask-what = Тук виждате колко има, но никога какво. Ако някой се нуждае от помощта Ви, поискайте достъп от собствениците; те ще прочетат причината.
operator-reason = Защо искате достъп
operator-ask = Искане на достъп
operator-asked = Искането е изпратено до собствениците.
operator-waits = още никой собственик не е отговорил
operator-withdraw = Оттегляне на искането
operator-may-look = можете да гледате до
operator-enter = Влизане във фирмата
operator-leave = Приключих
operator-withdrawn = Вече нямате достъп.
operator-owner = Имейл на собственика
operator-owner-help = Който има профил тук, става собственик веднага; всеки друг получава покана
operator-create = Създаване на фирмата
operator-owner-invited = Фирмата е създадена. Собственикът ѝ получава писмо с покана.
operator-created = Фирмата е създадена. Собственикът ѝ може да влезе.
