//! UBL 2.1, as EN 16931-3-2 binds it.

use super::facts;
use super::xml::Elements;
use crate::base::Currency;
use crate::billing::countries::PaperKind;
use crate::billing::documents::model::{
    Account, Address, Document, ElectronicAddress, Line, Party, Period, TaxGroup,
};
use crate::billing::pricing::{Side, Tax};

/// What the electronic addresses of the rules for the exchange of invoices expect (BT-23).
const PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// The document as UBL.
pub fn write(document: &Document) -> String {
    let root = if is_credit(document) { "CreditNote" } else { "Invoice" };
    let own = format!("urn:oasis:names:specification:ubl:schema:xsd:{root}-2");
    let names = [
        ("xmlns", own.as_str()),
        ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
        ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    ];
    Elements::document(root, &names, |xml| {
        head(xml, document);
        references(xml, document);
        parties(xml, document);
        delivery(xml, document);
        payment(xml, document);
        shared(xml, document);
        taxes(xml, document);
        totals(xml, document);
        for (place, one) in document.sums().lines.iter().enumerate() {
            line(xml, document, place + 1, one);
        }
    })
}

fn is_credit(document: &Document) -> bool {
    document.head().kind == PaperKind::CreditNote
}

fn money(xml: &mut Elements, name: &str, minor: i64, currency: Currency) {
    xml.marked(name, &[("currencyID", currency.code())], &facts::amount(minor, currency));
}

fn head(xml: &mut Elements, document: &Document) {
    let (head, sums) = (document.head(), document.sums());
    xml.text("cbc:CustomizationID", facts::customization(document));
    xml.text("cbc:ProfileID", PROCESS);
    xml.text("cbc:ID", &head.number);
    xml.text("cbc:IssueDate", &head.issued_on.to_string());
    if is_credit(document) {
        xml.text("cbc:CreditNoteTypeCode", facts::type_code(document));
    } else {
        if let Some(due_on) = head.due_on {
            xml.text("cbc:DueDate", &due_on.to_string());
        }
        xml.text("cbc:InvoiceTypeCode", facts::type_code(document));
    }
    for note in facts::notes(document) {
        xml.text("cbc:Note", note);
    }
    xml.text("cbc:DocumentCurrencyCode", sums.currency.code());
    if let Some(home) = sums.home {
        xml.text("cbc:TaxCurrencyCode", home.exchange.currency.code());
    }
    xml.text("cbc:BuyerReference", &head.buyer_reference);
}

fn references(xml: &mut Elements, document: &Document) {
    let head = document.head();
    if let Some(time) = head.period {
        period(xml, time);
    }
    let reference = |xml: &mut Elements, name: &str, number: &str| {
        if !number.is_empty() {
            xml.within(name, |xml| xml.text("cbc:ID", number));
        }
    };
    reference(xml, "cac:OrderReference", &head.order);
    for paper in &head.preceding {
        xml.within("cac:BillingReference", |xml| {
            xml.within("cac:InvoiceDocumentReference", |xml| {
                xml.text("cbc:ID", &paper.number);
                xml.text("cbc:IssueDate", &paper.issued_on.to_string());
            });
        });
    }
    reference(xml, "cac:ContractDocumentReference", &head.contract);
}

fn period(xml: &mut Elements, time: Period) {
    xml.within("cac:InvoicePeriod", |xml| {
        xml.text("cbc:StartDate", &time.from.to_string());
        xml.text("cbc:EndDate", &time.to.to_string());
    });
}

fn parties(xml: &mut Elements, document: &Document) {
    let head = document.head();
    xml.within("cac:AccountingSupplierParty", |xml| {
        let tax_number = facts::tax_number(document, &head.seller);
        party(xml, document, &head.seller, tax_number);
    });
    if let Some(buyer) = &head.buyer {
        xml.within("cac:AccountingCustomerParty", |xml| party(xml, document, buyer, ""));
    }
}

