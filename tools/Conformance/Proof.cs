using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ItsmFunctions.SeededBugs;

namespace ItsmFunctions.Conformance;

/// <summary>A test that says which rule it proves: class is situation, method sentence.</summary>
public sealed record Proof(string Rule, string Project, string Situation, string Sentence)
{
    /// <summary>Whether it is the test that must notice the bug.</summary>
    public bool Notices(SeededBug bug) => $"{bug.Project}.Tests" == Project && Words(bug.Test) == $"{Situation}.{Sentence}";

    /// <summary>The proofs in a built test assembly, read from its metadata: nothing of it is run.</summary>
    public static IEnumerable<Proof> ReadFrom(string assembly, string project)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        var proofs = new List<Proof>();
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            IReadOnlyList<string> ofAll = RulesOf(metadata, type.GetCustomAttributes());
            foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                if (!IsRun(metadata, method.GetCustomAttributes()))
                    continue;
                proofs.AddRange(ofAll.Concat(RulesOf(metadata, method.GetCustomAttributes())).Distinct()
                    .Select(rule => new Proof(rule, project, Words(metadata.GetString(type.Name)), Words(metadata.GetString(method.Name)))));
            }
        }

        return proofs;
    }

    private static IReadOnlyList<string> RulesOf(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        var rules = new List<string>();
        foreach (CustomAttribute attribute in attributes.Select(metadata.GetCustomAttribute).Where(attribute => NameOf(metadata, attribute) == "TraitAttribute"))
        {
            BlobReader value = metadata.GetBlobReader(attribute.Value);
            _ = value.ReadUInt16();
            if (value.ReadSerializedString() == "Rule")
                rules.Add(value.ReadSerializedString()!);
        }

        return rules;
    }

    // A skipped test proves nothing.
    private static bool IsRun(MetadataReader metadata, CustomAttributeHandleCollection attributes) =>
        attributes.Select(metadata.GetCustomAttribute).Any(attribute =>
            NameOf(metadata, attribute) is { } name
            && (name.EndsWith("FactAttribute", StringComparison.Ordinal) || name.EndsWith("TheoryAttribute", StringComparison.Ordinal))
            && metadata.GetBlobBytes(attribute.Value).AsSpan().IndexOf("\u0004Skip"u8) < 0);

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type =>
            metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
        HandleKind.MethodDefinition =>
            metadata.GetString(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name),
        _ => null,
    };

    private static string Words(string name) => name.Replace("_s_", "'s ", StringComparison.Ordinal).Replace('_', ' ');
}
