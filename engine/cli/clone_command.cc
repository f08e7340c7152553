#include <CLI/CLI.hpp>

#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/sync/clone_listings.h"
#include "engine/sync/list_product.h"

namespace riff {

namespace {

struct CloneFlags {
  std::string platform;
  std::string sku;
  std::size_t limit = 0;
};

void PrintClone(Console& console, const CloneReport& report) {
  PrintRun(console, report.run);
  console.Line(std::to_string(report.queued) + " counterparts asked for, " + std::to_string(report.adopted) +
               " found there already, " + std::to_string(report.already) +
               " had one; skipped: " + std::to_string(report.unlinked) + " linked to no product, " +
               std::to_string(report.not_for_sale) + " not for sale");
  JsonWriter json;
  json.BeginObject();
  WriteRunMembers(json, report.run);
  json.Key("clone").BeginObject().Key("queued").Integer(report.queued).Key("adopted").Integer(report.adopted);
  json.Key("already").Integer(report.already).Key("unlinked").Integer(report.unlinked);
  json.Key("not_for_sale").Integer(report.not_for_sale).EndObject().EndObject();
  console.Json(json.Take());
}

ExitCode Clone(Console& console, const Invocation& invocation, const CloneFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    CloneRequest request;
    if (!flags.platform.empty()) {
      RIFF_TRY(request.platform, ParsePlatform(flags.platform));
    }
    request.sku = Sku(flags.sku);
    request.limit = flags.limit;
    RIFF_TRY(const Shop* shop, program.shop());
    RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
    CloneReport report;
    {
      ProgressLine progress(console);
      RIFF_TRY(report, CloneListings(program.store(), program.run(), *shop, request, progress.callback()));
    }
    PrintClone(console, report);
    return program.run().tripwire.tripped() ? ExitCode::kRefused : ExitCodeOf(report.run);
  });
}

std::string_view Word(Queued queued) {
  switch (queued) {
    case Queued::kYes:
      return "asked for";
    case Queued::kWaiting:
      return "on its way";
    case Queued::kExists:
      return "listed already";
    case Queued::kNothingToSell:
      return "nothing available, or no price";
  }
  return "?";
}

ExitCode ListOn(Console& console, const Invocation& invocation, const std::string& sku,
                const std::vector<std::string>& on) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<Platform> platforms;
    for (const std::string& text : on) {
      RIFF_TRY(const Platform platform, ParsePlatform(text));
      platforms.push_back(platform);
    }
    RIFF_TRY(const Shop* shop, program.shop());
    RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
    ListReport report;
    {
      ProgressLine progress(console);
      RIFF_TRY(report, ListProduct(program.store(), program.run(), *shop, Sku(sku), platforms, progress.callback()));
    }
    JsonWriter json;
    json.BeginObject();
    WriteRunMembers(json, report.run);
    json.Key("listings").BeginArray();
    for (const ListedOn& listed : report.channels) {
      const std::string outcome = listed.error.empty() ? std::string(Word(listed.queued)) : listed.error;
      console.Line(ToString(listed.channel) + ": " + outcome);
      json.BeginObject().Key("channel").Text(ToString(listed.channel)).Key("outcome").Text(outcome).EndObject();
    }
    json.EndArray().EndObject();
    PrintRun(console, report.run);
    console.Json(json.Take());
    return program.run().tripwire.tripped() ? ExitCode::kRefused : ExitCodeOf(report.run);
  });
}

}  // namespace

void AddCloneCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* clone = app.add_subcommand("clone", "Make a sandbox counterpart for every live production listing");
  clone->footer("Safe to repeat: nothing is made twice.\nExample:\n  riff clone --platform reverb --limit 20");
  auto flags = std::make_shared<CloneFlags>();
  clone->add_option("--platform", flags->platform, "Only this platform: ebay, reverb, shopify, tiktok or vr");
  clone->add_option("--sku", flags->sku, "Only the listings of this product");
  clone->add_option("--limit", flags->limit, "At most so many new counterparts");
  clone->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) { return Clone(console, given, *flags); };
  });
}

void AddListCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* list = app.add_subcommand("list", "Create listings of a product on platforms (in hybrid: their sandboxes)");
  list->footer(
      "Safe to repeat: a product that is listed there already stays as it is.\n"
      "Example:\n  riff list SG-61 --on reverb,ebay");
  auto sku = std::make_shared<std::string>();
  auto on = std::make_shared<std::vector<std::string>>();
  list->add_option("sku", *sku, "The product")->required();
  list->add_option("--on", *on, "Platforms, with commas between")->required()->delimiter(',');
  list->callback([&invocation, sku, on] {
    invocation.action = [sku, on](Console& console, const Invocation& given) {
      return ListOn(console, given, *sku, *on);
    };
  });
}

}  // namespace riff
