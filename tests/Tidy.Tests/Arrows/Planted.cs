// Two modules of which one uses the other in every way that is read.
namespace CustomerPerformanceTracker.Planted.Target
{
    internal class Mark
    {
        public static int Made() => 1;
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MarkedAttribute : Attribute;
}

namespace CustomerPerformanceTracker.Planted.Source
{
    internal sealed class ByBase : Target.Mark;

    internal sealed class ByField
    {
        public Target.Mark? Last { get; set; }
    }

    internal static class BySignature
    {
        public static int Count(IReadOnlyList<Target.Mark[]> marks) => marks.Count;
    }

    internal static class ByBody
    {
        public static int Made() => Target.Mark.Made();
    }

    internal static class ByClosure
    {
        public static Func<int, int> Adding(int more) => given => given + more + Target.Mark.Made();
    }

    [Target.Marked]
    internal static class ByAttribute;

    internal static class NotAtAll;
}
