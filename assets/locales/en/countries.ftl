countries-wrong-length = Check the length: there are too few or too many characters
countries-wrong-shape = This is not how such a number is written
countries-wrong-check = The check digits do not fit: a digit may be mistyped
countries-wrong-country = There are no such numbers in this country
