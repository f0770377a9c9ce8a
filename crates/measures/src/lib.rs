//! Statistics, one file each: what it is, its formula, where the formula comes from and where we depart from it.
//!
//! Everything here is pure: numbers in, numbers out, no clock, no table, no words. Where a page must say *why* a number
//! is not shown, a word key and its numbers are given ([`floors::Reason`]), never a sentence.
//!
//! | file | what |
//! |---|---|
//! | [`interval`] | what an interval is, and by which method it was made |
//! | [`special`] | the laws behind intervals and limits |
//! | [`proportion`] | a share with Wilson's interval, or Clopper and Pearson's |
//! | [`mean`] | a mean and its Student interval, from sums that can be added up |
//! | [`median`] | the median and the quartiles with intervals from order, weighted too |
//! | [`score`] | a score from 0 to 100 |
//! | [`distribution`] | counts per code, kinds of missing apart |
//! | [`rate`] | the response rate, or why there is none |
//! | [`chart`] | points, limits and the four rules that make a signal |
//! | [`xmr`] | the XmR chart of "Making Data Count" |
//! | [`attribute`] | charts of counts: P, P', U, U', and G and T for rare events |
//! | [`funnel`] | units beside each other, for shares and means, with the spread between them |
//! | [`agreement`] | Cohen (weighted too), Fleiss, Krippendorff: whether coders agree |
//! | [`views`] | the patient's rating beside the team's: gap, limits of agreement, ICC |
//! | [`counted`] | what patients name beside what the team names: overlap, McNemar, Holm |
//! | [`reliability`] | Cronbach's α with its interval, item-rest, redundancy, ends, missing; the ICC |
//! | [`products`] | sums and cross-products of answers, from which α, ω and correlations are computed person after person |
//! | [`omega`] | McDonald's ω total of one factor, with its interval |
//! | [`nonresponse`] | early answers against late ones, and what extrapolates from them |
//! | [`participation`] | who answered, by group, with χ² and Cramér's V |
//! | [`weights`] | raking by age and sex, effective n, weighted means |
//! | [`regression`] | least squares and logistic regression with robust errors |
//! | [`adjustment`] | what a unit would have with the patients of everybody, and what moved it |
//! | [`change`] | change of a person and of a group; what matters |
//! | [`waves`] | the same people over waves: changes, Friedman, who is better or worse, who left |
//! | [`run`] | the run chart, and medians |
//! | [`floors`] | from how many people on something may be shown |
//! | [`suppress`] | which cells of a list must be hidden |
//! | [`crosstab`] | which cells of a two-way table must be hidden |
//! | [`nested`] | which cells of tables within tables must be hidden |
//!
//! The first comment of each file is also its page in `docs/methods` (`cargo run -p xtask -- methods`).

pub mod adjustment;
pub mod agreement;
pub mod attribute;
pub mod change;
pub mod chart;
pub mod counted;
pub mod crosstab;
pub mod distribution;
pub mod floors;
pub mod funnel;
pub mod interval;
pub mod mean;
pub mod median;
pub mod nested;
pub mod nonresponse;
pub mod omega;
pub mod participation;
pub mod products;
pub mod proportion;
pub mod rate;
pub mod regression;
pub mod reliability;
pub mod run;
pub mod score;
#[cfg(test)]
mod shared;
pub mod special;
pub mod suppress;
mod symmetric;
pub mod views;
pub mod waves;
pub mod weights;
pub mod xmr;
