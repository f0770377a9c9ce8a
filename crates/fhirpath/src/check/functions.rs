//! What functions need and give.

use super::{CheckError, Checker, Complaint, Found, Kind, Scope};
use crate::evaluate::is_reserved;
use crate::syntax::{Function, Literal, NodeId, NodeKind};

impl Checker<'_> {
    pub(super) fn call(
        &self,
        id: NodeId,
        function: Function,
        input: Found,
        args: &[NodeId],
        scope: &mut Scope,
    ) -> Result<Found, CheckError> {
        use Function as F;
        self.needs(id, function, &input)?;
        match function {
            F::Is | F::As | F::OfType => {
                let Some(NodeKind::TypeName(name)) = args.first().map(|arg| &self.expression.node(*arg).kind) else {
                    return Ok(Found::anything());
                };
                let kind = self.named(id, name)?;
                Ok(match function {
                    F::Is => Found::system("Boolean"),
                    F::As => Found::one(kind).single(),
                    _ => Found { many: input.many, ..Found::one(kind) },
                })
            }
            F::DefineVariable => {
                self.define(id, &input, args, scope)?;
                Ok(input)
            }
            F::Iif => {
                let inner = Scope { this: input, ..scope.clone() };
                self.choose(id, args, &inner)
            }
            F::Select | F::Repeat | F::RepeatAll => {
                let inner = Scope { this: input.clone().single(), ..scope.clone() };
                let found = self.argument(args, 0, &inner)?;
                let many = input.many || found.many;
                let repeated = function != F::Select;
                Ok(if repeated {
                    Found::anything()
                } else {
                    Found { many, ordered: found.ordered && input.ordered, ..found }
                })
            }
            F::Where | F::All | F::Exists | F::Sort | F::Trace | F::Aggregate => {
                let inner = Scope { this: input.clone().single(), ..scope.clone() };
                for (at, arg) in args.iter().enumerate() {
                    let outside = (function == F::Trace && at == 0) || (function == F::Aggregate && at == 1);
                    self.infer(*arg, if outside { scope } else { &inner })?;
                }
                Ok(match function {
                    F::All | F::Exists => Found::system("Boolean"),
                    F::Aggregate => Found::anything(),
                    F::Sort => Found { ordered: true, ..input },
                    _ => input,
                })
            }
            _ => {
                let mut found = Vec::with_capacity(args.len());
                for arg in args {
                    found.push(self.infer(*arg, scope)?);
                }
                Ok(self.gives(function, input, found))
            }
        }
    }

    fn argument(&self, args: &[NodeId], at: usize, scope: &Scope) -> Result<Found, CheckError> {
        args.get(at).map_or_else(|| Ok(Found::nothing()), |arg| self.infer(*arg, scope))
    }

    /// Complains of an input that the function cannot take.
    fn needs(&self, id: NodeId, function: Function, input: &Found) -> Result<(), CheckError> {
        use Function as F;
        let by_order = matches!(function, F::Skip | F::Take | F::First | F::Last | F::Tail);
        if self.checks.ordered && by_order && !input.ordered {
            return Err(self.complain(id, Complaint::Order(function.name())));
        }
        let of_text = matches!(
            function,
            F::StartsWith
                | F::EndsWith
                | F::Contains
                | F::Length
                | F::Substring
                | F::Upper
                | F::Lower
                | F::IndexOf
                | F::LastIndexOf
                | F::Matches
                | F::MatchesFull
                | F::Replace
                | F::ReplaceMatches
                | F::Split
                | F::Trim
                | F::ToChars
        );
        if of_text && input.all(|kind| kind.has_parts(self.types)) {
            let found = input.names(self.types);
            return Err(self.complain(id, Complaint::Text { function: function.name(), found }));
        }
        Ok(())
    }

    fn define(&self, id: NodeId, input: &Found, args: &[NodeId], scope: &mut Scope) -> Result<(), CheckError> {
        if let Some(value) = args.get(1) {
            let inner = Scope { this: input.clone(), ..scope.clone() };
            self.infer(*value, &inner)?;
        }
        let Some(first) = args.first() else {
            return Ok(());
        };
        let NodeKind::Literal(Literal::String(name)) = &self.expression.node(*first).kind else {
            self.infer(*first, scope)?;
            scope.any_variable = true;
            return Ok(());
        };
        if is_reserved(name) || scope.variables.iter().any(|known| **known == **name) {
            return Err(self.complain(id, Complaint::Redefined(name.to_string())));
        }
        scope.variables.push(name.to_string());
        Ok(())
    }

    fn choose(&self, id: NodeId, args: &[NodeId], scope: &Scope) -> Result<Found, CheckError> {
        let criterion = self.argument(args, 0, scope)?;
        let known = criterion.kinds().is_some_and(|kinds| !kinds.is_empty());
        if known && !criterion.kinds().unwrap_or_default().iter().any(|kind| kind.is_boolean(self.types)) {
            return Err(self.complain(id, Complaint::Criterion));
        }
        let yes = self.argument(args, 1, scope)?;
        let no = self.argument(args, 2, scope)?;
        let many = yes.many || no.many;
        Ok(Found { many, ..yes.and(no) })
    }

    /// What a function gives whose arguments were looked at.
    fn gives(&self, function: Function, input: Found, args: Vec<Found>) -> Found {
        use Function as F;
        match function {
            F::First | F::Last | F::Single => input.single(),
            F::Tail | F::Skip | F::Take | F::Distinct | F::Intersect | F::Exclude | F::CheckModifiers => input,
            F::Union | F::Combine => args.into_iter().fold(input, Found::and),
            F::Children | F::Descendants => Found::anything().unordered(),
            F::Extension => match self.types.named("Extension") {
                Some(id) => Found::one(Kind::Fhir(id)).several(),
                None => Found::anything(),
            },
            F::Empty
            | F::Not
            | F::AllTrue
            | F::AllFalse
            | F::AnyTrue
            | F::AnyFalse
            | F::IsDistinct
            | F::SubsetOf
            | F::SupersetOf
            | F::Contains
            | F::StartsWith
            | F::EndsWith
            | F::Matches
            | F::MatchesFull
            | F::HasValue
            | F::ConvertsToBoolean
            | F::ConvertsToDate
            | F::ConvertsToDateTime
            | F::ConvertsToDecimal
            | F::ConvertsToInteger
            | F::ConvertsToLong
            | F::ConvertsToQuantity
            | F::ConvertsToString
            | F::ConvertsToTime
            | F::Comparable
            | F::ConformsTo
            | F::MemberOf
            | F::Subsumes
            | F::SubsumedBy
            | F::HtmlChecks
            | F::ToBoolean => Found::system("Boolean"),
            F::Count
            | F::Length
            | F::IndexOf
            | F::LastIndexOf
            | F::ToInteger
            | F::Precision
            | F::YearOf
            | F::MonthOf
            | F::DayOf
            | F::HourOf
            | F::MinuteOf
            | F::SecondOf
            | F::MillisecondOf => Found::system("Integer"),
            F::Join
            | F::Lower
            | F::Upper
            | F::Replace
            | F::ReplaceMatches
            | F::Substring
            | F::Trim
            | F::Encode
            | F::Decode
            | F::Escape
            | F::Unescape
            | F::ToString => Found::system("String"),
            F::Split | F::ToChars => Found::system("String").several(),
            F::Now | F::ToDateTime => Found::system("DateTime"),
            F::Today | F::ToDate | F::DateOf => Found::system("Date"),
            F::TimeOfDay | F::ToTime | F::TimeOf => Found::system("Time"),
            F::ToDecimal | F::Sqrt | F::Exp | F::Ln | F::Log => Found::system("Decimal"),
            F::ToQuantity => Found::system("Quantity"),
            _ => Found::anything(),
        }
    }
}
