sign-in-button = Sign in
sign-in-title = Sign in to Kantora
sign-in-stay = Keep me signed in on this device
sign-in-stay-help = For 30 days. Not on a device that others use.
sign-in-refused = You are not signed in
sign-in-refused-text = E-mail or password is not right. Check both and try again. Whoever runs this installation can give you a new password.
sign-in-limited = Too many tries
sign-in-limited-text = { $minutes ->
    [one] Wait a minute, then try again.
   *[other] Wait { $minutes } minutes, then try again.
}
sign-in-over = You are signed out.
sign-in-confirm = Confirm that it is you
sign-in-confirm-why = You signed in more than an hour ago. What comes next is an act of weight, so we ask again; it holds for an hour.
sign-in-confirm-button = Confirm
