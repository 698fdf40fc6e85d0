using Storefront.BrowserTests;

// `dotnet run --project tests/Storefront.BrowserTests -- FOLDER`: pictures of every page, for people to look at.
if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder that the pictures go to.");
    return 1;
}

await Camera.PhotographAsync(folder);
return 0;
