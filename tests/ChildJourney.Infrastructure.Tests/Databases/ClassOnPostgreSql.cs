using Xunit.Abstractions;
using Xunit.Sdk;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>A test class that is run on PostgreSQL: of the same type, under a name of its own.</summary>
public sealed class TypeOnPostgreSql(IReflectionTypeInfo type) : LongLivedMarshalByRefObject, IReflectionTypeInfo
{
    public string Name => type.Name + "_on_PostgreSQL";

    public Type Type => type.Type;

    public IAssemblyInfo Assembly => type.Assembly;

    public ITypeInfo BaseType => type.BaseType;

    public IEnumerable<ITypeInfo> Interfaces => type.Interfaces;

    public bool IsAbstract => type.IsAbstract;

    public bool IsGenericParameter => type.IsGenericParameter;

    public bool IsGenericType => type.IsGenericType;

    public bool IsSealed => type.IsSealed;

    public bool IsValueType => type.IsValueType;

    public IEnumerable<IAttributeInfo> GetCustomAttributes(string assemblyQualifiedAttributeTypeName) => type.GetCustomAttributes(assemblyQualifiedAttributeTypeName);

    public IEnumerable<ITypeInfo> GetGenericArguments() => type.GetGenericArguments();

    public IMethodInfo GetMethod(string methodName, bool includePrivateMethod) => type.GetMethod(methodName, includePrivateMethod);

    public IEnumerable<IMethodInfo> GetMethods(bool includePrivateMethods) => type.GetMethods(includePrivateMethods);
}

/// <summary>The class as the framework sends it from where tests are found to where they are run.</summary>
public sealed class ClassOnPostgreSql : LongLivedMarshalByRefObject, ITestClass
{
    private const string CollectionKey = "collection";
    private const string TypeKey = "type";

    public ClassOnPostgreSql(ITestCollection collection, TypeOnPostgreSql type) => (TestCollection, Class) = (collection, type);

    [Obsolete("For the framework alone, which then reads the rest.", error: true)]
    public ClassOnPostgreSql() => (TestCollection, Class) = (null!, null!);

    public ITestCollection TestCollection { get; private set; }

    public ITypeInfo Class { get; private set; }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(CollectionKey, TestCollection);
        info.AddValue(TypeKey, ((TypeOnPostgreSql)Class).Type.AssemblyQualifiedName);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        TestCollection = info.GetValue<ITestCollection>(CollectionKey);
        Class = new TypeOnPostgreSql(Reflector.Wrap(Type.GetType(info.GetValue<string>(TypeKey), throwOnError: true)!));
    }
}
