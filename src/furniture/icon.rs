//! Icons on a grid of 16 by 16, drawn with round lines and no fill (VISUAL.md section 3.7).

use kurbo::{Affine, BezPath, Point};

use crate::color::Color;
use crate::drawing::scene::{Figure, Item, Role, Shape, Stroke};

/// An icon. Beside it always stands its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "an icon shows what its name says")]
pub enum Icon {
    Email,
    Phone,
    Mobile,
    Globe,
    Search,
    Chat,
    Video,
    People,
    Person,
    Document,
    Check,
    Pen,
    Laptop,
    Server,
    Bolt,
    Store,
    Clock,
    Warning,
    Bulb,
    Lock,
    Shield,
    Calendar,
    Cross,
    Chart,
    Heart,
    Megaphone,
    /// A channel that nobody knows an icon for.
    Other,
}

/// Words of a channel that an icon stands for, matched against whole words in lower case; the first hit wins.
const CHANNEL_WORDS: &[(Icon, &[&str])] = &[
    (Icon::Pen, &["sign", "signature", "e-sign", "esign", "contract"]),
    (Icon::Chat, &["chat", "messenger", "whatsapp", "bot", "chatbot", "slack", "teams", "sms", "text"]),
    (Icon::Video, &["video", "webinar", "zoom", "demo", "meet"]),
    (Icon::Search, &["search", "google", "seo"]),
    (Icon::Email, &["email", "e-mail", "mail", "newsletter", "letter", "post"]),
    (Icon::Phone, &["phone", "call", "telephone", "hotline", "voice", "ivr"]),
    (Icon::Check, &["portal", "form", "survey", "checklist", "questionnaire"]),
    (
        Icon::Megaphone,
        &["ad", "ads", "advert", "social", "campaign", "linkedin", "press", "tv", "radio", "billboard"],
    ),
    (Icon::Laptop, &["product", "in-app", "software", "desktop", "laptop"]),
    (Icon::Mobile, &["mobile", "app", "phone-app", "smartphone", "push", "tablet"]),
    (Icon::Store, &["store", "shop", "branch", "counter", "checkout", "kiosk", "retail", "pharmacy"]),
    (Icon::Globe, &["web", "website", "site-web", "online", "internet", "page", "landing"]),
    (
        Icon::People,
        &[
            "on-site",
            "onsite",
            "visit",
            "event",
            "meeting",
            "fair",
            "workshop",
            "person",
            "face-to-face",
            "ward",
            "clinic",
        ],
    ),
    (Icon::Document, &["document", "pdf", "paper", "invoice", "report", "brochure", "letterbox"]),
    (Icon::Calendar, &["calendar", "appointment", "booking"]),
    (Icon::Server, &["system", "api", "crm", "erp", "integration"]),
];

impl Icon {
    /// The icon of a channel by its words: "Web app" is a laptop, "mobile app" a telephone.
    pub fn of_channel(channel: &str) -> Self {
        let channel = channel.to_lowercase();
        match channel.trim() {
            "web app" | "webapp" => return Self::Laptop,
            "on site" => return Self::People,
            "in person" | "face to face" => return Self::People,
            _ => {}
        }
        let words: Vec<&str> = channel
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .flat_map(|word| std::iter::once(word).chain(word.split('-').filter(move |part| *part != word)))
            .collect();
        CHANNEL_WORDS
            .iter()
            .find(|(_, known)| known.iter().any(|word| words.contains(word)))
            .map_or(Self::Other, |(icon, _)| *icon)
    }

