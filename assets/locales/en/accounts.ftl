accounts-email = E-mail
accounts-password = Password
accounts-identities = Sign-in by other services
accounts-title = Your account
accounts-you = You
accounts-name = Name
accounts-name-wrong = Type the name that others shall see, up to 200 letters
accounts-language = Language
accounts-language-browser = As my browser says
accounts-zone = Time zone
accounts-zone-company = As the company’s
accounts-zone-wrong = Choose a time zone from the list
accounts-theme = Theme
accounts-density = Rows of lists
accounts-shortcuts = Single keys act
accounts-shortcuts-help = n for new, e for edit, / for search. Press ? on any page to see them all.
accounts-save = Save
accounts-saved = Your choices are saved.
accounts-old-password = Current password
accounts-old-password-wrong = This is not your current password
accounts-new-password = New password
accounts-password-help = At least 8 characters; 15 or more are better. Four words that have nothing to do with each other are easy to keep in mind.
accounts-password-short = Take at least 8 characters for the password
accounts-password-long = Take at most 1,024 characters for the password
accounts-password-weak = This password is easy to guess. Take a longer one, without names, years or keys in a row.
accounts-password-save = Change password
accounts-password-saved = Your password is changed. Other devices are signed out.
accounts-email-taken = Somebody with this e-mail already has an account
accounts-email-wrong = Type an e-mail address like ana@example.com
accounts-sessions = Where you are signed in
accounts-sessions-end = Sign out all other devices
accounts-sessions-ended = { $count ->
    [0] No other device was signed in.
    [one] One other device is signed out.
   *[other] { $count } other devices are signed out.
}
accounts-session-this = This device
accounts-session-end = Sign out
accounts-session-ended = The device is signed out.
accounts-session-seen = last seen
accounts-session-kept = kept for 30 days
accounts-session-unknown = Unknown browser
