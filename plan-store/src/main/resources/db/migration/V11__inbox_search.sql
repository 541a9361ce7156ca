-- The beginnings of addresses and subjects are looked up in indexes alone, however many mails share one.
alter table inbox_mail add column subject_key text collate "C" generated always as (lower(subject)) stored;
drop index inbox_mail_by_recipient;
drop index inbox_mail_by_subject;
create index inbox_mail_by_recipient on inbox_mail (recipient_key, message_id);
create index inbox_mail_by_subject on inbox_mail (subject_key, message_id);
