using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>Finds each test of a class that is <see cref="OnEveryDatabaseAttribute"/> twice, and runs it with the provider set.</summary>
/// <remarks>Where no PostgreSQL is installed its tests are reported as skipped, each by its name.</remarks>
public sealed class TestsOnEveryDatabase(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) => new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages) : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        /// <summary>The framework's short form of a test names its class, which it would look for by that name.</summary>
        public override string Serialize(ITestCase testCase) => testCase.TestMethod.TestClass is ClassOnPostgreSql ? SerializationHelper.Serialize(testCase) : base.Serialize(testCase);

        protected override ITestClass CreateTestClass(ITypeInfo @class) =>
            @class is TypeOnPostgreSql type ? new ClassOnPostgreSql(TestCollectionFactory.Get(type), type) : base.CreateTestClass(@class);

        protected override bool FindTestsForType(ITestClass testClass, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            if (!base.FindTestsForType(testClass, includeSourceInformation, messageBus, discoveryOptions))
            {
                return false;
            }

            return !testClass.Class.GetCustomAttributes(typeof(OnEveryDatabaseAttribute)).Any()
                || base.FindTestsForType(CreateTestClass(new TypeOnPostgreSql((IReflectionTypeInfo)testClass.Class)), includeSourceInformation, messageBus, discoveryOptions);
        }

        protected override bool FindTestsForMethod(ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions)
        {
            var provider = testMethod.TestClass is ClassOnPostgreSql ? Provider.PostgreSql : Provider.Sqlite;
            if (testMethod.Method.GetCustomAttributes(typeof(OnlyOnAttribute)).Concat(testMethod.TestClass.Class.GetCustomAttributes(typeof(OnlyOnAttribute))).Any(only => only.GetNamedArgument<Provider>(nameof(OnlyOnAttribute.Provider)) != provider))
            {
                return true;
            }

            if (provider == Provider.Sqlite || PostgreSqlServer.IsInstalled || !testMethod.Method.GetCustomAttributes(typeof(FactAttribute)).Any())
            {
                return base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);
            }

            var skipped = new XunitSkippedDataRowTestCase(
                DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, PostgreSqlServer.WhyNot);
            return ReportDiscoveredTestCase(skipped, includeSourceInformation, messageBus);
        }
    }

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages) : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
#pragma warning disable VSTHRD100, MA0155 // The framework's own signature.
        protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
#pragma warning restore VSTHRD100, MA0155
        {
            using var runner = new OfAssembly(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class OfAssembly(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink messages, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, messages, options)
    {
        // The framework's own turns are taken in the method that this one replaces; without them every collection would run at once.
        private readonly SemaphoreSlim turns = new(int.Max(1, options.MaxParallelThreads() is > 0 and var set ? set : Environment.ProcessorCount));

        public override void Dispose()
        {
            turns.Dispose();
            base.Dispose();
        }

        protected override async Task<RunSummary> RunTestCollectionAsync(
            IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource)
        {
            await turns.WaitAsync(cancellationTokenSource.Token);
            try
            {
                return await new OfCollection(testCollection, testCases, DiagnosticMessageSink, messageBus, TestCaseOrderer, new ExceptionAggregator(Aggregator), cancellationTokenSource).RunAsync();
            }
            finally
            {
                turns.Release();
            }
        }
    }

    private sealed class OfCollection(
        ITestCollection collection, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageBus messages, ITestCaseOrderer orderer, ExceptionAggregator faults, CancellationTokenSource cancellation)
        : XunitTestCollectionRunner(collection, cases, diagnostics, messages, orderer, faults, cancellation)
    {
        protected override async Task<RunSummary> RunTestClassAsync(ITestClass testClass, IReflectionTypeInfo @class, IEnumerable<IXunitTestCase> testCases)
        {
            Tested.Provider = @class is TypeOnPostgreSql ? Provider.PostgreSql : Provider.Sqlite;
            return await base.RunTestClassAsync(testClass, @class, testCases);
        }
    }
}
