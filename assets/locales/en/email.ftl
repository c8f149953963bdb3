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
