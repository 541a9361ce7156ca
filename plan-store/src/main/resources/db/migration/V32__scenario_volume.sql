-- How much the scenarios of a plan sent lately is read along this.
create index message_of_scenario on message (plan, at) include (source) where source like 'scenario:%';
