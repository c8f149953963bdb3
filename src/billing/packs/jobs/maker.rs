//! What a pack holds, file by file. Nothing is read but in pieces, and nothing is held while it is written.

use std::sync::Weak;

use tokio::runtime::Handle;

use super::super::model::{
    Account, BULGARIA, FREEAGENT, JOURNAL, PAYMENTS, Pack, Paper, Receipt, Row, SHEETS, entry, freeagent,
    of_paper, of_payment, payment,
};
use super::super::store;
use super::bundle::Bundle;
use crate::base::{Actor, Country, Currency, Day, Error, InvoiceId, Language, Result};
use crate::billing::invoices::{self, FileKind, Rendered};
use crate::billing::payments;
use crate::platform::blobs::Blobs;
use crate::platform::{Lane, Machines, Tx, View, i18n};
use crate::workspace::settings;

/// The parts of the text that goes along.
const README: [&str; 8] = [
    "packs-readme-papers",
    "packs-readme-tables",
    "packs-readme-payments",
    "packs-readme-journal",
    "packs-readme-software",
    "packs-readme-days",
    "packs-readme-verify",
    "packs-readme-sums",
];

/// Whoever makes a pack, on a thread of its own.
pub struct Maker {
    machines: Machines,
    actor: Actor,
    pack: Pack,
    runtime: Handle,
    awaited: Weak<()>,
    own: Currency,
    language: Language,
    country: Country,
}

impl Maker {
    /// Gets ready; is called where the runtime is.
    pub fn new(machines: Machines, actor: Actor, pack: Pack, awaited: Weak<()>) -> Result<Maker> {
        let of = machines.db.read(&actor, settings::of)?;
        let (own, language, country) = (of.regional.currency, of.regional.language, of.company.country);
        Ok(Maker { machines, actor, pack, runtime: Handle::current(), awaited, own, language, country })
    }

    /// Writes everything.
    pub fn fill(&self, bundle: &mut Bundle) -> Result<()> {
        bundle.add("README.txt", |out| Ok(out.write_all(self.readme().as_bytes())?))?;
        let count = self.add_papers(bundle)?;
        for sheet in SHEETS.into_iter().chain(BULGARIA.into_iter().filter(|_| self.is_bulgarian())) {
            self.add_table(bundle, sheet.name, sheet.header, |write| {
                self.each_paper(|paper| (sheet.rows)(paper, self.own).iter().try_for_each(&mut *write))
            })?;
        }
        self.add_table(bundle, "payments.csv", &PAYMENTS, |write| {
            self.each_receipt(|receipt| payment(receipt).iter().try_for_each(&mut *write))
        })?;
        self.add_table(bundle, FREEAGENT, &[], |write| {
            self.each_receipt(|receipt| freeagent(receipt, self.own).iter().try_for_each(&mut *write))
        })?;
        self.add_table(bundle, "journal.csv", &JOURNAL, |write| self.journal(write))?;
        let proof = self.proof(count)?;
        bundle.add("verify.txt", |out| Ok(out.write_all(proof.as_bytes())?))
    }

    /// Whether the company keeps the ledgers of Bulgaria.
    fn is_bulgarian(&self) -> bool {
        self.country.code() == "BG"
    }

    fn readme(&self) -> String {
        let day = |day: Day| day.to_string();
        let told = [
            ("from", day(self.pack.range.from).into()),
            ("to", day(self.pack.range.to).into()),
            ("number", self.pack.id.to_string().into()),
        ];
        let mut text = i18n::tell(self.language, "packs-readme-title", &told);
        for key in README.into_iter().chain(self.is_bulgarian().then_some("packs-readme-bulgaria")) {
            text.push_str("\n\n");
            text.push_str(i18n::message(self.language, key));
        }
        text.push('\n');
        text
    }

    /// The files of each paper; those that are not made yet are made. Gives how many papers.
    fn add_papers(&self, bundle: &mut Bundle) -> Result<i64> {
        let pack = self.pack.clone();
        let all = self.ask(move |view| store::count_papers(view, &pack))?;
        let blobs = Blobs::new(&self.machines.config.data, self.actor.workspace);
        let mut done = 0;
        self.each_piece(|papers| {
            for paper in papers {
                for file in self.files(paper.id)?.iter().filter(|file| file.kind != FileKind::Cii) {
                    let name = format!("papers/{}.{}", paper.file_name(), file.kind.ending());
                    let mut bytes = blobs.open(file.blob.hash)?;
                    bundle.add(&name, |out| Ok(std::io::copy(&mut bytes, out).map(|_| ())?))?;
                }
                done += 1;
            }
            let (id, at) = (self.pack.id, done);
            self.write(move |tx| store::advance(tx, id, (at, all)))
        })?;
        Ok(done)
    }

