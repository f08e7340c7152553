#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/sync/trace_product.h"

namespace riff {

namespace {

ExitCode ShowTrace(Console& console, const Invocation& invocation, const std::string& sku, std::size_t limit) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    Trace trace;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(trace, TraceProduct(tx, Sku(sku), limit));
      return {};
    }));
    console.Line(console.Bold(sku) + " " + Harmless(trace.product.content.title));
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("sku").Text(sku).Key("events").BeginArray();
    for (const TraceEvent& event : trace.events) {
      const std::string run = event.run.number() == 0 ? "" : std::to_string(event.run.number());
      rows.push_back({FormatUtc(event.at), run, event.kind, event.subject, event.text});
      json.BeginObject().Key("at").Text(FormatUtc(event.at)).Key("run").Integer(event.run.number());
      json.Key("kind").Text(event.kind).Key("subject").Text(event.subject).Key("text").Text(event.text).EndObject();
    }
    const Balance together = Together(trace.real, trace.sandbox);
    json.EndArray().Key("available").Integer(trace.real.available.units());
    json.Key("available_sandbox").Integer(together.available.units()).Key("cut").Bool(trace.cut).EndObject();
    console.Table({{"AT (UTC)"}, {"RUN", Column::Align::kRight}, {"KIND"}, {"SUBJECT"}, {"WHAT"}}, rows);
    console.Line("available now: " + std::to_string(trace.real.available.units()) + " in the real books, " +
                 std::to_string(together.available.units()) + " with the sandbox's" +
                 (trace.cut ? "; older events were left out (--limit)" : ""));
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddTraceCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* trace = app.add_subcommand("trace", "One product's history: orders, ledger, plans, writes, confirmations");
  trace->footer("Example:\n  riff trace SG-61");
  auto sku = std::make_shared<std::string>();
  auto limit = std::make_shared<std::size_t>(500);
  trace->add_option("sku", *sku, "The product")->required();
  trace->add_option("--limit", *limit, "At most so many events of each kind")
      ->capture_default_str()
      ->check(CLI::Range(1, 100000));
  trace->callback([&invocation, sku, limit] {
    invocation.action = [sku, limit](Console& console, const Invocation& given) {
      return ShowTrace(console, given, *sku, *limit);
    };
  });
}

}  // namespace riff
