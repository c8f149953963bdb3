use proptest::prelude::*;

use super::amounts::{Mark, Order, amount, day, mark};
use super::*;
use crate::base::{InvoiceId, SubjectId};

fn eur() -> Currency {
    "EUR".parse().unwrap()
}

fn told(bytes: &[u8]) -> Told {
    match read(bytes, |_| None, eur()) {
        Ok(Read::Told(told)) => told,
        other => panic!("{other:?}"),
    }
}

fn brief(told: &Told) -> Vec<(String, i64, &str, &str, &str)> {
    let line = |entry: &'_ Entry| (entry.booked_on.to_string(), entry.amount.minor);
    told.entries
        .iter()
        .map(|entry| {
            (line(entry).0, line(entry).1, entry.name.as_str(), entry.reference.as_str(), entry.text.as_str())
        })
        .collect()
}

const CAMT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
 <Acct><Id><IBAN>BG80BNBG96611020345678</IBAN></Id><Ccy>EUR</Ccy></Acct>
 <Ntry><Amt Ccy="EUR">120.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>
  <AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
  <RltdPties><Dbtr><Pty><Nm>Hart &amp; Sons</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></DbtrAcct></RltdPties>
  <RmtInf><Ustrd>Invoice</Ustrd><Ustrd>0000000012</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
 <Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-06</Dt></BookgDt><NtryDtls>
  <TxDtls><Refs><EndToEndId>A</EndToEndId></Refs><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>
  <TxDtls><Refs><EndToEndId>B</EndToEndId></Refs><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
 <Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-07</Dt></BookgDt>
  <AddtlNtryInf>Charges</AddtlNtryInf></Ntry>
 <Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-01-07</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"#;

#[test]
fn camt_is_read_with_its_batches_and_without_what_is_only_announced() {
    let told = told(CAMT.as_bytes());

    assert_eq!(told.account, "BG80BNBG96611020345678");
    assert_eq!(
        brief(&told),
        [
            ("2026-01-05".to_owned(), 12_050, "Hart & Sons", "", "Invoice 0000000012"),
            ("2026-01-06".to_owned(), 1_000, "", "A", ""),
            ("2026-01-06".to_owned(), 2_000, "", "B", ""),
            ("2026-01-07".to_owned(), -700, "", "", "Charges"),
        ]
    );
    assert_eq!(
        (told.entries[0].account.as_str(), told.entries[0].bank_id.as_str()),
        ("GB29NWBK60161331926819", "B1")
    );
}

#[test]
fn mt940_is_read_with_its_numbered_parts() {
    let file = ":20:START\r\n:25:UNCRBGSF/1234\r\n:28C:1/1\r\n:60F:C260101EUR1000,00\r\n\
        :61:2601050105C120,50NTRFPO 77//B1\r\nadded\r\n:86:051?20Invoice 00000?210012?30UNCRBGSF?31BG80?32Hart ?33and Sons\r\n\
        :61:2512310102D7,NCHGNONREF\r\n:86:Charges\r\n:61:260106RD5,00NTRFX\r\n:62F:C260106EUR1118,50\r\n-\r\n";

    let told = told(file.as_bytes());

    assert_eq!(told.account, "UNCRBGSF/1234");
    assert_eq!(
        brief(&told),
        [
            ("2026-01-05".to_owned(), 12_050, "Hart and Sons", "PO 77", "added Invoice 00000 0012"),
            ("2026-01-02".to_owned(), -700, "", "", "Charges"),
            ("2026-01-06".to_owned(), 500, "", "X", ""),
        ]
    );
}

#[test]
fn ofx_of_both_kinds_is_read() {
    let old = "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP<BANKACCTFROM><ACCTID>1234\
        </BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105120000[0:GMT]<TRNAMT>120.50<FITID>F1<NAME>Hart &amp; Sons\
        <MEMO>Invoice 12\n</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
    let new = "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX><CURDEF>GBP</CURDEF><ACCTID>1234</ACCTID><STMTTRN><DTPOSTED>20260105\
        </DTPOSTED><TRNAMT>120.50</TRNAMT><FITID>F1</FITID><NAME>Hart &amp; Sons</NAME><MEMO>Invoice 12</MEMO></STMTTRN></OFX>";

    for file in [old, new] {
        let told = told(file.as_bytes());
        assert_eq!(brief(&told), [("2026-01-05".to_owned(), 12_050, "Hart & Sons", "", "Invoice 12")]);
        assert_eq!((told.account.as_str(), told.entries[0].bank_id.as_str()), ("1234", "F1"));
        assert_eq!(told.entries[0].amount.currency.code(), "GBP");
    }
}

