use super::*;
use crate::across::transfer::model::sales::{DealRow, Place, TaskRow};
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::points::{Kind, Purpose};
use crate::crm::tasks::TaskKind;

fn hear<F: Facts>(header: &str, cells: &str) -> Heard<F> {
    let header: Vec<String> = header.split('|').map(str::to_owned).collect();
    let ear = Ear {
        mapping: Mapping::guess(&header, F::KIND),
        header,
        dates: DateOrder::DayFirst,
        country: "BG".parse().unwrap(),
        currency: "EUR".parse().unwrap(),
        own: Vec::new(),
        owners: Owners::default(),
        language: Language::En,
        members: HashMap::from([("mara ilieva".to_owned(), MemberId::new(7))]),
    };
    ear.hear(&Row { number: 2, cells: cells.split('|').map(str::to_owned).collect() })
}

fn keys(flaws: &[Flaw]) -> Vec<(Option<usize>, &str)> {
    flaws.iter().map(|flaw| (flaw.column, flaw.key.as_str())).collect()
}

#[test]
fn a_bulgarian_row_is_understood() {
    let heard: Heard<ContactInput> = hear(
        "Име|Фирма|E-mail|Тел.|ЕИК|Бележки|Отговорник",
        "Калина Василева|Изба ООД|kalina@byalareka.example|0888 123 456|203118402|плаща навреме|Мара Илиева",
    );

    assert_eq!(heard.flaws, []);
    let facts = heard.said.facts;
    assert_eq!((facts.first_name.as_str(), facts.last_name.as_str()), ("Калина", "Василева"));
    assert_eq!(facts.points.of(Kind::Phone).next().map(|phone| phone.norm.as_str()), Some("+359888123456"));
    assert_eq!(facts.owner, Some(MemberId::new(7)));
    assert_eq!(heard.said.employer.registration_number, "203118402");
    let remark = Remark { kind: NoteKind::Note, body: "плаща навреме".into(), on: None };
    assert_eq!(heard.said.remarks, [remark]);
}

#[test]
fn numbered_points_take_their_label_from_the_column_beside() {
    let heard: Heard<ContactInput> = hear(
        "First Name|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Address 1 - Label|Address 1 - City|Address 1 - Country",
        "Amelia|Home|a@hart.example ::: A@hart.example|Mobile|+44 7700 900418|* Work|Bristol|GB",
    );

    assert_eq!(heard.flaws, []);
    let points = heard.said.facts.points;
    assert_eq!(points.of(Kind::Email).count(), 1);
    assert_eq!(points.of(Kind::Phone).next().map(|phone| phone.label.code()), Some("mobile"));
    assert_eq!(points.addresses[0].purpose, Purpose::Main);
    assert_eq!(points.addresses[0].country.map(|country| country.code()), Some("GB"));
}

#[test]
fn what_is_wrong_is_told_with_its_column() {
    let heard: Heard<ContactInput> =
        hear("Name|E-mail|Phone|Owner", "Owen Pike|owen(at)pike.example|4,4117E+11|Nobody Known");

    assert_eq!(
        keys(&heard.flaws),
        [
            (Some(2), "transfer-flaw-scientific"),
            (Some(3), "transfer-flaw-owner"),
            (Some(1), "points-email-unclear"),
        ]
    );
    assert!(!heard.flaws[1].is_fatal);
}

#[test]
fn a_name_beside_a_surname_is_the_first_name() {
    for header in ["Name|Surname", "Име|Фамилия", "Full name|Last name"] {
        for row in ["Ann|Hart", "Ann Hart|Hart"] {
            let heard: Heard<ContactInput> = hear(header, row);

            let facts = heard.said.facts;
            assert_eq!(
                (facts.first_name.as_str(), facts.last_name.as_str()),
                ("Ann", "Hart"),
                "{header} {row}"
            );
        }
    }
}

#[test]
fn an_empty_cell_says_nothing_and_a_token_clears() {
    let heard: Heard<ContactInput> = hear("Name|Job title|Source", "Ann Hart||[clear]");

    assert_eq!(heard.said.cleared, [Area::Source]);
    assert_eq!(heard.said.facts.job_title, "");
}

#[test]
fn a_row_of_letters_that_could_not_be_read_is_bad() {
    let heard: Heard<CompanyInput> = hear("Company|City", "Pike Chandlery|K\u{FFFD}ln");

    assert_eq!(keys(&heard.flaws), [(Some(1), "transfer-flaw-letters")]);
}

#[test]
fn a_company_keeps_its_numbers_and_its_address() {
    let heard: Heard<CompanyInput> = hear(
        "Organization - Name|Organization - Street/road name of Address|Organization - House number of Address|Website|Postal code",
        "Okafor Tiles|Mill Lane|8|https://www.okafor.example/x|'+LS1",
    );

    let facts = heard.said.facts;
    assert_eq!(facts.name, "Okafor Tiles");
    assert_eq!(facts.points.addresses[0].street, "Mill Lane 8");
    assert_eq!(facts.points.addresses[0].postcode, "+LS1");
    assert_eq!(facts.points.of(Kind::Domain).next().map(|point| point.norm.as_str()), Some("okafor.example"));
}

