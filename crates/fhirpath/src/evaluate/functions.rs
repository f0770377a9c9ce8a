//! The functions, each in the file of its kind.

use smallvec::SmallVec;

use super::{Answer, Evaluation, Fault, Scope, one, perhaps};
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item};

mod boundaries;
mod codec;
mod conversion;
mod existence;
mod knowledge;
mod math;
mod moments;
mod selection;
mod text;

impl<'a> Evaluation<'_, 'a> {
    /// Calls a function whose number of arguments is right.
    pub(super) fn call(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &'a [NodeId],
        scope: &mut Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        match function {
            F::DefineVariable => self.define(input, args, scope),
            F::Where
            | F::Select
            | F::Repeat
            | F::RepeatAll
            | F::All
            | F::Exists
            | F::Aggregate
            | F::Sort
            | F::Iif
            | F::Trace
            | F::Coalesce
            | F::OfType
            | F::Is
            | F::As => self.selecting(function, input, args, scope),
            F::Empty
            | F::Not
            | F::AllTrue
            | F::AllFalse
            | F::AnyTrue
            | F::AnyFalse
            | F::Count
            | F::Distinct
            | F::IsDistinct
            | F::SubsetOf
            | F::SupersetOf
            | F::First
            | F::Last
            | F::Tail
            | F::Single
            | F::Skip
            | F::Take
            | F::Intersect
            | F::Exclude
            | F::Union
            | F::Combine
            | F::Slice => self.collecting(function, input, args, scope),
            F::Children => self.children(&input),
            F::Descendants => self.descendants(&input),
            F::Now => Ok(one(Item::DateTime(self.context.now()))),
            F::Today => Ok(one(Item::Date(self.context.now().date()))),
            F::TimeOfDay => Ok(perhaps(self.context.now().time().map(Item::Time))),
            F::Type => Ok(input.iter().map(|item| Item::Type(item.type_info(self.types))).collect()),
            F::Abs
            | F::Ceiling
            | F::Exp
            | F::Floor
            | F::Ln
            | F::Log
            | F::Power
            | F::Round
            | F::Sqrt
            | F::Truncate
            | F::Sum
            | F::Avg
            | F::Min
            | F::Max => self.calculating(function, &input, args, scope),
            F::Contains
            | F::EndsWith
            | F::IndexOf
            | F::LastIndexOf
            | F::Join
            | F::Length
            | F::Lower
            | F::Upper
            | F::Matches
            | F::MatchesFull
            | F::Replace
            | F::ReplaceMatches
            | F::Split
            | F::StartsWith
            | F::Substring
            | F::ToChars
            | F::Trim => self.texting(function, &input, args, scope),
            F::Encode | F::Decode | F::Escape | F::Unescape => self.coding(function, &input, args, scope),
            F::ToBoolean
            | F::ToDate
            | F::ToDateTime
            | F::ToDecimal
            | F::ToInteger
            | F::ToLong
            | F::ToQuantity
            | F::ToString
            | F::ToTime => self.converting(function, &input, args, scope),
            F::ConvertsToBoolean
            | F::ConvertsToDate
            | F::ConvertsToDateTime
            | F::ConvertsToDecimal
            | F::ConvertsToInteger
            | F::ConvertsToLong
            | F::ConvertsToQuantity
            | F::ConvertsToString
            | F::ConvertsToTime => self.convertible(function, &input, args, scope),
            F::YearOf
            | F::MonthOf
            | F::DayOf
            | F::HourOf
            | F::MinuteOf
            | F::SecondOf
            | F::MillisecondOf
            | F::DateOf
            | F::TimeOf
            | F::TimezoneOffsetOf
            | F::Duration
            | F::Difference => self.dating(function, &input, args, scope),
            F::LowBoundary | F::HighBoundary | F::Precision | F::Comparable => {
                self.bounding(function, &input, args, scope)
            }
            F::CheckModifiers
            | F::ConformsTo
            | F::ElementDefinition
            | F::Extension
            | F::GetResourceKey
            | F::GetReferenceKey
            | F::GetValue
            | F::HasTemplateIdOf
            | F::HasValue
            | F::HtmlChecks
            | F::MemberOf
            | F::Ordinal
            | F::Resolve
            | F::SubsumedBy
            | F::Subsumes
            | F::Weight => self.knowing(function, input, args, scope),
        }
    }

    /// All children of all items.
    pub(super) fn children(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = SmallVec::new();
        for item in input {
            crate::value::children(item, self.types, &mut out);
        }
        self.burn(input.len() + out.len())?;
        Ok(out)
    }

    /// Children, their children and so on, level by level.
    fn descendants(&self, input: &Collection<'a>) -> Answer<'a> {
        let mut out = self.children(input)?;
        let mut at = 0;
        while let Some(item) = out.get(at).cloned() {
            let before = out.len();
            crate::value::children(&item, self.types, &mut out);
            self.burn(1 + out.len() - before)?;
            at += 1;
        }
        Ok(out)
    }

    /// A text argument; `None` where it is empty.
    fn text_argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<String>, Fault> {
        let value = self.argument(args, at, scope)?;
        self.text(&value)
    }

    /// A whole number as argument; `None` where it is empty.
    fn whole_argument(&self, args: &[NodeId], at: usize, scope: &Scope<'_, 'a>) -> Result<Option<i64>, Fault> {
        let value = self.argument(args, at, scope)?;
        self.whole(&value)
    }

    /// What stays of the truths of a collection: `None` where an item is no truth value.
    fn truths(&self, input: &Collection<'a>) -> Result<Vec<bool>, Fault> {
        input.iter().map(|item| item.as_boolean(self.types).ok_or_else(|| self.wrong("a truth value", item))).collect()
    }
}