    /// Its lines on the 16 grid.
    fn path(self) -> &'static str {
        match self {
            Self::Email => "M2.5 4h11v8.5h-11zM2.5 4.6 8 9l5.5-4.4",
            Self::Phone => {
                "M5.4 2.5H3.5c-.6 0-1.1.5-1 1.1.5 5 4.9 9.4 9.9 9.9.6.1 1.1-.4 1.1-1v-1.9l-2.9-1.2-1.3 1.4C7.6 10 6 8.4 5.2 6.7l1.4-1.3z"
            }
            Self::Mobile => {
                "M5.2 2h5.6a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5.2a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM7.4 11.8h1.2"
            }
            Self::Globe => {
                "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM2.5 8h11M8 2.5c1.6 1.6 2.3 3.4 2.3 5.5S9.6 11.9 8 13.5C6.4 11.9 5.7 10.1 5.7 8S6.4 4.1 8 2.5z"
            }
            Self::Search => "M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM10.1 10.1l3.4 3.4",
            Self::Chat => {
                "M3.5 3h9a1 1 0 0 1 1 1v6.2a1 1 0 0 1-1 1H7.6l-3.1 2.6v-2.6h-1a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z"
            }
            Self::Video => {
                "M3.5 4.5h5.5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM10 7.2l3.5-2v5.6l-3.5-2z"
            }
            Self::People => {
                "M8.2 5.5a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0zM2.2 13c0-2.4 1.6-3.9 3.8-3.9s3.8 1.5 3.8 3.9M10.4 3.6a2 2 0 0 1 0 3.9M11.6 9.4c1.5.4 2.3 1.7 2.3 3.6"
            }
            Self::Person => {
                "M10.5 5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM3 13.5c.3-2.9 2.2-4.5 5-4.5s4.7 1.6 5 4.5"
            }
            Self::Document => {
                "M4.5 2.2h4.6l3 3v8.1a.6.6 0 0 1-.6.6h-7a.6.6 0 0 1-.6-.6V2.8a.6.6 0 0 1 .6-.6zM9 2.4v3h3M6 8.4h4M6 10.9h4"
            }
            Self::Check => {
                "M4 2.5h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM5.6 8l1.8 1.8 3.2-3.6"
            }
            Self::Pen => {
                "M3 13l.7-2.9 6.9-6.9a1 1 0 0 1 1.4 0l.8.8a1 1 0 0 1 0 1.4l-6.9 6.9zM9.4 4.4l2.2 2.2"
            }
            Self::Laptop => "M4 3.5h8a1 1 0 0 1 1 1v6H3v-6a1 1 0 0 1 1-1zM1.8 12.8h12.4",
            Self::Server => {
                "M3.5 3h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM3.5 9h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM5.2 5h.01M5.2 11h.01"
            }
            Self::Bolt => "M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z",
            Self::Store => {
                "M3 7.2v6.1h10V7.2M2.2 6.2 3.4 2.7h9.2l1.2 3.5c0 .9-.8 1.6-1.9 1.6S10 7.1 10 6.2c0 .9-.9 1.6-2 1.6s-2-.7-2-1.6c0 .9-.8 1.6-1.9 1.6S2.2 7.1 2.2 6.2zM6.6 13.2v-2.8h2.8v2.8"
            }
            Self::Clock => "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0zM8 4.9V8l2.1 1.5",
            Self::Warning => "M8 2.8 13.9 13H2.1zM8 6.6v2.9M8 11.2v.01",
            Self::Bulb => "M6.2 11.2c0-1-.4-1.5-1-2.2a4 4 0 1 1 5.6 0c-.6.7-1 1.2-1 2.2zM6.6 13.6h2.8",
            Self::Lock => {
                "M4.5 7.2h7a.8.8 0 0 1 .8.8v4.7a.8.8 0 0 1-.8.8h-7a.8.8 0 0 1-.8-.8V8a.8.8 0 0 1 .8-.8zM5.4 7.2V5.1a2.6 2.6 0 0 1 5.2 0v2.1"
            }
            Self::Shield => "M8 2.2l4.8 1.7v3.6c0 3-1.9 5.1-4.8 6.3-2.9-1.2-4.8-3.3-4.8-6.3V3.9z",
            Self::Calendar => {
                "M3.5 3.6h9a1 1 0 0 1 1 1v7.9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4.6a1 1 0 0 1 1-1zM2.6 6.8h10.8M5.4 2.2v2.6M10.6 2.2v2.6"
            }
            Self::Cross => {
                "M4 2.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5zM8 5.4v5.2M5.4 8h5.2"
            }
            Self::Chart => "M2.6 2.6v10.8h10.8M5.6 10.8V8.2M8.4 10.8V5.2M11.2 10.8V6.8",
            Self::Heart => {
                "M8 13.2C4.6 10.8 2.6 8.7 2.6 6.3A2.8 2.8 0 0 1 8 5a2.8 2.8 0 0 1 5.4 1.3c0 2.4-2 4.5-5.4 6.9z"
            }
            Self::Megaphone => {
                "M2.6 6.4v3.2h2.2l5.6 2.9V3.5L4.8 6.4zM5.4 9.8l.8 3.2h1.6l-.8-2.6M12.6 6.4a2.4 2.4 0 0 1 0 3.2"
            }
            Self::Other => "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z",
        }
    }

    /// Draws it with its top left corner at `at`, `size` px wide.
    ///
    /// # Panics
    /// Never: the paths above are tested.
    pub fn draw(self, at: Point, size: f64, color: Color) -> Item {
        let path = BezPath::from_svg(self.path()).expect("every icon's path is read by a test");
        let place = Affine::translate(at.to_vec2()) * Affine::scale(size / 16.0);
        let width = if size >= 14.0 { 1.5 } else { 1.4 };
        Item::Shape(Shape {
            figure: Figure::Path(place * path),
            fill: None,
            stroke: Some(Stroke::new(color, width).round()),
            role: Role::Mark,
        })
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;

    const ALL: &[Icon] = &[
        Icon::Email,
        Icon::Phone,
        Icon::Mobile,
        Icon::Globe,
        Icon::Search,
        Icon::Chat,
        Icon::Video,
        Icon::People,
        Icon::Person,
        Icon::Document,
        Icon::Check,
        Icon::Pen,
        Icon::Laptop,
        Icon::Server,
        Icon::Bolt,
        Icon::Store,
        Icon::Clock,
        Icon::Warning,
        Icon::Bulb,
        Icon::Lock,
        Icon::Shield,
        Icon::Calendar,
        Icon::Cross,
        Icon::Chart,
        Icon::Heart,
        Icon::Megaphone,
        Icon::Other,
    ];

    #[test]
    fn every_icon_lies_within_its_grid() {
        for icon in ALL {
            let path = BezPath::from_svg(icon.path()).expect("a path");
            let bounds = path.bounding_box().inflate(0.75, 0.75);
            assert!(bounds.x0 >= 0.0 && bounds.y0 >= 0.0, "{icon:?} {bounds:?}");
            assert!(bounds.x1 <= 16.0 && bounds.y1 <= 16.0, "{icon:?} {bounds:?}");
        }
    }

    #[test]
    fn channels_find_their_icons() {
        assert_eq!(Icon::of_channel("Video call"), Icon::Video);
        assert_eq!(Icon::of_channel("e-mail"), Icon::Email);
        assert_eq!(Icon::of_channel("in-app"), Icon::Laptop);
        assert_eq!(Icon::of_channel("Mobile app"), Icon::Mobile);
        assert_eq!(Icon::of_channel("Supplier portal"), Icon::Check);
        assert_eq!(Icon::of_channel("pigeon"), Icon::Other);
    }
}
