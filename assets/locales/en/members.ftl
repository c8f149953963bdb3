members-count = { $count ->
    [one] One person works here.
   *[other] { $count } people work here.
}
members-how-to-add = Whoever runs this installation adds somebody with “kantora account create”.
members-inactive = no longer works here
members-already = This account already has a place in the company.
