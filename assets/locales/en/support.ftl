support-title = Support
support-what = Whoever runs this installation sees the size of this company, never what is in it. If you need their help, an owner can let them look in for some hours. They change nothing, everybody here sees that they look, and each page that they open is written down.
support-none = Nobody has asked to look in.
support-asks = asks to look in
support-how-long = For how long
support-hours = { $count ->
    [one] One hour
   *[other] { $count } hours
}
support-grant = Let them look in
support-refuse = Refuse
support-show-out = Show them out
support-granted = They can look in now. You can show them out at any time.
support-ended = They cannot look in any more.
support-open = looks in
support-until = until
support-over = over
support-refused = not let in
support-views = { $count ->
    [0] no page
    [one] one page
   *[other] { $count } pages
}
support-seen = Pages that were opened
support-reason-wrong = Say why, in up to 500 letters
support-asked-already = You have asked already. Wait for an answer, or take the request back.
support-not-waiting = This request has been answered, or its time is over.
support-banner = Support looks in
support-banner-you = You look in as support: you change nothing, and each page is written down,
support-banner-who = Who, and why
support-banner-leave = Back to the installation
support-banner-asks = Whoever runs this installation asks to look in.
support-banner-answer = Answer
support-letter-asked = Support asks to look in
support-letter-subject = Support asks to look into { $company }
support-letter-text = { $name }, who runs the installation, asks to look into { $company } and says why:
support-letter-small = Nobody looks in before an owner allows it. You choose for how many hours, and can end it at any time.
