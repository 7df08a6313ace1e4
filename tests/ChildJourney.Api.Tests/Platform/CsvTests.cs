using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform;

public class CsvTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("1=1", "1=1")]
    [InlineData("a-b", "a-b")]
    [InlineData("", "")]
    public void A_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(string text, string cell) =>
        Written(new Line(text, 1, null)).Should().Be($"first,second,last\r\n{cell},1,\r\n");

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("é", "é")]
    public void A_cell_that_holds_what_divides_cells_is_put_in_quotation_marks(string text, string cell) =>
        Written(new Line(text, 1, null)).Should().Be($"first,second,last\r\n{cell},1,\r\n");

    [Fact]
    public void A_list_without_items_has_its_header() => Written<Line>().Should().Be("first,second,last\r\n");

    [Fact]
    public void What_JSON_leaves_out_is_no_column_and_columns_are_named_as_in_JSON() =>
        Written(new Named(1, "secret")).Should().Be("of-two\r\n1\r\n");

    private static string Written<T>(params T[] items)
    {
        using var text = new StringWriter();
        Csv.Write(items, text);
        return text.ToString();
    }

    public sealed record Line(string First, int Second, string? Last);

    public sealed record Named([property: JsonPropertyName("of-two")] int OfTwo, [property: JsonIgnore] string Hidden);
}
