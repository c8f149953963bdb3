//! All SQL on `notice` and `notice_choice`.

use rusqlite::named_params;

use super::model::{Choices, Notice, NoticeKind, UnreadFirst, Way};
use crate::base::listing::{Mark, Page, Paging, Value};
use crate::base::{AccountId, At, MemberId, NoticeId, Result, SubjectId, SubjectKind};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// What a notice is read from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT notice.id, notice.member_id, notice.kind, notice.about_id, subject.kind AS about_kind, notice.actor_id,
                    account.name AS actor_name, notice.detail, notice.at, notice.read_at
             FROM notice
             LEFT JOIN subject ON subject.workspace_id = notice.workspace_id AND subject.id = notice.about_id
             LEFT JOIN member AS actor ON actor.workspace_id = notice.workspace_id AND actor.id = notice.actor_id
             LEFT JOIN account ON account.id = actor.account_id ",
            $rest
        )
    };
}

/// One page of what the member was told, unread notices first.
pub fn list(view: &View, member: MemberId, paging: &Paging<UnreadFirst>) -> Result<Page<Notice>> {
    let rows = view.all(
        &statement(paging),
        named_params! {
            ":workspace": view.workspace(),
            ":member": member,
            ":limit": paging.limit(),
            ":value": paging.mark().map(|mark| &mark.value),
            ":id": paging.mark().map(|mark| mark.id),
        },
        notice,
    )?;
    Ok(paging.page(rows, |notice| Mark {
        value: Value::Number(i64::from(!notice.is_read())),
        id: notice.id.number(),
    }))
}

/// The statement of the list: it walks an index in the order of the list.
pub(super) fn statement(paging: &Paging<UnreadFirst>) -> String {
    format!(
        select!(
            "WHERE notice.workspace_id = :workspace
               AND notice.member_id = :member
               AND {place}
             ORDER BY notice.unread {direction}, notice.id {direction}
             LIMIT :limit"
        ),
        place = paging.condition("notice.unread", "notice.id"),
        direction = paging.direction(),
    )
}

/// What the member was told, after that number, rising; at most `limit`: programs walk by it.
pub fn list_after(view: &View, member: MemberId, after: NoticeId, limit: i64) -> Result<Vec<Notice>> {
    view.all(
        select!(
            "WHERE notice.workspace_id = :workspace
               AND notice.member_id = :member
               AND notice.id > :after
             ORDER BY notice.id
             LIMIT :limit"
        ),
        named_params! {
            ":workspace": view.workspace(),
            ":member": member,
            ":after": after,
            ":limit": limit,
        },
        notice,
    )
}

/// The notice, or `NotFound`.
pub fn find(view: &View, id: NoticeId) -> Result<Notice> {
    view.one(
        select!(
            "WHERE notice.workspace_id = :workspace
               AND notice.id = :id"
        ),
        named_params! { ":workspace": view.workspace(), ":id": id },
        notice,
    )
}

fn notice(row: &Row) -> rusqlite::Result<Notice> {
    let about: Option<SubjectId> = row.get("about_id")?;
    let actor: Option<MemberId> = row.get("actor_id")?;
    let about_kind: Option<SubjectKind> = row.get("about_kind")?;
    let actor_name: Option<String> = row.get("actor_name")?;
    Ok(Notice {
        id: row.get("id")?,
        member: row.get("member_id")?,
        kind: coded(row, "kind")?,
        about: about.zip(about_kind),
        actor: actor.zip(actor_name),
        detail: row.get("detail")?,
        at: row.get("at")?,
        read_at: row.get("read_at")?,
    })
}

/// Tells the member.
pub fn insert(
    tx: &Tx,
    member: MemberId,
    kind: NoticeKind,
    about: Option<SubjectId>,
    detail: &str,
) -> Result<NoticeId> {
    let id = tx.insert(
        "INSERT INTO notice (workspace_id, member_id, kind, about_id, actor_id, detail, at)
         VALUES (:workspace, :member, :kind, :about, :actor, :detail, :now)",
        named_params! {
            ":workspace": tx.workspace(),
            ":member": member,
            ":kind": kind.code(),
            ":about": about,
            ":actor": tx.member(),
            ":detail": detail,
            ":now": tx.now(),
        },
    )?;
    Ok(NoticeId::new(id))
}

/// The notice was read.
pub fn save_read(tx: &Tx, id: NoticeId) -> Result<()> {
    tx.execute(
        "UPDATE notice
         SET unread = 0, read_at = :now
         WHERE workspace_id = :workspace
           AND id = :id
           AND unread = 1",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":now": tx.now() },
    )?;
    Ok(())
}

/// Everything that the member was told was read, up to that number; gives how many notices.
pub fn save_all_read(tx: &Tx, member: MemberId, up_to: NoticeId) -> Result<usize> {
    tx.execute(
        "UPDATE notice
         SET unread = 0, read_at = :now
         WHERE workspace_id = :workspace
           AND member_id = :member
           AND unread = 1
           AND id <= :up_to",
        named_params! {
            ":workspace": tx.workspace(),
            ":member": member,
            ":up_to": up_to,
            ":now": tx.now(),
        },
    )
}

/// Deletes what anybody was told about that subject.
pub fn delete_about(tx: &Tx, about: SubjectId) -> Result<()> {
    tx.execute(
        "DELETE FROM notice
         WHERE workspace_id = :workspace
           AND about_id = :about",
        named_params! { ":workspace": tx.workspace(), ":about": about },
    )?;
    Ok(())
}

/// Deletes what was told before that time, at most `limit`; gives how many notices.
pub fn delete_before(tx: &Tx, before: At, limit: i64) -> Result<usize> {
    tx.execute(
        "DELETE FROM notice
         WHERE workspace_id = :workspace
           AND id IN (SELECT old.id
                      FROM notice AS old
                      WHERE old.workspace_id = :workspace
                        AND old.at < :before
                      ORDER BY old.at
                      LIMIT :limit)",
        named_params! { ":workspace": tx.workspace(), ":before": before, ":limit": limit },
    )
}

/// How that person wants to be told.
pub fn choices(view: &View, account: AccountId) -> Result<Choices> {
    let chosen = view.all(
        "SELECT kind, way
         FROM notice_choice
         WHERE account_id = :account",
        named_params! { ":account": account },
        |row| Ok((coded(row, "kind")?, coded(row, "way")?)),
    )?;
    Ok(Choices::of(&chosen))
}

/// That person wants to be told of that kind in that way.
pub fn save_choice(tx: &Tx, account: AccountId, kind: NoticeKind, way: Way) -> Result<()> {
    tx.execute(
        "INSERT INTO notice_choice (account_id, kind, way)
         VALUES (:account, :kind, :way)
         ON CONFLICT (account_id, kind) DO UPDATE SET way = excluded.way",
        named_params! { ":account": account, ":kind": kind.code(), ":way": way.code() },
    )?;
    Ok(())
}

/// Forgets what that person chose.
pub fn delete_choices(tx: &Tx, account: AccountId) -> Result<()> {
    tx.execute(
        "DELETE FROM notice_choice
         WHERE account_id = :account",
        named_params! { ":account": account },
    )?;
    Ok(())
}