#[test]
fn a_note_has_its_kind_and_its_day() {
    let heard: Heard<ContactInput> = hear(
        "Person|Activity type|Activity date|Subject|Note",
        "Amelia Hart|Phone call|12.03.2024|left out|Asked for the price list",
    );

    let body = "Asked for the price list".to_owned();
    let remark = Remark { kind: NoteKind::Call, body, on: "2024-03-12".parse().ok() };
    assert_eq!(heard.said.remarks, [remark]);
    let odd: Heard<ContactInput> = hear("Person|Activity type|Note", "Amelia Hart|Deadline|x");
    assert_eq!(keys(&odd.flaws), [(Some(1), "transfer-flaw-note-kind")]);
    assert_eq!(odd.said.remarks[0].kind, NoteKind::Note);
    let silent: Heard<ContactInput> = hear("Person|Activity type", "Amelia Hart|Call");
    assert_eq!(silent.said.remarks, []);
}

#[test]
fn a_deal_of_pipedrive_is_understood() {
    let heard: Heard<DealRow> = hear(
        "Deal - ID|Deal - Title|Deal - Value|Deal - Currency of Value|Deal - Organization|Deal - Contact person|Deal - Stage|\
         Deal - Status|Deal - Lost reason|Deal - Lost time|Deal - Owner",
        "401|Shelves for the shop|12,500.00|GBP|Okafor Tiles|Grace Okafor|Proposal Made|Lost|Price|2026-03-05 10:00:00|Mara Ilieva",
    );

    assert_eq!(heard.flaws, []);
    let row = heard.said.facts;
    assert_eq!(
        row.deal.amount.map(|amount| (amount.minor, amount.currency.code())),
        Some((1_250_000, "GBP"))
    );
    assert_eq!((row.stage.as_str(), row.external_id.as_str()), ("Proposal Made", "401"));
    assert_eq!(row.ending.state, Some(crate::crm::deals::State::Lost));
    assert_eq!((row.ending.reason.as_str(), row.ending.on.is_some()), ("Price", true));
    assert_eq!(heard.said.links.person.name, "Grace Okafor");
    assert_eq!(row.deal.owner, Some(MemberId::new(7)));
}

#[test]
fn amounts_are_read_as_both_languages_write_them_in_the_books_currency() {
    for amount in ["1 234,50", "1,234.50", "1.234,50 €"] {
        let heard: Heard<DealRow> = hear("Сделка|Сума", &format!("Плот|{amount}"));

        assert_eq!(heard.said.facts.deal.amount.map(|amount| amount.minor), Some(123_450), "{amount}");
    }
}

#[test]
fn a_task_says_by_when_and_whether_it_is_done() {
    let heard: Heard<TaskRow> = hear(
        "Activity - Subject|Activity - Type|Activity - Due date|Activity - Due time|Activity - Done|Activity - Note|Activity - Deal",
        "Call back|Call|2026-03-05|14:30|Done|<p>About the <b>price</b></p>|Shelves",
    );

    assert_eq!(heard.flaws, []);
    let row = heard.said.facts;
    assert_eq!(
        (row.due_on.map(|day| day.to_string()).as_deref(), row.due_time.as_str()),
        (Some("2026-03-05"), "14:30")
    );
    assert_eq!((row.is_done, row.details.as_str()), (Some(true), "About the price"));
    assert_eq!(heard.said.links.deal.name, "Shelves");
}

#[test]
fn a_call_of_espocrm_is_about_the_record_whose_kind_stands_beside() {
    let heard: Heard<TaskRow> = hear(
        "id|name|status|dateStart|parentType|parentName",
        "c1|First call|Held|2026-03-05 09:15:00|Opportunity|Shelves",
    );

    assert_eq!(heard.said.links.deal.name, "Shelves");
    assert_eq!((heard.said.facts.is_done, heard.said.facts.due_time.as_str()), (Some(true), "09:15"));
    assert_eq!((heard.said.facts.kind, heard.said.facts.place), (Some(TaskKind::Meeting), Place::Activities));
}

#[test]
fn a_call_of_espocrm_has_a_direction_and_our_own_tasks_stay_tasks() {
    let call: Heard<TaskRow> =
        hear("id|name|status|direction|dateStart", "c1|First call|Held|Outbound|2026-03-05 09:15:00");
    let own: Heard<TaskRow> = hear("Task|Kind|Due on|Done", "First call|call|2026-03-05|1");

    assert_eq!((call.said.facts.kind, call.said.facts.place), (Some(TaskKind::Call), Place::Activities));
    assert_eq!((own.said.facts.kind, own.said.facts.place), (Some(TaskKind::Call), Place::Tasks));
}
