using System.ComponentModel;
using System.Globalization;
using ItsmFunctions.LocalRuntime.Catalogue;

namespace ItsmFunctions.LocalRuntime.Invocation;

internal static class RouteValues
{
    /// <exception cref="FormatException">The text is no value of the type: the worker fails the invocation too.</exception>
    public static object? Convert(object? value, Argument.RouteValue parameter)
    {
        if (value is null || parameter.Type.IsInstanceOfType(value))
            return value ?? (parameter.Type.IsValueType ? Activator.CreateInstance(parameter.Type) : null);

        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"The route value '{parameter.Name}' is no {type.Name}.", failure);
        }
    }
}
