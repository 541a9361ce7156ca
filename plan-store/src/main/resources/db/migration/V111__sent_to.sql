-- Of the address that a message went to: enough to tell that the contact has another one since, and too little to tell which.
create function address_mark(channel text, email_key text, phone text, message bigint) returns smallint
    language sql immutable parallel safe as $$
    select (hashtextextended(
        case channel when 'EMAIL' then email_key when 'SMS' then phone when 'PHONE' then phone end, message) & 32767)::smallint
$$;

alter table outbox add column sent_to smallint;           -- what it is handed over with
alter table message add column sent_to smallint;          -- null: not known, or nobody is to know

create function forget_addresses() returns trigger language plpgsql as $$
begin
    update message set sent_to = null where contact_id = new.id and sent_to is not null;
    update outbox o set sent_to = null from message m
    where m.contact_id = new.id and o.message_id = m.id and o.sent_to is not null;
    return null;
end $$;
create trigger forget_addresses after update of erased_at on contact
    for each row when (old.erased_at is null and new.erased_at is not null)
    execute function forget_addresses();
