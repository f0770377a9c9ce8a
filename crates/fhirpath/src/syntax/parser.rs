//! From tokens to the tree: one loop over operators by how tightly they bind.

use fhir::types::Memo;

use super::error::{ParseError, Reason};
use super::lexer::{Lexer, Token};
use super::literal::{Literal, Unit};
use super::tree::{BinaryOp, Expression, Node, NodeId, NodeKind, NodeList, TypeName, TypeOp, UnaryOp};
use super::{Function, function};
use crate::{CalendarUnit, Decimal};

/// The longest expression read, in bytes. The longest of the public forms we know has about 6,000.
pub const LONGEST: usize = 64 * 1024;

/// How many levels of nesting are read: brackets, arguments, right-hand operands and signs count one each.
pub const DEEPEST: usize = 200;

/// How tightly `is` and `as` bind, among [`BinaryOp::binding`].
const TYPE_BINDING: u8 = 8;
/// How tightly a sign binds.
const SIGN_BINDING: u8 = 11;

/// Reads an expression.
///
/// Errors: the first thing that is not FHIRPath, with its place. A function or a name that does not exist is no error
/// here: the checks know the types.
pub fn parse(source: &str) -> Result<Expression, ParseError> {
    if source.len() > LONGEST {
        return Err(ParseError::new(LONGEST, Reason::TooLong));
    }
    let mut parser = Parser::new(source)?;
    let root = parser.expression(0)?;
    if parser.token != Token::End {
        return Err(parser.expected("an operator or the end"));
    }
    let memos = parser.nodes.iter().map(|_| Memo::new()).collect();
    Ok(Expression { source: source.into(), nodes: parser.nodes, lists: parser.lists, root, memos })
}

