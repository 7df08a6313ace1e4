using System.Net;

namespace ChildJourney.Api.Tests.Platform;

public class HealthTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_service_says_that_it_is_well(string path)
    {
        var answer = await service.GetAsync(path);

        (answer.Status, answer.Text).Should().Be((HttpStatusCode.OK, "Healthy"));
    }
}
