//! The path data of SVG (SVG 1.1, 8.3), as far as a chart needs it: every command but the curves Q, S and T.

/// A step of a path, in the units of its drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    /// The two points that pull, and the end.
    Curve([f32; 6]),
    Close,
}

/// A path; it has at least a line.
pub(crate) type Path = Vec<Step>;

/// The path; nothing when it has a command that is not known or a number that is none.
pub(crate) fn parse(data: &str) -> Option<Path> {
    let mut numbers = Numbers { rest: data };
    let mut pen = Pen { path: Vec::new(), at: (0.0, 0.0), start: (0.0, 0.0), any: false };
    let mut command = None;
    loop {
        numbers.skip();
        match numbers.rest.chars().next() {
            None => break,
            Some(c) if c.is_ascii_alphabetic() => {
                numbers.rest = numbers.rest.get(1..)?;
                command = Some(c);
                if matches!(c, 'Z' | 'z') {
                    pen.close();
                    command = None;
                    continue;
                }
            }
            Some(_) => {}
        }
        let now = command?;
        pen.draw(now, &mut numbers)?;
        // Numbers that follow a move are lines (8.3.2).
        command = Some(match now {
            'M' => 'L',
            'm' => 'l',
            other => other,
        });
    }
    pen.any.then_some(pen.path)
}

struct Numbers<'a> {
    rest: &'a str,
}

impl Numbers<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    }

    fn next(&mut self) -> Option<f32> {
        self.skip();
        let mut end = 0;
        let (mut dot, mut digits) = (false, false);
        for (at, c) in self.rest.char_indices() {
            match c {
                '+' | '-' if at == 0 => {}
                '.' if !dot => dot = true,
                '0'..='9' => digits = true,
                _ => break,
            }
            end = at + 1;
        }
        let (number, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        if digits { number.parse().ok() } else { None }
    }

    fn flag(&mut self) -> Option<bool> {
        self.skip();
        let flag = self.rest.chars().next()?;
        self.rest = self.rest.get(1..)?;
        match flag {
            '0' => Some(false),
            '1' => Some(true),
            _ => None,
        }
    }
}

struct Pen {
    path: Path,
    at: (f32, f32),
    start: (f32, f32),
    any: bool,
}

impl Pen {
    fn line(&mut self, to: (f32, f32)) {
        self.path.push(Step::Line(to.0, to.1));
        self.at = to;
        self.any = true;
    }

    fn close(&mut self) {
        self.path.push(Step::Close);
        self.at = self.start;
    }

    fn draw(&mut self, command: char, numbers: &mut Numbers<'_>) -> Option<()> {
        let from = if command.is_ascii_lowercase() { self.at } else { (0.0, 0.0) };
        let point = |numbers: &mut Numbers<'_>| Some((from.0 + numbers.next()?, from.1 + numbers.next()?));
        match command.to_ascii_uppercase() {
            'M' => {
                let to = point(numbers)?;
                self.path.push(Step::Move(to.0, to.1));
                (self.at, self.start) = (to, to);
            }
            'L' => {
                let to = point(numbers)?;
                self.line(to);
            }
            'H' => {
                let to = (from.0 + numbers.next()?, self.at.1);
                self.line(to);
            }
            'V' => {
                let to = (self.at.0, from.1 + numbers.next()?);
                self.line(to);
            }
            'C' => {
                let (one, two, to) = (point(numbers)?, point(numbers)?, point(numbers)?);
                self.path.push(Step::Curve([one.0, one.1, two.0, two.1, to.0, to.1]));
                self.at = to;
                self.any = true;
            }
            'A' => {
                let (rx, ry, _) = (numbers.next()?, numbers.next()?, numbers.next()?);
                let (large, sweep) = (numbers.flag()?, numbers.flag()?);
                let to = point(numbers)?;
                self.arc((rx.abs(), ry.abs()), large, sweep, to);
            }
            _ => return None,
        }
        Some(())
    }

