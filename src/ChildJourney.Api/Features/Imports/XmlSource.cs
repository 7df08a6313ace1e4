using System.Text;
using System.Xml;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The rows of an XML return: the same that its CSV files would have.</summary>
/// <remarks>It is read element by element. What is not known is passed over, and what is longer than any value is cut.</remarks>
internal sealed class XmlSource : IRowSource, ICells
{
    private const string Root = "EXPSSDA903";
    private const int Deepest = 16;
    private const int LongestValue = 256;
    private const int MostRowsOfChild = 20_000;

    private readonly XmlReader reader;
    private readonly XmlTables tables;
    private readonly Queue<XmlRow> rows = [];
    private readonly char[] text = new char[LongestValue];
    private XmlRow current = new(Ssda903Table.Header, 0, 0);
    private Dictionary<string, byte[]> header = [];
    private int child;
    private int episode;

    public XmlSource(ReturnText text, ReturnNotes notes)
    {
        reader = XmlReader.Create(new ShortTags(text.Utf8), Settings());
        tables = new XmlTables(notes);
    }

    public TableReader? Reader => tables.ReaderOf(current.Table);

    public ICells Cells => this;

    public Ssda903Table? Table => null;

    public TableSet Tables => XmlTables.OfReturn;

    public string? Fault => null;

    public IEnumerable<string> Notes => [];

    public int Count => XmlTables.ColumnsOf(current.Table).Length;

    public int Line => current.Line;

    /// <summary>Says why the document is none that can be read, or null; nothing but its beginning is looked at.</summary>
    public static string? FaultOf(Stream stream)
    {
        try
        {
            using var beginning = XmlReader.Create(new ShortTags(stream), Settings());
            beginning.MoveToContent();
            return IsRoot(beginning) ? null : NoRoot(beginning);
        }
        catch (XmlException problem)
        {
            return problem.Message.Contains("DTD", StringComparison.Ordinal) ? "it has a document type" : FormattableString.Invariant($"it is not well-formed at line {problem.LineNumber}");
        }
        catch (InvalidDataException problem)
        {
            return problem.Message;
        }
    }

    public ReadOnlySpan<byte> Value(int column) => Raw(column).Trim(" \t\r\n"u8);

    public ReadOnlySpan<byte> Raw(int column) => current.Values.GetValueOrDefault(XmlTables.ColumnsOf(current.Table)[column]);

    public bool Next()
    {
        while (rows.Count == 0)
        {
            if (!Read())
            {
                return false;
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.Depth, Name())
            {
                case (0, _):
                    if (!IsRoot(reader))
                    {
                        throw new InvalidDataException(NoRoot(reader));
                    }

                    break;
                case (1, "CHILD"):
                    (child, episode, header) = (child + 1, 0, []);
                    break;
                case (2, "HEADER"):
                    ReadHeader();
                    break;
                case (2, "EPISODE"):
                    ReadEpisode();
                    break;
            }
        }

        current = rows.Dequeue();
        return true;
    }

    public RowPlace At(int file) => new(file, current.Line, child, current.Number);

    public void Dispose() => reader.Dispose();

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        MaxCharactersInDocument = ReturnFiles.MostUnzipped,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    private static bool IsRoot(XmlReader document) => document.LocalName.Equals(Root, StringComparison.OrdinalIgnoreCase);

    private static string NoRoot(XmlReader document) => $"not an SSDA903 return: its root is {document.LocalName}, not {Root}";

    private void ReadHeader()
    {
        var found = new List<XmlRow>();
        var numbers = new Dictionary<Ssda903Table, int>();
        var line = ((IXmlLineInfo)reader).LineNumber;
        foreach (var name in Children(2))
        {
            if (XmlTables.OfGroup(name) is not { } table)
            {
                header[name] = ReadValue();
                continue;
            }

            var number = numbers[table] = numbers.GetValueOrDefault(table) + 1;
            var row = new XmlRow(table, ((IXmlLineInfo)reader).LineNumber, XmlTables.IsRepeated(table) ? number : 0);
            foreach (var part in Children(3))
            {
                row.Values[part] = ReadValue();
            }

            found.Add(row);
            if (found.Count > MostRowsOfChild)
            {
                throw new ReturnTooLargeException($"at most {MostRowsOfChild:N0} elements of a child");
            }
        }

        rows.Enqueue(new XmlRow(Ssda903Table.Header, line, 0));
        foreach (var table in XmlTables.WithinHeader.Where(table => XmlTables.Says(table, header)))
        {
            rows.Enqueue(new XmlRow(table, line, 0));
        }

        found.ForEach(rows.Enqueue);
        foreach (var row in rows)
        {
            foreach (var (name, value) in header)
            {
                row.Values.TryAdd(name, value);
            }

            NameChild(row);
        }
    }

    private void ReadEpisode()
    {
        var row = new XmlRow(Ssda903Table.Episodes, ((IXmlLineInfo)reader).LineNumber, ++episode);
        foreach (var name in Children(2))
        {
            row.Values[name == "PL" ? "PLACE" : name] = ReadValue();
        }

        NameChild(row);
        rows.Enqueue(row);
    }

    private void NameChild(XmlRow row)
    {
        if (header.TryGetValue("CHILDID", out var id))
        {
            row.Values["CHILD"] = id;
        }
    }

    /// <summary>The names of the elements within the one of that depth that the reader is at, which it goes through.</summary>
    private IEnumerable<string> Children(int depth)
    {
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        while (Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                yield return Name();
            }
        }
    }

    /// <summary>The text of the element that the reader is at, up to its end.</summary>
    private byte[] ReadValue()
    {
        if (reader.IsEmptyElement)
        {
            return [];
        }

        var depth = reader.Depth;
        var length = 0;
        while (Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                int read;
                while (length < text.Length && (read = reader.ReadValueChunk(text, length, text.Length - length)) > 0)
                {
                    length += read;
                }
            }
        }

        return Encoding.UTF8.GetBytes(text, 0, length);
    }

    private string Name() => reader.LocalName.ToUpperInvariant();

    private bool Read()
    {
        var isRead = reader.Read();
        return reader.Depth > Deepest ? throw new InvalidDataException($"more than {Deepest} elements within each other") : isRead;
    }

    /// <summary>A row as the return has it.</summary>
    private sealed record XmlRow(Ssda903Table Table, int Line, int Number)
    {
        public Dictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);
    }
}
