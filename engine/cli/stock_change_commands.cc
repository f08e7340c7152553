#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/cli/push_now.h"
#include "engine/cli/stock_words.h"
#include "engine/sync/change_stock.h"

namespace riff {

namespace {

struct StockFlags {
  std::string sku;
  std::int64_t units = 1;
  std::string note;
  std::string key;
  std::string world;
  bool no_push = false;
};

using Change = Result<Quantity> (*)(Transaction&, const StockChange&, const Actor&);

Result<ExitCode> Carry(Console& console, Program& program, const StockFlags& flags, const std::string& verb,
                       Change change) {
  const Actor actor = program.actor();
  StockChange wanted;
  wanted.sku = Sku(flags.sku);
  wanted.units = Quantity(flags.units);
  wanted.note = flags.note.empty() ? verb + " by " + actor.name : flags.note;
  constexpr std::size_t kKeyDigits = 24;
  wanted.key = flags.key.empty() ? program.run().random.Hex(kKeyDigits) : flags.key;
  RIFF_TRY(wanted.world, BooksAskedFor(program, flags.world));
  Quantity left;
  const Result<void> done = program.store().Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(left, change(tx, wanted, actor));
    return {};
  });
  if (!done.has_value()) {
    const bool short_of_it = done.error().kind == ErrorKind::kConflict;
    return short_of_it ? Fail(ErrorKind::kRejected, "insufficient stock: " + done.error().message) : Fail(done.error());
  }
  console.Line(verb + " " + std::to_string(flags.units) + " of " + flags.sku + ": " + std::to_string(left.units()) +
               " available now in the " + std::string(ToString(wanted.world)) + " books");
  JsonWriter json;
  json.BeginObject().Key("sku").Text(flags.sku).Key("available").Integer(left.units());
  json.Key("world").Text(ToString(wanted.world)).Key("run");
  std::optional<RunReport> report;
  if (!flags.no_push) {
    RIFF_TRY(report, PushDirty(console, program, verb == "sold" ? "sell" : "stock"));
  }
  if (report.has_value()) {
    console.Line("its listings follow: run " + std::to_string(report->run.number()) + " " +
                 std::string(ToString(report->status)) + ", " + std::to_string(report->changes.planned) + " changes");
    json.Integer(report->run.number());
  } else {
    json.Null();
  }
  json.EndObject();
  console.Json(json.Take());
  return ExitCode::kDone;
}

void AddChange(CLI::App& command, Invocation& invocation, const std::string& verb, Change change) {
  auto flags = std::make_shared<StockFlags>();
  command.add_option("sku", flags->sku, "The product")->required();
  if (verb == "sold") {
    command.add_option("--quantity", flags->units, "Units sold")->capture_default_str()->check(CLI::Range(1, 1000000));
  } else {
    command.add_option("units", flags->units, verb == "received" ? "Units that came in" : "Up or, with a minus, down")
        ->required();
  }
  command.add_option("--note", flags->note, "Why, for the activity log");
  command.add_option("--key", flags->key, "Idempotency key: the same key again changes nothing");
  command.add_option("--world", flags->world, "Which books: real or sandbox");
  command.add_flag("--no-push", flags->no_push, "Leave its listings to the next sync");
  command.callback([&invocation, flags, verb, change] {
    invocation.action = [flags, verb, change](Console& console, const Invocation& given) {
      return WithProgram(console, given, SchemaNeed::kCurrent,
                         [&](Program& program) { return Carry(console, program, *flags, verb, change); });
    };
  });
}

}  // namespace

void AddStockChanges(CLI::App& stock, Invocation& invocation) {
  CLI::App* receive = stock.add_subcommand("receive", "Units that came in");
  receive->footer("What was oversold is paid first.\nExample:\n  riff stock receive STR-10 24 --note \"delivery 118\"");
  AddChange(*receive, invocation, "received", ReceiveStock);
  CLI::App* adjust = stock.add_subcommand("adjust", "Correct what is available, up or down");
  adjust->footer("Example:\n  riff stock adjust STR-10 -2 --note \"two strings broken\"");
  AddChange(*adjust, invocation, "adjusted", AdjustStock);
}

void AddSellCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* sell = app.add_subcommand("sell", "Sold in the shop: gone from the books, and from every channel at once");
  sell->footer("Example:\n  riff sell SG-61");
  AddChange(*sell, invocation, "sold", SellOverCounter);
}

}  // namespace riff
