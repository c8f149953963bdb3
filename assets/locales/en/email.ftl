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
email-problem-enclosure = A file that goes along is not there any more.

email-way = Letters leave through { $through }, from { $address }.
email-through-installation = the mail server of this installation
email-no-way = No mail server is set up: letters wait, for a week at most
email-send-test = Send me a test letter
email-test-begun = The test letter is on its way. What became of it stands below; load the page again to see.
email-again = Send again
email-try-now = Try now
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

email-domain = The sender’s domain
email-domain-text = Three records in the DNS of { $domain } show others that letters from it are genuine. Without them many end up among unwanted mail. Whoever looks after the domain adds them; they are seen everywhere after some minutes, at times hours.
email-domain-none = Nothing can be looked up: no mail server is set up, or the sender’s address is at no domain of the Internet.
email-domain-no-answer = DNS does not answer just now, so nothing is known. Letters leave all the same; look again in a while.
email-domain-silent = There was no answer about it. Look again in a while.
email-domain-good = in order
email-domain-to-do = to do
email-domain-wrong = wrong
email-domain-unknown = not known
email-domain-add = Add this TXT record:
email-domain-look = Look it up
email-selector = Selector
email-selector-help = The name of the key, as the mail server’s settings call it. Without one, names that well-known services use are tried.
email-selector-wrong = Letters, digits, dashes and dots, like s1 or mail.2026.
email-spf-missing = Nothing says which servers may send for this domain. If your mail server is a service, it tells you an “include:…” that belongs in the record, too.
email-spf-several = There are several records that begin with v=spf1, so none of them counts. Put all of it into one.
email-spf-broken = The record has a part that nobody understands, so none of it counts.
email-spf-too-long = The record asks for more than ten other records, so none of it counts. Take out what is no longer used.
email-spf-everybody = The record lets everybody send in your name. End it with ~all or -all.
email-spf-open = The record says nothing about servers that it does not name. End it with ~all.
email-spf-elsewhere = The record of another domain holds here. Make sure that it names your mail server.
email-spf-closed = The record says which servers may send. Make sure that yours is among them.
email-dkim-key = Letters can be signed with this key. That your mail server does it shows in a letter that has arrived.
email-dkim-testing = The key is marked as one that is only tried out (t=y): others may ignore the signature. Take the mark away when letters arrive signed.
email-dkim-weak = The key is shorter than 1024 bits: signatures by it count for nothing. Let the mail server make a longer one.
email-dkim-revoked = The key is taken back (p= is empty): letters that are signed with it are refused.
email-dkim-broken = There is a record, but no key that could be read.
email-dkim-several = There are several keys under one selector, so none of them counts.
email-dkim-missing = There is no key under this selector. Your mail server’s settings show the key; it goes behind p=.
email-dkim-not-found = No key was found under the names that well-known services use. If your mail server signs, type its selector; if not, let it make a key, which goes behind p=.
email-dmarc-missing = Nothing says what becomes of letters that fit neither SPF nor DKIM. Large services refuse much mail from such domains.
email-dmarc-several = There are several records that begin with v=DMARC1, so none of them counts. Keep one.
email-dmarc-broken = The record does not say what is to happen: p= has to be none, quarantine or reject.
email-dmarc-watch = Forged letters are only reported to you (none). When the reports show that your own arrive signed, ask for more.
email-dmarc-quarantine = Letters that fit neither end up among unwanted mail (quarantine).
email-dmarc-reject = Letters that fit neither are refused (reject).
