numbering-day-before = The last invoice has a later day: choose that day or one after it.
numbering-exhausted = The sequence of numbers is used up.