    /// An arc of an ellipse that is not turned, as cubic curves (SVG 1.1, F.6.5 and F.6.6).
    fn arc(&mut self, (mut rx, mut ry): (f32, f32), large: bool, sweep: bool, to: (f32, f32)) {
        let from = self.at;
        let (dx, dy) = ((from.0 - to.0) / 2.0, (from.1 - to.1) / 2.0);
        let has_size = rx > 0.0 && ry > 0.0;
        if !has_size || (dx == 0.0 && dy == 0.0) {
            self.line(to);
            return;
        }
        let far = (dx / rx).powi(2) + (dy / ry).powi(2);
        if far > 1.0 {
            (rx, ry) = (rx * far.sqrt(), ry * far.sqrt());
        }
        let far = far.min(1.0);
        let side = if large == sweep { -1.0 } else { 1.0 };
        let away = side * ((1.0 - far) / far).max(0.0).sqrt();
        let (cx, cy) = (away * rx * dy / ry + (from.0 + to.0) / 2.0, -away * ry * dx / rx + (from.1 + to.1) / 2.0);
        let angle = |point: (f32, f32)| ((point.1 - cy) / ry).atan2((point.0 - cx) / rx);
        let (first, mut turn) = (angle(from), angle(to) - angle(from));
        let whole = std::f32::consts::TAU;
        if sweep && turn < 0.0 {
            turn += whole;
        } else if !sweep && turn > 0.0 {
            turn -= whole;
        }
        let pieces = (turn.abs() / std::f32::consts::FRAC_PI_2).ceil().max(1.0);
        let step = turn / pieces;
        let reach = 4.0 / 3.0 * (step / 4.0).tan();
        let mut now = first;
        let mut left = pieces;
        while left > 0.5 {
            let next = now + step;
            let (one, two) = ((now.cos(), now.sin()), (next.cos(), next.sin()));
            self.path.push(Step::Curve([
                cx + rx * (one.0 - reach * one.1),
                cy + ry * (one.1 + reach * one.0),
                cx + rx * (two.0 + reach * two.1),
                cy + ry * (two.1 - reach * two.0),
                cx + rx * two.0,
                cy + ry * two.1,
            ]));
            now = next;
            left -= 1.0;
        }
        self.at = to;
        self.any = true;
    }
}

/// A circle.
pub(crate) fn circle(x: f32, y: f32, r: f32) -> Option<Path> {
    let mut pen = Pen { path: Vec::new(), at: (x - r, y), start: (x - r, y), any: false };
    pen.path.push(Step::Move(x - r, y));
    pen.arc((r, r), true, true, (x + r, y));
    pen.arc((r, r), true, true, (x - r, y));
    pen.close();
    pen.any.then_some(pen.path)
}

/// Straight lines through corners; nothing where they enclose and join nothing.
pub(crate) fn corners(corners: &[(f32, f32)], closed: bool) -> Option<Path> {
    let (first, rest) = corners.split_first()?;
    if rest.iter().all(|corner| corner == first) {
        return None;
    }
    let mut path = vec![Step::Move(first.0, first.1)];
    path.extend(rest.iter().map(|(x, y)| Step::Line(*x, *y)));
    if closed {
        path.push(Step::Close);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The left, upper, right and lower ends of the points where steps end, in tenths.
    fn bounds(data: &str) -> Option<[i32; 4]> {
        let points: Vec<(f32, f32)> = parse(data)?
            .into_iter()
            .filter_map(|step| match step {
                Step::Move(x, y) | Step::Line(x, y) | Step::Curve([.., x, y]) => Some((x, y)),
                Step::Close => None,
            })
            .collect();
        let least = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let ends = [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)];
        Some(ends.map(|end| (end * 10.0).round() as i32))
    }

    #[test]
    fn every_command_of_our_charts() {
        assert_eq!(bounds("M1 2L3 4H5V6Z"), Some([10, 20, 50, 60]));
        assert_eq!(bounds("M10 10l6 6m0-6l-6 6"), Some([100, 100, 160, 160]));
        assert_eq!(bounds("M0,0 1.5.5"), Some([0, 0, 15, 5]), "numbers after a move are lines");
        assert_eq!(bounds("M0 8a7 7 0 1 1 14 0a7 7 0 1 1-14 0Z"), Some([0, 10, 140, 150]), "a head is round");
        assert_eq!(bounds("M0 24a12 12 0 0 1 24 0v16a5 5 0 0 1-5 5h-14a5 5 0 0 1-5-5Z"), Some([0, 120, 240, 450]));
    }

    #[test]
    fn what_is_not_known_is_not_drawn_wrongly() {
        for data in ["", "M", "M1", "1 2", "M0 0Q1 1 2 2", "M0 0Lx", "M0 0a1 1 0 2 0 1 1"] {
            assert!(parse(data).is_none(), "{data}");
        }
    }
}
