//! What countries and currencies are called in each language.

use std::iter::Copied;
use std::slice::Iter;
use std::sync::LazyLock;

use super::locale::{Country, Currency, Language};

/// Code, English name, Bulgarian name, in the order of the codes.
type Names = &'static [(&'static str, &'static str, &'static str)];

/// Code and name, by name.
type Choices = Copied<Iter<'static, (&'static str, &'static str)>>;

/// The same: they are put in order once for each language.
type Sorted = LazyLock<[Vec<(&'static str, &'static str)>; 2]>;

static SORTED_COUNTRIES: Sorted =
    LazyLock::new(|| [Language::En, Language::Bg].map(|one| sorted(COUNTRIES, one)));
static SORTED_CURRENCIES: Sorted =
    LazyLock::new(|| [Language::En, Language::Bg].map(|one| sorted(CURRENCIES, one)));

impl Country {
    /// Its name as an address or a choice shows it.
    pub fn name(self, language: Language) -> &'static str {
        name(COUNTRIES, self.code(), language)
    }

    /// Every country by name, as a choice offers them.
    pub fn by_name(language: Language) -> Choices {
        of(&SORTED_COUNTRIES, language)
    }
}

impl Currency {
    /// Its name as a choice shows it.
    pub fn name(self, language: Language) -> &'static str {
        name(CURRENCIES, self.code(), language)
    }

    /// Every currency by name, as a choice offers them.
    pub fn by_name(language: Language) -> Choices {
        of(&SORTED_CURRENCIES, language)
    }
}

fn of(sorted: &'static Sorted, language: Language) -> Choices {
    match language {
        Language::En => sorted[0].iter().copied(),
        Language::Bg => sorted[1].iter().copied(),
    }
}

