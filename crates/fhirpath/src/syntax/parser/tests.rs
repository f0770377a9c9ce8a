use super::super::Reason;
use super::super::{Expression, Literal, NodeId, NodeKind, Unit};
use super::{DEEPEST, LONGEST, parse};

/// The tree with a bracket around every operation, to see what binds what.
fn shape(source: &str) -> String {
    let expression = parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    write(&expression, expression.root())
}

fn write(tree: &Expression, id: NodeId) -> String {
    let after = |target: &Option<NodeId>| target.map_or(String::new(), |target| write(tree, target) + ".");
    match &tree.node(id).kind {
        NodeKind::Step { target, name } => format!("{}{name}", after(target)),
        NodeKind::Call { target, name, args, .. } => {
            let args: Vec<String> = tree.list(*args).iter().map(|arg| write(tree, *arg)).collect();
            format!("{}{name}({})", after(target), args.join(","))
        }
        NodeKind::Index { target, index } => format!("{}[{}]", write(tree, *target), write(tree, *index)),
        NodeKind::Unary { op, operand } => format!("({op:?} {})", write(tree, *operand)),
        NodeKind::Binary { op, left, right } => {
            format!("({} {} {})", write(tree, *left), op.symbol(), write(tree, *right))
        }
        NodeKind::Type { op, operand, name } => format!("({} {op:?} {})", write(tree, *operand), name.name),
        NodeKind::SortKey { key, descending } => format!("{} {descending}", write(tree, *key)),
        NodeKind::TypeName(name) => name.name.to_string(),
        _ => tree.text(id).to_owned(),
    }
}

fn error(source: &str) -> (usize, Reason) {
    let error = parse(source).expect_err(source);
    (error.at, error.reason)
}

fn literal(source: &str) -> Literal {
    let expression = parse(source).unwrap();
    match &expression.node(expression.root()).kind {
        NodeKind::Literal(literal) => literal.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn operators_bind_as_the_grammar_says() {
    assert_eq!(shape("1+2*3+4"), "((1 + (2 * 3)) + 4)");
    assert_eq!(shape("a or b and c implies d xor e"), "((a or (b and c)) implies (d xor e))");
    assert_eq!(shape("1 | 1 is Integer"), "(1 | (1 Is Integer))");
    assert_eq!(shape("a = b in c > d | e & f"), "((a = b) in (c > (d | (e & f))))");
    assert_eq!(shape("-a.b * 2"), "((Minus a.b) * 2)");
    assert_eq!(shape("-1.abs()"), "(Minus 1.abs())");
    assert_eq!(shape("(a | b).c[0].d"), "(a | b).c[0].d");
}

#[test]
fn keywords_are_names_where_the_grammar_allows_it() {
    assert_eq!(shape("a.contains(b).is(FHIR.Patient).as"), "a.contains(b).is(Patient).as");
    assert_eq!(shape("`div`.asc.`a b`"), "div.asc.a b");
    assert_eq!(shape("text.div.mod div 2"), "(text.div.mod div 2)");
    assert!(parse("div").is_err());
}

#[test]
fn calls_take_their_arguments() {
    assert_eq!(shape("iif(a, b.where($this > 1), {}).sort(-x desc, y)"), {
        "iif(a,b.where(($this > 1)),{}).sort((Minus x) true,y)"
    });
    assert_eq!(shape("today()"), "today()");
}

#[test]
fn literals_keep_what_was_written() {
    assert_eq!(literal("1.50"), Literal::Decimal(crate::Decimal::parse("1.50").unwrap()));
    assert_eq!(literal("5L"), Literal::Long(5));
    assert_eq!(literal(r"'a\u0065\'\n\ud83d\ude00'"), Literal::String("ae'\n😀".into()));
    let Literal::Quantity { unit, .. } = literal("4 days") else { panic!() };
    assert_eq!(unit, Unit::Calendar(crate::CalendarUnit::Day));
    let Literal::Quantity { unit, .. } = literal("4 'mg'") else { panic!() };
    assert_eq!(unit, Unit::Ucum("mg".into()));
    assert_eq!(literal("@2015T"), Literal::DateTime(crate::Date::parse("2015").unwrap().into()));
    assert_eq!(shape("@2015-02-04T14:34 + 1 day"), "(@2015-02-04T14:34 + 1 day)");
    assert_eq!(shape("@2015 - 1 day"), "(@2015 - 1 day)");
}

#[test]
fn comments_and_blanks_are_passed_over() {
    assert_eq!(shape("2 // two\n + /* three\n */ 3"), "(2 + 3)");
    assert_eq!(error("2 /* never"), (2, Reason::OpenComment));
}

#[test]
fn errors_say_where() {
    assert_eq!(error("a.").0, 2);
    assert_eq!(error("2 + 2 /").0, 7);
    assert_eq!(error("a ; b"), (2, Reason::Character(';')));
    assert_eq!(error("'abc"), (0, Reason::OpenText));
    assert_eq!(error(r"'\q'").1, Reason::Escape);
    assert_eq!(error(r"'\ud800'").1, Reason::Escape);
    assert_eq!(error("@2015-02-30").1, Reason::Date);
    assert_eq!(error("@T25:00").1, Reason::Date);
    assert_eq!(error("99999999999999999999").1, Reason::NumberTooLarge);
    assert_eq!(error("").0, 0);
    assert_eq!(error("a b").0, 2);
    assert_eq!(error("a é").1, Reason::Character('é'));
}

#[test]
fn length_and_depth_are_bounded() {
    assert_eq!(error(&"(".repeat(DEEPEST + 1)).1, Reason::TooDeep);
    assert_eq!(error(&"-".repeat(LONGEST)).1, Reason::TooDeep);
    assert_eq!(error(&"a.".repeat(LONGEST)).1, Reason::TooLong);
    let chain = vec!["a"; 10_000].join(" + ");
    assert_eq!(parse(&chain).unwrap().nodes().len(), 19_999);
}

#[test]
fn every_operand_stands_before_the_node_that_uses_it() {
    let expression = parse("a.b(c, d + 1)[e].f is G and -h = %x").unwrap();
    for (at, node) in expression.nodes().iter().enumerate() {
        if let Some(left) = node.left() {
            assert!(left.index() < at);
        }
    }
    assert_eq!(expression.root().index() + 1, expression.nodes().len());
}
