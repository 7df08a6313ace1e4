[assembly: TestFramework("ChildJourney.Infrastructure.Tests.Databases.TestsOnEveryDatabase", "ChildJourney.Infrastructure.Tests")]
