//! What was done with a subject, as its timeline tells it.

use crate::base::words::words;

/// What was done with a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Added by hand.
    Created,
    /// Brought in from a file.
    Imported,
    /// Facts changed; the detail names the fields.
    Edited,
    /// A tag was put on; the detail is its name.
    Tagged,
    /// A tag was taken off; the detail is its name.
    Untagged,
    /// Given to another owner.
    Assigned,
    /// Put into the trash.
    Trashed,
    /// Taken out of the trash.
    Restored,
    /// Another became a part of it; the detail is the other's name.
    Merged,
    /// An act was taken back.
    Undone,
    /// Somebody wrote a note.
    Noted,
    /// A task about it was written down; the detail is its title.
    Planned,
    /// A task about it was done; the detail is its title.
    Finished,
    /// A task about it was opened again; the detail is its title.
    Reopened,
    /// Nothing came of it; the detail is the reason.
    Disqualified,
    /// Put aside until a day; the detail is the day.
    Recycled,
    /// Taken up again after a rest.
    Returned,
    /// The lead became a customer.
    Converted,
    /// The deal came into another stage; the detail is its name.
    Moved,
    /// The deal rests; the detail is the day until which.
    Held,
    /// The deal rests no more.
    Resumed,
    /// The deal is won.
    Won,
    /// The deal is lost; the detail is the reason.
    Lost,
    /// The deal is open again; the detail is its stage.
    Revived,
    /// A file was put with it; the detail is its name.
    Filed,
    /// A quote was sent; the detail is its number.
    Offered,
    /// A quote was accepted; the detail is its number.
    OfferAccepted,
    /// A quote was declined; the detail is its number.
    OfferDeclined,
    /// A stranger sent it by a form; the detail is the form's name.
    Submitted,
    /// Somebody wrote a letter; the detail is its number and its subject.
    Written,
}
words!(Deed, "deed",
    Created = "created", "activities-created";
    Imported = "imported", "activities-imported";
    Edited = "edited", "activities-edited";
    Tagged = "tagged", "activities-tagged";
    Untagged = "untagged", "activities-untagged";
    Assigned = "assigned", "activities-assigned";
    Trashed = "trashed", "activities-trashed";
    Restored = "restored", "activities-restored";
    Merged = "merged", "activities-merged";
    Undone = "undone", "activities-undone";
    Noted = "noted", "activities-noted";
    Planned = "planned", "activities-planned";
    Finished = "finished", "activities-finished";
    Reopened = "reopened", "activities-reopened";
    Disqualified = "disqualified", "activities-disqualified";
    Recycled = "recycled", "activities-recycled";
    Returned = "returned", "activities-returned";
    Converted = "converted", "activities-converted";
    Moved = "moved", "activities-moved";
    Held = "held", "activities-held";
    Resumed = "resumed", "activities-resumed";
    Won = "won", "activities-won";
    Lost = "lost", "activities-lost";
    Revived = "revived", "activities-revived";
    Filed = "filed", "activities-filed";
    Offered = "offered", "activities-offered";
    OfferAccepted = "offer_accepted", "activities-offer-accepted";
    OfferDeclined = "offer_declined", "activities-offer-declined";
    Submitted = "submitted", "activities-submitted";
    Written = "written", "activities-written";
);