fn party(xml: &mut Elements, document: &Document, party: &Party, tax_number: &str) {
    xml.within("cac:Party", |xml| {
        if let Some(ElectronicAddress { scheme, address }) = &party.electronic {
            xml.marked("cbc:EndpointID", &[("schemeID", scheme)], address);
        }
        if !party.trading_name.is_empty() {
            xml.within("cac:PartyName", |xml| xml.text("cbc:Name", &party.trading_name));
        }
        address(xml, "cac:PostalAddress", &party.address);
        for (number, scheme) in [(facts::vat_number(document, party), "VAT"), (tax_number, "TAX")] {
            if !number.is_empty() {
                xml.within("cac:PartyTaxScheme", |xml| {
                    xml.text("cbc:CompanyID", number);
                    xml.within("cac:TaxScheme", |xml| xml.text("cbc:ID", scheme));
                });
            }
        }
        xml.within("cac:PartyLegalEntity", |xml| {
            xml.text("cbc:RegistrationName", &party.legal_name);
            xml.text("cbc:CompanyID", &party.company_number);
            xml.text("cbc:CompanyLegalForm", &party.registration);
        });
        let contact = &party.contact;
        if [&contact.name, &contact.phone, &contact.email].iter().any(|fact| !fact.is_empty()) {
            xml.within("cac:Contact", |xml| {
                xml.text("cbc:Name", &contact.name);
                xml.text("cbc:Telephone", &contact.phone);
                xml.text("cbc:ElectronicMail", &contact.email);
            });
        }
    });
}

fn address(xml: &mut Elements, name: &str, address: &Address) {
    xml.within(name, |xml| {
        xml.text("cbc:StreetName", &address.street);
        xml.text("cbc:AdditionalStreetName", &address.more);
        xml.text("cbc:CityName", &address.city);
        xml.text("cbc:PostalZone", &address.postcode);
        xml.text("cbc:CountrySubentity", &address.region);
        xml.within("cac:Country", |xml| xml.text("cbc:IdentificationCode", address.country.code()));
    });
}

fn delivery(xml: &mut Elements, document: &Document) {
    let head = document.head();
    let place = document.delivered_to();
    if head.taxed_on.is_none() && place.is_none() {
        return;
    }
    xml.within("cac:Delivery", |xml| {
        if let Some(day) = head.taxed_on {
            xml.text("cbc:ActualDeliveryDate", &day.to_string());
        }
        if let Some(place) = place {
            xml.within("cac:DeliveryLocation", |xml| address(xml, "cac:Address", place));
        }
    });
}

fn payment(xml: &mut Elements, document: &Document) {
    let head = document.head();
    for (code, account) in facts::means(document) {
        xml.within("cac:PaymentMeans", |xml| {
            xml.text("cbc:PaymentMeansCode", code);
            if let (true, Some(due_on)) = (is_credit(document), head.due_on) {
                xml.text("cbc:PaymentDueDate", &due_on.to_string());
            }
            xml.text("cbc:PaymentID", &head.payment.reference);
            if let Some(account) = account {
                payee(xml, account);
            }
        });
    }
    let terms = facts::terms(document);
    if !terms.is_empty() {
        xml.within("cac:PaymentTerms", |xml| xml.text("cbc:Note", terms));
    }
}

fn payee(xml: &mut Elements, account: &Account) {
    let (number, bic) = facts::route(account);
    xml.within("cac:PayeeFinancialAccount", |xml| {
        xml.text("cbc:ID", &number);
        xml.text("cbc:Name", &account.holder);
        if !bic.is_empty() {
            xml.within("cac:FinancialInstitutionBranch", |xml| xml.text("cbc:ID", bic));
        }
    });
}

fn shared(xml: &mut Elements, document: &Document) {
    let currency = document.sums().currency;
    for one in &document.sums().shared {
        for part in one.parts.iter().filter(|part| part.net != 0) {
            let (is_charge, amount) = match one.side {
                Side::Allowance => ("false", -part.net),
                Side::Charge => ("true", part.net),
            };
            xml.within("cac:AllowanceCharge", |xml| {
                xml.text("cbc:ChargeIndicator", is_charge);
                xml.text("cbc:AllowanceChargeReason", &one.reason);
                money(xml, "cbc:Amount", amount, currency);
                category(xml, "cac:TaxCategory", part.tax, ("", ""));
            });
        }
    }
}

fn category(xml: &mut Elements, name: &str, tax: Tax, (words, code): (&str, &str)) {
    xml.within(name, |xml| {
        xml.text("cbc:ID", tax.category.code());
        xml.text("cbc:Percent", &facts::rate(tax));
        xml.text("cbc:TaxExemptionReasonCode", code);
        xml.text("cbc:TaxExemptionReason", words);
        xml.within("cac:TaxScheme", |xml| xml.text("cbc:ID", "VAT"));
    });
}

