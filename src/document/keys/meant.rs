//! Keys that other tools and other people have for ours.

/// What somebody writes, and the keys that may be meant, the first that the section has.
const MEANT: &[(&[&str], &[&str])] = &[
    (
        &["actor", "actors", "who", "lane", "swimlane", "role", "team", "performer", "responsible"],
        &["by", "team", "swimlanes"],
    ),
    (&["title", "label", "caption", "text", "heading"], &["name", "label", "title"]),
    (&["key", "code", "ref"], &["id", "number"]),
    (
        &["description", "desc", "comment", "comments", "remark", "notes", "info", "details"],
        &["note", "subtitle"],
    ),
    (&["sentiment", "score", "mood", "satisfaction", "rating", "experience", "emotions"], &["emotion"]),
    (
        &["pains", "painpoint", "painpoints", "pain_point", "pain_points", "problem", "problems", "friction"],
        &["pain"],
    ),
    (&["gains", "delight", "delights", "benefit", "highlight"], &["gain"]),
    (&["opportunities", "idea", "ideas", "solution", "action"], &["opportunity", "kaizen"]),
    (&["improvement", "improve", "burst"], &["kaizen"]),
    (&["quotes", "verbatim", "says"], &["quote"]),
    (&["thoughts", "thinks", "thinking"], &["thought"]),
    (&["metrics", "metric", "measures", "kpi", "figures"], &["kpis", "figures"]),
    (&["system", "systems", "tool", "tools", "application", "applications"], &["uses"]),
    (&["medium", "place", "where"], &["channel"]),
    (&["moment", "mot", "critical"], &["moment_of_truth"]),
    (&["process_time", "duration", "time", "effort", "work"], &["pt", "time"]),
    (&["waiting", "wait_time", "queue"], &["wait"]),
    (&["lead_time"], &["lt"]),
    (&["cycle_time"], &["ct"]),
    (&["changeover"], &["co"]),
    (&["accuracy", "quality", "first_pass_yield", "fpy", "ca%"], &["ca"]),
    (&["url", "href", "uri"], &["link", "links"]),
    (&["goals", "goal", "purpose"], &["objective", "goal"]),
    (&["count", "volume", "records", "total", "number"], &["entered", "count"]),
    (&["amount", "revenue", "price"], &["value"]),
    (&["likelihood", "chance", "win_rate"], &["probability"]),
    (&["condition", "if", "guard"], &["when"]),
    (&["then", "goto", "leads_to", "target"], &["next", "to"]),
    (&["source", "start"], &["from"]),
    (&["end", "destination"], &["to"]),
    (&["manager", "boss", "reports", "supervisor", "parent"], &["reports_to", "is", "part_of"]),
    (&["headcount", "fte", "posts"], &["count"]),
    (&["columns", "attributes", "properties"], &["fields"]),
    (&["inherits", "superclass", "base"], &["is"]),
    (
        &["group", "schema", "package", "area", "org", "organisation", "organization"],
        &["module", "part_of", "phase"],
    ),
    (&["diagram", "chart", "picture", "kind", "shape"], &["type", "kind"]),
    (&["type"], &["kind"]),
    (&["tables", "models", "records"], &["entities"]),
    (&["nodes", "tasks", "activities", "process", "processes"], &["steps"]),
    (&["phases", "journey", "funnel"], &["stages", "phase"]),
    (&["arrows", "connections", "transitions", "messages"], &["flows"]),
    (&["persona", "customer"], &["personas"]),
    (&["diagrams", "pictures", "charts"], &["views"]),
    (&["orientation", "layout"], &["direction"]),
    (&["colors", "colours", "style"], &["theme"]),
];

/// The key among `known` that somebody most likely means by one that is not.
pub fn meant(written: &str, known: impl Fn(&str) -> bool) -> Option<&'static str> {
    let written = written.to_lowercase().replace([' ', '-'], "_");
    let same = MEANT.iter().filter(|(words, _)| words.contains(&written.as_str()));
    same.flat_map(|(_, keys)| keys.iter().copied()).find(|key| known(key))
}

#[cfg(test)]
mod tests {
    use super::super::{SECTIONS, STAGE, STEP, TOP};
    use super::*;

    #[test]
    fn what_others_call_it_finds_our_key() {
        assert_eq!(meant("actor", |key| STEP.row(key).is_some()), Some("by"));
        assert_eq!(meant("Pain points", |key| STEP.row(key).is_some()), Some("pain"));
        assert_eq!(meant("count", |key| STAGE.row(key).is_some()), Some("entered"));
        assert_eq!(meant("tables", |key| TOP.row(key).is_some()), Some("entities"));
        assert_eq!(meant("actor", |key| STAGE.row(key).is_some()), None);
    }

    #[test]
    fn only_keys_of_the_format_are_offered() {
        for key in MEANT.iter().flat_map(|(_, keys)| *keys) {
            assert!(SECTIONS.iter().any(|section| section.row(key).is_some()), "{key}");
        }
    }
}
