using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Reporting.Facts;

namespace ItsmFunctions.Reporting.Snapshots;

internal sealed partial class Draft
{
    /// <summary>The facts of a segment while they are changed.</summary>
    private sealed class Segment(Draft draft, string name)
    {
        private bool _touched;

        public Dictionary<TicketNumber, TicketFact> Facts { get; } = [];

        public static async Task<Segment> ReadAsync(Draft draft, string name, CancellationToken stop)
        {
            var segment = new Segment(draft, name);
            if (draft._segments.TryGetValue(name, out PartRef? part))
            {
                foreach (TicketFact fact in await draft._store.ReadSegmentAsync(draft._organisation, part, stop))
                    segment.Facts.Add(fact.Number, fact);
            }

            return segment;
        }

        public void Put(TicketFact fact)
        {
            Facts[fact.Number] = fact;
            _touched = true;
        }

        public void Remove(TicketNumber number) => _touched |= Facts.Remove(number);

        public async Task WriteAsync(CancellationToken stop)
        {
            if (!_touched)
                return;
            PartRef? replaced = draft._segments.GetValueOrDefault(name);
            if (Facts.Count == 0)
                draft._segments.Remove(name);
            else
                draft._written.Add((draft._segments[name] = await draft._store.WriteSegmentAsync(draft._organisation, name, Facts.Values, draft._build, stop)).Blob);
            await ForgetAsync(replaced, draft._segments.GetValueOrDefault(name), stop);
            await WriteColumnsAsync(stop);
        }

        /// <summary>The columns anew, of the facts as they are.</summary>
        public async Task WriteColumnsAsync(CancellationToken stop)
        {
            ColumnRefs? replaced = draft._columns.GetValueOrDefault(name), written = null;
            if (Facts.Count == 0)
                draft._columns.Remove(name);
            else
                written = draft._columns[name] = await draft._store.WriteColumnsAsync(draft._organisation, name, Facts.Values, draft._book, draft._build, stop);
            draft._written.UnionWith(written?.Parts.Select(part => part.Blob) ?? []);
            await ForgetAsync(replaced?.Hot, written?.Hot, stop);
            await ForgetAsync(replaced?.Details, written?.Details, stop);
        }

        // A part of this draft's own that it replaced itself was never seen by anybody.
        private async Task ForgetAsync(PartRef? replaced, PartRef? written, CancellationToken stop)
        {
            if (replaced is not null && replaced.Blob != written?.Blob && draft._written.Remove(replaced.Blob))
                await draft._store.DeleteAsync(draft._organisation, [replaced.Blob], stop);
        }
    }
}
