//! The functions of the language, by name.

macro_rules! functions {
    ($($(#[$doc:meta])* $name:literal $variant:ident $least:literal ..= $most:literal;)*) => {
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
    "abs" Abs 0..=0;
    "aggregate" Aggregate 1..=2;
    "all" All 1..=1;
    "allFalse" AllFalse 0..=0;
    "allTrue" AllTrue 0..=0;
    "anyFalse" AnyFalse 0..=0;
    "anyTrue" AnyTrue 0..=0;
    "as" As 1..=1;
    /// Not standard: the mean of numbers.
    "avg" Avg 0..=0;
    "ceiling" Ceiling 0..=0;
    "checkModifiers" CheckModifiers 0..=64;
    "children" Children 0..=0;
    "coalesce" Coalesce 1..=64;
    "combine" Combine 1..=2;
    "comparable" Comparable 1..=1;
    "conformsTo" ConformsTo 1..=1;
    "contains" Contains 1..=1;
    "convertsToBoolean" ConvertsToBoolean 0..=0;
    "convertsToDate" ConvertsToDate 0..=1;
    "convertsToDateTime" ConvertsToDateTime 0..=1;
    "convertsToDecimal" ConvertsToDecimal 0..=0;
    "convertsToInteger" ConvertsToInteger 0..=0;
    "convertsToLong" ConvertsToLong 0..=0;
    "convertsToQuantity" ConvertsToQuantity 0..=1;
    "convertsToString" ConvertsToString 0..=0;
    "convertsToTime" ConvertsToTime 0..=1;
    "count" Count 0..=0;
    "dateOf" DateOf 0..=0;
    "dayOf" DayOf 0..=0;
    "decode" Decode 1..=1;
    "defineVariable" DefineVariable 1..=2;
    "descendants" Descendants 0..=0;
    "difference" Difference 2..=2;
    "distinct" Distinct 0..=0;
    "duration" Duration 2..=2;
    "elementDefinition" ElementDefinition 0..=0;
    "empty" Empty 0..=0;
    "encode" Encode 1..=1;
    "endsWith" EndsWith 1..=1;
    "escape" Escape 1..=1;
    "exclude" Exclude 1..=1;
    "exists" Exists 0..=1;
    "exp" Exp 0..=0;
    "extension" Extension 1..=1;
    "first" First 0..=0;
    "floor" Floor 0..=0;
    "getResourceKey" GetResourceKey 0..=0;
    "getReferenceKey" GetReferenceKey 0..=1;
    "getValue" GetValue 0..=0;
    "hasTemplateIdOf" HasTemplateIdOf 1..=1;
    "hasValue" HasValue 0..=0;
    "highBoundary" HighBoundary 0..=1;
    "hourOf" HourOf 0..=0;
    "htmlChecks" HtmlChecks 0..=0;
    "iif" Iif 2..=3;
    "indexOf" IndexOf 1..=1;
    "intersect" Intersect 1..=1;
    "is" Is 1..=1;
    "isDistinct" IsDistinct 0..=0;
    "join" Join 0..=1;
    "last" Last 0..=0;
    "lastIndexOf" LastIndexOf 1..=1;
    "length" Length 0..=0;
    "ln" Ln 0..=0;
    "log" Log 1..=1;
    "lowBoundary" LowBoundary 0..=1;
    "lower" Lower 0..=0;
    "matches" Matches 1..=2;
    "matchesFull" MatchesFull 1..=2;
    /// Not standard: the greatest.
    "max" Max 0..=0;
    "memberOf" MemberOf 1..=1;
    "millisecondOf" MillisecondOf 0..=0;
    /// Not standard: the least.
    "min" Min 0..=0;
    "minuteOf" MinuteOf 0..=0;
    "monthOf" MonthOf 0..=0;
    "not" Not 0..=0;
    "now" Now 0..=0;
    "ofType" OfType 1..=1;
    "ordinal" Ordinal 0..=0;
    "power" Power 1..=1;
    "precision" Precision 0..=0;
    "repeat" Repeat 1..=1;
    "repeatAll" RepeatAll 1..=1;
    "replace" Replace 2..=2;
    "replaceMatches" ReplaceMatches 2..=3;
    "resolve" Resolve 0..=0;
    "round" Round 0..=1;
    "secondOf" SecondOf 0..=0;
    "select" Select 1..=1;
    "single" Single 0..=0;
    "skip" Skip 1..=1;
    "slice" Slice 2..=2;
    "sort" Sort 0..=64;
    "split" Split 1..=1;
    "sqrt" Sqrt 0..=0;
    "startsWith" StartsWith 1..=1;
    "subsetOf" SubsetOf 1..=1;
    "substring" Substring 1..=2;
    "subsumedBy" SubsumedBy 1..=1;
    "subsumes" Subsumes 1..=1;
    /// Not standard, and used by every scoring expression: the sum of numbers.
    "sum" Sum 0..=0;
    "supersetOf" SupersetOf 1..=1;
    "tail" Tail 0..=0;
    "take" Take 1..=1;
    "timeOf" TimeOf 0..=0;
    "timeOfDay" TimeOfDay 0..=0;
    "timezoneOffsetOf" TimezoneOffsetOf 0..=0;
    "toBoolean" ToBoolean 0..=0;
    "toChars" ToChars 0..=0;
    "toDate" ToDate 0..=1;
    "toDateTime" ToDateTime 0..=1;
    "toDecimal" ToDecimal 0..=0;
    "toInteger" ToInteger 0..=0;
    "toLong" ToLong 0..=0;
    "toQuantity" ToQuantity 0..=1;
    "toString" ToString 0..=1;
    "toTime" ToTime 0..=1;
    "today" Today 0..=0;
    "trace" Trace 1..=2;
    "trim" Trim 0..=0;
    "truncate" Truncate 0..=0;
    "type" Type 0..=0;
    "unescape" Unescape 1..=1;
    "union" Union 1..=1;
    "upper" Upper 0..=0;
    "weight" Weight 0..=0;
    "where" Where 1..=1;
    "yearOf" YearOf 0..=0;
}
