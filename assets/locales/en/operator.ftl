operator-title = The installation
operator-machine = Machine
operator-workspaces = Companies
operator-jobs = Jobs
operator-unnamed = The pages of the law do not name you yet: set operator.name, operator.address and operator.email in the configuration.
operator-disk = Disk and backups
operator-free = Free
operator-database = Database
operator-log = Its log of changes
operator-files = Uploaded files
operator-copies = Backups in the data folder
operator-backup = Last backup
operator-backup-none = none within a year
operator-slow = Slow statements
operator-slow-what = Statements that took longer than 100 ms since the program started, the worst first, without their values. All of them stand in the log “slow”.
operator-slow-none = None.
operator-slow-took = { $times ->
    [one] { $ms } ms, once
   *[other] { $ms } ms at worst, { $times } times
}
operator-versions = Versions
operator-schema = Schema
operator-jobs-what = A job is tried up to twelve times within 48 hours; then it stays here with the reason. Companies take turns.
operator-jobs-none = No job waits, runs or has failed.
operator-failed = failed
operator-running = runs
operator-waiting = waits
operator-due = due
operator-tries = { $count ->
    [0] not tried yet
    [one] one try
   *[other] { $count } tries
}
operator-job-own = the installation
operator-retry = Try again
operator-drop = Remove
operator-job-retried = The job is tried again.
operator-job-dropped = The job is removed. What it was to do is not done.
operator-mail = Letters
operator-mail-what = What became of the letters of all companies, the newest first, for 90 days. What they say, and to whom exactly they go, is not shown.
operator-mail-unwell = Not well
operator-mail-none = There is no such letter.
operator-mail-age = { $age } ago
operator-new = New company
operator-is-suspended = suspended
operator-members = { $count ->
    [one] one person
   *[other] { $count } people
}
operator-records = { $count ->
    [one] one record
   *[other] { $count } records
}
operator-used = used
operator-never = never
operator-address = Address
operator-people = People
operator-size = Records
operator-made = Made
operator-last = Last used
operator-door = Door
operator-suspend-what = Nobody can enter while a company is suspended, no token works, and its pages say so. Nothing is deleted; its jobs go on.
operator-suspend = Suspend
operator-suspended = Nobody can enter any more.
operator-suspended-already = This company is suspended already.
operator-resume = Let people in again
operator-resumed = People can enter again.
operator-not-suspended = This company is not suspended.
operator-look = Support
operator-ask-what = You see here how much there is, never what. If somebody needs your help, ask its owners to let you look in; they read the reason.
operator-reason = Why you want to look in
operator-ask = Ask the owners
operator-asked = The owners are asked.
operator-waits = no owner has answered yet
operator-withdraw = Take the request back
operator-may-look = you may look in until
operator-enter = Look in
operator-leave = I am done
operator-withdrawn = You cannot look in any more.
operator-owner = E-mail of its owner
operator-owner-help = Whoever has an account here owns it at once; anybody else is invited
operator-create = Make the company
operator-owner-invited = The company is made. Its owner gets a letter with an invitation.
operator-created = The company is made. Its owner can enter.
