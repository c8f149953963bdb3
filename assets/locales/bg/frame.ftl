frame-skip = Към страницата
list-chosen = { $count ->
    [one] { $count } избран
   *[other] { $count } избрани
}
