using System.Text;
using System.Text.Json;

namespace ItsmFunctions.Desk.Tests;

/// <summary>Somebody who calls the desk: their header as App Service authentication would send it.</summary>
internal sealed record Who(string Id, string Organisation, params string[] Roles)
{
    public string Mail => $"{Id}@example.org";

    public string Header
    {
        get
        {
            IEnumerable<object> claims =
            [
                new { typ = "http://schemas.microsoft.com/identity/claims/objectidentifier", val = Id },
                new { typ = "http://schemas.microsoft.com/identity/claims/tenantid", val = Organisation },
                new { typ = "name", val = Id },
                new { typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", val = Mail },
                .. Roles.Select(role => (object)new { typ = "roles", val = role }),
            ];
            return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { auth_typ = "aad", claims })));
        }
    }
}
