-- The local day of an instant in a plan, by its zone; by UTC where there is no such plan any more.
create function plan_day(plan_key text, instant timestamptz) returns date
    language sql stable
    return (instant at time zone coalesce((select zone from plan where key = plan_key), 'UTC'))::date;
