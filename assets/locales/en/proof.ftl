proof-working = One moment: your browser works instead of waiting.
proof-done = You can try again now.
proof-checking = One moment: your browser does a short check.
proof-wait-seconds = { $seconds ->
    [one] Wait one second before the next try.
   *[other] Wait { $seconds } seconds before the next try.
}
proof-wait-minutes = { $minutes ->
    [one] Wait one minute before the next try.
   *[other] Wait { $minutes } minutes before the next try.
}
