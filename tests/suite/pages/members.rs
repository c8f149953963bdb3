//! Who works here: roles, the end of somebody's work, the way back.

use kantora::base::{Error, MemberId, Role};
use kantora::workspace::{audit, members};

use crate::support::App;

fn place(app: &App, role: Role) -> MemberId {
    let account = app.account(role);
    let actor = app.acme().actor();
    app.installation.db.read(&actor, |view| members::maybe_find_of(view, account)).unwrap().unwrap().id
}

#[tokio::test]
async fn a_new_role_holds_with_the_next_request_and_is_audited() {
    let app = App::start();
    let viewer = app.member(Role::Viewer);
    viewer.get("/w/acme/contacts/new").await.expect(403);
    let path = format!("/w/acme/settings/people/{}", place(&app, Role::Viewer));

    let saved = app.owner().post(&format!("{path}/role"), &[("role", "sales")]).await.expect(303);

    app.owner().follow(&saved).await.expect(200).expect_text("The role is changed.");
    viewer.get("/w/acme/contacts/new").await.expect(200);
    let letters = app.letters().await;
    assert_eq!(
        (letters[0].to.as_str(), &*letters[0].subject),
        ("viewer@acme.example", "Your place at acme changed")
    );
    let latest = app.installation.db.read(&app.acme().actor(), |view| audit::list_latest(view, 1)).unwrap();
    assert_eq!(latest[0].verb, "member.role");
}

#[tokio::test]
async fn somebody_removed_is_out_with_the_next_request_and_stays_by_name() {
    let app = App::start();
    let sales = app.member(Role::Sales);
    let act = sales.get("/w/acme/contacts/new").await.hidden("act");
    sales.post("/w/acme/contacts/new", &[("act", &act), ("last_name", "Petrova")]).await.expect(303);
    let path = format!("/w/acme/settings/people/{}", place(&app, Role::Sales));

    app.owner().post(&format!("{path}/remove"), &[]).await.expect(303);

    sales.get("/w/acme").await.expect(404);
    sales.get("/account").await.expect(200);
    let filter = app.owner().get("/w/acme/contacts").await.expect(200);
    filter.expect_text("The sales");
    app.owner().get("/w/acme/settings/people").await.expect_text("no longer works here");
    app.owner().post(&format!("{path}/return"), &[]).await.expect(303);
    sales.get("/w/acme").await.expect(200);
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let app = App::start();
    let path = format!("/w/acme/settings/people/{}", app.acme().owner);

    let demoted = app.owner().post(&format!("{path}/role"), &[("role", "admin")]).await;
    let removed = app.owner().post(&format!("{path}/remove"), &[]).await;
    let left = app.owner().post("/w/acme/leave", &[]).await;

    for answer in [demoted, removed, left] {
        answer.expect(409).expect_text("A company keeps at least one owner.");
    }
    app.owner().get("/w/acme").await.expect(200);
}

#[tokio::test]
async fn two_owners_who_leave_at_once_leave_one() {
    let app = App::start();
    let admin = place(&app, Role::Admin);
    app.write(move |tx| members::change_role(tx, admin, Role::Owner)).unwrap();
    let (olga, other) = (app.owner(), app.member(Role::Admin));

    let (first, second) = tokio::join!(olga.post("/w/acme/leave", &[]), other.post("/w/acme/leave", &[]));

    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn only_owners_make_and_unmake_owners() {
    let app = App::start();
    let admin = app.member(Role::Admin);
    let owner = format!("/w/acme/settings/people/{}", app.acme().owner);
    let viewer = format!("/w/acme/settings/people/{}", place(&app, Role::Viewer));

    admin.post(&format!("{owner}/role"), &[("role", "viewer")]).await.expect(403);
    admin.post(&format!("{owner}/remove"), &[]).await.expect(403);
    admin.post(&format!("{viewer}/role"), &[("role", "owner")]).await.expect(403);
    let invitation = [("email", "new@acme.example"), ("role", "owner")];
    admin.post("/w/acme/settings/people/invite", &invitation).await.expect(403);

    admin.get(&viewer).await.expect(200).expect_no_text("value=\"owner\"");
    admin.post(&format!("{viewer}/role"), &[("role", "bookkeeper")]).await.expect(303);
}

#[tokio::test]
async fn whoever_leaves_keeps_their_account() {
    let app = App::start();
    let viewer = app.member(Role::Viewer);

    viewer.get("/w/acme/leave").await.expect(200).expect_text("Leave acme");
    let left = viewer.post("/w/acme/leave", &[]).await.expect(303);

    viewer.follow(&left).await.expect(200).expect_text("You no longer work there.");
    viewer.get("/w/acme").await.expect(404);
}

#[tokio::test]
async fn a_closed_account_is_not_let_back() {
    let app = App::start();
    let (member, account) = (place(&app, Role::Viewer), app.account(Role::Viewer));
    app.write(move |tx| members::remove(tx, member)).unwrap();
    app.write(move |tx| {
        tx.execute("UPDATE account SET disabled_at = 1 WHERE id = ?", [account.number()])?;
        Ok(())
    })
    .unwrap();

    let back = app.write(move |tx| members::let_back(tx, member));

    assert!(matches!(back, Err(Error::Conflict("members-account-closed"))));
}

#[tokio::test]
async fn a_lead_changes_what_the_team_looks_after_and_nothing_more() {
    let app = App::start();
    let (lead, follower) = (place(&app, Role::Sales), place(&app, Role::Admin));
    let add = |name: &'static str, owner: MemberId| {
        app.write(move |tx| {
            let input = kantora::crm::contacts::ContactInput {
                last_name: name.into(),
                owner: Some(owner),
                ..Default::default()
            };
            kantora::crm::contacts::actions::create(tx, input)
        })
        .unwrap()
    };
    let (theirs, strange) = (add("Theirs", follower), add("Strange", app.acme().owner));
    let sales = app.member(Role::Sales);
    sales.get(&format!("/w/acme/contacts/{theirs}/edit")).await.expect(403);

    let added = app.owner().post("/w/acme/settings/teams", &[("name", "North")]).await.expect(303);
    let path = added.location().split('?').next().unwrap().to_owned();
    let (lead, follower) = (lead.to_string(), follower.to_string());
    let fields = [("name", "North"), ("member", &*follower), ("lead", &*lead)];
    app.owner().post(&path, &fields).await.expect(303);

    sales.get(&format!("/w/acme/contacts/{theirs}/edit")).await.expect(200).expect_text("The admin · North");
    sales.get(&format!("/w/acme/contacts/{strange}/edit")).await.expect(403);
    sales.post(&format!("/w/acme/contacts/{theirs}/trash"), &[]).await.expect(303);
    app.owner().post(&format!("{path}/remove"), &[]).await.expect(303);
    sales.post(&format!("/w/acme/contacts/{theirs}/restore"), &[]).await.expect(403);
}

#[tokio::test]
async fn a_team_has_a_name_of_its_own_and_people_of_the_company() {
    let app = App::start();
    let owner = app.owner();
    owner.post("/w/acme/settings/teams", &[("name", "North")]).await.expect(303);
    let stranger = app.other().owner.to_string();

    owner.post("/w/acme/settings/teams", &[("name", " NORTH ")]).await.expect(422);
    owner.post("/w/acme/settings/teams", &[("name", "")]).await.expect(422);
    let fields = [("name", "South"), ("member", &*stranger)];
    owner.post("/w/acme/settings/teams", &fields).await.expect(422);
    app.member(Role::Viewer).get("/w/acme/settings/teams").await.expect(200).expect_text("North");
}
