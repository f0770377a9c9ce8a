//! tmp
#[test]
fn show() {
    for one in instruments::library() {
        match instruments::Instrument::check(one.json) {
            (Some(i), w) => println!(
                "{} {} {} min {} items {:?}",
                one.id,
                i.content_hash(),
                i.estimated_minutes(),
                i.item_count(),
                w
            ),
            (None, p) => println!("{} {p:#?}", one.id),
        }
    }
}
