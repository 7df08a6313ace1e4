using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class CalendarTable : IEntityTypeConfiguration<CalendarRow>
{
    public void Configure(EntityTypeBuilder<CalendarRow> calendar)
    {
        calendar.ToTable("calendars");
        calendar.HasKey(row => new { row.AuthorityId, row.CalendarId });
        calendar.HasIndex(row => new { row.AuthorityId, row.TokenHash }).IsUnique();
    }
}

internal sealed class KeptAnswerTable : IEntityTypeConfiguration<KeptAnswerRow>
{
    public void Configure(EntityTypeBuilder<KeptAnswerRow> answer)
    {
        answer.ToTable("kept_answers");
        answer.HasKey(row => new { row.AuthorityId, row.SentBy, row.Operation, row.IdempotencyKey });
        answer.HasIndex(row => new { row.AuthorityId, row.AnsweredAt });
    }
}
