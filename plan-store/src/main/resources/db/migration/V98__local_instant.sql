-- The instant of a local time: where the clock leaves it out, the first instant after the gap; where it exists twice, the
-- earlier. PostgreSQL's own "at time zone" reads the first an hour late and the second as the later.
create function local_instant(local timestamp, zone text) returns timestamptz
    language plpgsql immutable strict parallel safe as $$
declare
    found   timestamptz := local at time zone zone;
    before  interval;
    earlier timestamptz;
begin
    if (found at time zone zone) > local then
        -- The gap is as long as the local time was put forward, and ends on a whole minute.
        return (select min(t)
                from generate_series(
                    date_trunc('minute', found - ((found at time zone zone) - local), 'UTC'), found, interval '1 minute') t
                where (t at time zone zone) >= local);
    end if;
    if ((found - interval '24 hours') at time zone zone) = local - interval '24 hours' then
        return found;
    end if;
    before := ((found - interval '24 hours') at time zone zone) - ((found - interval '24 hours') at time zone 'UTC');
    earlier := (local - before) at time zone 'UTC';
    return case when (earlier at time zone zone) = local then least(earlier, found) else found end;
end
$$;
