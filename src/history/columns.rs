//! Which column holds what.

use super::fault::{Fault, Place, Refusal};
use super::head::Head;
use super::profile::{PATTERNS, PROFILES, Profile, ROLES, Role, USUAL, plain};
use super::rows::Rows;
use crate::diagnostic::nearest;
use crate::document::sections::{Data, DataShape};

/// The headers of a file, and the line for messages about them.
pub(super) struct Header {
    names: Vec<String>,
    place: Box<dyn Fn(Option<usize>) -> Place>,
}

/// What is read of each row.
#[derive(Debug)]
pub(super) struct Plan {
    /// What was recognised, as messages print it.
    pub(super) profile: &'static str,
    pub(super) shape: DataShape,
    /// The column of each role.
    columns: [Option<usize>; ROLES.len()],
    /// The stages that have columns of their own.
    pub(super) wide: Vec<WideStage>,
    /// The column that says what a row is about, and what rows that count say there.
    pub(super) only: Option<(usize, &'static [&'static str])>,
    /// The headers, for messages.
    pub(super) names: Vec<String>,
}

/// The columns of a stage.
#[derive(Debug)]
pub(super) struct WideStage {
    pub(super) name: String,
    pub(super) entered: usize,
    pub(super) exited: Option<usize>,
    pub(super) place: Place,
}

impl Plan {
    /// The column of a role, if there is one.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns[role as usize]
    }

    /// What a column is called.
    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }
}

/// Reads the headers.
pub(super) fn header(rows: &mut Rows<'_>, _: &Head) -> Result<Header, Refusal> {
    rows.advance()?;
    let mut names = Vec::new();
    for at in 0..rows.len() {
        match std::str::from_utf8(rows.cell(at)) {
            Ok(name) => names.push(name.to_owned()),
            Err(_) => {
                return Err(Fault::new("H009", "the headers are not UTF-8 text")
                    .at(rows.place_of_headers(Some(at)))
                    .help("save the file again as UTF-8: in Excel, `CSV UTF-8 (comma delimited)`")
                    .into());
            }
        }
    }
    let (whole, each): (_, Vec<_>) =
        (rows.place_of_headers(None), (0..names.len()).map(|at| rows.place_of_headers(Some(at))).collect());
    let place =
        move |at: Option<usize>| at.and_then(|at| each.get(at).cloned()).unwrap_or_else(|| whole.clone());
    Ok(Header { names, place: Box::new(place) })
}

impl Header {
    /// The column of one of these names, compared without case and marks; two of a name that is wanted are told.
    fn find(&self, wanted: &[&str]) -> Result<Option<usize>, Fault> {
        for name in wanted {
            let same = |header: &String| plain(header) == *name;
            let mut found =
                self.names.iter().enumerate().filter(|(_, header)| same(header)).map(|(at, _)| at);
            if let Some(first) = found.next() {
                return match found.next() {
                    Some(second) => Err(self.twice(first, second)),
                    None => Ok(Some(first)),
                };
            }
        }
        Ok(None)
    }

    fn twice(&self, first: usize, second: usize) -> Fault {
        Fault::new("H010", format!("two columns are called `{}`", self.names[second]))
            .at((self.place)(Some(second)))
            .note(format!("the other one is column {}", first + 1))
            .help("give one of them another name, or delete it")
    }

    /// The column that the author names.
    fn named(&self, key: &str, wanted: &str) -> Result<usize, Fault> {
        if let Some(at) = self.names.iter().position(|name| name == wanted) {
            let other = self.names.iter().rposition(|name| name == wanted).filter(|other| *other != at);
            return other.map_or(Ok(at), |other| Err(self.twice(at, other)));
        }
        if let Some(at) = self.find(&[&plain(wanted)])? {
            return Ok(at);
        }
        let fault = Fault::new("H011", format!("no column is called `{wanted}`, as `{key}` says"))
            .at((self.place)(None));
        Err(match nearest(wanted, self.names.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("write the header as it stands in the file"),
        })
    }
}

