//! The tree of an expression, kept in one list.

use fhir::types::Memo;

use super::{Function, Literal};

/// The place of a node in [`Expression::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The place, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Some nodes in order, as the arguments of a function. Read with [`Expression::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NodeList {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl NodeList {
    /// How many.
    pub const fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// An expression that was read. It cannot be changed, and every id in it names a node of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub(crate) source: Box<str>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) lists: Vec<NodeId>,
    pub(crate) root: NodeId,
    /// What the name of each node meant when it was last looked up.
    pub(crate) memos: Vec<Memo>,
}

impl Expression {
    /// What the name of a node meant before.
    pub(crate) fn memo(&self, id: NodeId) -> &Memo {
        static NOTHING: Memo = Memo::new();
        self.memos.get(id.index()).unwrap_or(&NOTHING)
    }

    /// The text it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// All nodes; an operand stands before the node that uses it.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node that is the whole expression.
    pub const fn root(&self) -> NodeId {
        self.root
    }

    /// The node with an id. An id of another expression that is too large here gives [`NodeKind::Empty`].
    pub fn node(&self, id: NodeId) -> &Node {
        const NOTHING: Node = Node { kind: NodeKind::Empty, start: 0, end: 0 };
        self.nodes.get(id.index()).unwrap_or(&NOTHING)
    }

    /// The nodes of a list.
    pub fn list(&self, list: NodeList) -> &[NodeId] {
        let start = list.start as usize;
        self.lists.get(start..start.saturating_add(list.len as usize)).unwrap_or_default()
    }

    /// The text of one node.
    pub fn text(&self, id: NodeId) -> &str {
        let node = self.node(id);
        self.source.get(node.start as usize..node.end as usize).unwrap_or_default()
    }
}

/// One part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it begins in the source, in bytes. A chain begins where its first part does.
    pub start: u32,
    /// Where it ends, in bytes.
    pub end: u32,
}

impl Node {
    /// The node this one continues: what a step starts from, what a function is called on, what stands left of an
    /// operator. `None` for a node that starts by itself.
    pub const fn left(&self) -> Option<NodeId> {
        match self.kind {
            NodeKind::Step { target, .. } | NodeKind::Call { target, .. } => target,
            NodeKind::Index { target, .. } => Some(target),
            NodeKind::Binary { left, .. } => Some(left),
            NodeKind::Type { operand, .. } => Some(operand),
            _ => None,
        }
    }
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A value written out.
    Literal(Literal),
    /// `{}`.
    Empty,
    /// `$this`.
    This,
    /// `$index`.
    IndexVariable,
    /// `$total`.
    Total,
    /// `%name`, `` %`name` `` or `%'name'`: a value given from outside or by `defineVariable`.
    External(Box<str>),
    /// A name: a child element, or at the start of a path also the type of the resource.
    Step {
        /// What the path goes on from; `None` at its start.
        target: Option<NodeId>,
        /// The name, without back-ticks and escapes.
        name: Box<str>,
    },
    /// A function.
    Call {
        /// What it is called on; `None` for the current focus.
        target: Option<NodeId>,
        /// Which one, `None` for a name that is none of ours.
        function: Option<Function>,
        /// Its name as written.
        name: Box<str>,
        /// Its arguments. Those of `is`, `as` and `ofType` are [`NodeKind::TypeName`]; those of `sort` may be
        /// [`NodeKind::SortKey`].
        args: NodeList,
    },
    /// `target[index]`.
    Index {
        /// What an item is taken from.
        target: NodeId,
        /// Which one, from 0.
        index: NodeId,
    },
    /// `+operand` or `-operand`.
    Unary {
        /// Which of the two.
        op: UnaryOp,
        /// Its operand.
        operand: NodeId,
    },
    /// Two operands with an operator between.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        left: NodeId,
        /// Right operand.
        right: NodeId,
    },
    /// `operand is Name` or `operand as Name`.
    Type {
        /// Which of the two.
        op: TypeOp,
        /// What is asked about.
        operand: NodeId,
        /// The type.
        name: TypeName,
    },
    /// The name of a type as the argument of `is()`, `as()` or `ofType()`.
    TypeName(TypeName),
    /// `key asc` or `key desc` as an argument of `sort()`.
    SortKey {
        /// What is sorted by.
        key: NodeId,
        /// Whether the greatest comes first.
        descending: bool,
    },
}

/// The name of a type: `Patient`, `FHIR.Patient`, `System.Boolean`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// `FHIR` or `System` where it was given.
    pub namespace: Option<Box<str>>,
    /// The name itself; with dots where more than two parts were written.
    pub name: Box<str>,
}

/// Operators before their operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// `is` and `as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeOp {
    /// Whether it is of the type.
    Is,
    /// Itself if it is of the type.
    As,
}

/// Operators between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `div`
    WholeDivide,
    /// `mod`
    Modulo,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `&`
    Concatenate,
    /// `|`
    Union,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `~`
    Equivalent,
    /// `!~`
    NotEquivalent,
    /// `in`
    In,
    /// `contains`
    Contains,
    /// `and`
    And,
    /// `or`
    Or,
    /// `xor`
    Xor,
    /// `implies`
    Implies,
}

impl BinaryOp {
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::WholeDivide => "div",
            Self::Modulo => "mod",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Concatenate => "&",
            Self::Union => "|",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Equivalent => "~",
            Self::NotEquivalent => "!~",
            Self::In => "in",
            Self::Contains => "contains",
            Self::And => "and",
            Self::Or => "or",
            Self::Xor => "xor",
            Self::Implies => "implies",
        }
    }

    /// How tightly it binds, from 1 (`implies`) to 10 (`*`).
    pub(crate) const fn binding(self) -> u8 {
        match self {
            Self::Implies => 1,
            Self::Or | Self::Xor => 2,
            Self::And => 3,
            Self::In | Self::Contains => 4,
            Self::Equal | Self::NotEqual | Self::Equivalent | Self::NotEquivalent => 5,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 6,
            Self::Union => 7,
            Self::Add | Self::Subtract | Self::Concatenate => 9,
            Self::Multiply | Self::Divide | Self::WholeDivide | Self::Modulo => 10,
        }
    }
}