fn name(names: Names, code: &'static str, language: Language) -> &'static str {
    names.binary_search_by_key(&code, |row| row.0).map_or(code, |place| in_language(&names[place], language))
}

fn sorted(names: Names, language: Language) -> Vec<(&'static str, &'static str)> {
    let mut choices: Vec<_> = names.iter().map(|row| (row.0, in_language(row, language))).collect();
    choices.sort_by_cached_key(|(_, name)| match language {
        // Accents do not count in the Latin alphabet; transliteration would spoil the order of the Cyrillic one.
        Language::En => super::text::sort_key(name),
        Language::Bg => name.to_lowercase(),
    });
    choices
}

fn in_language(row: &(&'static str, &'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::En => row.1,
        Language::Bg => row.2,
    }
}

const COUNTRIES: Names = &[
    ("AD", "Andorra", "Андора"),
    ("AE", "United Arab Emirates", "Обединени арабски емирства"),
    ("AF", "Afghanistan", "Афганистан"),
    ("AG", "Antigua and Barbuda", "Антигуа и Барбуда"),
    ("AI", "Anguilla", "Ангила"),
    ("AL", "Albania", "Албания"),
    ("AM", "Armenia", "Армения"),
    ("AO", "Angola", "Ангола"),
    ("AR", "Argentina", "Аржентина"),
    ("AT", "Austria", "Австрия"),
    ("AU", "Australia", "Австралия"),
    ("AZ", "Azerbaijan", "Азербайджан"),
    ("BA", "Bosnia and Herzegovina", "Босна и Херцеговина"),
    ("BB", "Barbados", "Барбадос"),
    ("BD", "Bangladesh", "Бангладеш"),
    ("BE", "Belgium", "Белгия"),
    ("BF", "Burkina Faso", "Буркина Фасо"),
    ("BG", "Bulgaria", "България"),
    ("BH", "Bahrain", "Бахрейн"),
    ("BI", "Burundi", "Бурунди"),
    ("BJ", "Benin", "Бенин"),
    ("BM", "Bermuda", "Бермудски острови"),
    ("BN", "Brunei", "Бруней"),
    ("BO", "Bolivia", "Боливия"),
    ("BR", "Brazil", "Бразилия"),
    ("BS", "Bahamas", "Бахамски острови"),
    ("BT", "Bhutan", "Бутан"),
    ("BW", "Botswana", "Ботсвана"),
    ("BY", "Belarus", "Беларус"),
    ("BZ", "Belize", "Белиз"),
    ("CA", "Canada", "Канада"),
    ("CD", "Congo (Democratic Republic)", "Конго (Демократична република)"),
    ("CF", "Central African Republic", "Централноафриканска република"),
    ("CG", "Congo", "Конго"),
    ("CH", "Switzerland", "Швейцария"),
    ("CI", "Côte d’Ivoire", "Кот д’Ивоар"),
    ("CL", "Chile", "Чили"),
    ("CM", "Cameroon", "Камерун"),
    ("CN", "China", "Китай"),
    ("CO", "Colombia", "Колумбия"),
    ("CR", "Costa Rica", "Коста Рика"),
    ("CU", "Cuba", "Куба"),
    ("CV", "Cape Verde", "Кабо Верде"),
    ("CY", "Cyprus", "Кипър"),
    ("CZ", "Czechia", "Чехия"),
    ("DE", "Germany", "Германия"),
    ("DJ", "Djibouti", "Джибути"),
    ("DK", "Denmark", "Дания"),
    ("DM", "Dominica", "Доминика"),
    ("DO", "Dominican Republic", "Доминиканска република"),
    ("DZ", "Algeria", "Алжир"),
    ("EC", "Ecuador", "Еквадор"),
    ("EE", "Estonia", "Естония"),
    ("EG", "Egypt", "Египет"),
    ("ER", "Eritrea", "Еритрея"),
    ("ES", "Spain", "Испания"),
    ("ET", "Ethiopia", "Етиопия"),
    ("FI", "Finland", "Финландия"),
    ("FJ", "Fiji", "Фиджи"),
    ("FO", "Faroe Islands", "Фарьорски острови"),
    ("FR", "France", "Франция"),
    ("GA", "Gabon", "Габон"),
    ("GB", "United Kingdom", "Обединено кралство"),
    ("GD", "Grenada", "Гренада"),
    ("GE", "Georgia", "Грузия"),
    ("GG", "Guernsey", "Гърнзи"),
    ("GH", "Ghana", "Гана"),
    ("GI", "Gibraltar", "Гибралтар"),
    ("GL", "Greenland", "Гренландия"),
    ("GM", "Gambia", "Гамбия"),
    ("GN", "Guinea", "Гвинея"),
    ("GR", "Greece", "Гърция"),
    ("GT", "Guatemala", "Гватемала"),
    ("GW", "Guinea-Bissau", "Гвинея-Бисау"),
    ("GY", "Guyana", "Гаяна"),
    ("HK", "Hong Kong", "Хонконг"),
    ("HN", "Honduras", "Хондурас"),
    ("HR", "Croatia", "Хърватия"),
    ("HT", "Haiti", "Хаити"),
    ("HU", "Hungary", "Унгария"),
    ("ID", "Indonesia", "Индонезия"),
    ("IE", "Ireland", "Ирландия"),
    ("IL", "Israel", "Израел"),
    ("IM", "Isle of Man", "Остров Ман"),
    ("IN", "India", "Индия"),
    ("IQ", "Iraq", "Ирак"),
    ("IR", "Iran", "Иран"),
    ("IS", "Iceland", "Исландия"),
    ("IT", "Italy", "Италия"),
    ("JE", "Jersey", "Джърси"),
    ("JM", "Jamaica", "Ямайка"),
    ("JO", "Jordan", "Йордания"),
    ("JP", "Japan", "Япония"),
    ("KE", "Kenya", "Кения"),
    ("KG", "Kyrgyzstan", "Киргизстан"),
    ("KH", "Cambodia", "Камбоджа"),
    ("KM", "Comoros", "Коморски острови"),
    ("KR", "South Korea", "Южна Корея"),
    ("KW", "Kuwait", "Кувейт"),
    ("KY", "Cayman Islands", "Кайманови острови"),
    ("KZ", "Kazakhstan", "Казахстан"),
    ("LA", "Laos", "Лаос"),
    ("LB", "Lebanon", "Ливан"),
    ("LC", "Saint Lucia", "Сейнт Лусия"),
    ("LI", "Liechtenstein", "Лихтенщайн"),
    ("LK", "Sri Lanka", "Шри Ланка"),
    ("LR", "Liberia", "Либерия"),
    ("LS", "Lesotho", "Лесото"),
    ("LT", "Lithuania", "Литва"),
    ("LU", "Luxembourg", "Люксембург"),
    ("LV", "Latvia", "Латвия"),
    ("LY", "Libya", "Либия"),
    ("MA", "Morocco", "Мароко"),
    ("MC", "Monaco", "Монако"),
    ("MD", "Moldova", "Молдова"),
    ("ME", "Montenegro", "Черна гора"),
    ("MG", "Madagascar", "Мадагаскар"),
    ("MK", "North Macedonia", "Северна Македония"),
    ("ML", "Mali", "Мали"),
    ("MM", "Myanmar", "Мианмар"),
    ("MN", "Mongolia", "Монголия"),
    ("MO", "Macao", "Макао"),
    ("MR", "Mauritania", "Мавритания"),
    ("MT", "Malta", "Малта"),
    ("MU", "Mauritius", "Мавриций"),
    ("MV", "Maldives", "Малдиви"),
    ("MW", "Malawi", "Малави"),
    ("MX", "Mexico", "Мексико"),
    ("MY", "Malaysia", "Малайзия"),
    ("MZ", "Mozambique", "Мозамбик"),
    ("NA", "Namibia", "Намибия"),
    ("NE", "Niger", "Нигер"),
    ("NG", "Nigeria", "Нигерия"),
    ("NI", "Nicaragua", "Никарагуа"),
    ("NL", "Netherlands", "Нидерландия"),
    ("NO", "Norway", "Норвегия"),
    ("NP", "Nepal", "Непал"),
    ("NZ", "New Zealand", "Нова Зеландия"),
    ("OM", "Oman", "Оман"),
    ("PA", "Panama", "Панама"),
    ("PE", "Peru", "Перу"),
    ("PG", "Papua New Guinea", "Папуа Нова Гвинея"),
    ("PH", "Philippines", "Филипини"),
    ("PK", "Pakistan", "Пакистан"),
    ("PL", "Poland", "Полша"),
    ("PR", "Puerto Rico", "Пуерто Рико"),
    ("PT", "Portugal", "Португалия"),
    ("PY", "Paraguay", "Парагвай"),
    ("QA", "Qatar", "Катар"),
    ("RO", "Romania", "Румъния"),
    ("RS", "Serbia", "Сърбия"),
    ("RU", "Russia", "Русия"),
    ("RW", "Rwanda", "Руанда"),
    ("SA", "Saudi Arabia", "Саудитска Арабия"),
    ("SC", "Seychelles", "Сейшелски острови"),
    ("SD", "Sudan", "Судан"),
    ("SE", "Sweden", "Швеция"),
    ("SG", "Singapore", "Сингапур"),
    ("SI", "Slovenia", "Словения"),
    ("SK", "Slovakia", "Словакия"),
    ("SL", "Sierra Leone", "Сиера Леоне"),
    ("SM", "San Marino", "Сан Марино"),
    ("SN", "Senegal", "Сенегал"),
    ("SO", "Somalia", "Сомалия"),
    ("SR", "Suriname", "Суринам"),
    ("SV", "El Salvador", "Ел Салвадор"),
    ("SY", "Syria", "Сирия"),
    ("SZ", "Eswatini", "Есватини"),
    ("TD", "Chad", "Чад"),
    ("TG", "Togo", "Того"),
    ("TH", "Thailand", "Тайланд"),
    ("TJ", "Tajikistan", "Таджикистан"),
    ("TL", "Timor-Leste", "Източен Тимор"),
    ("TM", "Turkmenistan", "Туркменистан"),
    ("TN", "Tunisia", "Тунис"),
    ("TR", "Türkiye", "Турция"),
    ("TT", "Trinidad and Tobago", "Тринидад и Тобаго"),
    ("TW", "Taiwan", "Тайван"),
    ("TZ", "Tanzania", "Танзания"),
    ("UA", "Ukraine", "Украйна"),
    ("UG", "Uganda", "Уганда"),
    ("US", "United States", "Съединени щати"),
    ("UY", "Uruguay", "Уругвай"),
    ("UZ", "Uzbekistan", "Узбекистан"),
    ("VA", "Vatican City", "Ватикан"),
    ("VC", "Saint Vincent and the Grenadines", "Сейнт Винсент и Гренадини"),
    ("VE", "Venezuela", "Венецуела"),
    ("VG", "British Virgin Islands", "Британски Вирджински острови"),
    ("VN", "Vietnam", "Виетнам"),
    ("VU", "Vanuatu", "Вануату"),
    ("WS", "Samoa", "Самоа"),
    ("XK", "Kosovo", "Косово"),
    ("YE", "Yemen", "Йемен"),
    ("ZA", "South Africa", "Южна Африка"),
    ("ZM", "Zambia", "Замбия"),
    ("ZW", "Zimbabwe", "Зимбабве"),
];

const CURRENCIES: Names = &[
    ("AED", "Emirati dirham", "Дирхам на ОАЕ"),
    ("AUD", "Australian dollar", "Австралийски долар"),
    ("BGN", "Bulgarian lev", "Български лев"),
    ("BHD", "Bahraini dinar", "Бахрейнски динар"),
    ("CAD", "Canadian dollar", "Канадски долар"),
    ("CHF", "Swiss franc", "Швейцарски франк"),
    ("CNY", "Chinese yuan", "Китайски юан"),
    ("CZK", "Czech koruna", "Чешка крона"),
    ("DKK", "Danish krone", "Датска крона"),
    ("EUR", "Euro", "Евро"),
    ("GBP", "Pound sterling", "Британска лира"),
    ("HKD", "Hong Kong dollar", "Хонконгски долар"),
    ("HUF", "Hungarian forint", "Унгарски форинт"),
    ("ILS", "Israeli shekel", "Израелски шекел"),
    ("INR", "Indian rupee", "Индийска рупия"),
    ("ISK", "Icelandic króna", "Исландска крона"),
    ("JPY", "Japanese yen", "Японска йена"),
    ("KWD", "Kuwaiti dinar", "Кувейтски динар"),
    ("MKD", "Macedonian denar", "Македонски денар"),
    ("NOK", "Norwegian krone", "Норвежка крона"),
    ("NZD", "New Zealand dollar", "Новозеландски долар"),
    ("PLN", "Polish złoty", "Полска злота"),
    ("RON", "Romanian leu", "Румънска лея"),
    ("RSD", "Serbian dinar", "Сръбски динар"),
    ("SEK", "Swedish krona", "Шведска крона"),
    ("SGD", "Singapore dollar", "Сингапурски долар"),
    ("TRY", "Turkish lira", "Турска лира"),
    ("UAH", "Ukrainian hryvnia", "Украинска гривня"),
    ("USD", "US dollar", "Щатски долар"),
    ("ZAR", "South African rand", "Южноафрикански ранд"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_and_currency_has_its_names() {
        let countries: Vec<_> = COUNTRIES.iter().map(|row| row.0).collect();
        let currencies: Vec<_> = CURRENCIES.iter().map(|row| row.0).collect();

        assert_eq!(countries, Country::ALL.iter().map(|country| country.code()).collect::<Vec<_>>());
        assert_eq!(currencies, Currency::ALL.iter().map(|currency| currency.code()).collect::<Vec<_>>());
    }
}
