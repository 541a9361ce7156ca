-- Who shares an address with a contact, of whatever channel (gate 5 of the decision rules); e-mail has its index already.

create index contact_phone_idx on contact (phone) where phone is not null;

create index contact_push_token_idx on contact ((attributes ->> 'pushToken')) where attributes ->> 'pushToken' is not null;

-- What is left of a written address without letter case and blanks: two that are one address to a decision leave the same.
create function bare_address(address text) returns text
    language sql immutable strict parallel safe
    return translate(lower(upper(address collate "pg_c_utf8")), E' \t\n\x0B\f\r', '');

create index contact_letter_idx on contact (bare_address(street || '|' || postcode || '|' || city) collate "C")
    where street || '|' || postcode || '|' || city is not null;
