//! Of what a file is a list: as its columns say it, or else its name.

use super::export_columns::fold;
use super::field::Field::{self, *};
use super::headers;
use super::import::KINDS;
use super::mapping::Mapping;
use super::target::Target;
use crate::base::SubjectKind;

/// Words in the names of files.
const NAMES: &[(SubjectKind, &[&str])] = &[
    (SubjectKind::Company, &["organization", "organisation", "compan", "account", "фирм", "компании"]),
    (SubjectKind::Contact, &["people", "person", "contact", "контакт", "хора"]),
    (SubjectKind::Lead, &["lead", "запитван"]),
    (SubjectKind::Deal, &["deal", "opportunit", "сделк"]),
    (SubjectKind::Task, &["activit", "task", "call", "meeting", "задач"]),
    (SubjectKind::Note, &["note", "бележк"]),
];

/// What only such lists have, each with how much it says.
fn signs(kind: SubjectKind) -> &'static [(Field, usize)] {
    match kind {
        SubjectKind::Company => &[(RegistrationNumber, 3), (VatNumber, 2), (Domain, 2), (Company, 2)],
        SubjectKind::Contact => {
            &[(FirstName, 4), (LastName, 4), (FullName, 3), (JobTitle, 3), (LegalBasis, 2)]
        }
        SubjectKind::Lead => {
            &[(FirstName, 3), (LastName, 3), (FullName, 2), (State, 4), (Interest, 4), (Campaign, 3)]
        }
        SubjectKind::Deal => &[(Stage, 5), (Amount, 4), (CloseOn, 4), (Pipeline, 4), (Probability, 3)],
        SubjectKind::Task => &[(Title, 1), (DueOn, 5), (DueTime, 3), (Done, 2), (Details, 1)],
        SubjectKind::Note => &[(Note, 4), (NoteOn, 1), (Deal, 2), (Person, 2), (About, 2), (NoteKind, 1)],
        SubjectKind::File | SubjectKind::Product | SubjectKind::Invoice | SubjectKind::Quote => &[],
    }
}

impl Mapping {
    /// Of what a file with that header and that name is most likely a list.
    pub fn recognise(header: &[String], file_name: &str) -> SubjectKind {
        let names: Vec<String> = header.iter().map(|name| fold(name)).collect();
        let file = file_name.to_lowercase();
        let score = |kind: SubjectKind| {
            let own = names.iter().filter(|name| headers::own_kind(name) == Some(kind)).count();
            let words = NAMES.iter().filter(|(known, _)| *known == kind).flat_map(|(_, words)| *words);
            let is_named = words.into_iter().any(|word| file.contains(word));
            // Pipedrive begins every name so; a "Lead Status" among others says nothing.
            let own = if own * 2 >= names.len() { own * 10 } else { 0 };
            own + signs_in(header, kind) + if is_named { 6 } else { 0 }
        };
        let best = KINDS.into_iter().max_by_key(|kind| (score(*kind), std::cmp::Reverse(place(*kind))));
        best.unwrap_or(KINDS[0])
    }
}

fn place(kind: SubjectKind) -> usize {
    KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len())
}

fn signs_in(header: &[String], kind: SubjectKind) -> usize {
    let mapping = Mapping::guess(header, kind);
    let can_be = mapping.problem(kind).is_none();
    let has = |field: &Field| mapping.targets().contains(&Target::Field(*field));
    let told: usize = signs(kind).iter().filter(|(field, _)| has(field)).map(|(_, says)| says).sum();
    if can_be { told } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(header: &str, name: &str, kind: SubjectKind) {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        assert_eq!(Mapping::recognise(&header, name), kind);
    }

    #[test]
    fn exports_of_pipedrive_say_what_they_are() {
        is("Organization - ID,Organization - Name,Organization - Address", "x.csv", SubjectKind::Company);
        is(
            "Person - ID,Person - Name,Person - Organization,Person - Email - Work",
            "x.csv",
            SubjectKind::Contact,
        );
        is(
            "Deal - ID,Deal - Title,Deal - Value,Deal - Organization,Deal - Stage",
            "x.csv",
            SubjectKind::Deal,
        );
        is(
            "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date",
            "x.csv",
            SubjectKind::Task,
        );
        is("ID,Content,Deal,Person,Organization,User,Add time", "x.csv", SubjectKind::Note);
    }

    #[test]
    fn exports_of_hubspot_and_espocrm_are_told_apart_by_their_columns() {
        is("Record ID,Company name,Company Domain Name,Industry", "x.csv", SubjectKind::Company);
        is("Record ID,First Name,Last Name,Email,Lead Status", "contacts.csv", SubjectKind::Contact);
        is("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date", "x.csv", SubjectKind::Deal);
        is("Record ID,Task Title,Task Status,Due Date,Task Notes", "x.csv", SubjectKind::Task);
        is("id,name,accountName,stage,amount,closeDate", "x.csv", SubjectKind::Deal);
        is("id,firstName,lastName,status,source,accountName", "Lead.csv", SubjectKind::Lead);
        is("id,name,status,dateStart,parentType,parentName", "Call.csv", SubjectKind::Task);
    }

    #[test]
    fn a_plain_list_of_people_is_one_of_contacts() {
        is("Име,Фирма,Имейл,Телефон", "списък.csv", SubjectKind::Contact);
        is("Name,E-mail,Phone", "list.csv", SubjectKind::Contact);
    }
}