fn taxes(xml: &mut Elements, document: &Document) {
    let sums = document.sums();
    xml.within("cac:TaxTotal", |xml| {
        money(xml, "cbc:TaxAmount", sums.vat, sums.currency);
        for group in &sums.groups {
            subtotal(xml, group, sums.currency);
        }
    });
    if let Some(home) = sums.home {
        xml.within("cac:TaxTotal", |xml| money(xml, "cbc:TaxAmount", home.vat, home.exchange.currency));
    }
}

fn subtotal(xml: &mut Elements, group: &TaxGroup, currency: Currency) {
    xml.within("cac:TaxSubtotal", |xml| {
        money(xml, "cbc:TaxableAmount", group.base, currency);
        money(xml, "cbc:TaxAmount", group.vat, currency);
        category(xml, "cac:TaxCategory", group.tax, facts::ground(group));
    });
}

fn totals(xml: &mut Elements, document: &Document) {
    let sums = document.sums();
    xml.within("cac:LegalMonetaryTotal", |xml| {
        let mut one = |name: &str, minor: i64| money(xml, name, minor, sums.currency);
        one("cbc:LineExtensionAmount", sums.lines_net);
        one("cbc:TaxExclusiveAmount", sums.net);
        one("cbc:TaxInclusiveAmount", sums.gross);
        one("cbc:AllowanceTotalAmount", sums.allowances);
        one("cbc:ChargeTotalAmount", sums.charges);
        one("cbc:PrepaidAmount", sums.prepaid);
        one("cbc:PayableRoundingAmount", sums.rounding);
        one("cbc:PayableAmount", sums.due);
    });
}

fn line(xml: &mut Elements, document: &Document, place: usize, line: &Line) {
    let currency = document.sums().currency;
    let (element, quantity) = match is_credit(document) {
        true => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
        false => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
    };
    xml.within(element, |xml| {
        xml.text("cbc:ID", &place.to_string());
        let unit = [("unitCode", line.item.unit.code())];
        xml.marked(quantity, &unit, &facts::decimal(line.quantity.0, 6, 0));
        money(xml, "cbc:LineExtensionAmount", line.net, currency);
        if let Some(time) = line.item.period {
            period(xml, time);
        }
        if let Some(discount) = facts::discount(document, line) {
            xml.within("cac:AllowanceCharge", |xml| {
                xml.text("cbc:ChargeIndicator", "false");
                xml.text("cbc:AllowanceChargeReasonCode", "95");
                let language = document.head().languages.first;
                xml.text("cbc:AllowanceChargeReason", facts::discount_word(language));
                if let Some((percent, _)) = discount.percent {
                    xml.text("cbc:MultiplierFactorNumeric", &facts::decimal(percent.0, 4, 0));
                }
                money(xml, "cbc:Amount", discount.amount, currency);
                if let Some((_, base)) = discount.percent {
                    money(xml, "cbc:BaseAmount", base, currency);
                }
            });
        }
        item(xml, line);
        xml.within("cac:Price", |xml| {
            let price = facts::decimal(facts::net_price(document, line), 6, currency.digits());
            xml.marked("cbc:PriceAmount", &[("currencyID", currency.code())], &price);
        });
    });
}

fn item(xml: &mut Elements, line: &Line) {
    let item = &line.item;
    xml.within("cac:Item", |xml| {
        xml.text("cbc:Description", &item.description);
        xml.text("cbc:Name", &item.name);
        let code = |xml: &mut Elements, name: &str, code: &str| {
            if !code.is_empty() {
                xml.within(name, |xml| xml.text("cbc:ID", code));
            }
        };
        code(xml, "cac:BuyersItemIdentification", &item.buyer_code);
        code(xml, "cac:SellersItemIdentification", &item.seller_code);
        if !item.gtin.is_empty() {
            xml.within("cac:StandardItemIdentification", |xml| {
                xml.marked("cbc:ID", &[("schemeID", "0160")], &item.gtin);
            });
        }
        category(xml, "cac:ClassifiedTaxCategory", line.tax, ("", ""));
    });
}