#[test]
fn tables_are_read_by_the_words_of_their_header() {
    let british = "Account,12-34-56\n\nDate,Description,Money In,Money Out,Balance\n05/01/2026,\"HART, SONS\",\"1,120.50\",,5\n06/01/2026,Fee,,7.00,4\n";
    let bulgarian = "Дата;Сума;Валута;Дебит/Кредит;Контрагент;Основание\n05.01.2026;1 120,50;EUR;К;Харт;Фактура 12\n06.01.2026;7,00;EUR;D;;Такса\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(bulgarian);

    assert_eq!(
        brief(&told(british.as_bytes())),
        [
            ("2026-01-05".to_owned(), 112_050, "", "", "HART, SONS"),
            ("2026-01-06".to_owned(), -700, "", "", "Fee")
        ]
    );
    for bytes in [bulgarian.as_bytes(), &windows] {
        assert_eq!(
            brief(&told(bytes)),
            [
                ("2026-01-05".to_owned(), 112_050, "Харт", "", "Фактура 12"),
                ("2026-01-06".to_owned(), -700, "", "", "Такса")
            ]
        );
    }
}

#[test]
fn an_unknown_table_asks_for_its_columns_and_is_read_by_what_was_said() {
    let file = "Tag;Betrag;Wer\n2026-01-05;10,00;Hart\n";

    let asked = read(file.as_bytes(), |_| None, eur()).unwrap();
    let header = vec!["Tag".to_owned(), "Betrag".to_owned(), "Wer".to_owned()];
    let rows = vec![vec!["2026-01-05".to_owned(), "10,00".to_owned(), "Hart".to_owned()]];
    assert_eq!(asked, Read::Asks(header, rows));
    let known = Mapping(["booked", "amount", "name"].map(|code| Some(code.to_owned())).to_vec());
    match read(file.as_bytes(), |_| Some(known), eur()).unwrap() {
        Read::Told(told) => assert_eq!(brief(&told), [("2026-01-05".to_owned(), 1_000, "Hart", "", "")]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let refused = |file: &str| read(file.as_bytes(), |_| None, eur()).unwrap_err();

    assert_eq!(refused("Date,Amount\n2026-01-05,10\n2026-01-06,ten\n"), Unfit::at("statements-amount", 3));
    assert_eq!(
        refused("Date,Amount\n2026-13-05,10\n2026-01-06,1\n2026-01-06,1\n2026-01-06,1\n"),
        Unfit::at("statements-day", 2)
    );
    assert_eq!(refused("Date,Amount\n"), Unfit::whole("statements-empty"));
    assert_eq!(refused("hello"), Unfit::whole("statements-unknown"));
    assert_eq!(refused("<Document><BkToCstmrStmt>"), Unfit::whole("statements-broken"));
    assert_eq!(refused("<!DOCTYPE a [<!ENTITY b \"c\">]><Document/>"), Unfit::whole("statements-broken"));
    assert_eq!(
        read(&vec![b'a'; MOST_BYTES + 1], |_| None, eur()).unwrap_err(),
        Unfit::whole("statements-too-large")
    );
}

#[test]
fn amounts_and_days_are_read_as_banks_write_them() {
    for (typed, mark, minor) in [
        ("1,234.56", Mark::Point, 123_456),
        ("1.234,56", Mark::Comma, 123_456),
        ("-12", Mark::Point, -1_200),
        ("12.50-", Mark::Point, -1_250),
        ("(12.50)", Mark::Point, -1_250),
        ("EUR 7,5", Mark::Comma, 750),
        ("1\u{a0}234,50 лв.", Mark::Comma, 123_450),
        ("£3.00", Mark::Point, 300),
    ] {
        assert_eq!(amount(typed, 2, mark), Some(minor), "{typed}");
    }
    for typed in ["", "ten", "1.234", "1.2.3", "-", "99999999999999999999"] {
        assert_eq!(amount(typed, 2, Mark::Point), None, "{typed}");
    }
    assert_eq!(mark(["1.234", "12,5"].into_iter()), Mark::Comma);
    assert_eq!(mark(["1,234", "1,234.5"].into_iter()), Mark::Point);
    for typed in [
        "2026-11-24",
        "24.11.2026",
        "24/11/26",
        "24 Nov 2026",
        "24-Nov-2026",
        "20261124",
        "2026-11-24T10:00:00",
    ] {
        assert_eq!(
            day(typed, Order::DayFirst).map(|day| day.to_string()).as_deref(),
            Some("2026-11-24"),
            "{typed}"
        );
    }
}

fn paper(id: i64, number: &str, (customer, name): (i64, &str), rest: i64) -> OpenPaper {
    OpenPaper {
        id: InvoiceId::new(id),
        number: number.to_owned(),
        customer: SubjectId::new(customer),
        name: name.to_owned(),
        rest: Money::new(rest, eur()),
    }
}

fn line(amount: i64, name: &str, text: &str) -> Entry {
    Entry {
        booked_on: "2026-01-05".parse().unwrap(),
        amount: Money::new(amount, eur()),
        name: name.to_owned(),
        account: String::new(),
        reference: String::new(),
        text: text.to_owned(),
        bank_id: String::new(),
    }
}

fn answer(entry: &Entry, open: &[OpenPaper]) -> Option<(Vec<(i64, i64)>, Reason)> {
    let found = propose(entry, &Ledger::of(open))?;
    Some((found.parts.iter().map(|part| (part.invoice.number(), part.amount)).collect(), found.reason))
}

#[test]
fn a_line_is_matched_by_number_then_by_name_and_never_by_a_guess() {
    let (hart, clark) = ((1, "Hart & Sons Ltd"), (2, "Clark Joinery"));
    let open = [
        paper(1, "0000000012", hart, 10_000),
        paper(2, "0000000013", hart, 5_000),
        paper(3, "INV-2026-0014", clark, 10_000),
        paper(4, "0000000015", clark, 2_000),
        paper(5, "0000000016", clark, -700),
    ];
    let of = |amount, name, text| answer(&line(amount, name, text), &open);

    assert_eq!(of(10_000, "", "0000000012"), Some((vec![(1, 10_000)], Reason::Number)));
    assert_eq!(of(10_000, "", "payment inv. no 12, thanks"), Some((vec![(1, 10_000)], Reason::Number)));
    assert_eq!(of(10_000, "", "фактура 12"), Some((vec![(1, 10_000)], Reason::Number)));
    assert_eq!(
        of(15_000, "", "0000000012 and 00000 00013"),
        Some((vec![(1, 10_000), (2, 5_000)], Reason::Number))
    );
    assert_eq!(
        of(12_000, "", "0000000012 0000000013"),
        Some((vec![(1, 10_000), (2, 2_000)], Reason::NumberAlone))
    );
    assert_eq!(of(9_850, "", "inv 2026 0014"), Some((vec![(3, 9_850)], Reason::NumberAlone)));
    assert_eq!(of(10_000, "", "0000000012, INV-2026-0014"), None, "two customers");
    assert_eq!(of(10_000, "CLARK JOINERY", ""), Some((vec![(3, 10_000)], Reason::NameAndAmount)));
    assert_eq!(of(15_000, "Hart and Sons", ""), Some((vec![(1, 10_000), (2, 5_000)], Reason::Together)));
    assert_eq!(of(10_000, "", "12 Mill Lane"), None, "two papers of that amount, and a house");
    assert_eq!(of(2_000, "Somebody", ""), Some((vec![(4, 2_000)], Reason::AmountAlone)));
    assert_eq!(of(-700, "Clark Joinery", "refund"), Some((vec![(5, -700)], Reason::NameAndAmount)));
    assert_eq!(of(-10_000, "", "0000000012"), None, "what goes out pays no invoice");
    assert!(Reason::Number.is_certain() && !Reason::AmountAlone.is_certain());
}

#[test]
fn a_line_that_comes_again_has_its_mark_and_twins_have_two() {
    let told = |lines: Vec<Entry>| Told { account: "A".to_owned(), entries: lines };
    let twins = fingerprints(&told(vec![line(100, "a", "b"), line(100, "a", "b"), line(100, "a", "c")]));
    let again = fingerprints(&told(vec![line(100, "a", "c"), line(100, "a ", "B")]));

    assert_eq!((twins[2], twins[0]), (again[0], again[1]));
    assert_ne!(twins[0], twins[1]);
    assert_ne!(fingerprint("A", &line(100, "", ""), 0), fingerprint("B", &line(100, "", ""), 0));
}

#[test]
fn a_line_is_settled_once_and_can_be_opened_again() {
    let after =
        |state: State| [Event::Book, Event::Ignore, Event::Reopen].map(|event| state.after(event).ok());

    assert_eq!(after(State::Open), [Some(State::Booked), Some(State::Ignored), None]);
    assert_eq!(after(State::Booked), [None, None, Some(State::Open)]);
    assert_eq!(after(State::Ignored), [None, None, Some(State::Open)]);
}

proptest! {
    #[test]
    fn no_file_is_too_much_for_it(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0..4_usize) {
        let begins: [&[u8]; 4] = [b"", b":20:A\n:60F:C260101EUR1,00\n:61:", b"OFXHEADER\n<OFX><STMTTRN><TRNAMT>", b"<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy=\"EUR\">"];
        let _ = read(&[begins[which], &bytes].concat(), |_| None, eur());
    }

    #[test]
    fn what_is_cut_out_of_a_statement_is_told_or_refused(from in 0..1_800_usize, length in 0..300_usize) {
        let all = CAMT.as_bytes();
        let to = (from + length).min(all.len());
        let _ = read(&[&all[..from.min(to)], &all[to..]].concat(), |_| None, eur());
    }

    #[test]
    fn a_proposal_always_comes_to_the_whole_line(amount in -5_000..5_000_i64, rests in proptest::collection::vec(-3_000..3_000_i64, 0..8), text in "[0-9 ]{0,30}") {
        let open: Vec<OpenPaper> = rests.iter().zip(1..).map(|(rest, id)| paper(id, &format!("{:010}", id), (id % 3, "Hart"), *rest)).collect();
        if let Some(found) = propose(&line(amount, "Hart", &text), &Ledger::of(&open)) {
            prop_assert_eq!(found.parts.iter().map(|part| part.amount).sum::<i64>(), amount);
        }
    }
}
