//! Which tax a sale bears: a table of who sells what to whom, where, and when.

use serde::{Deserialize, Serialize};

use super::ground::Ground;
use super::union::{is_kingdom, is_member};
use crate::base::words::words;
use crate::base::{Country, Day};
use crate::billing::pricing::Category;

/// What the table needs to know of the seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seller {
    /// Where it is established.
    pub country: Country,
    /// Whether it is registered for VAT on that day.
    pub is_registered: bool,
    /// Whether its goods leave from Northern Ireland under an XI number.
    pub is_northern: bool,
    /// Whether it takes the rate of the buyer's country from consumers in the Union: above the threshold it must.
    pub is_oss: bool,
}

/// What the buyer is to the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BuyerKind {
    /// Buys for its business.
    Business,
    /// Buys for itself.
    Consumer,
    /// A public body; counts as a business where it has a VAT number.
    Public,
}
words!(BuyerKind, "kind of buyer",
    Business = "business", "taxes-buyer-business";
    Consumer = "consumer", "taxes-buyer-consumer";
    Public = "public", "taxes-buyer-public";
);

/// What is known of a VAT number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Checked {
    /// There is none.
    Missing,
    /// There is one that nobody has checked.
    Unchecked,
    /// It was checked, and is valid.
    Valid,
    /// It was checked, and is not.
    Invalid,
}
words!(Checked, "check of a VAT number",
    Missing = "missing", "taxes-number-missing";
    Unchecked = "unchecked", "taxes-number-unchecked";
    Valid = "valid", "taxes-number-valid";
    Invalid = "invalid", "taxes-number-invalid";
);

/// What the table needs to know of the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// Where it is established, or lives; of goods, where they go.
    pub country: Country,
    /// Whether that is in Northern Ireland.
    pub is_northern: bool,
    /// What it is.
    pub kind: BuyerKind,
    /// What is known of its VAT number.
    pub number: Checked,
}

/// What is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupplyKind {
    /// Something that is sent.
    Goods,
    /// Something that is done.
    Service,
    /// A service that comes over the net by itself, telecommunication and broadcasting too.
    Digital,
}
words!(SupplyKind, "kind of supply",
    Goods = "goods", "taxes-supply-goods";
    Service = "service", "taxes-supply-service";
    Digital = "digital", "taxes-supply-digital";
);

/// One sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Buyer,
    /// What.
    pub supply: SupplyKind,
    /// When the tax falls due.
    pub day: Day,
}

/// How a sale is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// As at home: the class of the product and its rate there.
    Home,
    /// At the rate of the buyer's country.
    Destination,
    /// Without tax, on that ground.
    Untaxed(Category, Ground),
}

/// Why the tax is charged although the sale might go without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The buyer's VAT number is missing.
    NumberMissing,
    /// Nobody has checked it yet.
    NumberUnchecked,
    /// It is not valid.
    NumberInvalid,
}

impl Doubt {
    /// The key of what to do about it.
    pub fn key(self) -> &'static str {
        match self {
            Doubt::NumberMissing => "taxes-doubt-missing",
            Doubt::NumberUnchecked => "taxes-doubt-unchecked",
            Doubt::NumberInvalid => "taxes-doubt-invalid",
        }
    }
}

/// What the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// How the sale is treated.
    pub treatment: Treatment,
    /// What stands in the way of another treatment.
    pub doubt: Option<Doubt>,
}

impl Decision {
    /// Whose rates the class is asked for; none where nothing is taxed.
    pub fn country(self, sale: &Sale) -> Option<Country> {
        match self.treatment {
            Treatment::Home => Some(sale.seller.country),
            Treatment::Destination => Some(sale.buyer.country),
            Treatment::Untaxed(..) => None,
        }
    }
}

const HOME: Decision = Decision { treatment: Treatment::Home, doubt: None };

/// Reads the table (Directive 2006/112/EC art. 33, 44, 45, 58, 138, 146, 196; VATA 1994 s. 7A, 30; Protocol on
/// Ireland/Northern Ireland art. 8).
pub fn decide(sale: &Sale) -> Decision {
    if !sale.seller.is_registered {
        return untaxed(Category::O, Ground::NotRegistered);
    }
    let same = sale.seller.country == sale.buyer.country;
    let both_in_kingdom = is_kingdom(sale.seller.country) && is_kingdom(sale.buyer.country);
    if same || both_in_kingdom {
        return HOME;
    }
    match sale.supply {
        SupplyKind::Goods => goods(sale),
        SupplyKind::Service | SupplyKind::Digital => services(sale),
    }
}

fn goods(sale: &Sale) -> Decision {
    let from_union = is_member(sale.seller.country, sale.day) || sale.seller.is_northern;
    let into_union = is_member(sale.buyer.country, sale.day) || sale.buyer.is_northern;
    if !from_union || !into_union {
        return untaxed(Category::G, Ground::Export);
    }
    match standing(&sale.buyer) {
        Standing::Taxable => untaxed(Category::K, Ground::IntraCommunity),
        Standing::Private => at_distance(sale),
        Standing::Doubtful(doubt) => Decision { doubt: Some(doubt), ..HOME },
    }
}

fn services(sale: &Sale) -> Decision {
    let (seller_inside, buyer_inside) =
        (is_member(sale.seller.country, sale.day), is_member(sale.buyer.country, sale.day));
    match (standing(&sale.buyer), seller_inside && buyer_inside) {
        (Standing::Taxable, true) => untaxed(Category::AE, Ground::ReverseCharge),
        (Standing::Doubtful(doubt), true) => Decision { doubt: Some(doubt), ..HOME },
        (Standing::Private, true) if sale.supply == SupplyKind::Digital => at_distance(sale),
        (Standing::Private, false) if sale.supply == SupplyKind::Digital => {
            untaxed(Category::O, Ground::Elsewhere)
        }
        (Standing::Private, _) => HOME,
        // Outside the Union there is no register to ask: that the buyer is a business is enough.
        (Standing::Taxable | Standing::Doubtful(_), false) => untaxed(Category::O, Ground::Elsewhere),
    }
}

/// To a consumer in another country of the Union.
fn at_distance(sale: &Sale) -> Decision {
    match sale.seller.is_oss {
        true => Decision { treatment: Treatment::Destination, doubt: None },
        false => HOME,
    }
}

fn untaxed(category: Category, ground: Ground) -> Decision {
    Decision { treatment: Treatment::Untaxed(category, ground), doubt: None }
}

/// What the law takes a buyer for.
enum Standing {
    /// Somebody who accounts for the tax.
    Taxable,
    /// Somebody who bears it.
    Private,
    /// Says to be a business, and has not shown it.
    Doubtful(Doubt),
}

fn standing(buyer: &Buyer) -> Standing {
    match (buyer.kind, buyer.number) {
        (BuyerKind::Consumer, _) | (BuyerKind::Public, Checked::Missing) => Standing::Private,
        (_, Checked::Valid) => Standing::Taxable,
        (_, Checked::Missing) => Standing::Doubtful(Doubt::NumberMissing),
        (_, Checked::Unchecked) => Standing::Doubtful(Doubt::NumberUnchecked),
        (_, Checked::Invalid) => Standing::Doubtful(Doubt::NumberInvalid),
    }
}
