//! Collections as such: whether there is something, how much, which part of it, and two of them together.

use super::super::{Answer, Evaluation, Fault, Scope, one, perhaps, truth};
use crate::syntax::{Function, NodeId};
use crate::value::{Collection, Item};

impl<'a> Evaluation<'_, 'a> {
    pub(super) fn collecting(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        use Function as F;
        Ok(match function {
            F::Empty => truth(input.is_empty()),
            F::Not => truth(self.truth_of(&input)?.map(|value| !value)),
            F::AllTrue => truth(self.truths(&input)?.into_iter().all(|value| value)),
            F::AllFalse => truth(self.truths(&input)?.into_iter().all(|value| !value)),
            F::AnyTrue => truth(self.truths(&input)?.into_iter().any(|value| value)),
            F::AnyFalse => truth(self.truths(&input)?.into_iter().any(|value| !value)),
            F::Count => perhaps(i64::try_from(input.len()).ok().map(Item::Integer)),
            F::Distinct => self.distinct(input)?,
            F::IsDistinct => {
                let count = input.len();
                truth(self.distinct(input)?.len() == count)
            }
            F::First => perhaps(input.into_iter().next()),
            F::Last => perhaps(input.into_iter().next_back()),
            F::Tail => input.into_iter().skip(1).collect(),
            F::Single => perhaps(self.single(&input)?.cloned()),
            F::Skip | F::Take => self.part(function, input, args, scope)?,
            _ => self.together(function, input, args, scope)?,
        })
    }

    fn part(&self, function: Function, input: Collection<'a>, args: &[NodeId], scope: &Scope<'_, 'a>) -> Answer<'a> {
        let Some(count) = self.whole_argument(args, 0, scope)? else {
            return Ok(Collection::new());
        };
        let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
        Ok(if function == Function::Skip {
            input.into_iter().skip(count).collect()
        } else {
            input.into_iter().take(count).collect()
        })
    }

    fn together(
        &self,
        function: Function,
        input: Collection<'a>,
        args: &[NodeId],
        scope: &Scope<'_, 'a>,
    ) -> Answer<'a> {
        let other = self.argument(args, 0, scope)?;
        Ok(match function {
            Function::SubsetOf => truth(self.within(&input, &other)?),
            Function::SupersetOf => truth(self.within(&other, &input)?),
            Function::Intersect => {
                let mut both = Collection::new();
                for item in input {
                    if self.holds(&other, &item)? {
                        both.push(item);
                    }
                }
                self.distinct(both)?
            }
            Function::Exclude => {
                let mut rest = Collection::new();
                for item in input {
                    if !self.holds(&other, &item)? {
                        rest.push(item);
                    }
                }
                rest
            }
            combined => {
                self.burn(input.len() + other.len())?;
                let mut all = input;
                all.extend(other);
                // `combine(other, true)` keeps the order, which all of them do here.
                if combined == Function::Union { self.distinct(all)? } else { all }
            }
        })
    }

    fn within(&self, part: &Collection<'a>, whole: &Collection<'a>) -> Result<bool, Fault> {
        for item in part {
            if !self.holds(whole, item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `defineVariable(name, value)`: the value, or else the input, is known as `%name` in the rest of the chain.
    pub(super) fn define(&self, input: Collection<'a>, args: &[NodeId], scope: &mut Scope<'_, 'a>) -> Answer<'a> {
        let name = self.text_argument(args, 0, scope)?.unwrap_or_default().into_owned();
        if scope.variable(&name).is_some() || self.context.constant(&name, &self.root).is_some() {
            return Err(Fault::Redefined(name));
        }
        let value = match args.get(1) {
            None => input.clone(),
            Some(id) => {
                let here = self.at.get();
                let inner = Scope { this: &input, ..scope.clone() };
                let value = self.value(*id, &inner)?;
                self.at.set(here);
                value
            }
        };
        let variable = super::super::Variable { name, value, before: scope.variables.take() };
        scope.variables = Some(std::rc::Rc::new(variable));
        Ok(input)
    }

    /// The items of a collection one by one, each as a collection of its own.
    pub(super) fn each(input: Collection<'a>) -> impl Iterator<Item = (usize, Collection<'a>)> {
        input.into_iter().map(one).enumerate()
    }
}
