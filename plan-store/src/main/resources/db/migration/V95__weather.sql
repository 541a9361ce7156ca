-- The weather where contacts live: what was forecast, and what fired because of it.

-- Where a contact lives, as far as the weather is concerned: the tenth of a degree that its attributes name, else its
-- French departement by postcode (a contact without a country is taken to live in France), else nowhere.
create function weather_area(country text, postcode text, attributes jsonb) returns text
    language sql immutable parallel safe as $$
    select case
        when attributes ->> 'latitude' ~ '^-?[0-9]{1,2}([.][0-9]{1,15})?$'
             and attributes ->> 'longitude' ~ '^-?[0-9]{1,3}([.][0-9]{1,15})?$'
             and abs((attributes ->> 'latitude')::numeric) <= 90 and abs((attributes ->> 'longitude')::numeric) <= 180
        then round((attributes ->> 'latitude')::numeric, 1) || ',' || round((attributes ->> 'longitude')::numeric, 1)
        when postcode ~ '^[0-9]{5}$' and (country is null or upper(country) in ('', 'FR', 'FRA', 'FRANCE'))
        then 'FR-' || case
            when left(postcode, 3) in ('200', '201') then '2A'
            when left(postcode, 2) = '20' then '2B'
            when left(postcode, 2) in ('97', '98') then left(postcode, 3)
            else left(postcode, 2) end
        end collate "C"
$$;

create index contact_of_weather_area on contact (weather_area(country, postcode, attributes), id)
    where erased_at is null and weather_area(country, postcode, attributes) is not null;

create table weather_area (
    area          text collate "C" primary key,           -- FR-75, or 48.9,2.4
    seen_at       timestamptz not null,                   -- somebody lived there then
    next_at       timestamptz not null,                   -- when its forecast is asked for next; not before
    asked_at      timestamptz,                            -- when the provider last answered
    utc_offset    integer,                                -- seconds that its clocks are ahead by
    day           date,                                   -- the day that the forecast is of, by its clocks
    forecast      jsonb,                                  -- by measure
    failed_at     timestamptz,                            -- when the provider last did not answer
    failure       text,                                   -- and in what way
    failures      integer not null default 0              -- in a row
);
create index weather_area_next on weather_area (next_at);

-- An area in which the forecast of a day meets what a scenario waits for. Its contacts are gone through by their ids.
create table weather_firing (
    scenario_id bigint      not null,
    day         date        not null,
    area        text collate "C" not null,
    fired_at    timestamptz not null,
    cursor      bigint      not null default 0,           -- contacts up to this id have been fired for
    done_at     timestamptz,
    primary key (scenario_id, day, area)
);
create index weather_firing_open on weather_firing (scenario_id, day) where done_at is null;
