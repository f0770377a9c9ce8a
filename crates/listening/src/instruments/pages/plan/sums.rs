//! What a plan comes to, in words: how many questions are kept, mapped, not comparable or ended, and what these words mean.

use kernel::Lang;
use pages::{
    Markup, html,
    parts::{self, Tone, notice},
    words::{say, say_with},
};

use crate::instruments::{
    document::Doc,
    passage::{Becomes, Step, Verdict, fresh, undecided},
};

/// What the plan comes to: how many questions of each verdict, and which begin with the new version.
pub(in super::super) fn summary(lang: Lang, before: &Doc, after: &Doc, steps: &[Step]) -> Markup {
    let count = |verdict: Verdict| steps.iter().filter(|step| step.verdict() == verdict).count();
    let sums: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| count(*verdict) > 0)
        .map(|one| say_with(lang, &format!("instruments-plan-n-{}", one.code()), &[("n", count(one).into())]))
        .collect();
    let new = fresh(after, steps);
    let open: usize =
        steps.iter().filter(|step| step.is_read_together()).map(|step| undecided(before, after, step).count()).sum();
    let title = |link: &str| {
        let entry = after.questions().find(|entry| entry.link == link);
        entry.map_or_else(|| link.to_owned(), |entry| format!("{}. {}", entry.number, entry.title(after, lang)))
    };
    html! {
        section.plan-sums {
            h2 { (say(lang, "instruments-plan-sums")) }
            ul { @for said in &sums { li { (said) } } @if !new.is_empty() { li { (say_with(lang, "instruments-plan-n-new", &[("n", new.len().into())])) } } }
            @if open > 0 { (notice(lang, Tone::Warning, say_with(lang, "instruments-plan-open", &[("n", open.into())]), "")) }
            @if !new.is_empty() {
                (parts::more(say(lang, "instruments-plan-new-questions"), html! { ul { @for link in new.iter().take(super::A_FEW) { li { (title(link)) } } } }))
            }
        }
    }
}

/// What each choice means, for whoever decides.
pub(in super::super) fn meanings(lang: Lang) -> Markup {
    parts::more(
        say(lang, "instruments-plan-meanings"),
        html! {
            dl.facts { @for one in Becomes::ALL {
                div {
                    dt { (say(lang, &format!("instruments-becomes-{}", one.code()))) }
                    dd { (say(lang, &format!("instruments-becomes-why-{}", one.code()))) }
                }
            } }
        },
    )
}

/// The colour of a verdict; its words always stand with it.
pub(in super::super) const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Kept => Tone::Success,
        Verdict::Mapped => Tone::Info,
        Verdict::Apart => Tone::Warning,
        Verdict::Ended => Tone::Plain,
    }
}
