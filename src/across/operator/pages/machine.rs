//! The machine and its work.

use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::model::{self, Disk};
use super::super::{store, views};
use crate::base::{Error, Result};
use crate::platform::folder::free_bytes;
use crate::platform::queue::{self, JobId};
use crate::web::{Cx, flash};

/// Versions, disk, backups, slow statements.
#[handler]
pub async fn overview(cx: Cx) -> Result<Response> {
    let backup = cx.read_long(store::last_backup_at).await?;
    let data = cx.machines.config.data.clone();
    let weigh = move || Disk {
        free: free_bytes(&data),
        database: length(&data.join("kantora.db")),
        log: length(&data.join("kantora.db-wal")),
        files: model::bytes_below(&data.join("files")),
        backups: model::bytes_below(&data.join("backups")),
    };
    let disk = tokio::task::spawn_blocking(weigh).await.map_err(Error::internal)?;
    Ok(views::overview(&cx, &disk, backup).into_response())
}

fn length(path: &std::path::Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
}

/// What waits, runs or has failed.
#[handler]
pub async fn jobs(cx: Cx) -> Result<Response> {
    let (jobs, tenants) = cx.read_long(|view| Ok((queue::list(view, 200)?, store::list(view)?))).await?;
    Ok(views::jobs(&cx, &jobs, &tenants).into_response())
}

/// Gives a failed job all its tries again.
#[handler]
pub async fn retry_job(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    let id: JobId = id.parse()?;
    cx.write(move |tx| queue::retry(tx, id)).await?;
    tracing::info!(target: "security", event = "job.retry", account = ?cx.actor().account, job = %id);
    Ok(flash::done("/operator/jobs", "operator-job-retried"))
}

/// Removes a job for good.
#[handler]
pub async fn drop_job(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    let id: JobId = id.parse()?;
    cx.write(move |tx| queue::drop_job(tx, id)).await?;
    tracing::info!(target: "security", event = "job.drop", account = ?cx.actor().account, job = %id);
    Ok(flash::done("/operator/jobs", "operator-job-dropped"))
}
