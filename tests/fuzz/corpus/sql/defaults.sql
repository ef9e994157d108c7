create table t(a default 1, b default -1, c STRICT default + 2.5, d default 'it''s', e default x, f default "y", g default [true], h default TRUE);
create table main.u(k integer primary key desc, created_at DATETIME NOT NULL DEFAULT (datetime('now', 'localtime'))) without rowid, strict;
alter table t add column z default current_timestamp; alter table u rename to w; drop table if exists t;
