views-title = Изгледи
views-everything = Всички
views-manage = Управление на изгледите
views-help = Изгледът пази филтри, условия, подредба и колони под едно име. Вашите виждате само Вие, а споделените – всички тук.
views-none = Още няма изгледи
views-none-text = Филтрирайте списъка и изберете „Запазване като изглед“ от менюто му.
views-to-list = Към списъка
views-save-list = Запазване като изглед
views-save = Запазване
views-save-as = Запазване като …
views-back = Обратно към изгледа
views-saved = Изгледът е запазен.
views-is-changed = „{ $name }“ е променен.
views-edit = Редактиране на изгледа
views-edit-short = Редактиране
views-called = Име
views-shared = Споделяне с всички тук
views-shared-help = Ще го променяте Вие и всеки с право над настройките.
views-first = Моят списък започва с този изглед
views-first-short = Начален изглед
views-is-first = Списъкът Ви започва оттук
views-begins = Списъкът Ви вече започва с този изглед.
views-begin-plain = Списъкът да започва с всички записи
views-begins-plain = Списъкът Ви вече започва с всички записи.
views-duplicate = Дублиране
views-duplicated = Това е Вашето копие. Дайте му име.
views-copy = { $name } (копие)
views-remove = Изтриване на изгледа
views-removed = Изгледът е изтрит. Записите му остават.
views-of-all = Споделен
views-of-me = Само Вие
views-name-missing = Дайте име на изгледа.
views-name-long = Съкратете името: до 60 знака.
views-author-only = Този изглед е направен от друг: споделете го или го дублирайте за себе си.
views-conditions = Условия
views-no-conditions = Премахване на всички
views-match = Показване на записите, за които
views-all-of = важат всички условия
views-any-of = важи поне едно условие
views-new-condition = Ново условие за
views-add = Добавяне на условие
views-drop = Премахване на условието за
views-in-group = Група
views-no-group = без група
views-group = Група { $number }
views-group-any = В групата е достатъчно едно от условията.
views-group-all = В групата трябва да важат всички условия.
views-show = Показване на списъка
views-value = С какво се сравнява
views-days = Брой дни
views-from = От
views-to = До
views-me = който гледа
views-choice-gone = (вече няма)
views-name = Име
views-created = Добавяне
views-activity = Последна дейност
views-closed = Спечелена или загубена на
views-about = Отнася се за
views-author = Записана от
views-lost-reason = Причина за загубата
views-reached = Стигнала до етап
views-answered = Първи отговор
views-deal-state = Състояние на сделката
views-op-contains = съдържа
views-op-is = е
views-op-not = не е
views-op-starts = започва с
views-op-last = през последните дни
views-op-next = през следващите дни
views-op-before = преди
views-op-after = след
views-op-more = повече от
views-op-less = по-малко от
views-op-between = между
views-op-empty = е празно
views-op-filled = не е празно
views-last-days = { $count ->
    [one] през последния ден
   *[other] през последните { $count } дни
}
views-next-days = { $count ->
    [one] през следващия ден
   *[other] през следващите { $count } дни
}
views-value-missing = Посочете с какво да се сравнява.
views-value-long = Съкратете текста: до 200 знака.
views-digits = Въведете поне три цифри от номера.
views-days-unclear = Въведете брой дни от 1 до 3650.
views-amount-unclear = Въведете сума, например 1500.
views-columns = Колони
views-columns-help = Първо стои името. Изберете какво следва, в реда на таблицата; първото се вижда и на телефон.
views-column = Колона { $number }
views-columns-plain = Обичайните колони
views-change-all = Промяна на всички в списъка
views-instead-all = Всички в списъка …
views-change-ticked = Още промени …
views-export-ticked = Експорт
views-write-ticked = Писмо до тях
views-set-source = Задаване на източник
views-sourced = { $count ->
    [one] Записът има друг източник.
   *[other] { $count } записа имат друг източник.
}
views-some-left = { $count ->
    [one] Един от тях е променен междувременно и остава, какъвто е.
   *[other] { $count } от тях са променени междувременно и остават, каквито са.
}
views-yes = да
views-no = не
