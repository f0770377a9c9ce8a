//! Tokens into a tree: or < and < equality < comparison < sum < product < sign, as Expression Manager binds them.

use super::token::{Fault, Kind, Op, Token, tokens};

/// Deepest expression read.
const MOST_DEPTH: usize = 60;

/// An expression and where it begins, in characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expr {
    pub node: Node,
    pub start: usize,
}

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Number(String),
    Text(String),
    Name(String),
    Call(String, Vec<Expr>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Binary(Op, Box<Expr>, Box<Expr>),
}

/// Reads an expression.
pub(crate) fn parse(text: &str) -> Result<Expr, Fault> {
    let tokens = tokens(text)?;
    let end = text.chars().count();
    let mut parser = Parser { tokens, at: 0, depth: 0, end };
    let expr = parser.binary(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) if token.kind == Kind::Op(Op::Assign) => Err(Fault::new(
            token.start,
            "Un seul « = » donne une valeur à une variable ; pour comparer, écrivez « == ».",
            "A single \"=\" gives a value to a variable; write \"==\" to compare.",
        )),
        Some(token) => Err(Fault::new(
            token.start,
            "L'expression devrait s'arrêter ici : il manque un opérateur ou il y a une parenthèse de trop.",
            "The expression should end here: an operator is missing or a bracket is one too many.",
        )),
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    end: usize,
}

const LEVELS: &[&[Op]] = &[
    &[Op::Or],
    &[Op::And],
    &[Op::Equal, Op::Unequal],
    &[Op::Less, Op::AtMost, Op::More, Op::AtLeast],
    &[Op::Plus, Op::Minus],
    &[Op::Times, Op::Over],
];

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn here(&self) -> usize {
        self.peek().map_or(self.end, |token| token.start)
    }

    fn binary(&mut self, level: usize) -> Result<Expr, Fault> {
        let Some(ops) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        let mut chained = 0;
        while let Some(op) = self.op().filter(|op| ops.contains(op)) {
            self.at += 1;
            chained += 1;
            // A chain is a tree as deep as it is long: it counts like brackets do.
            if chained + self.depth > MOST_DEPTH * 4 {
                return Err(too_deep(self.here()));
            }
            let right = self.binary(level + 1)?;
            let start = left.start;
            left = Expr { node: Node::Binary(op, Box::new(left), Box::new(right)), start };
        }
        Ok(left)
    }

    fn op(&self) -> Option<Op> {
        match self.peek()?.kind {
            Kind::Op(op) => Some(op),
            _ => None,
        }
    }

    fn unary(&mut self) -> Result<Expr, Fault> {
        let start = self.here();
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(too_deep(start));
        }
        let found = match self.op() {
            Some(Op::Not) => {
                self.at += 1;
                self.unary().map(|inner| Expr { node: Node::Not(Box::new(inner)), start })
            }
            Some(Op::Minus) => {
                self.at += 1;
                self.unary().map(|inner| Expr { node: Node::Negative(Box::new(inner)), start })
            }
            Some(Op::Plus) => {
                self.at += 1;
                self.unary()
            }
            _ => self.primary(),
        };
        self.depth -= 1;
        found
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let Some(token) = self.peek().cloned() else {
            return Err(Fault::new(self.end, "Il manque une valeur à la fin.", "A value is missing at the end."));
        };
        self.at += 1;
        let node = match token.kind {
            Kind::Number(number) => Node::Number(number),
            Kind::Text(text) => Node::Text(text),
            Kind::Word(name) if self.peek().is_some_and(|next| next.kind == Kind::Open) => {
                self.at += 1;
                Node::Call(name, self.arguments()?)
            }
            Kind::Word(name) => Node::Name(name),
            Kind::Open => {
                let inner = self.binary(0)?;
                self.close()?;
                return Ok(Expr { node: inner.node, start: token.start });
            }
            _ => {
                return Err(Fault::new(token.start, "Une valeur est attendue ici.", "A value is expected here."));
            }
        };
        Ok(Expr { node, start: token.start })
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, Fault> {
        let mut found = Vec::new();
        if self.peek().is_some_and(|token| token.kind == Kind::Close) {
            self.at += 1;
            return Ok(found);
        }
        loop {
            found.push(self.binary(0)?);
            if self.peek().is_some_and(|token| token.kind == Kind::Comma) {
                self.at += 1;
            } else {
                self.close()?;
                return Ok(found);
            }
        }
    }

    fn close(&mut self) -> Result<(), Fault> {
        if self.peek().is_some_and(|token| token.kind == Kind::Close) {
            self.at += 1;
            return Ok(());
        }
        Err(Fault::new(self.here(), "Il manque une parenthèse fermante.", "A closing bracket is missing."))
    }
}

fn too_deep(at: usize) -> Fault {
    Fault::new(at, "Trop de parenthèses emboîtées.", "Too many brackets inside each other.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        fn say(expr: &Expr) -> String {
            match &expr.node {
                Node::Number(text) | Node::Name(text) => text.clone(),
                Node::Text(text) => format!("'{text}'"),
                Node::Call(name, inner) => {
                    format!("{name}({})", inner.iter().map(say).collect::<Vec<_>>().join(","))
                }
                Node::Not(inner) => format!("!{}", say(inner)),
                Node::Negative(inner) => format!("-{}", say(inner)),
                Node::Binary(op, a, b) => format!("[{} {op:?} {}]", say(a), say(b)),
            }
        }
        parse(text).map_or_else(|fault| format!("fault at {}", fault.at), |expr| say(&expr))
    }

    #[test]
    fn operators_bind_as_expression_manager_binds_them() {
        assert_eq!(shape("a or b and c==1+2*-3"), "[a Or [b And [c Equal [1 Plus [2 Times -3]]]]]");
        assert_eq!(
            shape("A.NAOK EQ 'x' OR !is_empty(12X3X4SQ1.NAOK)"),
            "[[A.NAOK Equal 'x'] Or !is_empty(12X3X4SQ1.NAOK)]"
        );
        assert_eq!(shape("if(a ge .5, 'l\\'eau', \"\")"), "if([a AtLeast .5],'l'eau','')");
        assert_eq!(shape("TOKEN:FIRSTNAME != ''"), "[TOKEN:FIRSTNAME Unequal '']");
        assert_eq!(shape("order andy"), "fault at 6");
    }

    #[test]
    fn faults_stand_where_they_are() {
        assert_eq!(shape("Q00 = 4"), "fault at 4");
        assert_eq!(shape("(a"), "fault at 2");
        assert_eq!(shape("é == 'x"), "fault at 5");
        assert_eq!(shape("a ++ b"), "fault at 2");
        assert_eq!(shape(""), "fault at 0");
        assert!(shape(&"(".repeat(100_000)).starts_with("fault"));
        assert!(shape(&format!("a{}", "+a".repeat(100_000))).starts_with("fault"));
        assert!(shape(&"!".repeat(3_000)).starts_with("fault"));
    }
}
