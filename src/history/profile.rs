//! What the exports of each CRM call their columns.

use crate::document::sections::DataShape;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Stage,
    Before,
    At,
    Left,
    Amount,
    Currency,
    Segment,
    Reason,
    Status,
    Pipeline,
    Deleted,
}

/// All of them, with the key of `data` that names their column, if there is one.
pub(super) const ROLES: &[(Role, &str)] = &[
    (Role::Id, "id"),
    (Role::Stage, "stage"),
    (Role::Before, "before"),
    (Role::At, "at"),
    (Role::Left, "left"),
    (Role::Amount, "amount"),
    (Role::Currency, "currency"),
    (Role::Segment, "segment"),
    (Role::Reason, "reason"),
    (Role::Status, "status"),
    (Role::Pipeline, ""),
    (Role::Deleted, ""),
];

/// The export of a program.
#[derive(Debug)]
pub(super) struct Profile {
    /// What messages call it.
    pub(super) name: &'static str,
    pub(super) shape: DataShape,
    /// Headers that tell it from others: one of each group is there.
    pub(super) marks: &'static [&'static [&'static str]],
    /// What its columns are called, the first that is there counts.
    pub(super) columns: &'static [(Role, &'static [&'static str])],
    /// The column that says what a row is about, and what rows that count say there.
    pub(super) only: Option<(&'static str, &'static [&'static str])>,
}

/// A header without what differs between two exports of one program: case, blanks, marks, prefixes of packages.
pub(super) fn plain(header: &str) -> String {
    let name = header.trim().to_lowercase();
    let name = name.strip_prefix("ssot__").unwrap_or(&name);
    let name = name.strip_suffix("__c").unwrap_or(name);
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

const MONEY: &[&str] =
    &["amount", "dealamount", "dealvalue", "value", "totalsaleamount", "betrag", "montant", "importe"];
const CURRENCIES: &[&str] =
    &["currency", "currencycode", "currencyisocode", "amountcurrency", "dealcurrency", "dealcurrencycode"];
const REASONS: &[&str] =
    &["lostreason", "closedlostreason", "lossreason", "reasonlost", "reasonforloss", "dealslostreason"];
const PIPELINES: &[&str] = &["pipeline", "pipelinename", "dealpipeline", "pipelineid", "hspipeline"];

/// The exports that are known, the most particular first.
pub(super) static PROFILES: &[Profile] = &[
    Profile {
        name: "salesforce-field-history",
        shape: DataShape::Events,
        marks: &[
            &["field"],
            &["newvalue"],
            &["createddate", "editdate"],
            &["opportunityid", "leadid", "caseid", "parentid"],
        ],
        columns: &[
            (Role::Id, &["opportunityid", "leadid", "caseid", "parentid"]),
            (Role::Stage, &["newvalue"]),
            (Role::Before, &["oldvalue"]),
            (Role::At, &["createddate", "editdate"]),
            (Role::Deleted, &["isdeleted"]),
        ],
        only: Some(("field", &["stagename", "stage", "status"])),
    },
    Profile {
        name: "salesforce-history",
        shape: DataShape::Events,
        marks: &[&["opportunityid"], &["stagename"], &["createddate"]],
        columns: &[
            (Role::Id, &["opportunityid"]),
            (Role::Stage, &["stagename"]),
            (Role::At, &["createddate"]),
            (Role::Amount, &["amount"]),
            (Role::Currency, CURRENCIES),
            (Role::Deleted, &["isdeleted"]),
        ],
        only: None,
    },
    Profile {
        name: "salesforce-report",
        shape: DataShape::Events,
        marks: &[
            &["fromstage", "vonphase", "dephase"],
            &["tostage", "inphase", "bisphase", "nachphase"],
            &["lastmodified", "lastmodifieddate", "letzteanderung", "letzteänderung", "stagechangedate"],
        ],
        columns: &[
            (Role::Id, &["opportunityid", "opportunity18id", "opportunityname"]),
            (Role::Stage, &["tostage", "inphase", "bisphase", "nachphase"]),
            (Role::Before, &["fromstage", "vonphase", "dephase"]),
            (
                Role::At,
                &["lastmodified", "lastmodifieddate", "letzteanderung", "letzteänderung", "stagechangedate"],
            ),
            (Role::Amount, MONEY),
            (Role::Currency, CURRENCIES),
            (Role::Reason, REASONS),
        ],
        only: None,
    },
    Profile {
        name: "salesforce-data-cloud",
        shape: DataShape::Events,
        marks: &[
            &["opportunityid"],
            &["opportunitystageid", "opportunitystagename"],
            &["firsteffectivedate"],
        ],
        columns: &[
            (Role::Id, &["opportunityid"]),
            (Role::Stage, &["opportunitystagename", "opportunitystageid"]),
            (Role::At, &["firsteffectivedate"]),
            (Role::Left, &["endeffectivedate"]),
            (Role::Amount, &["totalsaleamount"]),
            (Role::Currency, CURRENCIES),
        ],
        only: None,
    },
    Profile {
        name: "hubspot-history",
        shape: DataShape::Events,
        marks: &[
            &["dealid", "ticketid", "contactid", "objectid", "hsobjectid"],
            &["property", "propertyname"],
            &["value"],
            &["timestamp"],
        ],
        columns: &[
            (Role::Id, &["dealid", "ticketid", "contactid", "objectid", "hsobjectid"]),
            (Role::Stage, &["value"]),
            (Role::At, &["timestamp"]),
        ],
        only: Some((
            "property",
            &["dealstage", "hspipelinestage", "lifecyclestage", "hsleadstatus", "dealstagelabel"],
        )),
    },
    Profile {
        name: "pipedrive",
        shape: DataShape::Snapshot,
        marks: &[&["dealstage"], &["dealstatus"], &["dealid", "dealtitle"]],
        columns: &[
            (Role::Id, &["dealid"]),
            (Role::Stage, &["dealstage"]),
            (Role::Status, &["dealstatus"]),
            (Role::Amount, &["dealvalue"]),
            (Role::Currency, &["dealcurrencyofvalue", "dealcurrency"]),
            (Role::Reason, &["deallostreason"]),
            (Role::Pipeline, &["dealpipeline"]),
        ],
        only: None,
    },
    Profile {
        name: "dynamics-process",
        shape: DataShape::Snapshot,
        marks: &[&["activestageid", "activestage"], &["activestagestartedon", "traversedpath"]],
        columns: &[
            (Role::Id, &["opportunityid", "leadid", "incidentid", "businessprocessflowinstanceid"]),
            (Role::Stage, &["activestage", "activestageid"]),
        ],
        only: None,
    },
    Profile {
        name: "zoho-history",
        shape: DataShape::Events,
        marks: &[
            &["stage"],
            &["modifiedtime"],
            &["stagedurationcalendardays", "stageduration", "expectedrevenue"],
        ],
        columns: &[
            (Role::Id, &["recordid", "dealid", "potentialid", "dealname", "potentialname", "relatedto"]),
            (Role::Stage, &["stage"]),
            (Role::At, &["modifiedtime"]),
            (Role::Amount, &["amount"]),
            (Role::Currency, CURRENCIES),
        ],
        only: None,
    },
];

/// What the columns of other files are usually called.
pub(super) const USUAL: &[(Role, &[&str])] = &[
    (
        Role::Id,
        &[
            "caseid",
            "dealid",
            "opportunityid",
            "leadid",
            "ticketid",
            "recordid",
            "objectid",
            "hsobjectid",
            "id",
            "caseconceptname",
            "case",
            "deal",
            "opportunity",
            "record",
            "dealnumber",
            "casenumber",
            "ticketnumber",
            "key",
            "issuekey",
        ],
    ),
    (
        Role::Stage,
        &[
            "stage",
            "stagename",
            "dealstage",
            "tostage",
            "newstage",
            "pipelinestage",
            "salesstage",
            "stageid",
            "activity",
            "conceptname",
            "phase",
            "step",
            "tostatus",
            "newvalue",
            "to",
            "state",
            "event",
            "status",
        ],
    ),
    (
        Role::Before,
        &["fromstage", "previousstage", "oldstage", "stagebefore", "fromstatus", "oldvalue", "from"],
    ),
    (
        Role::At,
        &[
            "timestamp",
            "timetimestamp",
            "at",
            "changedat",
            "changedon",
            "changedate",
            "stagechangedate",
            "enteredat",
            "enteredon",
            "entered",
            "enteredstageat",
            "movedat",
            "occurredat",
            "starttimestamp",
            "starttime",
            "start",
            "eventtime",
            "datetime",
            "time",
            "date",
            "modifiedtime",
            "lastmodified",
            "updatedat",
        ],
    ),
    (
        Role::Left,
        &[
            "endtimestamp",
            "endtime",
            "leftat",
            "lefton",
            "left",
            "exitedat",
            "exited",
            "completetimestamp",
            "end",
        ],
    ),
    (Role::Amount, MONEY),
    (Role::Currency, CURRENCIES),
    (Role::Segment, &["segment", "customersegment", "marketsegment"]),
    (Role::Reason, REASONS),
    (Role::Status, &["status", "dealstatus", "outcome"]),
    (Role::Pipeline, PIPELINES),
    (Role::Deleted, &["isdeleted"]),
];

/// Headers of columns that say when a stage was entered or left, `*` for the stage, and the columns that belong to them.
pub(super) struct Pattern {
    pub(super) name: &'static str,
    pub(super) entered: &'static str,
    pub(super) exited: &'static str,
}

pub(super) static PATTERNS: &[Pattern] = &[
    Pattern { name: "hubspot-wide", entered: "hs_v2_date_entered_*", exited: "hs_v2_date_exited_*" },
    Pattern { name: "hubspot-wide", entered: "hs_date_entered_*", exited: "hs_date_exited_*" },
    Pattern { name: "hubspot-wide", entered: "date entered \"*\"", exited: "date exited \"*\"" },
    Pattern { name: "wide", entered: "date entered *", exited: "date exited *" },
    Pattern { name: "wide", entered: "entered *", exited: "exited *" },
    Pattern { name: "wide", entered: "* entered", exited: "* exited" },
    Pattern { name: "wide", entered: "* entered on", exited: "* left on" },
    Pattern { name: "wide", entered: "* entered at", exited: "* left at" },
    Pattern { name: "wide", entered: "entered_*_at", exited: "left_*_at" },
    Pattern { name: "wide", entered: "entered_*", exited: "left_*" },
];

/// Whether the name of a stage means that a record is won.
pub(super) fn is_won(stage: &str) -> bool {
    matches!(
        plain(stage).as_str(),
        "won"
            | "closedwon"
            | "closewon"
            | "dealwon"
            | "closedconverted"
            | "gewonnen"
            | "geschlossenundgewonnen"
            | "gagné"
            | "gagnée"
            | "ganado"
            | "ganada"
            | "cerradaganada"
            | "vinta"
    )
}

/// Whether the name of a stage means that a record is lost.
pub(super) fn is_lost(stage: &str) -> bool {
    let name = plain(stage);
    name.starts_with("closedlost")
        || matches!(
            name.as_str(),
            "lost"
                | "closelost"
                | "deallost"
                | "closednotconverted"
                | "disqualified"
                | "verloren"
                | "geschlossenundverloren"
                | "perdu"
                | "perdue"
                | "perdido"
                | "perdida"
                | "cerradaperdida"
                | "persa"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_one_program_are_alike() {
        assert_eq!(plain(" ssot__OpportunityId__c "), "opportunityid");
        assert_eq!((plain("Deal - ID"), plain("Deal ID")), ("dealid".to_owned(), "dealid".to_owned()));
        assert_eq!(plain("case:concept:name"), "caseconceptname");
    }

    #[test]
    fn outcomes_are_known_by_name() {
        assert!(is_won("Closed Won") && is_won("closedwon") && !is_won("Won back"));
        assert!(is_lost("Closed Lost to Competition") && is_lost("Lost") && !is_lost("Lost property"));
    }
}
