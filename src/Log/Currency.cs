using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// The currencies of ISO 4217 and the decimals of their minor unit, with those withdrawn since 2000 that a history may still name.
/// Precious metals, units of account and test codes have no minor unit and are no money a customer pays with, so they are left out.
/// </summary>
public static class Currency
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThree = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFour = "CLF UYW";

    private const string WithTwo = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK
        DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR
        LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR
        SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR
        ZMW ZWG
        """;

    private const string WithdrawnWithoutDecimals = "BYR";

    private const string WithdrawnWithTwo = """
        ANG AFA AZM CSD CUC CYP EEK GHC GWP HRK LTL LVL MRO MTL MXP MZM ROL SDD SIT SKK SLL SRG STD TMM TRL VEB VEF YUM ZMK ZWD ZWL ZWR
        """;

    private static readonly FrozenDictionary<string, Unit> Units = new[]
    {
        (WithoutDecimals, 0),
        (WithTwo, 2),
        (WithThree, 3),
        (WithFour, 4),
        (WithdrawnWithoutDecimals, 0),
        (WithdrawnWithTwo, 2),
    }
        .SelectMany(group => group.Item1.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), (group, code) => new Unit(code, group.Item2))
        .ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> BySpan = Units.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A currency's code and how many decimals its amounts have at most.</summary>
    public sealed record Unit(string Code, int Decimals)
    {
        /// <summary>How many minor units make one major unit.</summary>
        public double MinorUnits { get; } = Math.Pow(10, Decimals);
    }

    /// <summary>Codes are upper case; another case is another word.</summary>
    public static Unit? Find(ReadOnlySpan<char> code) => BySpan.TryGetValue(code, out var unit) ? unit : null;
}
