frame-skip = Skip to the page
list-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
