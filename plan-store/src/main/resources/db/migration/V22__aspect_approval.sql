-- Target, content and dates of what is submitted can be approved apart; all of them make it approved.
create table aspect_approval (
    plan      text        not null,
    kind      text        not null,
    programme text        not null,
    key       text        not null,
    aspect    text        not null,
    who       text        not null,
    at        timestamptz not null,
    primary key (plan, kind, programme, key, aspect)
);

-- A scenario's key is its own only within its programme. A move may be one of the version in preparation, or of one aspect alone.
alter table approval add column programme text not null default '';
alter table approval add column aspect text;
alter table approval add column prepared boolean not null default false;
