//! The command line of `crm-diagram`.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let theme = std::env::args().nth(3).unwrap_or("light".into());
    let files = crm_diagram::source::Files::single(&path, std::fs::read_to_string(&path).unwrap());
    let loaded = crm_diagram::load(&files);
    for finding in loaded.findings.in_order() {
        println!("{} {} {:?}", finding.place(&files).unwrap_or_default(), finding, finding.help);
    }
    let Some(model) = loaded.model else { return };
    let fonts = crm_diagram::text::Fonts::embedded();
    let view = model.views.iter().find(|v| v.kind == "journey").cloned().unwrap_or_default();
    let drawing = match crm_diagram::diagram::find("journey").unwrap().drawing(
        &model,
        &view,
        crm_diagram::theme::find(&theme).unwrap(),
        &fonts,
    ) {
        Ok(drawing) => drawing,
        Err(findings) => {
            for finding in findings.in_order() {
                println!("{} {} {:?}", finding.place(&files).unwrap_or_default(), finding, finding.help);
            }
            return;
        }
    };
    println!("{} | {} | {:?}", drawing.title, drawing.description, drawing.notices);
    let settings = crm_diagram::export::Settings {
        fonts: &fonts,
        embedding: Default::default(),
        scale: 1.0,
        width: None,
        background: Default::default(),
    };
    for format in crm_diagram::export::FORMATS {
        match format.write(&drawing, &settings) {
            Ok(output) => std::fs::write(format!("{out}.{}", format.extensions[0]), output.bytes).unwrap(),
            Err(error) => println!("{}: {error}", format.name),
        }
    }
}
