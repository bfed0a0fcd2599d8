//! `steps` and `touchpoints`.

use super::body::Slot;
use super::grammar::quantity;
use super::item::{self, Habits, Written};
use super::keys::Section;
use super::sections::{Step, StepList};
use super::{kpi, next, remark};
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::yaml::Kind;

/// One list of steps; `section` says whether they are touchpoints.
pub(super) fn read_list(slot: &Slot<'_>, section: &'static Section) -> StepList {
    let written = item::read_all(slot, section, Habits::default());
    StepList {
        is_touchpoints: slot.row.name == "touchpoints",
        is_ordered: matches!(slot.node.kind, Kind::List(_)),
        steps: written.into_iter().map(|written| read(slot, section, written)).collect(),
    }
}

fn read(slot: &Slot<'_>, section: &'static Section, written: Written<'_>) -> Step {
    let body = written.body(slot.reader, section);
    Step {
        number: body.text("number"),
        kind: body.word("type"),
        by: body.names("by"),
        with: body.names("with"),
        stage: body.named("stage"),
        phase: body.text("phase"),
        channel: body.text("channel"),
        emotion: body.by_persona("emotion", quantity::parse_score),
        feeling: body.by_persona("feeling", text),
        quote: body.by_persona("quote", text),
        thought: body.by_persona("thought", text),
        pains: body.slot("pain").map_or_else(Vec::new, |slot| remark::read(&slot)),
        gains: body.slot("gain").map_or_else(Vec::new, |slot| remark::read(&slot)),
        opportunities: body.slot("opportunity").map_or_else(Vec::new, |slot| remark::read(&slot)),
        kpis: body.slot("kpis").map_or_else(Vec::new, |slot| kpi::read(&slot)),
        is_moment_of_truth: body.flag("moment_of_truth"),
        evidence: body.texts("evidence"),
        uses: body.names("uses"),
        reads: body.names("reads"),
        writes: body.names("writes"),
        when: body.text("when"),
        triggers: body.names("triggers"),
        process_time: body.by_segment("pt", quantity::parse_duration),
        wait: body.by_segment("wait", quantity::parse_duration),
        lead_time: body.by_segment("lt", quantity::parse_duration),
        complete_accurate: body.by_segment("ca", quantity::parse_share),
        cycle_time: body.parsed("ct", quantity::parse_duration),
        changeover: body.parsed("co", quantity::parse_duration),
        uptime: body.parsed("uptime", quantity::parse_share),
        batch: body.parsed("batch", quantity::parse_number),
        people: body.parsed("people", quantity::parse_number),
        wip: body.parsed("wip", quantity::parse_number),
        volume: body.parsed("volume", quantity::parse_rate),
        value_added: body.word("va"),
        kaizen: body.text("kaizen"),
        rework: body.parsed("rework", quantity::parse_share),
        next: body.slot("next").and_then(|slot| next::read(&slot)),
        share: body.parsed("share", quantity::parse_share),
        is_manual: body.flag("manual"),
        sla: body.parsed("sla", quantity::parse_duration),
        owner: body.named("owner"),
        consulted: body.names("consulted"),
        informed: body.names("informed"),
        tags: body.texts("tags"),
        link: body.text("link"),
        note: body.text("note"),
        item: written.item,
    }
}

/// A text is what it is.
fn text(text: &Spanned<String>) -> Result<String, Diagnostic> {
    Ok(text.value.clone())
}

#[cfg(test)]
mod tests {
    use super::super::sections::{ByPersona, BySegment, Step, StepKind, ValueAdded};
    use super::super::testing::{clean, read, told};

    fn step(body: &str) -> Step {
        clean(&format!("steps:\n  - A: {body}")).steps.remove(0).steps.remove(0)
    }

    fn values<T>(texts: &[crate::source::Spanned<T>]) -> Vec<&T> {
        texts.iter().map(|text| &text.value).collect()
    }

