//! Standard objects: the fields that every organisation has, which source folders leave out.

use super::field::Read;
use crate::document::grammar::field;
use crate::document::grammar::relation::{Cardinality, Relation, RelationKind};
use crate::document::sections::Entity;
use crate::source::{Span, Spanned};

/// Who owns a record.
const OWNER: (&str, &str) = ("OwnerId", "-> User! | Group!");

/// Objects, and their fields as lines of the format: those that matter in a picture, above all those that point
/// elsewhere. `=> A!!` is the detail of a master.
const STANDARD: &[(&str, &str)] = &[
    (
        "Account",
        "Name: text(255) required; ParentId: -> Account; OwnerId: -> User! | Group!; Type: picklist; \
         Industry: picklist; AnnualRevenue: currency; Phone: phone; Website: url; \
         BillingAddress: address",
    ),
    (
        "Contact",
        "AccountId: -> Account; ReportsToId: -> Contact; OwnerId: -> User! | Group!; \
         FirstName: text(40); LastName: text(80) required; Email: email; Phone: phone; \
         MobilePhone: phone; Title: text(128); MailingAddress: address; Birthdate: date",
    ),
    (
        "Lead",
        "OwnerId: -> User! | Group!; FirstName: text(40); LastName: text(80) required; \
         Company: text(255) required; Email: email; Phone: phone; Status: picklist required; \
         LeadSource: picklist; Rating: picklist; IsConverted: boolean; \
         ConvertedAccountId: -> Account; ConvertedContactId: -> Contact; \
         ConvertedOpportunityId: -> Opportunity",
    ),
    (
        "Opportunity",
        "Name: text(120) required; AccountId: -> Account; OwnerId: -> User! | Group!; \
         StageName: picklist required; Amount: currency; Probability: percent; \
         CloseDate: date required; ForecastCategoryName: picklist; CampaignId: -> Campaign; \
         Pricebook2Id: -> Pricebook2",
    ),
    (
        "OpportunityLineItem",
        "OpportunityId: => Opportunity!!; PricebookEntryId: -> PricebookEntry; \
         Product2Id: -> Product2; Quantity: number; UnitPrice: currency; TotalPrice: currency",
    ),
    (
        "OpportunityContactRole",
        "OpportunityId: -> Opportunity!; ContactId: -> Contact!; Role: picklist; \
         IsPrimary: boolean",
    ),
    (
        "AccountContactRelation",
        "AccountId: -> Account!; ContactId: -> Contact!; Roles: multipicklist; IsDirect: boolean",
    ),
    ("Product2", "Name: text(255) required; ProductCode: text(255); Family: picklist; IsActive: boolean"),
    ("Pricebook2", "Name: text(255) required; IsStandard: boolean; IsActive: boolean"),
    (
        "PricebookEntry",
        "Pricebook2Id: -> Pricebook2!; Product2Id: -> Product2!; UnitPrice: currency required; \
         IsActive: boolean",
    ),
    (
        "Quote",
        "Name: text(255) required; OpportunityId: => Opportunity!!; AccountId: -> Account; \
         ContactId: -> Contact; Pricebook2Id: -> Pricebook2; Status: picklist; \
         ExpirationDate: date; GrandTotal: currency",
    ),
    (
        "QuoteLineItem",
        "QuoteId: => Quote!!; PricebookEntryId: -> PricebookEntry; Product2Id: -> Product2; \
         Quantity: number; UnitPrice: currency",
    ),
    (
        "Order",
        "AccountId: -> Account!; ContractId: -> Contract; OpportunityId: -> Opportunity; \
         QuoteId: -> Quote; Pricebook2Id: -> Pricebook2; OwnerId: -> User! | Group!; \
         Status: picklist required; EffectiveDate: date required; TotalAmount: currency",
    ),
    (
        "OrderItem",
        "OrderId: => Order!!; PricebookEntryId: -> PricebookEntry; Product2Id: -> Product2; \
         Quantity: number; UnitPrice: currency",
    ),
    (
        "Contract",
        "AccountId: -> Account!; OwnerId: -> User! | Group!; Pricebook2Id: -> Pricebook2; \
         Status: picklist required; StartDate: date; ContractTerm: number; \
         CustomerSignedId: -> Contact",
    ),
    (
        "Asset",
        "Name: text(255) required; AccountId: -> Account; ContactId: -> Contact; \
         Product2Id: -> Product2; ParentId: -> Asset; SerialNumber: text(80); Status: picklist; \
         OwnerId: -> User! | Group!",
    ),
    (
        "Campaign",
        "Name: text(80) required; ParentId: -> Campaign; OwnerId: -> User! | Group!; Type: picklist; \
         Status: picklist; StartDate: date; EndDate: date; BudgetedCost: currency",
    ),
    ("CampaignMember", "CampaignId: -> Campaign!; LeadOrContactId: -> Lead | Contact; Status: picklist"),
    (
        "Case",
        "CaseNumber: autonumber; AccountId: -> Account; ContactId: -> Contact; ParentId: -> Case; \
         AssetId: -> Asset; EntitlementId: -> Entitlement; OwnerId: -> User! | Group!; \
         Status: picklist required; Priority: picklist; Origin: picklist; Subject: text(255)",
    ),
    ("CaseComment", "ParentId: => Case!!; CommentBody: textarea; IsPublished: boolean"),
    (
        "Entitlement",
        "Name: text(255) required; AccountId: -> Account!; AssetId: -> Asset; \
         ServiceContractId: -> ServiceContract; StartDate: date; EndDate: date",
    ),
    (
        "ServiceContract",
        "Name: text(255) required; AccountId: -> Account; ContactId: -> Contact; \
         OwnerId: -> User! | Group!; StartDate: date; EndDate: date",
    ),
    ("Solution", "SolutionName: text(255) required; OwnerId: -> User! | Group!; Status: picklist required"),
    (
        "Task",
        "WhoId: -> Lead | Contact; WhatId: -> Account | Opportunity | Case | Campaign; \
         OwnerId: -> User! | Group!; Subject: text(255); Status: picklist required; \
         ActivityDate: date",
    ),
    (
        "Event",
        "WhoId: -> Lead | Contact; WhatId: -> Account | Opportunity | Case | Campaign; \
         OwnerId: -> User! | Group!; Subject: text(255); StartDateTime: datetime; \
         EndDateTime: datetime",
    ),
    (
        "EmailMessage",
        "ParentId: -> Case; RelatedToId: -> Account | Opportunity | Case; Subject: text; \
         FromAddress: email",
    ),
    (
        "User",
        "Username: text(80) unique required; LastName: text(80) required; Email: email required; \
         ManagerId: -> User; ProfileId: -> Profile!; UserRoleId: -> UserRole; IsActive: boolean",
    ),
    ("Group", "Name: text(40) required; Type: picklist"),
    ("UserRole", "Name: text(80) required; ParentRoleId: -> UserRole"),
    ("Profile", "Name: text required"),
    ("Individual", "FirstName: text(40); LastName: text(80) required; OwnerId: -> User! | Group!"),
    (
        "WorkOrder",
        "WorkOrderNumber: autonumber; AccountId: -> Account; ContactId: -> Contact; \
         CaseId: -> Case; AssetId: -> Asset; ParentWorkOrderId: -> WorkOrder; \
         OwnerId: -> User! | Group!; Status: picklist",
    ),
    ("ContentDocument", "Title: text(255) required; OwnerId: -> User! | Group!"),
];

