-- How many service and promotional messages a contact wants at most on a channel: a pressure rule of that contact alone.
-- Who wants none at all denies the consent.

create table contact_preference (
    contact_id bigint      not null references contact on delete cascade,
    channel    text        not null,
    max        integer     not null check (max >= 1),
    span       text        not null,                           -- of a rolling window, in ISO 8601, such as P7D
    set_at     timestamptz not null,
    primary key (contact_id, channel)
);
