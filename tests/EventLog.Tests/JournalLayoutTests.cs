using CustomerPerformanceTracker.Journal;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>The journal's tables are laid out as Marten 9 lays out its own, so that a Marten application can open them.</summary>
public sealed class JournalLayoutTests(Space space) : IClassFixture<Space>
{
    [Theory]
    [InlineData("mt_streams",
        "tenant_id character varying not null default '*DEFAULT*'::character varying", "id character varying not null", "type character varying", "version bigint",
        "timestamp timestamp with time zone not null default now()", "created timestamp with time zone not null default now()", "is_archived boolean default false")]
    [InlineData("mt_events",
        "seq_id bigint not null", "id uuid not null", "stream_id character varying", "version bigint not null", "data jsonb not null", "bdata bytea",
        "type character varying(500) not null", "timestamp timestamp with time zone not null", "tenant_id character varying default '*DEFAULT*'::character varying",
        "mt_dotnet_type character varying", "correlation_id character varying", "causation_id character varying", "headers jsonb", "is_archived boolean default false")]
    [InlineData("mt_event_progression",
        "name character varying not null", "last_seq_id bigint", "last_updated timestamp with time zone default transaction_timestamp()")]
    public async Task Columns_are_those_of_Marten(string table, params string[] columns)
    {
        var ours = await space.ReadAsync<string>($"""
            select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
              from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = 'journal.{table}'::regclass and a.attnum > 0 and not a.attisdropped
             order by a.attnum
            """);

        ours.Take(columns.Length).ShouldBe(columns);
        ours.Skip(columns.Length).ShouldAllBe(own => !own.Contains("not null", StringComparison.Ordinal), "a column Marten does not know must be one it need not fill");
    }

    [Theory]
    [InlineData("mt_streams", "PRIMARY KEY (tenant_id, id)")]
    [InlineData("mt_events", "PRIMARY KEY (seq_id)")]
    [InlineData("mt_events", "UNIQUE (tenant_id, stream_id, version)")]
    [InlineData("mt_events", "FOREIGN KEY (tenant_id, stream_id) REFERENCES journal.mt_streams(tenant_id, id)")]
    [InlineData("mt_event_progression", "PRIMARY KEY (name)")]
    public async Task Keys_are_those_of_Marten(string table, string key)
    {
        var ours = await space.ReadAsync<string>($"select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'journal.{table}'::regclass");

        ours.ShouldContain(key);
    }

    [Fact]
    public async Task An_entry_fills_the_columns_as_Marten_would_read_them()
    {
        var by = new Authorship("ada", "first", "co", "ca");
        await space.Journal.AppendAsync([new StreamAppend("layout-1", ExpectedVersion.NoStream, [Make.Event("campaign_named")])], by, CancellationToken.None);

        var row = await space.OneAsync<string>("""
            select concat_ws(' | ', e.stream_id, e.version, e.type, e.tenant_id, e.correlation_id, e.causation_id, e.headers ->> 'actor', e.headers ->> 'reason', e.headers ->> 'seal',
                             e.is_archived, e.mt_dotnet_type is null, e.bdata is null, s.version, s.is_archived, e.seq_id > 0)
              from journal.mt_events e join journal.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
             where e.stream_id = 'layout-1'
            """);

        row.ShouldBe("layout-1 | 1 | campaign_named | acme | co | ca | ada | first | 1 | f | t | t | 1 | f | t");
    }
}
