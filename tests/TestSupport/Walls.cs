namespace CustomerPerformanceTracker.TestSupport;

/// <summary>Looks for holes in the wall between workspaces, in the catalogue of a database: whatever a migration adds is looked at too.</summary>
public static class Walls
{
    /// <summary>A table whose rows are somebody's, and the column that tells whose.</summary>
    public const string Tables = """
        select c.oid, c.oid::regclass::text as name, a.attname as key
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
         where c.relkind in ('r', 'p', 'f') and n.nspname in ('log', 'journal', 'view', 'cpt', 'intake', 'delivery')
           and (a.attname in ('workspace', 'tenant_id') or c.oid = 'log.workspace'::regclass and a.attname = 'id')
        """;

    private const string AllHoles = $"""
        with walled as ({Tables}), policy as (
            select p.polrelid, p.polpermissive and p.polcmd = '*' and p.polroles = array[0]::oid[]
                   and pg_get_expr(p.polqual, p.polrelid) ~ ('^\(+' || w.key || '\)?(::text)? = \(*NULLIF\(current_setting\(''cpt\.(workspace|tenant)''::text, true\), ''''::text\)\)?(::[a-z ]+)*\)+$')
                   and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid) as binds
              from pg_policy p join walled w on w.oid = p.polrelid
        )
        select w.name || fault.what
          from walled w join pg_class c using (oid)
         cross join lateral (values
               (not c.relrowsecurity, ': row level security is off'),
               (not c.relforcerowsecurity, ': row level security is not forced'),
               (not exists (select from policy p where p.polrelid = w.oid and p.binds), ': no policy binds it'),
               (exists (select from policy p where p.polrelid = w.oid and not p.binds), ': a policy lets through')
               ) as fault (found, what)
         where fault.found
        union all
        select c.oid::regclass || ': a view that reads as its owner'
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('log', 'journal', 'view', 'cpt', 'intake', 'delivery')
           and (c.relkind = 'm' or c.relkind = 'v' and not coalesce((select option_value::boolean from pg_options_to_table(c.reloptions) where option_name = 'security_invoker'), false))
        union all
        select f.oid::regprocedure || ': a function that runs as its owner'
          from pg_proc f join pg_namespace n on n.oid = f.pronamespace
         where n.nspname in ('log', 'journal', 'view', 'cpt', 'intake', 'delivery') and f.prosecdef
         order by 1
        """;

    public static async Task<IReadOnlyList<string>> HolesAsync(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand(AllHoles);
        await using var row = await command.ExecuteReaderAsync();
        var holes = new List<string>();
        while (await row.ReadAsync())
            holes.Add(row.GetString(0));
        return holes;
    }
}
