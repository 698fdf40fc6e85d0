using Storefront.BrowserTests;

// `dotnet run --project tests/Storefront.BrowserTests -- FOLDER`: pictures of every page, for people to look at; after the folder, chapters of the tour: only those.
if (args is not [var folder, .. var chapters])
{
    Console.Error.WriteLine("Give the folder that the pictures go to.");
    return 1;
}

await Camera.PhotographAsync(folder, chapters.Length == 0 ? Tour.Chapters : chapters);
return 0;
