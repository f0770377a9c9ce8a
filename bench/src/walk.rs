//! Walks through a questionnaire as a browser without scripts does: fills in the forms it finds.

use std::{collections::BTreeSet, time::Instant};

use anyhow::{Result, bail};

use crate::client::{Answer, Client};

/// A questionnaire never has more screens than this.
const SCREENS: usize = 20;

/// What a page and everything it loads weigh.
pub struct Weight {
    /// Bytes over the wire, bodies only.
    pub bytes: usize,
    /// Requests.
    pub requests: usize,
}

/// Weighs a page with its stylesheet, type and script.
pub async fn weigh(host: &str, path: &str) -> Result<Weight> {
    let mut client = Client::connect(host, 3).await?;
    client.gzip = true;
    let page = client.get(path).await?;
    let text = unpacked(&page.body)?;
    let mut weight = Weight { bytes: page.body.len(), requests: 1 };
    let mut wanted: Vec<String> = assets(&text);
    let mut seen = BTreeSet::new();
    while let Some(asset) = wanted.pop() {
        if seen.insert(asset.clone()) {
            let answer = client.get(&asset).await?;
            weight.bytes += answer.body.len();
            weight.requests += 1;
            if asset.contains(".css") {
                wanted.extend(assets(&unpacked(&answer.body)?));
            }
        }
    }
    Ok(weight)
}

fn unpacked(body: &[u8]) -> Result<String> {
    use std::io::Read;
    let mut text = String::new();
    if body.starts_with(&[0x1f, 0x8b]) {
        flate2::read::GzDecoder::new(body).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8_lossy(body).into_owned();
    }
    Ok(text)
}

fn assets(text: &str) -> Vec<String> {
    text.split("/assets/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '\'', ')', ' ', '>']).next())
        .map(|name| format!("/assets/{name}"))
        .collect()
}

/// What is left to send once every screen but the last is answered: where to, and the form.
pub struct Ready {
    /// Whose address it comes from.
    person: u64,
    action: String,
    body: String,
}

/// One person answers everything, and does not send yet.
pub async fn ready(host: &str, path: &str, person: u64) -> Result<Ready> {
    let mut client = Client::connect(host, person).await?;
    let mut page = client.get(path).await?;
    let mut random = person.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for _ in 0..SCREENS {
        let text = String::from_utf8_lossy(&page.body).into_owned();
        let Some(form) = form_of(&text, path) else { bail!("no form and nothing sent: {}", page.status) };
        let (action, body) = form.fill(&mut random);
        if form.html.contains("value=\"send\"") {
            return Ok(Ready { person, action, body });
        }
        page = follow(&mut client, (action, body)).await?;
    }
    bail!("more than {SCREENS} screens")
}

impl Ready {
    /// Sends, over a connection of one's own; the time to the acknowledgement, in milliseconds.
    pub async fn send(self, host: &str) -> Result<f64> {
        let start = Instant::now();
        let mut client = Client::connect(host, self.person).await?;
        let answer = client.post(&self.action, &self.body).await?;
        if answer.status != 303 {
            bail!("the server answers {}", answer.status);
        }
        Ok(start.elapsed().as_secs_f64() * 1000.0)
    }
}

/// One person answers everything and sends; the time of the last request, in milliseconds: the acknowledgement.
pub async fn answer(host: &str, path: &str, person: u64) -> Result<f64> {
    let mut client = Client::connect(host, person).await?;
    let mut page = client.get(path).await?;
    let mut random = person.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for _ in 0..SCREENS {
        let text = String::from_utf8_lossy(&page.body).into_owned();
        let Some(form) = form_of(&text, path) else { bail!("no form and no thanks: {}", page.status) };
        let start = Instant::now();
        page = follow(&mut client, form.fill(&mut random)).await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        if page.status >= 400 {
            bail!("the server answers {}", page.status);
        }
        if form_of(&String::from_utf8_lossy(&page.body), path).is_none() {
            return Ok(took);
        }
    }
    bail!("more than {SCREENS} screens")
}

async fn follow(client: &mut Client, (action, body): (String, String)) -> Result<Answer> {
    let mut answer = client.post(&action, &body).await?;
    let mut hops = 0;
    while let (303, Some(next), true) = (answer.status, &answer.location, hops < 5) {
        let next = next.clone();
        answer = client.get(&next).await?;
        hops += 1;
    }
    Ok(answer)
}

/// The first form of a page that belongs to the questionnaire.
struct Form {
    action: String,
    html: String,
}

fn form_of(page: &str, path: &str) -> Option<Form> {
    let root = path.split('?').next().unwrap_or(path);
    page.split("<form ").skip(1).find_map(|rest| {
        let (head, inside) = rest.split_once('>')?;
        let action = attribute(head, "action")?;
        let posts = attribute(head, "method").is_some_and(|m| m.eq_ignore_ascii_case("post"));
        let html = inside.split("</form>").next()?.to_owned();
        (posts && action.starts_with(root)).then_some(Form { action, html })
    })
}

impl Form {
    /// Answers every question at random and presses the first button.
    fn fill(&self, random: &mut u64) -> (String, String) {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut choices: Vec<(String, Vec<String>)> = Vec::new();
        for tag in self.html.split('<') {
            let Some((head, _)) = tag.split_once('>') else { continue };
            let name = attribute(head, "name").unwrap_or_default();
            let value = attribute(head, "value").unwrap_or_default();
            let kind = attribute(head, "type").unwrap_or_default();
            if head.starts_with("input") && kind == "hidden" {
                pairs.push((name, value));
            } else if head.starts_with("input") && kind == "radio" {
                match choices.iter_mut().find(|(n, _)| *n == name) {
                    Some((_, values)) => values.push(value),
                    None => choices.push((name, vec![value])),
                }
            } else if head.starts_with("textarea") {
                pairs.push((name, "Un mot de plus, tout simplement.".to_owned()));
            } else if head.starts_with("select") {
                let first = self.html.split(&format!("name=\"{name}\"")).nth(1).and_then(first_option);
                pairs.push((name, first.unwrap_or_default()));
            } else if head.starts_with("button") && !name.is_empty() && !pairs.iter().any(|(n, _)| *n == name) {
                pairs.push((name, value));
            }
        }
        for (name, values) in choices {
            *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = (*random >> 33) as usize % values.len();
            pairs.extend(values.into_iter().nth(pick).map(|value| (name, value)));
        }
        let body: Vec<String> = pairs.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        (self.action.clone(), body.join("&"))
    }
}

fn first_option(rest: &str) -> Option<String> {
    rest.split("<option").skip(1).filter_map(|o| attribute(o, "value")).find(|v| !v.is_empty())
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let start = head
        .find(&format!(" {name}=\""))
        .map(|at| at + name.len() + 3)
        .or_else(|| head.starts_with(&format!("{name}=\"")).then_some(name.len() + 2))?;
    let value = head.get(start..)?.split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\""))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-_.".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
