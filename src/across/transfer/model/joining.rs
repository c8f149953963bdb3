//! How one value joins another under a rule.

use super::rules::{Area, Choice, Rules};
use crate::base::text;
use crate::crm::fields::Values;
use crate::crm::points::{Address, Kind, Point, Points};

pub(super) fn text_by(choice: Choice, own: &mut String, said: &str) {
    let wins = match choice {
        Choice::Keep => false,
        Choice::Fill => own.is_empty(),
        Choice::Overwrite | Choice::Append => true,
    };
    if wins && !said.is_empty() {
        own.clear();
        own.push_str(said);
    }
}

pub(super) fn value_by<T>(choice: Choice, own: &mut Option<T>, said: Option<T>) {
    let wins = match choice {
        Choice::Keep => false,
        Choice::Fill => own.is_none(),
        Choice::Overwrite | Choice::Append => true,
    };
    if wins && said.is_some() {
        *own = said;
    }
}

pub(super) fn own_by(choice: Choice, own: &mut Values, said: &Values) {
    match choice {
        Choice::Keep => {}
        Choice::Fill => own.fill(said),
        Choice::Overwrite | Choice::Append => {
            said.iter().for_each(|(field, value)| own.set(field, Some(value.clone())));
        }
    }
}

pub(super) fn tags_by(choice: Choice, own: &mut Vec<String>, said: &[String]) {
    if said.is_empty() || choice == Choice::Keep || (choice == Choice::Fill && !own.is_empty()) {
        return;
    }
    if choice == Choice::Overwrite {
        own.clear();
    }
    for tag in said {
        if !own.iter().any(|known| text::fold(known) == text::fold(tag)) {
            own.push(tag.clone());
        }
    }
    // A record shows its tags by name, so two orders are the same.
    own.sort_by_key(|tag| text::fold(tag));
}

pub(super) fn points_by(rules: &Rules, own: &mut Points, said: &Points) {
    for (kind, area) in
        [(Kind::Email, Area::Emails), (Kind::Phone, Area::Phones), (Kind::Domain, Area::Domains)]
    {
        let new: Vec<&Point> = said.of(kind).collect();
        let choice = rules.choice(area);
        let is_kept = choice == Choice::Fill && own.of(kind).next().is_some();
        if new.is_empty() || choice == Choice::Keep || is_kept {
            continue;
        }
        let known: Vec<Point> = own.of(kind).cloned().collect();
        if choice == Choice::Overwrite {
            own.points.retain(|point| point.kind != kind);
        }
        for point in new {
            let before = known.iter().find(|old| old.norm == point.norm);
            if choice == Choice::Append && before.is_some() {
                continue;
            }
            let shared = before.map_or(point.shared, |old| old.shared);
            own.points.push(Point { shared, ..point.clone() });
        }
    }
    own.points.sort_by_key(|point| match point.kind {
        Kind::Email => 0,
        Kind::Phone => 1,
        Kind::Domain => 2,
    });
    addresses_by(rules.choice(Area::Addresses), &mut own.addresses, &said.addresses);
}

fn addresses_by(choice: Choice, own: &mut Vec<Address>, said: &[Address]) {
    for address in said {
        let of_purpose = own.iter().position(|known| known.purpose == address.purpose);
        match (choice, of_purpose) {
            (Choice::Keep, _) | (Choice::Fill, Some(_)) => {}
            (Choice::Overwrite, Some(place)) => own[place] = address.clone(),
            (Choice::Append, _)
                if own.iter().any(|known| text::fold(&known.line()) == text::fold(&address.line())) => {}
            _ => own.push(address.clone()),
        }
    }
}

pub(super) fn clear_points(area: Area, points: &mut Points) {
    let kind = match area {
        Area::Emails => Kind::Email,
        Area::Phones => Kind::Phone,
        Area::Domains => Kind::Domain,
        Area::Addresses => return points.addresses.clear(),
        _ => return,
    };
    points.points.retain(|point| point.kind != kind);
}