/// The fields of an object: its key, those that every organisation has, then its own. What the source says of a field
/// holds; a lookup that says no target has the usual one.
pub(super) fn complete(name: &str, own: Vec<Read>) -> Vec<Read> {
    let mut own = own;
    let usual = STANDARD.iter().find(|(object, _)| *object == name).map_or("", |(_, fields)| *fields);
    let mut all = vec![made("Id", "id pk")];
    for (field, line) in usual.split("; ").filter_map(|field| field.split_once(": ")) {
        let mut read = made(field, line);
        if let Some(at) = own.iter().position(|own| own.field.name.value == field) {
            let source = own.remove(at);
            read = merged(read, source);
        }
        all.push(read);
    }
    if usual.is_empty() && !own.iter().any(|read| read.field.name.value == "Name") && name.ends_with("__c") {
        all.push(made("Name", "text"));
    }
    let is_owner = |read: &Read| read.field.name.value == "OwnerId" && read.field.references.is_none();
    for mut read in own {
        if is_owner(&read) {
            read = merged(made(OWNER.0, OWNER.1), read);
        }
        all.push(read);
    }
    all
}

/// A usual field with what the source says of it.
fn merged(usual: Read, source: Read) -> Read {
    let says_target = source.field.references.is_some() || source.master.is_some();
    let is_lookup = usual.field.references.is_some() || usual.master.is_some();
    if says_target || !is_lookup && source.field.kind.is_some() {
        return source;
    }
    let mut read = usual;
    read.field.flags.is_pii = source.field.flags.is_pii;
    read.field.flags.is_sensitive = source.field.flags.is_sensitive;
    read.field.flags.is_financial = source.field.flags.is_financial;
    read.field.note = source.field.note;
    read
}

/// A field of the table.
fn made(name: &str, line: &str) -> Read {
    let plain = |value: &str| Spanned { value: value.to_owned(), ..Spanned::default() };
    let (text, master) = match line.strip_prefix("=> ").and_then(|line| line.strip_suffix("!!")) {
        Some(master) => ("id fk required", Some(master)),
        None => (line, None),
    };
    let field = field::parse(plain(name), &plain(text)).expect("the table holds lines of the format");
    Read { field, master: master.map(str::to_owned) }
}

/// Whether leads can become other objects that are there.
pub(super) fn has_conversion(entities: &[Entity]) -> bool {
    entities.iter().any(|entity| entity.item.id == "Lead")
}

/// What a lead is copied into.
pub(super) fn conversions(entities: &[Entity]) -> Vec<Spanned<Relation>> {
    let plain = |value: &str| Spanned { value: value.to_owned(), ..Spanned::default() };
    let targets = ["Account", "Contact", "Opportunity"];
    let there = targets.iter().filter(|target| entities.iter().any(|entity| entity.item.id == **target));
    there
        .map(|target| {
            Spanned::new(
                Relation {
                    from: plain("Lead"),
                    from_end: Cardinality::UNSTATED,
                    to: plain(target),
                    to_end: Cardinality::UNSTATED,
                    kind: RelationKind::Conversion,
                    is_identifying: false,
                    label: None,
                },
                Span::default(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_one_of_the_format() {
        for (object, fields) in STANDARD {
            let reads = complete(object, Vec::new());
            assert_eq!(reads.len(), fields.split("; ").count() + 1, "{object}");
        }
    }

    #[test]
    fn what_the_source_leaves_out_is_known() {
        let owner = Read { field: made("OwnerId", "id pii").field, ..Read::default() };
        let reads = complete("Opportunity", vec![owner]);
        let owner = reads.iter().find(|read| read.field.name.value == "OwnerId").expect("it is there");
        let target = owner.field.references.as_ref().expect("it points to a user");
        assert!(target.entity.value == "User" && target.is_required && owner.field.flags.is_pii);
        assert_eq!(owner.field.alternatives[0].entity.value, "Group");
    }
}
