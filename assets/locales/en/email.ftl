email-reason-company = { $company } wrote you this letter with Kantora.
email-reason-account = This letter is about your account in Kantora.

email-test = Test letter
email-test-subject = A test letter
email-test-text = { $company } can send letters: this one has arrived. There is nothing you have to do.
email-test-action = Open Kantora

email-taken = Somebody else is sending this letter just now.

email-state-waiting = waiting
email-state-sending = being sent
email-state-sent = sent
email-state-held = held
email-state-failed = given up
email-state-bounced = refused
email-state-unclear = unclear
email-state-needless = no longer needed

email-problem-no-way = No mail server is set up.
email-problem-words = The letter could not be written. The log of the installation has the cause.
email-problem-forbidden = This mail server may not be used here. Choose one with a public address, on port 25, 465, 587 or 2525, or ask whoever runs this installation to allow it.
email-problem-unreachable = Nobody answers at the mail server’s address. Check its name and port.
email-problem-silent = The mail server took too long to answer.
email-problem-plain = The mail server offers no encryption (STARTTLS), so nothing was sent.
email-problem-certificate = The mail server’s certificate cannot be trusted, so nothing was sent.
email-problem-sign-in = The mail server does not take this user name and password.
email-problem-busy = The mail server asks to come back later.
email-problem-refused = The mail server refuses the letter for good.
email-problem-broken = The connection broke before the letter was handed over.
email-problem-unclear = The connection broke while the letter was handed over: it may have arrived. It is not sent again by itself.
email-problem-address = The address cannot be written to.
email-problem-folder = The folder for letters cannot be written to.

email-way = Letters leave through { $through }, from { $address }.
email-through-installation = the mail server of this installation
email-no-way = No mail server is set up: letters wait, for a week at most
email-send-test = Send me a test letter
email-test-begun = The test letter is on its way. What became of it stands below; load the page again to see.
email-again = Send again
email-again-begun = The letter is on its way again.
email-not-over = This letter is on its way, or has arrived.
email-letters = Letters
email-letters-none = No letter has been written yet.

email-own = Your own mail server
email-own-help = With it letters leave in your name and through your server. Without it they leave through the installation’s.
email-address = Sender’s address
email-name = Sender’s name
email-name-help = Without one: the name of the company.
email-host = Mail server
email-host-help = Like smtp.example.com.
email-port = Port
email-encryption = Encryption
email-starttls = STARTTLS, mostly port 587
email-tls = TLS from the start, mostly port 465
email-user = User name
email-password = Password
email-password-help = Kept encrypted and never shown. Left empty, the stored one stays.
email-save = Save mail server
email-remove-text = Letters then leave through the mail server of this installation again. The stored password is deleted.
email-remove = Remove mail server
email-host-wrong = The name of a mail server is needed, like smtp.example.com.
email-port-wrong = A number from 1 to 65535 is needed; mostly 587 or 465.
email-address-wrong = A mail address is needed, like office@example.com.
email-text-wrong = At most 200 letters, on one line.
email-password-anew = Type the password: for another server or another user the stored one does not hold.
