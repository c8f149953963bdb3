members-count = { $count ->
    [one] Тук работи един човек.
   *[other] Тук работят { $count } души.
}
members-how-to-add = Нови хора добавя отговорникът за инсталацията с „kantora account create“.
members-inactive = вече не работи тук
members-already = Този профил вече има място във фирмата.
