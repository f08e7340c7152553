#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/cli/stock_words.h"
#include "engine/sync/change_stock.h"

namespace riff {

namespace {

std::string Text(const Balance& balance) {
  return "available " + std::to_string(balance.available.units()) + ", reserved " +
         std::to_string(balance.reserved.units()) + ", committed " + std::to_string(balance.committed.units()) +
         ", oversold " + std::to_string(balance.oversold.units());
}

enum class Repair { kNo, kYes };

ExitCode Verify(Console& console, const Invocation& invocation, Repair repair) {
  constexpr std::size_t kMismatchesShown = 1000;
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<LedgerTable::Mismatch> mismatches;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(mismatches, tx.ledger.FindMismatches(kMismatchesShown));
      return {};
    }));
    if (repair == Repair::kYes && !mismatches.empty()) {
      RIFF_TRY(program.store().Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(RebuildBalances(tx, program.actor()));
        return {};
      }));
    }
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("mended").Bool(repair == Repair::kYes).Key("mismatches").BeginArray();
    for (const LedgerTable::Mismatch& mismatch : mismatches) {
      rows.push_back(
          {mismatch.sku.text(), std::string(ToString(mismatch.world)), Text(mismatch.stored), Text(mismatch.folded)});
      json.BeginObject().Key("sku").Text(mismatch.sku.text()).Key("world").Text(ToString(mismatch.world));
      json.Key("stored").Text(Text(mismatch.stored)).Key("folded").Text(Text(mismatch.folded)).EndObject();
    }
    json.EndArray().EndObject();
    if (rows.empty()) {
      console.Line(console.Good("every balance is the sum of its movements"));
    } else {
      console.Table({{"SKU"}, {"BOOKS"}, {"STORED"}, {"BY ITS MOVEMENTS"}}, rows);
    }
    if (!rows.empty()) {
      console.Line(repair == Repair::kYes ? "mended: each balance is what its movements say"
                                          : "riff stock verify --post brings each balance to what its movements say");
    }
    console.Json(json.Take());
    return rows.empty() || repair == Repair::kYes ? ExitCode::kDone : ExitCode::kWithFailures;
  });
}

}  // namespace

void AddStockCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* stock = app.add_subcommand("stock", "The books");
  stock->require_subcommand(1);
  auto sku = std::make_shared<std::string>();
  CLI::App* show = stock->add_subcommand("show", "Show a product's books and listings");
  show->footer("Example:\n  riff stock show SG-61");
  show->add_option("sku", *sku, "The product")->required();
  show->callback([&invocation, sku] {
    invocation.action = [sku](Console& console, const Invocation& given) { return ShowProduct(console, given, *sku); };
  });
  CLI::App* verify = stock->add_subcommand("verify", "Recompute every balance from its movements");
  verify->footer("Example:\n  riff stock verify");
  auto post = std::make_shared<bool>(false);
  verify->add_flag("--post", *post, "Bring what is wrong to what the movements say");
  verify->callback([&invocation, post] {
    invocation.action = [post](Console& console, const Invocation& given) {
      return Verify(console, given, *post ? Repair::kYes : Repair::kNo);
    };
  });
  AddStockChanges(*stock, invocation);
}

}  // namespace riff
