factors-account = Your account
factors-title = Second factor
factors-why = With a second factor a stranger who learns your password still stays outside. Once a second factor is set up, you are asked for it at every sign-in and before acts of weight.
factors-app = Authenticator app
factors-app-help = An app on your phone shows six digits that change every 30 seconds. Any app for one-time codes will do.
factors-app-add = Set up an app
factors-app-added = The app is your second factor now. Other devices are signed out.
factors-app-title = Set up an authenticator app
factors-app-scan = Point the camera of your app at this picture.
factors-app-picture = QR code with the secret for the app
factors-app-type = No camera? Type this secret into the app:
factors-app-code = The six digits that the app now shows
factors-app-confirm = Confirm
factors-cancel = Cancel
factors-on = on
factors-since = since
factors-used = last used
factors-remove = Remove
factors-removed = It is removed. Other devices are signed out.
factors-passkeys = Passkeys
factors-passkeys-help = A passkey lives in your phone, computer or key, and opens with finger, face or PIN. It signs you in without a password and cannot be given to a false page.
factors-passkeys-script = A passkey needs script, which is turned off in this browser. The app works without.
factors-no-passkeys = Passkeys belong to a name like crm.example.com, and this installation is reached by a number. Whoever runs it can set public_url.
factors-name = Name of the passkey
factors-name-help = So that you know it again: Anna’s phone, the blue key.
factors-name-wrong = Give the passkey a name of at most 80 letters
factors-passkey-add = Add a passkey
factors-passkey-added = The passkey is added. Other devices are signed out.
factors-passkey-use = Use a passkey
factors-passkey-failed = Nothing came from the device. Try again, or take another way.
factors-passkey-wrong = The passkey was not accepted. Try again.
factors-passkey-known = This passkey is known already
factors-codes = Recovery codes
factors-codes-left = { $count ->
    [0] No recovery code is left. Make new ones, or a lost phone locks you out.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
factors-codes-new = Make new codes
factors-codes-new-help = Ten new codes replace all before.
factors-codes-title = Your recovery codes
factors-codes-keep = Print these codes or write them down, and keep them where your phone is not. Each opens your account once. They are shown only now. Other devices are signed out.
factors-codes-kept = I have kept them
factors-code = Code
factors-code-help = Six digits from your app, or one of your recovery codes.
factors-code-wrong = This code is not right, was used before, or its 30 seconds are over. Wait for the next code of your app. If that fails too, see that your phone shows the right time.
factors-none = Recovery codes belong to a second factor, and there is none yet.
factors-asked = A company you work in asks its people for a second factor. Set one up here, and the way in is open again.