    #[test]
    fn one_actor_or_several() {
        assert_eq!(values(&step("{by: sdr}").by), ["sdr"]);
        assert_eq!(values(&step("{by: [customer, sdr]}").by), ["customer", "sdr"]);
    }

    #[test]
    fn feelings_may_stand_by_persona() {
        assert_eq!(step("{emotion: -1.7}").emotion, Some(ByPersona::One(-1.7)));
        assert_eq!(step("{emotion: delighted}").emotion, Some(ByPersona::One(2.0)));
        let Some(ByPersona::Split(each)) = step("{emotion: {ines: 1, tom: -2}}").emotion else {
            panic!("split")
        };
        assert_eq!((each[1].0.value.as_str(), each[1].1), ("tom", -2.0));
        let Some(ByPersona::Split(each)) = step("{quote: {ines: Never again}}").quote else {
            panic!("split")
        };
        assert_eq!(each[0].1, "Never again");
    }

    #[test]
    fn pains_are_a_text_a_list_or_mappings() {
        assert_eq!(step("{pain: Slow}").pains[0].text.value, "Slow");
        assert_eq!(step("{pain: [Slow, Dear]}").pains.len(), 2);
        let pains = step("{pain: [Slow, {text: Dear, until: B, impact: high}]}").pains;
        assert_eq!(pains[1].until.as_ref().map(|until| until.value.as_str()), Some("B"));
        assert_eq!(step("{gain: {text: Quick, owner: Sales}}").gains[0].text.value, "Quick");
        assert_eq!(told("steps:\n  - A: {pain: {until: B}}"), ["D021 2: `pain` without a `text`"]);
    }

    #[test]
    fn key_figures_are_values_or_mappings() {
        let kpis = step("{kpis: {NPS: {value: 31, target: 40}, Cost: 4.2}}").kpis;
        assert_eq!(kpis.iter().map(|kpi| kpi.name.value.as_str()).collect::<Vec<_>>(), ["NPS", "Cost"]);
        assert!(kpis[0].target.is_some() && kpis[1].value.is_some());
        let kpis = step("{kpis: [NPS: 31, {name: Cost, value: 4, good: down}, Churn]}").kpis;
        assert_eq!(
            kpis.iter().map(|kpi| kpi.name.value.as_str()).collect::<Vec<_>>(),
            ["NPS", "Cost", "Churn"]
        );
    }

    #[test]
    fn words_and_flags_are_read_in_every_spelling_of_yaml() {
        assert_eq!(step("{type: manual-input}").kind, Some(StepKind::ManualInput));
        assert_eq!(step("{va: no}").value_added, Some(ValueAdded::No));
        assert_eq!(step("{va: true}").value_added, Some(ValueAdded::Yes));
        assert!(step("{moment_of_truth: yes}").is_moment_of_truth);
        assert!(step("{manual: True}").is_manual);
    }

    #[test]
    fn times_may_stand_by_segment() {
        assert!(
            matches!(step("{pt: 30m, ca: 75%}").complete_accurate, Some(BySegment::One(share)) if share == 0.75)
        );
        assert!(
            matches!(step("{wait: {smb: 2d, ent: 9d}}").wait, Some(BySegment::Split(each)) if each.len() == 2)
        );
    }

    #[test]
    fn an_empty_key_is_as_good_as_none() {
        let step = step("{channel: , pain: , by: , next: , kpis: }");
        assert_eq!((step.channel, step.pains.len(), step.next), (None, 0, None));
    }

    #[test]
    fn a_bad_key_leaves_the_others() {
        let (document, findings) = read(
            "steps:\n  - A: {chanel: web, type: decison, channel: [web], phase: Offer, manual: perhaps}",
        );
        assert_eq!(
            findings,
            [
                "D003 2: a step has no key `chanel`",
                "D011 2: `type` cannot be `decison`",
                "D010 2: `channel` is a text, not a list",
                "D012 2: `manual` is yes or no, not `perhaps`",
            ]
        );
        assert_eq!(document.steps[0].steps[0].phase.as_deref(), Some("Offer"));
    }
}
