//! The functions of the language, by name: how many arguments each takes, and of which group it is.

/// Functions that are evaluated alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Define,
    Selection,
    Collection,
    Tree,
    Math,
    Text,
    Codec,
    Conversion,
    Convertible,
    Moment,
    Boundary,
    Knowledge,
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:literal $variant:ident $least:literal ..= $most:literal $group:ident;)*) => {
        /// A function of FHIRPath, of FHIR's additions to it or of the Structured Data Capture guide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Function {
            $(#[doc = concat!("`", $name, "()`")] $(#[$doc])* $variant,)*
        }

        impl Function {
            /// The function of a name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The file that knows how to evaluate it.
            pub(crate) const fn group(self) -> Group {
                match self {
                    $(Self::$variant => Group::$group,)*
                }
            }

            /// How many arguments it takes, at least and at most.
            pub const fn arity(self) -> (usize, usize) {
                match self {
                    $(Self::$variant => ($least, $most),)*
                }
            }
        }
    };
}

functions! {
    "abs" Abs 0..=0 Math;
    "aggregate" Aggregate 1..=2 Selection;
    "all" All 1..=1 Selection;
    "allFalse" AllFalse 0..=0 Collection;
    "allTrue" AllTrue 0..=0 Collection;
    "anyFalse" AnyFalse 0..=0 Collection;
    "anyTrue" AnyTrue 0..=0 Collection;
    "as" As 1..=1 Selection;
    /// The mean of numbers.
    "avg" Avg 0..=0 Math;
    "ceiling" Ceiling 0..=0 Math;
    "checkModifiers" CheckModifiers 0..=64 Knowledge;
    "children" Children 0..=0 Tree;
    "coalesce" Coalesce 1..=64 Selection;
    "combine" Combine 1..=2 Collection;
    "comparable" Comparable 1..=1 Boundary;
    "conformsTo" ConformsTo 1..=1 Knowledge;
    "contains" Contains 1..=1 Text;
    "convertsToBoolean" ConvertsToBoolean 0..=0 Convertible;
    "convertsToDate" ConvertsToDate 0..=1 Convertible;
    "convertsToDateTime" ConvertsToDateTime 0..=1 Convertible;
    "convertsToDecimal" ConvertsToDecimal 0..=0 Convertible;
    "convertsToInteger" ConvertsToInteger 0..=0 Convertible;
    "convertsToLong" ConvertsToLong 0..=0 Convertible;
    "convertsToQuantity" ConvertsToQuantity 0..=1 Convertible;
    "convertsToString" ConvertsToString 0..=0 Convertible;
    "convertsToTime" ConvertsToTime 0..=1 Convertible;
    "count" Count 0..=0 Collection;
    "dateOf" DateOf 0..=0 Moment;
    "dayOf" DayOf 0..=0 Moment;
    "decode" Decode 1..=1 Codec;
    "defineVariable" DefineVariable 1..=2 Define;
    "descendants" Descendants 0..=0 Tree;
    "difference" Difference 2..=2 Moment;
    "distinct" Distinct 0..=0 Collection;
    "duration" Duration 2..=2 Moment;
    "elementDefinition" ElementDefinition 0..=0 Knowledge;
    "empty" Empty 0..=0 Collection;
    "encode" Encode 1..=1 Codec;
    "endsWith" EndsWith 1..=1 Text;
    "escape" Escape 1..=1 Codec;
    "exclude" Exclude 1..=1 Collection;
    "exists" Exists 0..=1 Selection;
    "exp" Exp 0..=0 Math;
    "extension" Extension 1..=1 Knowledge;
    "first" First 0..=0 Collection;
    "floor" Floor 0..=0 Math;
    "getResourceKey" GetResourceKey 0..=0 Knowledge;
    "getReferenceKey" GetReferenceKey 0..=1 Knowledge;
    "getValue" GetValue 0..=0 Knowledge;
    "hasTemplateIdOf" HasTemplateIdOf 1..=1 Knowledge;
    "hasValue" HasValue 0..=0 Knowledge;
    "highBoundary" HighBoundary 0..=1 Boundary;
    "hourOf" HourOf 0..=0 Moment;
    "htmlChecks" HtmlChecks 0..=0 Knowledge;
    "iif" Iif 2..=3 Selection;
    "indexOf" IndexOf 1..=1 Text;
    "intersect" Intersect 1..=1 Collection;
    "is" Is 1..=1 Selection;
    "isDistinct" IsDistinct 0..=0 Collection;
    "join" Join 0..=1 Text;
    "last" Last 0..=0 Collection;
    "lastIndexOf" LastIndexOf 1..=1 Text;
    "length" Length 0..=0 Text;
    "ln" Ln 0..=0 Math;
    "log" Log 1..=1 Math;
    "lowBoundary" LowBoundary 0..=1 Boundary;
    "lower" Lower 0..=0 Text;
    "matches" Matches 1..=2 Text;
    "matchesFull" MatchesFull 1..=2 Text;
    /// The greatest.
    "max" Max 0..=0 Math;
    "memberOf" MemberOf 1..=1 Knowledge;
    "millisecondOf" MillisecondOf 0..=0 Moment;
    /// The least.
    "min" Min 0..=0 Math;
    "minuteOf" MinuteOf 0..=0 Moment;
    "monthOf" MonthOf 0..=0 Moment;
    "not" Not 0..=0 Collection;
    "now" Now 0..=0 Tree;
    "ofType" OfType 1..=1 Selection;
    "ordinal" Ordinal 0..=0 Knowledge;
    "power" Power 1..=1 Math;
    "precision" Precision 0..=0 Boundary;
    "repeat" Repeat 1..=1 Selection;
    "repeatAll" RepeatAll 1..=1 Selection;
    "replace" Replace 2..=2 Text;
    "replaceMatches" ReplaceMatches 2..=3 Text;
    "resolve" Resolve 0..=0 Knowledge;
    "round" Round 0..=1 Math;
    "secondOf" SecondOf 0..=0 Moment;
    "select" Select 1..=1 Selection;
    "single" Single 0..=0 Collection;
    "skip" Skip 1..=1 Collection;
    /// The entries of a slice that a profile defines: known to a host that has the profile, and to none yet.
    "slice" Slice 2..=2 Knowledge;
    "sort" Sort 0..=64 Selection;
    "split" Split 1..=1 Text;
    "sqrt" Sqrt 0..=0 Math;
    "startsWith" StartsWith 1..=1 Text;
    "subsetOf" SubsetOf 1..=1 Collection;
    "substring" Substring 1..=2 Text;
    "subsumedBy" SubsumedBy 1..=1 Knowledge;
    "subsumes" Subsumes 1..=1 Knowledge;
    /// The sum of numbers, which scoring expressions use.
    "sum" Sum 0..=0 Math;
    "supersetOf" SupersetOf 1..=1 Collection;
    "tail" Tail 0..=0 Collection;
    "take" Take 1..=1 Collection;
    "timeOf" TimeOf 0..=0 Moment;
    "timeOfDay" TimeOfDay 0..=0 Tree;
    "timezoneOffsetOf" TimezoneOffsetOf 0..=0 Moment;
    "toBoolean" ToBoolean 0..=0 Conversion;
    "toChars" ToChars 0..=0 Text;
    "toDate" ToDate 0..=1 Conversion;
    "toDateTime" ToDateTime 0..=1 Conversion;
    "toDecimal" ToDecimal 0..=0 Conversion;
    "toInteger" ToInteger 0..=0 Conversion;
    "toLong" ToLong 0..=0 Conversion;
    "toQuantity" ToQuantity 0..=1 Conversion;
    "toString" ToString 0..=1 Conversion;
    "toTime" ToTime 0..=1 Conversion;
    "today" Today 0..=0 Tree;
    "trace" Trace 1..=2 Selection;
    "trim" Trim 0..=0 Text;
    "truncate" Truncate 0..=0 Math;
    "type" Type 0..=0 Tree;
    "unescape" Unescape 1..=1 Codec;
    "union" Union 1..=1 Collection;
    "upper" Upper 0..=0 Text;
    "weight" Weight 0..=0 Knowledge;
    "where" Where 1..=1 Selection;
    "yearOf" YearOf 0..=0 Moment;
}
