using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ItsmFunctions.Functions.OpenApi;

/// <summary>The documentation comments of types and their members, from the XML files that the compiler puts beside the assemblies.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    public string? Of(Type type) => Words(Find(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>Of a property, or of the parameter that it stands for in a positional record.</summary>
    public string? Of(PropertyInfo property)
    {
        Type owner = property.DeclaringType!;
        return Words(Find(owner, $"P:{NameOf(owner)}.{property.Name}")?.Element("summary"))
            ?? Words(Find(owner, $"T:{NameOf(owner)}")?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == property.Name));
    }

    private XElement? Find(Type type, string id)
    {
        if (!_files.TryGetValue(type.Assembly, out Dictionary<string, XElement>? members))
            _files[type.Assembly] = members = Load(type.Assembly);
        return members.GetValueOrDefault(id);
    }

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!)
            : [];
    }

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string? Words(XElement? element)
    {
        if (element is null)
            return null;
        string text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" } see => $"`{((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword"))?.Split('.', ':')[^1]}`",
            XElement other => other.Value,
            _ => "",
        }));
        text = WhiteSpace().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
