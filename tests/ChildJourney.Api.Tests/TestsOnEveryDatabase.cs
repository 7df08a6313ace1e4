[assembly: TestFramework("ChildJourney.Infrastructure.Tests.Databases.TestsOnEveryDatabase", "ChildJourney.Api.Tests")]
