#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "connectors/json/json.h"
#include "engine/cli/map_bulk.h"
#include "engine/cli/map_match_commands.h"
#include "engine/cli/program.h"
#include "engine/sync/link_by_hand.h"
#include "engine/sync/link_listings.h"

namespace riff {

namespace {

struct PairFlags {
  std::string channel;
  std::string listing;
  std::string sku;
  std::optional<double> above;  // Set: many pairs at once.
  std::string of_channel;
  bool dry_run = false;
};

ExitCode RunMap(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Shop* shop, program.shop());
    RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
    RIFF_TRY(program.store().Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(program.run().run, tx.runs.Begin("map", program.run().clock.Now()));
      return {};
    }));
    RIFF_TRY(const LinkCounts counts, LinkListings(program.store(), program.run(), *shop));
    RIFF_TRY(program.store().Transact([&](Transaction& tx) -> Result<void> {
      RunReport report;
      report.run = program.run().run;
      report.command = "map";
      report.status = RunStatus::kOk;
      report.started_at = program.run().clock.Now();
      report.ended_at = report.started_at;
      report.todo.opened = counts.todo_opened;
      return tx.runs.Save(report);
    }));
    console.Line("linked " + std::to_string(counts.linked) + " listings, imported " + std::to_string(counts.imported) +
                 " products, opened " + std::to_string(counts.todo_opened) + " to-do items");
    JsonWriter json;
    json.BeginObject().Key("linked").Integer(counts.linked).Key("imported").Integer(counts.imported);
    json.Key("todo_opened").Integer(counts.todo_opened).EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

ExitCode ListCandidates(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("listings").BeginArray();
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      for (const TodoType type : {TodoType::kMatchReview, TodoType::kNewOnChannel}) {
        TodoFilter filter;
        filter.type = type;
        filter.status = TodoStatus::kOpen;
        RIFF_TRY(const std::vector<TodoItem> items, tx.todos.List(filter, 0, 10'000));
        for (const TodoItem& item : items) {
          const std::string channel = item.finding.channel.has_value() ? ToString(*item.finding.channel) : "";
          const std::string remote = item.finding.remote.has_value() ? item.finding.remote->text() : "";
          const std::string best = item.finding.candidates.empty() ? "-" : item.finding.candidates.front();
          rows.push_back({std::to_string(item.id.number()), channel, remote, item.finding.title, best});
          json.BeginObject().Key("todo").Integer(item.id.number()).Key("channel").Text(channel);
          json.Key("remote_id").Text(remote).Key("title").Text(item.finding.title).Key("candidates").BeginArray();
          for (const std::string& candidate : item.finding.candidates) {
            json.Text(candidate);
          }
          json.EndArray().EndObject();
        }
      }
      return {};
    }));
    json.EndArray().EndObject();
    console.Table({{"ITEM"}, {"CHANNEL"}, {"LISTING"}, {"TITLE"}, {"BEST CANDIDATE"}}, rows);
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

// A command that decides about pairs: what it is called, and what it does.
struct PairCommand {
  std::string name;
  std::string help;
  BulkChange change = BulkChange::kAccept;
  std::string done;
};

Result<ExitCode> ChangeOne(Console& console, Program& program, const PairFlags& flags, const PairCommand& command) {
  if (flags.channel.empty() || flags.listing.empty() || flags.sku.empty()) {
    return Fail(ErrorKind::kInvalid, "riff map " + command.name + " takes a channel, a listing and a SKU, or --above");
  }
  if (flags.dry_run || !flags.of_channel.empty()) {
    return Fail(ErrorKind::kInvalid, "--dry-run and --channel go with --above only");
  }
  RIFF_TRY(const Channel channel, ParseChannel(flags.channel));
  const ListingKey key{channel, RemoteId(flags.listing)};
  RIFF_TRY(program.store().Transact([&](Transaction& tx) {
    return command.change == BulkChange::kAccept ? LinkByHand(tx, key, Sku(flags.sku), program.actor())
                                                 : UnlinkByHand(tx, key, Sku(flags.sku), program.actor());
  }));
  console.Line(command.done + " " + ToString(key) + " and " + flags.sku);
  JsonWriter json;
  json.BeginObject().Key("channel").Text(flags.channel).Key("remote_id").Text(flags.listing);
  json.Key("sku").Text(flags.sku).Key("done").Text(command.done).EndObject();
  console.Json(json.Take());
  return ExitCode::kDone;
}

ExitCode ChangePairs(Console& console, const Invocation& invocation, const PairFlags& flags,
                     const PairCommand& command) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    if (!flags.above.has_value()) {
      return ChangeOne(console, program, flags, command);
    }
    if (!flags.channel.empty()) {
      return Fail(ErrorKind::kInvalid, "name either one pair or --above, not both");
    }
    const BulkFlags bulk{*flags.above, flags.of_channel,
                         flags.dry_run ? BulkFlags::Mode::kDryRun : BulkFlags::Mode::kChange};
    return ChangeInBulk(console, program, command.change, bulk);
  });
}

void AddPairCommand(CLI::App& map, Invocation& invocation, const PairCommand& pair) {
  CLI::App* command = map.add_subcommand(pair.name, pair.help);
  const std::string narrowed = pair.change == BulkChange::kUnlink ? " --channel ebay/production" : "";
  command->footer("Examples:\n  riff map " + pair.name + " ebay/production 110123456789 SG-61\n  riff map " +
                  pair.name + " --above 0.9" + narrowed + " --dry-run");
  auto flags = std::make_shared<PairFlags>();
  command->add_option("channel", flags->channel, "Such as ebay/production");
  command->add_option("listing", flags->listing, "Its remote id");
  command->add_option("sku", flags->sku, "The product");
  command->add_option("--above", flags->above, "Instead of one pair: all with this score or a better one");
  command->add_option("--channel", flags->of_channel, "With --above: listings of this channel only");
  command->add_flag("--dry-run", flags->dry_run, "With --above: show what would change, change nothing");
  command->callback([&invocation, flags, pair] {
    invocation.action = [flags, pair](Console& console, const Invocation& given) {
      return ChangePairs(console, given, *flags, pair);
    };
  });
}

}  // namespace

void AddMapCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* map = app.add_subcommand("map", "Tie listings to products");
  map->require_subcommand(1);
  CLI::App* run = map->add_subcommand("run", "Link what is certain, report the rest; reads no channel");
  run->footer("Example:\n  riff map run");
  run->callback([&invocation] { invocation.action = RunMap; });
  CLI::App* list = map->add_subcommand("list", "List unlinked listings with their candidates");
  list->footer("Example:\n  riff map list");
  list->callback([&invocation] { invocation.action = ListCandidates; });
  AddPairCommand(*map, invocation, {"accept", "Tie a listing to a product", BulkChange::kAccept, "linked"});
  AddPairCommand(*map, invocation,
                 {"reject", "Never tie this listing to this product", BulkChange::kReject, "refused"});
  AddPairCommand(*map, invocation,
                 {"unlink", "Take a listing off its product, for good", BulkChange::kUnlink, "unlinked"});
  AddMapMatchCommands(*map, invocation);
}

}  // namespace riff
