countries-wrong-length = Проверете дължината: знаците са по-малко или повече от нужното
countries-wrong-shape = Такъв номер не се изписва така
countries-wrong-check = Контролните цифри не съвпадат: възможно е да има сгрешена цифра
countries-wrong-country = В тази държава няма такива номера