/// Decides what is read: what the author names, and for the rest what the headers say.
pub(super) fn plan(header: &Header, data: &Data) -> Result<Plan, Refusal> {
    let mut plan = recognise(header, data)?;
    let mut faults = Vec::new();
    for (key, wanted) in &data.columns {
        let role = ROLES.iter().find(|(_, known)| known == key).map(|(role, _)| *role);
        match (role, header.named(key, wanted)) {
            (Some(role), Ok(column)) => plan.columns[role as usize] = Some(column),
            (_, Err(fault)) => faults.push(fault),
            (None, Ok(_)) => {}
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::new(faults, 0));
    }
    if data.shape.is_none() && plan.shape == DataShape::Snapshot && plan.column(Role::At).is_some() {
        plan.shape = DataShape::Events;
        plan.profile = "events";
    }
    // What names the stage says nothing else.
    for role in [Role::Status, Role::Before] {
        if plan.column(role).is_some() && plan.column(role) == plan.column(Role::Stage) {
            plan.columns[role as usize] = None;
        }
    }
    require(&plan, header)?;
    Ok(plan)
}

fn recognise(header: &Header, data: &Data) -> Result<Plan, Refusal> {
    let wide = wide(header, data)?;
    if let Some((profile, wide)) = wide.filter(|_| data.shape.is_none_or(|shape| shape == DataShape::Wide)) {
        let mut plan = plan_of(header, profile, DataShape::Wide, &[USUAL])?;
        // The day of the last change says nothing of a single stage.
        for role in [Role::At, Role::Left, Role::Before] {
            plan.columns[role as usize] = None;
        }
        plan.wide = wide;
        return Ok(plan);
    }
    let has = |names: &&[&str]| header.names.iter().any(|name| names.contains(&plain(name).as_str()));
    let fits = |profile: &&Profile| {
        profile.marks.iter().all(&has) && data.shape.is_none_or(|shape| shape == profile.shape)
    };
    if let Some(profile) = PROFILES.iter().find(fits) {
        let mut plan = plan_of(header, profile.name, profile.shape, &[profile.columns, USUAL])?;
        plan.only = match profile.only {
            Some((column, values)) => header.find(&[column, "propertyname"])?.map(|column| (column, values)),
            None => None,
        };
        return Ok(plan);
    }
    let mut plan = plan_of(header, "events", DataShape::Events, &[USUAL])?;
    let shape = data.shape.unwrap_or(match plan.column(Role::At) {
        Some(_) => DataShape::Events,
        None => DataShape::Snapshot,
    });
    if shape != DataShape::Events {
        plan.shape = shape;
        plan.profile = if shape == DataShape::Snapshot { "snapshot" } else { "wide" };
    }
    Ok(plan)
}

/// The columns by their usual names; of a profile its own count first, and none of another kind is looked for.
fn plan_of(
    header: &Header,
    profile: &'static str,
    shape: DataShape,
    names: &[&[(Role, &[&str])]],
) -> Result<Plan, Fault> {
    let mut plan = Plan {
        profile,
        shape,
        columns: [None; ROLES.len()],
        wide: Vec::new(),
        only: None,
        names: header.names.clone(),
    };
    let is_known = names.len() > 1;
    for (known, names) in names.iter().enumerate() {
        for (role, names) in *names {
            // The history of a program has its own time and stages, and no other column means them.
            let is_own =
                known == 0 || !is_known || matches!(role, Role::Segment | Role::Reason | Role::Pipeline);
            if plan.columns[*role as usize].is_none() && is_own {
                plan.columns[*role as usize] = header.find(names)?;
            }
        }
    }
    if shape == DataShape::Snapshot {
        for role in [Role::At, Role::Left, Role::Before] {
            plan.columns[role as usize] = None;
        }
    }
    Ok(plan)
}

/// The stages that have columns of their own, and what the export is.
fn wide(header: &Header, data: &Data) -> Result<Option<(&'static str, Vec<WideStage>)>, Refusal> {
    let said =
        data.entered.as_deref().map(|entered| ("wide", entered, data.exited.as_deref().unwrap_or("\0*")));
    let known = PATTERNS.iter().map(|pattern| (pattern.name, pattern.entered, pattern.exited));
    for (name, entered, exited) in said.into_iter().chain(known.filter(|_| data.entered.is_none())) {
        let exits: Vec<(String, usize)> = matching(header, exited);
        let stages = matching(header, entered).into_iter().map(|(stage, entered)| {
            let exited = exits.iter().find(|(other, _)| *other == stage).map(|(_, column)| *column);
            WideStage { name: stage, entered, exited, place: (header.place)(Some(entered)) }
        });
        let stages = of_pipeline(stages.collect(), header, data)?;
        if let Some(twice) =
            stages.iter().enumerate().find(|(at, one)| stages[..*at].iter().any(|two| two.name == one.name))
        {
            let first = stages.iter().find(|one| one.name == twice.1.name).map_or(0, |one| one.entered);
            return Err(header.twice(first, twice.1.entered).into());
        }
        if stages.len() >= 2 || !stages.is_empty() && data.entered.is_some() {
            return Ok(Some((name, stages)));
        }
    }
    if let Some(entered) = &data.entered {
        let fault = Fault::new("H011", format!("no column is called `{entered}`, as `entered` says"));
        return Err(fault
            .at((header.place)(None))
            .help("write `*` for the stage, and the rest as it stands in the headers")
            .into());
    }
    Ok(None)
}

