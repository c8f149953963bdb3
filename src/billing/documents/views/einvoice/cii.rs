//! Cross Industry Invoice D16B, as EN 16931-3-3 binds it.

use super::facts;
use super::xml::Elements;
use crate::base::{Currency, Day};
use crate::billing::documents::model::{Account, Address, Document, Line, Party, Period, TaxGroup};
use crate::billing::pricing::{Side, Tax};

/// A day with all its digits (UNTDID 2379).
const DAY: [(&str, &str); 1] = [("format", "102")];

/// The document as CII.
pub fn write(document: &Document) -> String {
    let names = [
        ("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
        ("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
        ("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
        ("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
    ];
    Elements::document("rsm:CrossIndustryInvoice", &names, |xml| {
        head(xml, document);
        xml.within("rsm:SupplyChainTradeTransaction", |xml| {
            for (place, one) in document.sums().lines.iter().enumerate() {
                line(xml, document, place + 1, one);
            }
            agreement(xml, document);
            delivery(xml, document);
            xml.within("ram:ApplicableHeaderTradeSettlement", |xml| settlement(xml, document));
        });
    })
}

fn day(xml: &mut Elements, name: &str, day: Day) {
    xml.within(name, |xml| xml.marked("udt:DateTimeString", &DAY, &facts::compact(day)));
}

fn money(xml: &mut Elements, name: &str, minor: i64, currency: Currency) {
    xml.text(name, &facts::amount(minor, currency));
}

fn head(xml: &mut Elements, document: &Document) {
    let head = document.head();
    xml.within("rsm:ExchangedDocumentContext", |xml| {
        xml.within("ram:GuidelineSpecifiedDocumentContextParameter", |xml| {
            xml.text("ram:ID", facts::CORE);
        });
    });
    xml.within("rsm:ExchangedDocument", |xml| {
        xml.text("ram:ID", &head.number);
        xml.text("ram:TypeCode", facts::type_code(document));
        day(xml, "ram:IssueDateTime", head.issued_on);
        for note in facts::notes(document).filter(|note| !note.trim().is_empty()) {
            xml.within("ram:IncludedNote", |xml| xml.text("ram:Content", note));
        }
    });
}

fn line(xml: &mut Elements, document: &Document, place: usize, line: &Line) {
    let (item, currency) = (&line.item, document.sums().currency);
    xml.within("ram:IncludedSupplyChainTradeLineItem", |xml| {
        xml.within("ram:AssociatedDocumentLineDocument", |xml| xml.text("ram:LineID", &place.to_string()));
        xml.within("ram:SpecifiedTradeProduct", |xml| {
            xml.marked("ram:GlobalID", &[("schemeID", "0160")], &item.gtin);
            xml.text("ram:SellerAssignedID", &item.seller_code);
            xml.text("ram:BuyerAssignedID", &item.buyer_code);
            xml.text("ram:Name", &item.name);
            xml.text("ram:Description", &item.description);
        });
        xml.within("ram:SpecifiedLineTradeAgreement", |xml| {
            xml.within("ram:NetPriceProductTradePrice", |xml| {
                let price = facts::decimal(facts::net_price(document, line), 6, currency.digits());
                xml.text("ram:ChargeAmount", &price);
            });
        });
        xml.within("ram:SpecifiedLineTradeDelivery", |xml| {
            let unit = [("unitCode", item.unit.code())];
            xml.marked("ram:BilledQuantity", &unit, &facts::decimal(line.quantity.0, 6, 0));
        });
        xml.within("ram:SpecifiedLineTradeSettlement", |xml| line_settlement(xml, document, line));
    });
}

fn line_settlement(xml: &mut Elements, document: &Document, line: &Line) {
    let currency = document.sums().currency;
    xml.within("ram:ApplicableTradeTax", |xml| category(xml, line.tax));
    if let Some(time) = line.item.period {
        period(xml, time);
    }
    if let Some(discount) = facts::discount(document, line) {
        xml.within("ram:SpecifiedTradeAllowanceCharge", |xml| {
            xml.within("ram:ChargeIndicator", |xml| xml.text("udt:Indicator", "false"));
            if let Some((percent, base)) = discount.percent {
                xml.text("ram:CalculationPercent", &facts::decimal(percent.0, 4, 0));
                money(xml, "ram:BasisAmount", base, currency);
            }
            money(xml, "ram:ActualAmount", discount.amount, currency);
            xml.text("ram:ReasonCode", "95");
            xml.text("ram:Reason", facts::discount_word(document.head().languages.first));
        });
    }
    xml.within("ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
        money(xml, "ram:LineTotalAmount", line.net, currency);
    });
}

fn category(xml: &mut Elements, tax: Tax) {
    xml.text("ram:TypeCode", "VAT");
    xml.text("ram:CategoryCode", tax.category.code());
    xml.text("ram:RateApplicablePercent", &facts::rate(tax));
}

fn period(xml: &mut Elements, time: Period) {
    xml.within("ram:BillingSpecifiedPeriod", |xml| {
        day(xml, "ram:StartDateTime", time.from);
        day(xml, "ram:EndDateTime", time.to);
    });
}

fn agreement(xml: &mut Elements, document: &Document) {
    let head = document.head();
    xml.within("ram:ApplicableHeaderTradeAgreement", |xml| {
        xml.text("ram:BuyerReference", &head.buyer_reference);
        xml.within("ram:SellerTradeParty", |xml| {
            let tax_number = facts::tax_number(document, &head.seller);
            party(xml, document, &head.seller, tax_number);
        });
        if let Some(buyer) = &head.buyer {
            xml.within("ram:BuyerTradeParty", |xml| party(xml, document, buyer, ""));
        }
        let reference = |xml: &mut Elements, name: &str, number: &str| {
            if !number.is_empty() {
                xml.within(name, |xml| xml.text("ram:IssuerAssignedID", number));
            }
        };
        reference(xml, "ram:BuyerOrderReferencedDocument", &head.order);
        reference(xml, "ram:ContractReferencedDocument", &head.contract);
    });
}

fn party(xml: &mut Elements, document: &Document, party: &Party, tax_number: &str) {
    xml.text("ram:Name", &party.legal_name);
    xml.text("ram:Description", &party.registration);
    if !party.company_number.is_empty() || !party.trading_name.is_empty() {
        xml.within("ram:SpecifiedLegalOrganization", |xml| {
            xml.text("ram:ID", &party.company_number);
            xml.text("ram:TradingBusinessName", &party.trading_name);
        });
    }
    contact(xml, party);
    address(xml, &party.address);
    if let Some(electronic) = &party.electronic {
        xml.within("ram:URIUniversalCommunication", |xml| {
            xml.marked("ram:URIID", &[("schemeID", &electronic.scheme)], &electronic.address);
        });
    }
    for (number, scheme) in [(facts::vat_number(document, party), "VA"), (tax_number, "FC")] {
        if !number.is_empty() {
            xml.within("ram:SpecifiedTaxRegistration", |xml| {
                xml.marked("ram:ID", &[("schemeID", scheme)], number);
            });
        }
    }
}

fn contact(xml: &mut Elements, party: &Party) {
    let contact = &party.contact;
    if [&contact.name, &contact.phone, &contact.email].iter().all(|fact| fact.is_empty()) {
        return;
    }
    xml.within("ram:DefinedTradeContact", |xml| {
        xml.text("ram:PersonName", &contact.name);
        if !contact.phone.is_empty() {
            xml.within("ram:TelephoneUniversalCommunication", |xml| {
                xml.text("ram:CompleteNumber", &contact.phone);
            });
        }
        if !contact.email.is_empty() {
            xml.within("ram:EmailURIUniversalCommunication", |xml| xml.text("ram:URIID", &contact.email));
        }
    });
}

fn address(xml: &mut Elements, address: &Address) {
    xml.within("ram:PostalTradeAddress", |xml| {
        xml.text("ram:PostcodeCode", &address.postcode);
        xml.text("ram:LineOne", &address.street);
        xml.text("ram:LineTwo", &address.more);
        xml.text("ram:CityName", &address.city);
        xml.text("ram:CountryID", address.country.code());
        xml.text("ram:CountrySubDivisionName", &address.region);
    });
}

fn delivery(xml: &mut Elements, document: &Document) {
    xml.within("ram:ApplicableHeaderTradeDelivery", |xml| {
        if let Some(place) = document.delivered_to() {
            xml.within("ram:ShipToTradeParty", |xml| address(xml, place));
        }
        if let Some(taxed_on) = document.head().taxed_on {
            xml.within("ram:ActualDeliverySupplyChainEvent", |xml| {
                day(xml, "ram:OccurrenceDateTime", taxed_on);
            });
        }
    });
}

fn settlement(xml: &mut Elements, document: &Document) {
    let (head, sums) = (document.head(), document.sums());
    xml.text("ram:PaymentReference", &head.payment.reference);
    if let Some(home) = sums.home {
        xml.text("ram:TaxCurrencyCode", home.exchange.currency.code());
    }
    xml.text("ram:InvoiceCurrencyCode", sums.currency.code());
    for (code, account) in facts::means(document) {
        xml.within("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
            xml.text("ram:TypeCode", code);
            if let Some(account) = account {
                payee(xml, account);
            }
        });
    }
    for group in &sums.groups {
        tax(xml, group, sums.currency);
    }
    if let Some(time) = head.period {
        period(xml, time);
    }
    shared(xml, document);
    let terms = facts::terms(document);
    if !terms.is_empty() || head.due_on.is_some() {
        xml.within("ram:SpecifiedTradePaymentTerms", |xml| {
            xml.text("ram:Description", terms);
            if let Some(due_on) = head.due_on {
                day(xml, "ram:DueDateDateTime", due_on);
            }
        });
    }
    totals(xml, document);
    for paper in &head.preceding {
        xml.within("ram:InvoiceReferencedDocument", |xml| {
            xml.text("ram:IssuerAssignedID", &paper.number);
            xml.within("ram:FormattedIssueDateTime", |xml| {
                xml.marked("qdt:DateTimeString", &DAY, &facts::compact(paper.issued_on));
            });
        });
    }
}

fn payee(xml: &mut Elements, account: &Account) {
    let (number, bic) = facts::route(account);
    xml.within("ram:PayeePartyCreditorFinancialAccount", |xml| {
        let (iban, other) = if account.is_iban() { (number.as_str(), "") } else { ("", number.as_str()) };
        xml.text("ram:IBANID", iban);
        xml.text("ram:AccountName", &account.holder);
        xml.text("ram:ProprietaryID", other);
    });
    if !bic.is_empty() {
        xml.within("ram:PayeeSpecifiedCreditorFinancialInstitution", |xml| xml.text("ram:BICID", bic));
    }
}

fn tax(xml: &mut Elements, group: &TaxGroup, currency: Currency) {
    let (words, code) = facts::ground(group);
    xml.within("ram:ApplicableTradeTax", |xml| {
        money(xml, "ram:CalculatedAmount", group.vat, currency);
        xml.text("ram:TypeCode", "VAT");
        xml.text("ram:ExemptionReason", words);
        money(xml, "ram:BasisAmount", group.base, currency);
        xml.text("ram:CategoryCode", group.tax.category.code());
        xml.text("ram:ExemptionReasonCode", code);
        xml.text("ram:RateApplicablePercent", &facts::rate(group.tax));
    });
}

fn shared(xml: &mut Elements, document: &Document) {
    for one in &document.sums().shared {
        for part in one.parts.iter().filter(|part| part.net != 0) {
            let (is_charge, amount) = match one.side {
                Side::Allowance => ("false", -part.net),
                Side::Charge => ("true", part.net),
            };
            xml.within("ram:SpecifiedTradeAllowanceCharge", |xml| {
                xml.within("ram:ChargeIndicator", |xml| xml.text("udt:Indicator", is_charge));
                money(xml, "ram:ActualAmount", amount, document.sums().currency);
                xml.text("ram:Reason", &one.reason);
                xml.within("ram:CategoryTradeTax", |xml| category(xml, part.tax));
            });
        }
    }
}

fn totals(xml: &mut Elements, document: &Document) {
    let sums = document.sums();
    let tax = |xml: &mut Elements, vat: i64, currency: Currency| {
        let mark = [("currencyID", currency.code())];
        xml.marked("ram:TaxTotalAmount", &mark, &facts::amount(vat, currency));
    };
    xml.within("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
        money(xml, "ram:LineTotalAmount", sums.lines_net, sums.currency);
        money(xml, "ram:ChargeTotalAmount", sums.charges, sums.currency);
        money(xml, "ram:AllowanceTotalAmount", sums.allowances, sums.currency);
        money(xml, "ram:TaxBasisTotalAmount", sums.net, sums.currency);
        tax(xml, sums.vat, sums.currency);
        if let Some(home) = sums.home {
            tax(xml, home.vat, home.exchange.currency);
        }
        money(xml, "ram:RoundingAmount", sums.rounding, sums.currency);
        money(xml, "ram:GrandTotalAmount", sums.gross, sums.currency);
        money(xml, "ram:TotalPrepaidAmount", sums.prepaid, sums.currency);
        money(xml, "ram:DuePayableAmount", sums.due, sums.currency);
    });
}
