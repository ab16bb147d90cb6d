-- The watch: stops the server once nobody holds the lease's shared advisory lock any more, however its holders ended.
-- It needs no client: a backend that is busy does not look at its connection, so it outlives the process that sent this statement.
-- Each look is a transaction of its own, so that it holds back neither vacuum nor anybody's snapshot for longer than its pause.
do $watch$
begin
    set client_connection_check_interval = 0;
    set statement_timeout = 0;
    loop
        if pg_try_advisory_lock(x'637074'::int, 1) then
            execute format('copy (select where false) to program %L', current_setting('cpt.stop'));
            -- The lock is kept while the server stops: a user who comes now is turned away and starts it anew.
            perform pg_sleep(60);
            perform pg_advisory_unlock(x'637074'::int, 1);
        end if;
        commit;
        perform pg_sleep(0.25);
    end loop;
end
$watch$