struct Parser<'s> {
    lexer: Lexer<'s>,
    /// The token looked at.
    token: Token<'s>,
    /// Where it begins.
    start: usize,
    /// Where the token before it ended.
    before: usize,
    depth: usize,
    nodes: Vec<Node>,
    lists: Vec<NodeId>,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Result<Self, ParseError> {
        let lexer = Lexer::new(source);
        let nodes = Vec::with_capacity(8);
        let mut parser = Self { lexer, token: Token::End, start: 0, before: 0, depth: 0, nodes, lists: Vec::new() };
        parser.advance()?;
        Ok(parser)
    }

    /// Moves on and gives the token that was looked at.
    fn advance(&mut self) -> Result<Token<'s>, ParseError> {
        self.before = self.lexer.at();
        self.lexer.skip()?;
        self.start = self.lexer.at();
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    const fn expected(&self, expected: &'static str) -> ParseError {
        ParseError::new(self.start, Reason::Expected { expected })
    }

    fn symbol(&mut self, symbol: &'static str) -> Result<bool, ParseError> {
        let found = matches!(self.token, Token::Symbol(found) if found == symbol);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn need(&mut self, symbol: &'static str) -> Result<(), ParseError> {
        if self.symbol(symbol)? { Ok(()) } else { Err(self.expected(symbol)) }
    }

    fn push(&mut self, kind: NodeKind, start: usize) -> NodeId {
        // The source has fewer than 2^32 bytes, hence fewer nodes than that.
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { kind, start: start as u32, end: self.before as u32 });
        id
    }

    /// An expression whose operators all bind tighter than `least`.
    fn expression(&mut self, least: u8) -> Result<NodeId, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ParseError::new(self.start, Reason::TooDeep));
        }
        let start = self.start;
        let mut left = self.operand()?;
        loop {
            if let Some(op) = self.type_operator() {
                if TYPE_BINDING <= least {
                    break;
                }
                self.advance()?;
                let name = self.type_name()?;
                left = self.push(NodeKind::Type { op, operand: left, name }, start);
                continue;
            }
            let Some(op) = self.operator() else {
                break;
            };
            if op.binding() <= least {
                break;
            }
            self.advance()?;
            let right = self.expression(op.binding())?;
            left = self.push(NodeKind::Binary { op, left, right }, start);
        }
        self.depth -= 1;
        Ok(left)
    }

    const fn type_operator(&self) -> Option<TypeOp> {
        match self.token {
            Token::Word(word) => match word.as_bytes() {
                b"is" => Some(TypeOp::Is),
                b"as" => Some(TypeOp::As),
                _ => None,
            },
            _ => None,
        }
    }

    fn operator(&self) -> Option<BinaryOp> {
        let written = match self.token {
            Token::Word(word) => word,
            Token::Symbol(symbol) => symbol,
            _ => return None,
        };
        Some(match written {
            "*" => BinaryOp::Multiply,
            "/" => BinaryOp::Divide,
            "div" => BinaryOp::WholeDivide,
            "mod" => BinaryOp::Modulo,
            "+" => BinaryOp::Add,
            "-" => BinaryOp::Subtract,
            "&" => BinaryOp::Concatenate,
            "|" => BinaryOp::Union,
            "<" => BinaryOp::Less,
            "<=" => BinaryOp::LessOrEqual,
            ">" => BinaryOp::Greater,
            ">=" => BinaryOp::GreaterOrEqual,
            "=" => BinaryOp::Equal,
            "!=" => BinaryOp::NotEqual,
            "~" => BinaryOp::Equivalent,
            "!~" => BinaryOp::NotEquivalent,
            "in" => BinaryOp::In,
            "contains" => BinaryOp::Contains,
            "and" => BinaryOp::And,
            "or" => BinaryOp::Or,
            "xor" => BinaryOp::Xor,
            "implies" => BinaryOp::Implies,
            _ => return None,
        })
    }

    /// A term with its signs before and its steps after.
    fn operand(&mut self) -> Result<NodeId, ParseError> {
        let start = self.start;
        let op = match self.token {
            Token::Symbol("+") => UnaryOp::Plus,
            Token::Symbol("-") => UnaryOp::Minus,
            _ => return self.path(),
        };
        self.advance()?;
        let operand = self.expression(SIGN_BINDING)?;
        Ok(self.push(NodeKind::Unary { op, operand }, start))
    }

    fn path(&mut self) -> Result<NodeId, ParseError> {
        let start = self.start;
        let mut left = self.term()?;
        loop {
            if self.symbol(".")? {
                left = self.invocation(Some(left), start)?;
            } else if self.symbol("[")? {
                let index = self.expression(0)?;
                self.need("]")?;
                left = self.push(NodeKind::Index { target: left, index }, start);
            } else {
                return Ok(left);
            }
        }
    }

    fn term(&mut self) -> Result<NodeId, ParseError> {
        let start = self.start;
        match &self.token {
            Token::Value(_) => self.literal(),
            Token::Word("true" | "false") => {
                let value = self.advance()? == Token::Word("true");
                Ok(self.push(NodeKind::Literal(Literal::Boolean(value)), start))
            }
            Token::Percent => {
                self.advance()?;
                let name = match self.advance()? {
                    Token::Word(word) => word.into(),
                    Token::Delimited(name) | Token::Value(Literal::String(name)) => name,
                    _ => return Err(ParseError::new(start, Reason::Expected { expected: "a name after %" })),
                };
                Ok(self.push(NodeKind::External(name), start))
            }
            Token::Symbol("(") => {
                self.advance()?;
                let inner = self.expression(0)?;
                self.need(")")?;
                Ok(inner)
            }
            Token::Symbol("{") => {
                self.advance()?;
                self.need("}")?;
                Ok(self.push(NodeKind::Empty, start))
            }
            _ => self.invocation(None, start),
        }
    }

    /// A name, a function or `$this` and its like.
    fn invocation(&mut self, target: Option<NodeId>, start: usize) -> Result<NodeId, ParseError> {
        if let Token::Dollar(word) = self.token {
            let kind = match word {
                "this" => NodeKind::This,
                "index" => NodeKind::IndexVariable,
                "total" => NodeKind::Total,
                _ => return Err(self.expected("$this, $index or $total")),
            };
            self.advance()?;
            // `x.$this` is grammatical and `$this` does not depend on what stands before it.
            return Ok(self.push(kind, start));
        }
        let name = match self.token {
            // After a dot no operator can stand: `text.div` is the narrative of a resource, as everyone writes it.
            Token::Word(word) if target.is_some() => {
                self.advance()?;
                word.into()
            }
            _ => self.identifier("a name, a value or (")?,
        };
        if !self.symbol("(")? {
            return Ok(self.push(NodeKind::Step { target, name }, start));
        }
        let function = function::Function::named(&name);
        let args = self.arguments(function)?;
        Ok(self.push(NodeKind::Call { target, function, name, args }, start))
    }

    /// A name. Of the keywords, only those the grammar allows as names are accepted.
    fn identifier(&mut self, expected: &'static str) -> Result<Box<str>, ParseError> {
        match &self.token {
            Token::Word(word) => {
                if matches!(*word, "div" | "mod" | "and" | "or" | "xor" | "implies" | "true" | "false") {
                    return Err(self.expected(expected));
                }
                let name = (*word).into();
                self.advance()?;
                Ok(name)
            }
            Token::Delimited(_) => match self.advance()? {
                Token::Delimited(name) => Ok(name),
                _ => Err(self.expected(expected)),
            },
            _ => Err(self.expected(expected)),
        }
    }

    /// Arguments up to the closing bracket.
    fn arguments(&mut self, function: Option<Function>) -> Result<NodeList, ParseError> {
        if self.symbol(")")? {
            return Ok(NodeList::default());
        }
        let mut args = Vec::with_capacity(2);
        loop {
            args.push(self.argument(function)?);
            if !self.symbol(",")? {
                break;
            }
        }
        self.need(")")?;
        let start = self.lists.len() as u32;
        let len = args.len() as u32;
        self.lists.append(&mut args);
        Ok(NodeList { start, len })
    }

    fn argument(&mut self, function: Option<Function>) -> Result<NodeId, ParseError> {
        let start = self.start;
        match function {
            Some(Function::Is | Function::As | Function::OfType) => {
                let name = self.type_name()?;
                Ok(self.push(NodeKind::TypeName(name), start))
            }
            Some(Function::Sort) => {
                let key = self.expression(0)?;
                let descending = match self.token {
                    Token::Word("asc") => false,
                    Token::Word("desc") => true,
                    _ => return Ok(key),
                };
                self.advance()?;
                Ok(self.push(NodeKind::SortKey { key, descending }, start))
            }
            _ => self.expression(0),
        }
    }

    fn type_name(&mut self) -> Result<TypeName, ParseError> {
        let first = self.identifier("the name of a type")?;
        if !self.symbol(".")? {
            return Ok(TypeName { namespace: None, name: first });
        }
        let mut name = self.identifier("the name of a type")?;
        while self.symbol(".")? {
            let more = self.identifier("the name of a type")?;
            name = format!("{name}.{more}").into();
        }
        Ok(TypeName { namespace: Some(first), name })
    }

    /// A literal, and a quantity where a unit follows a number.
    fn literal(&mut self) -> Result<NodeId, ParseError> {
        let start = self.start;
        let Token::Value(literal) = self.advance()? else {
            return Err(self.expected("a value"));
        };
        let number = match &literal {
            Literal::Integer(value) => Some(Decimal::from(*value)),
            Literal::Decimal(value) => Some(*value),
            _ => None,
        };
        let (Some(value), Some(unit)) = (number, self.unit()) else {
            return Ok(self.push(NodeKind::Literal(literal), start));
        };
        self.advance()?;
        Ok(self.push(NodeKind::Literal(Literal::Quantity { value, unit }), start))
    }

    fn unit(&self) -> Option<Unit> {
        match &self.token {
            Token::Word(word) => CalendarUnit::named(word).map(Unit::Calendar),
            Token::Value(Literal::String(code)) => Some(Unit::Ucum(code.clone())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
