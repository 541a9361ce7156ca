-- What a contact is shown when its page asks: a message of a step whose only channel is the web, from when its step was
-- due, or of a campaign on the web alone, from when it was first answered. It becomes a message of the same number when
-- it is reported shown.

create table web_offer (
    id           bigint primary key default nextval(pg_get_serial_sequence('message', 'id')),
    contact_id   bigint      not null,
    enrolment_id bigint,                                  -- null: of a campaign
    scenario_id  bigint,
    step         text,
    plan         text        not null,
    source       text        not null,                    -- campaign:<key>, or scenario:<key>
    due          timestamptz not null,
    expiry       timestamptz not null,
    occurrence   text,                                    -- what follows is what the message is when it is shown
    type         text        not null,
    purpose      text,
    programme    text,
    tags         text[]      not null default '{}',
    offer        text,
    template     text        not null,
    shown_at     timestamptz
);
create unique index web_offer_once_a_step on web_offer (enrolment_id, step) where enrolment_id is not null;
create unique index web_offer_once_an_occurrence on web_offer (contact_id, plan, source, due) where enrolment_id is null;
create index web_offer_of_contact on web_offer (contact_id, expiry);