/// The stages whose columns fit a pattern.
fn matching(header: &Header, pattern: &str) -> Vec<(String, usize)> {
    let Some((before, after)) = pattern.split_once('*') else { return Vec::new() };
    let fits = |name: &String| -> Option<String> {
        let start = name.get(..before.len()).filter(|start| start.to_lowercase() == before.to_lowercase())?;
        let rest = &name[start.len()..];
        let end = rest.len().checked_sub(after.len())?;
        let tail = rest.get(end..).filter(|tail| tail.to_lowercase() == after.to_lowercase());
        tail.and(rest.get(..end)).map(|stage| stage.trim().to_owned()).filter(|stage| !stage.is_empty())
    };
    header.names.iter().enumerate().filter_map(|(at, name)| Some((fits(name)?, at))).collect()
}

/// HubSpot writes the pipeline behind the stage: those of one pipeline remain, without it.
fn of_pipeline(stages: Vec<WideStage>, header: &Header, data: &Data) -> Result<Vec<WideStage>, Fault> {
    let pipeline = |stage: &WideStage| -> Option<(String, String)> {
        let (name, rest) = stage.name.rsplit_once('(')?;
        Some((name.trim().to_owned(), rest.strip_suffix(')')?.trim().to_owned()))
    };
    let parted: Option<Vec<_>> = stages.iter().map(pipeline).collect();
    let Some(parted) = parted else { return Ok(stages) };
    let mut known: Vec<&str> = Vec::new();
    for (_, pipeline) in &parted {
        if !known.contains(&pipeline.as_str()) {
            known.push(pipeline);
        }
    }
    let wanted = data.pipeline.as_deref();
    let is_wanted = |name: &str| wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(name));
    if known.iter().filter(|name| is_wanted(name)).count() == 1 || stages.is_empty() {
        let named = stages.into_iter().zip(&parted).filter(|(_, (_, pipeline))| is_wanted(pipeline));
        return Ok(named.map(|(stage, (name, _))| WideStage { name: name.clone(), ..stage }).collect());
    }
    let fault = match wanted {
        Some(wanted) => Fault::new("H031", format!("the file has no pipeline `{wanted}`")),
        None => Fault::new("H031", format!("the file has {} pipelines, and none is chosen", known.len())),
    };
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    Err(fault.at((header.place)(None)).help(format!(
        "say which one: `--process NAME`, or `pipeline:` below `data`; there are {}",
        names.join(", ")
    )))
}

/// What must be there.
fn require(plan: &Plan, header: &Header) -> Result<(), Refusal> {
    let missing: &[(Role, &str)] = match plan.shape {
        DataShape::Events => &[
            (Role::Id, "says which record a row is about"),
            (Role::Stage, "holds the stage"),
            (Role::At, "says when the stage was entered"),
        ],
        DataShape::Wide if plan.wide.is_empty() => {
            return Err(Fault::new("H012", "no columns say when a stage was entered")
                .at((header.place)(None))
                .help("say how they are called: `--entered \"* entered on\"`, or `entered:` below `data`")
                .into());
        }
        DataShape::Wide => &[(Role::Id, "says which record a row is about")],
        DataShape::Snapshot => &[(Role::Stage, "holds the stage")],
    };
    let faults = missing.iter().filter(|(role, _)| plan.column(*role).is_none()).map(|(role, what)| {
        let key = ROLES.iter().find(|(known, _)| known == role).map_or("", |(_, key)| *key);
        Fault::new("H012", format!("no column {what}"))
            .at((header.place)(None))
            .help(format!("name it: `--{key} HEADER`, or `{key}:` below `data`"))
    });
    let faults: Vec<Fault> = faults.collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::new(faults, 0)) }
}
