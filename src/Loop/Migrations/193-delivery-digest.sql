-- The outbox also takes digests. Their subject is 'digest', their position the number of their day (from 1970-01-01), their version the seal by which they are
-- read, and their note says which digest it is: its rhythm, its day, the seal before and the seal.
alter table delivery.outbox drop constraint outbox_check;
alter table delivery.outbox add check ((note is not null) = (subject in ('checkpoint', 'digest')));
