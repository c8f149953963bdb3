support-title = Поддръжка
support-what = Поддържащият инсталацията вижда колко голяма е фирмата, но никога какво има в нея. Ако Ви трябва помощ, собственик може да му разреши да гледа за няколко часа. Той не променя нищо, всички тук виждат, че гледа, и всяка отворена страница се записва.
support-none = Никой не е поискал достъп.
support-asks = иска достъп
support-how-long = За колко време
support-hours = { $count ->
    [one] Един час
   *[other] { $count } часа
}
support-grant = Разрешаване на достъп
support-refuse = Отказ
support-show-out = Прекратяване на достъпа
support-granted = Достъпът е разрешен. Можете да го прекратите по всяко време.
support-ended = Достъпът е прекратен.
support-open = гледа
support-until = до
support-over = приключил
support-refused = не е разрешен
support-views = { $count ->
    [0] нито една страница
    [one] една страница
   *[other] { $count } страници
}
support-seen = Отворени страници
support-reason-wrong = Посочете причината, до 500 знака
support-asked-already = Вече сте поискали достъп. Изчакайте отговор или оттеглете искането.
support-not-waiting = На това искане вече е отговорено или времето му е изтекло.
support-banner = Поддръжката гледа
support-banner-you = Гледате като поддръжка: не променяте нищо и всяка страница се записва,
support-banner-who = Кой и защо
support-banner-leave = Назад към инсталацията
support-banner-asks = Поддържащият инсталацията иска достъп.
support-banner-answer = Към искането
support-letter-asked = Поддръжката иска достъп
support-letter-subject = Поддръжката иска достъп до { $company }
support-letter-text = { $name } поддържа инсталацията и иска да погледне в { $company }. Причината:
support-letter-small = Никой не влиза, преди собственик да разреши. Вие избирате за колко часа и можете да прекратите достъпа по всяко време.
