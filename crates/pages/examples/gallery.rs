//! Writes each page of the gallery as a file that stands alone: `cargo run -p pages --example gallery -- DIR`.

use std::{env, fs, io, path::Path};

use pages::{Lang, Look, assets};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for (name, body) in assets::files() {
        fs::write(folder.join("assets").join(name), body)?;
    }
    for lang in Lang::ALL {
        for large in [false, true] {
            for (name, page) in pages::gallery::gallery(Look { lang, large }) {
                let size = if large { "-large" } else { "" };
                let standing = page.into_string().replace("\"/assets/", "\"assets/");
                fs::write(folder.join(format!("{name}-{}{size}.html", lang.tag())), standing)?;
            }
        }
    }
    Ok(())
}
