writing-title = Write a letter
writing-to = To
writing-to-help = Each gets a letter of their own and sees nobody else.
writing-to-missing = Choose who gets the letter
writing-too-many = A letter can go to at most 100 addresses at once
writing-nobody-title = Nobody here has an e-mail address
writing-nobody-text = Add an address first, then you can write to it.
writing-template = Template
writing-template-none = None
writing-template-help = What you have typed yourself stays below its words.
writing-template-take = Fill in the template
writing-template-unknown = There is no template of this number
writing-subject-missing = Say what the letter is about
writing-signed = End with my signature
writing-signature-none = You have no signature yet.
writing-signature-add = Add one
writing-enclosed = Files that go along
writing-file = Another file
writing-file-help = It is kept with the record. All files together may have up to 10 MB.
writing-file-add = Add the file
writing-file-gone = One of the files is not there any more. Choose again.
writing-file-not-ready = The virus scanner has not let one of the files pass. Leave it out, or try again in a few minutes.
writing-files-large = The files are too large: all together may have up to 10 MB
writing-preview = Look it over
writing-preview-title = This is what they get
writing-more = And { $count } more like these.
writing-from = From
writing-reply-to = Answers go to
writing-gaps-title = Something is missing
writing-gaps-text = Fill in what is missing on these records, or leave the field out of the letter.
writing-gaps = Something is missing for one of them. Look the letter over.
writing-spared = { $count } of { $all } will not get it, as they have unsubscribed:
writing-left-out = Left out, as there is no e-mail address:
writing-sharing = Left out, as somebody above gets the letter at the same address:
writing-all-unsubscribed = Everybody whom you chose has unsubscribed from letters that go to several people
writing-unsubscribed = They have unsubscribed. Look the letter over, and send it only if it is about their own matter.
writing-delicate = They have unsubscribed from letters that go to several people. Write only about their own matter: an offer that they asked for, an appointment, a bill. Anything else the law counts as advertising.
writing-send = { $count ->
    [one] Send
   *[other] Send { $count } letters
}
writing-send-anyway = Send it all the same
writing-change = Change it
writing-sent = { $count ->
    [one] The letter is on its way.
   *[other] { $count } letters are on their way.
}
writing-hourly = Your company has written very many letters within this hour. Try again later.
writing-no-address = This record has no such address
writing-state = State
writing-written = Written
writing-to-many = Letters to several people
