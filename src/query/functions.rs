//! The query functions of Dataverse.
//!
//! The service refuses `not` before them: where one has a negated twin, the twin is a method as well, and for dates
//! there are functions that look the other way (`older_than_x_days` for `last_x_days`). `Contains` is left out: it works
//! on the full-text index of one table only, and OData's own [`contains`](crate::Column::contains) everywhere.
//!
//! Hours and minutes are counted where a column has them:
//!
//! ```compile_fail
//! # use dataverse::contact;
//! contact::BIRTHDATE.last_x_hours(3);
//! ```
//!
//! <https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/queryfunctions>

use super::comparable::{Comparable, Dated, Ranged, RowReference, Timed};
use super::condition::{Condition, QueryFunction};
use super::expression::{Arguments, Expression};
use super::literal::Literal;
use crate::choice::Choice;
use crate::column::{Column, ForRead, IntoValue};
use crate::id::Id;
use crate::value::Date;
use crate::wire::Row;

/// Methods, one for each function: what it takes, and what it says.
macro_rules! functions {
    ($($(#[$docs:meta])* $method:ident($($parameter:ident: $type:ty),*) = $name:literal $arguments:expr;)*) => {$(
        $(#[$docs])*
        pub fn $method(self, $($parameter: $type),*) -> Condition<R, QueryFunction> {
            call(self, $name, $arguments)
        }
    )*};
}

fn call<R: Row, V, A, N>(
    column: Column<R, V, A, N>,
    name: &'static str,
    arguments: Arguments,
) -> Condition<R, QueryFunction> {
    Condition::new(Expression::Function { name, column: column.metadata(), arguments })
}

/// No argument but the column.
const NONE: Arguments = Arguments::None;

const fn number(value: u32) -> Arguments {
    Arguments::Number(value)
}

const fn numbers(first: u32, second: u32) -> Arguments {
    Arguments::Numbers(first, second)
}

const fn text(value: Literal) -> Arguments {
    Arguments::Text(value)
}

fn texts(values: impl IntoIterator<Item = Literal>) -> Arguments {
    Arguments::Texts(values.into_iter().collect())
}

fn literals<V: Comparable, W: IntoValue<V::Operand>>(values: impl IntoIterator<Item = W>) -> Arguments {
    texts(values.into_iter().map(|value| V::literal(value.into_value())))
}

/// For columns that can be compared.
impl<R: Row, V: Comparable, A: ForRead, N> Column<R, V, A, N> {
    functions! {
        /// One of the values.
        is_in(values: impl IntoIterator<Item: IntoValue<V::Operand>>) = "In" literals::<V, _>(values);
        /// None of the values.
        is_not_in(values: impl IntoIterator<Item: IntoValue<V::Operand>>) = "NotIn" literals::<V, _>(values);
    }
}

/// For numbers and times.
impl<R: Row, V: Ranged, A: ForRead, N> Column<R, V, A, N> {
    functions! {
        /// Between two values, or equal to one of them.
        between(least: impl IntoValue<V::Operand>, greatest: impl IntoValue<V::Operand>) = "Between"
            texts([V::literal(least.into_value()), V::literal(greatest.into_value())]);
        /// Less than the first value, or greater than the second.
        not_between(least: impl IntoValue<V::Operand>, greatest: impl IntoValue<V::Operand>) = "NotBetween"
            texts([V::literal(least.into_value()), V::literal(greatest.into_value())]);
    }
}

/// For columns of languages (LCID).
impl<R: Row, A: ForRead, N> Column<R, i32, A, N> {
    functions! {
        /// The language of the user who asks.
        equal_user_language() = "EqualUserLanguage" NONE;
    }
}

/// For choices of several values.
impl<R: Row, C: Choice, A: ForRead, N> Column<R, Vec<C>, A, N> {
    functions! {
        /// Any of the values is chosen.
        contain_values(values: impl IntoIterator<Item = C>) = "ContainValues"
            texts(values.into_iter().map(C::literal));
        /// None of the values is chosen.
        does_not_contain_values(values: impl IntoIterator<Item = C>) = "DoesNotContainValues"
            texts(values.into_iter().map(C::literal));
    }
}

/// For the row's own id: where the row stands in the tree that a hierarchical relationship of its table makes. The
/// service refuses them where the table has no such relationship.
impl<R: Row, A: ForRead, N> Column<R, Id<R>, A, N> {
    functions! {
        /// Above the row.
        above(row: Id<R>) = "Above" text(Literal::bare(row));
        /// Above the row, or the row itself.
        above_or_equal(row: Id<R>) = "AboveOrEqual" text(Literal::bare(row));
        /// Below the row.
        under(row: Id<R>) = "Under" text(Literal::bare(row));
        /// Below the row, or the row itself.
        under_or_equal(row: Id<R>) = "UnderOrEqual" text(Literal::bare(row));
        /// Not below the row.
        not_under(row: Id<R>) = "NotUnder" text(Literal::bare(row));
    }
}

/// For what refers to a user, a team or a business unit: a lookup, or the id of such a row.
impl<R: Row, V: RowReference, A: ForRead, N> Column<R, V, A, N> {
    functions! {
        /// The business unit of the user who asks.
        equal_business_id() = "EqualBusinessId" NONE;
        /// Not the business unit of the user who asks.
        not_equal_business_id() = "NotEqualBusinessId" NONE;
        /// The business unit of a role of the user who asks.
        equal_role_business_id() = "EqualRoleBusinessId" NONE;
        /// The user who asks.
        equal_user_id() = "EqualUserId" NONE;
        /// Not the user who asks.
        not_equal_user_id() = "NotEqualUserId" NONE;
        /// A team of the user who asks.
        equal_user_teams() = "EqualUserTeams" NONE;
        /// The user who asks, or one of the user's teams.
        equal_user_or_user_teams() = "EqualUserOrUserTeams" NONE;
        /// The user who asks, or somebody below in the hierarchy of users.
        equal_user_or_user_hierarchy() = "EqualUserOrUserHierarchy" NONE;
        /// The user who asks, somebody below in the hierarchy of users, or a team of theirs.
        equal_user_or_user_hierarchy_and_teams() = "EqualUserOrUserHierarchyAndTeams" NONE;
    }
}

/// For columns with a date. Days are those of the user who asks.
impl<R: Row, V: Dated, A: ForRead, N> Column<R, V, A, N> {
    functions! {
        /// On that day.
        on(day: impl Into<Date>) = "On" text(Literal::bare(day.into()));
        /// On that day or later.
        on_or_after(day: impl Into<Date>) = "OnOrAfter" text(Literal::bare(day.into()));
        /// On that day or earlier.
        on_or_before(day: impl Into<Date>) = "OnOrBefore" text(Literal::bare(day.into()));
        /// Yesterday.
        yesterday() = "Yesterday" NONE;
        /// Today.
        today() = "Today" NONE;
        /// Tomorrow.
        tomorrow() = "Tomorrow" NONE;
        /// In the last seven days, today included.
        last_7_days() = "Last7Days" NONE;
        /// In the next seven days, today included.
        next_7_days() = "Next7Days" NONE;
        /// In the week before this one.
        last_week() = "LastWeek" NONE;
        /// In this week.
        this_week() = "ThisWeek" NONE;
        /// In the week after this one.
        next_week() = "NextWeek" NONE;
        /// In the month before this one.
        last_month() = "LastMonth" NONE;
        /// In this month.
        this_month() = "ThisMonth" NONE;
        /// In the month after this one.
        next_month() = "NextMonth" NONE;
        /// In the year before this one.
        last_year() = "LastYear" NONE;
        /// In this year.
        this_year() = "ThisYear" NONE;
        /// In the year after this one.
        next_year() = "NextYear" NONE;
        /// In the last `days` days.
        last_x_days(days: u32) = "LastXDays" number(days);
        /// In the next `days` days.
        next_x_days(days: u32) = "NextXDays" number(days);
        /// In the last `weeks` weeks.
        last_x_weeks(weeks: u32) = "LastXWeeks" number(weeks);
        /// In the next `weeks` weeks.
        next_x_weeks(weeks: u32) = "NextXWeeks" number(weeks);
        /// In the last `months` months.
        last_x_months(months: u32) = "LastXMonths" number(months);
        /// In the next `months` months.
        next_x_months(months: u32) = "NextXMonths" number(months);
        /// In the last `years` years.
        last_x_years(years: u32) = "LastXYears" number(years);
        /// In the next `years` years.
        next_x_years(years: u32) = "NextXYears" number(years);
        /// More than `days` days ago.
        older_than_x_days(days: u32) = "OlderThanXDays" number(days);
        /// More than `weeks` weeks ago.
        older_than_x_weeks(weeks: u32) = "OlderThanXWeeks" number(weeks);
        /// More than `months` months ago.
        older_than_x_months(months: u32) = "OlderThanXMonths" number(months);
        /// More than `years` years ago.
        older_than_x_years(years: u32) = "OlderThanXYears" number(years);
        /// In the fiscal period before this one.
        last_fiscal_period() = "LastFiscalPeriod" NONE;
        /// In this fiscal period.
        this_fiscal_period() = "ThisFiscalPeriod" NONE;
        /// In the fiscal period after this one.
        next_fiscal_period() = "NextFiscalPeriod" NONE;
        /// In the fiscal year before this one.
        last_fiscal_year() = "LastFiscalYear" NONE;
        /// In this fiscal year.
        this_fiscal_year() = "ThisFiscalYear" NONE;
        /// In the fiscal year after this one.
        next_fiscal_year() = "NextFiscalYear" NONE;
        /// In the last `periods` fiscal periods.
        last_x_fiscal_periods(periods: u32) = "LastXFiscalPeriods" number(periods);
        /// In the next `periods` fiscal periods.
        next_x_fiscal_periods(periods: u32) = "NextXFiscalPeriods" number(periods);
        /// In the last `years` fiscal years.
        last_x_fiscal_years(years: u32) = "LastXFiscalYears" number(years);
        /// In the next `years` fiscal years.
        next_x_fiscal_years(years: u32) = "NextXFiscalYears" number(years);
        /// In that fiscal period, of any year.
        in_fiscal_period(period: u32) = "InFiscalPeriod" number(period);
        /// In that fiscal year.
        in_fiscal_year(year: u32) = "InFiscalYear" number(year);
        /// In that fiscal period of that year.
        in_fiscal_period_and_year(period: u32, year: u32) = "InFiscalPeriodAndYear" numbers(period, year);
        /// In that fiscal period of that year, or later.
        in_or_after_fiscal_period_and_year(period: u32, year: u32) = "InOrAfterFiscalPeriodAndYear"
            numbers(period, year);
        /// In that fiscal period of that year, or earlier.
        in_or_before_fiscal_period_and_year(period: u32, year: u32) = "InOrBeforeFiscalPeriodAndYear"
            numbers(period, year);
    }
}

/// For columns with a time of day.
impl<R: Row, V: Timed, A: ForRead, N> Column<R, V, A, N> {
    functions! {
        /// In the last `hours` hours.
        last_x_hours(hours: u32) = "LastXHours" number(hours);
        /// In the next `hours` hours.
        next_x_hours(hours: u32) = "NextXHours" number(hours);
        /// More than `hours` hours ago.
        older_than_x_hours(hours: u32) = "OlderThanXHours" number(hours);
        /// More than `minutes` minutes ago.
        older_than_x_minutes(minutes: u32) = "OlderThanXMinutes" number(minutes);
    }
}
