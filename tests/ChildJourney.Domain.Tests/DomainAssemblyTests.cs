using System.Reflection;
using System.Runtime.CompilerServices;
using ChildJourney.Domain.Journeys;

namespace ChildJourney.Domain.Tests;

/// <summary>What holds of the assembly as a whole.</summary>
public sealed class DomainAssemblyTests
{
    private static readonly Assembly domain = typeof(Journey).Assembly;

    [Fact]
    public void It_rests_on_NodaTime_and_the_framework_alone() =>
        domain.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Should().OnlyContain(name => name == "NodaTime" || name == "netstandard" || name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Nothing_in_it_knows_what_day_it_is()
    {
        // The names a compiled assembly refers to stand in its metadata as plain text.
        var metadata = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(domain.Location));

        metadata.Should().Contain("LocalDatePattern", "that is how a name it does refer to is found");
        foreach (var clock in new[] { "SystemClock", "IClock", "get_UtcNow", "get_Now", "get_Today", "TimeProvider", "Stopwatch" })
        {
            metadata.Contains(clock, StringComparison.Ordinal).Should().BeFalse("{0} would make an answer depend on when it is asked", clock);
        }
    }

    [Fact]
    public void Its_types_cannot_be_changed_from_outside()
    {
        var types = domain.GetExportedTypes();
        var settable =
            from type in types
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";
        var fields =
            from type in types
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false }
            select $"{type.Name}.{field.Name}";

        types.Should().HaveCountGreaterThan(30);
        settable.Should().BeEmpty();
        fields.Should().BeEmpty();
    }

    [Fact]
    public void Every_public_class_is_sealed_or_abstract() =>
        domain.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Should().BeEmpty();

    [Fact]
    public void It_keeps_no_state_that_changes() =>
        (from type in domain.GetTypes()
         where !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.IsEnum
         from field in type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
         where field is { IsInitOnly: false, IsLiteral: false } && !field.Name.StartsWith("<>", StringComparison.Ordinal)
         select $"{type.Name}.{field.Name}").Should().BeEmpty();
}