    /// The files of a paper; what is not made yet is made now.
    fn files(&self, id: InvoiceId) -> Result<Vec<Rendered>> {
        let made = self.ask(move |view| invoices::store::files_of(view, id))?;
        if made.iter().any(|file| file.kind == FileKind::Pdf) {
            return Ok(made);
        }
        self.runtime.block_on(invoices::make(&self.machines, &self.actor, id))?;
        self.ask(move |view| invoices::store::files_of(view, id))
    }

    /// Writes a table: UTF-8, commas, formulas made harmless.
    fn add_table(
        &self,
        bundle: &mut Bundle,
        name: &str,
        header: &[&str],
        rows: impl FnOnce(&mut dyn FnMut(&Row) -> Result<()>) -> Result<()>,
    ) -> Result<()> {
        bundle.add(name, |out| {
            let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
            if !header.is_empty() {
                csv.write_record(header).map_err(Error::internal)?;
            }
            rows(&mut |row| csv.write_record(row.cells()).map_err(Error::internal))?;
            Ok(csv.flush()?)
        })
    }

    fn journal(&self, write: &mut dyn FnMut(&Row) -> Result<()>) -> Result<()> {
        let named = |account: Account| i18n::message(self.language, account.key()).to_owned();
        let mut number = 0;
        self.each_paper(|paper| {
            number += 1;
            let (head, sums) = (paper.document.head(), paper.document.sums());
            let home = paper.exchange().map_or(self.own, |exchange| exchange.currency);
            let said = (number, head.issued_on, paper.kind.code());
            let postings = of_paper(paper, self.own);
            entry(said, (sums.currency, home), &postings, named).iter().try_for_each(&mut *write)
        })?;
        self.each_receipt(|receipt| {
            if receipt.is_undone {
                return Ok(());
            }
            number += 1;
            let said = (number, receipt.received_on, "payment");
            let postings = of_payment(receipt, self.own);
            let currencies = (receipt.amount.currency, self.own);
            entry(said, currencies, &postings, named).iter().try_for_each(&mut *write)
        })
    }

    /// What the proof of all papers of the company says, and where the chain stands.
    fn proof(&self, count: i64) -> Result<String> {
        let pack = self.pack.clone();
        let (papers, paid, head) = self.ask(move |view| {
            Ok((invoices::store::verify(view)?, payments::store::verify(view)?, store::chain(view, &pack)?))
        })?;
        let (whole, mut broken) = papers;
        broken.extend(paid);
        let range = self.pack.range;
        let mut text = format!("Papers from {} to {}: {count}\n", range.from, range.to);
        if let Some(head) = head {
            let hash = data_encoding::HEXLOWER.encode(&head.hash);
            text.push_str(&format!("The chain ends with paper {} ({}): {hash}\n", head.seq, head.number));
        }
        text.push_str(&format!("Papers of the company that are whole: {whole}\n"));
        for damage in &broken {
            text.push_str(&format!("DAMAGED: {}: {}\n", damage.place, damage.reason));
        }
        if broken.is_empty() {
            text.push_str("Every issued paper is whole.\n");
        }
        Ok(text)
    }

    fn each_piece(&self, mut act: impl FnMut(&[Paper]) -> Result<()>) -> Result<()> {
        let mut after = None;
        loop {
            let pack = self.pack.clone();
            let papers = self.ask(move |view| store::papers_after(view, &pack, after))?;
            let Some(last) = papers.last() else { return Ok(()) };
            after = Some((last.day, last.id));
            act(&papers)?;
        }
    }

    fn each_paper(&self, mut act: impl FnMut(&Paper) -> Result<()>) -> Result<()> {
        self.each_piece(|papers| papers.iter().try_for_each(&mut act))
    }

    fn each_receipt(&self, mut act: impl FnMut(&Receipt) -> Result<()>) -> Result<()> {
        let mut after = None;
        loop {
            let pack = self.pack.clone();
            let receipts = self.ask(move |view| store::receipts_after(view, &pack, after))?;
            let Some(last) = receipts.last() else { return Ok(()) };
            after = Some((last.received_on, last.id));
            receipts.iter().try_for_each(&mut act)?;
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&View) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.awaited.strong_count() == 0 {
            return Err(Error::internal("nobody waits for the pack any more"));
        }
        self.runtime.block_on(self.machines.db.read_long(&self.actor, question))
    }

    fn write(&self, act: impl FnOnce(&Tx) -> Result<()> + Send + 'static) -> Result<()> {
        self.runtime.block_on(self.machines.db.write(&self.actor, Lane::Bulk, act))
    }
}
