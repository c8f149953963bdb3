board-title = Board
board-forecast = Forecast
board-all-pipelines = All pipelines
board-rates = Sums in { $currency }
board-rates-of = Sums in { $currency }, at the rates of { $day }
board-this-month = this month
board-before = Stage before:
board-next = Next stage:
board-rest = Show more
board-move = Move
board-move-title = Move “{ $name }”
board-where = Where to
board-to-here = Move here
board-fill-in = Fill it in
board-moved-to = “{ $name }” is now in “{ $stage }”.
board-stale = Somebody else changed this deal meanwhile. Load the board again and look.
board-gone = This deal or this stage is not there any more. Load the board again.
board-not-yours = You may not move this deal.
board-failed = The deal was not moved: something went wrong on the way. Try again.
board-month = Month
board-chart = As a bar
board-likely = Likely
board-whole = If all are won
board-count = Deals
board-unpriced = { $count ->
    [one] 1 without an amount
   *[other] { $count } without an amount
}
board-later = Later
board-no-day = Without a day
board-total = Together
board-by-month = By month
board-overdue = Overdue
board-overdue-count = { $count ->
    [one] 1 deal should have been won by now
   *[other] { $count } deals should have been won by now
}
board-forecast-text = Each open deal counts in the month in which it should be won, by its likelihood. What is on hold does not count, and what is overdue stands apart.
board-forecast-none = Nothing to expect
board-forecast-none-text = Open deals stand here by the month in which they should be won.
board-lose-here = Drop here what is lost
