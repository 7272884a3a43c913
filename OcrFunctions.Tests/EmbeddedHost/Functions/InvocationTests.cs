using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Functions;

/// <summary>What stands around the call of a function.</summary>
public sealed class InvocationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_has_a_scope_of_its_own_that_function_request_and_context_share()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Scopes)], build: builder => builder.Services.AddScoped<Scoped>());

        string[] answers = [await app.Http.GetStringAsync("/api/scopes", Stop), await app.Http.GetStringAsync("/api/scopes", Stop)];

        Assert.All(answers, answer => Assert.StartsWith("same ", answer));
        Assert.NotEqual(answers[0], answers[1]);
        Assert.Equal(["disposed", "disposed"], await app.Seen.NextAsync<string>(2));
    }

    [Fact]
    public async Task Middleware_stands_around_the_call_in_the_order_it_was_added_and_sees_the_request()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Scopes)], build: builder =>
        {
            builder.Services.AddScoped<Scoped>();
            builder.UseMiddleware<Header>();
            builder.UseMiddleware(async (context, next) =>
            {
                context.InstanceServices.GetRequiredService<Seen>().Note("inner of " + context.FunctionDefinition.Name);
                await next();
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "Another", (_, _) => throw new InvalidOperationException("not for this function"));
        });

        using HttpResponseMessage response = await app.Http.GetAsync("/api/scopes", Stop);

        Assert.Equal("GET", Assert.Single(response.Headers.GetValues("x-middleware")));
        Assert.Equal(["outer", "inner of Scopes"], await app.Seen.NextAsync<string>(2));
    }

    [Fact]
    public async Task Middleware_may_catch_what_a_function_throws()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Throws)], build: builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (FormatException e)
            {
                context.GetHttpContext()!.Response.StatusCode = 418;
                await context.GetHttpContext()!.Response.WriteAsync(e.Message);
            }
        }));

        using HttpResponseMessage response = await app.Http.GetAsync("/api/throws", Stop);

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("unwrapped", await response.Content.ReadAsStringAsync(Stop));
        Assert.DoesNotContain(app.Log.Lines, line => line.Exception is not null);
    }

    private sealed class Scoped(Seen seen) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => seen.Note("disposed");
    }

    private sealed class Scopes(Scoped scoped)
    {
        [Function("Scopes")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            bool same = scoped == context.InstanceServices.GetRequiredService<Scoped>() && scoped == request.HttpContext.RequestServices.GetRequiredService<Scoped>();
            return new OkObjectResult($"{(same ? "same" : "other")} {scoped.Id}");
        }
    }

    private sealed class Throws
    {
        [Function("Throws")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw new FormatException("unwrapped");
    }

    private sealed class Header(Seen seen) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Note("outer");
            context.GetHttpContext()!.Response.Headers["x-middleware"] = context.GetHttpContext()!.Request.Method;
            return next(context);
        }
    }
}
