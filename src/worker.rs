//! Every kind of job and every schedule.
