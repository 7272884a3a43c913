using Spectre.Console;
using Spectre.Console.Rendering;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>Progress of a bar: <c>3/20</c>.</summary>
internal sealed class PageCountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.IsIndeterminate ? ""
            : $"{(int)Math.Round(task.Value, MidpointRounding.ToZero)}/{(int)task.MaxValue}").RightJustified();

    public override int? GetColumnWidth(RenderOptions options) => 9;
}
