#include "connectors/json/json.h"
#include "engine/cli/stock_words.h"
#include "engine/sync/observe_listings.h"

namespace riff {

namespace {

std::vector<std::string> BalanceRow(const std::string& name, const Balance& balance) {
  return {name,
          std::to_string(OnHand(balance).units()),
          std::to_string(balance.available.units()),
          std::to_string(balance.reserved.units()),
          std::to_string(balance.committed.units()),
          std::to_string(balance.oversold.units())};
}

void WriteBalance(JsonWriter& json, const std::string& key, const Balance& balance) {
  json.Key(key).BeginObject().Key("on_hand").Integer(OnHand(balance).units());
  json.Key("available").Integer(balance.available.units()).Key("reserved").Integer(balance.reserved.units());
  json.Key("committed").Integer(balance.committed.units());
  json.Key("oversold").Integer(balance.oversold.units()).EndObject();
}

std::string Shown(const ListingFacts& facts) { return Describe(facts); }

void Print(Console& console, const ProductFacts& facts, const Product& product) {
  console.Line(console.Bold(product.sku.text()) + " " + Harmless(product.content.title));
  console.Line(std::string(ToString(product.kind)) +
               (product.price.has_value() ? ", " + FormatMoney(*product.price) : ", no price") + ", condition " +
               std::string(ToString(product.content.condition)) + (facts.protect ? "; PROTECTED by an open item" : ""));
  using Align = Column::Align;
  console.Table({{"BOOKS"},
                 {"ON HAND", Align::kRight},
                 {"AVAILABLE", Align::kRight},
                 {"RESERVED", Align::kRight},
                 {"COMMITTED", Align::kRight},
                 {"OVERSOLD", Align::kRight}},
                {BalanceRow("real", facts.real), BalanceRow("with sandbox", Together(facts.real, facts.sandbox))});
  std::vector<std::vector<std::string>> rows;
  for (const LinkedListing& linked : facts.listings) {
    const Listing& listing = linked.listing;
    rows.push_back({ToString(listing.key.channel), listing.key.remote.text(), Shown(listing.observed),
                    listing.desired.has_value() ? Shown(*listing.desired) : "-",
                    linked.open.has_value()
                        ? std::string(ToString(linked.open->state)) + ": " + Describe(linked.open->change)
                        : "-",
                    listing.observed_at == Timestamp{} ? "never" : FormatUtc(listing.observed_at)});
  }
  console.Table({{"CHANNEL"}, {"LISTING"}, {"OBSERVED"}, {"DESIRED"}, {"OPEN WRITE"}, {"SEEN AT"}}, rows);
}

std::string Json(const ProductFacts& facts, const Product& product) {
  JsonWriter json;
  json.BeginObject().Key("sku").Text(product.sku.text()).Key("kind").Text(ToString(product.kind));
  json.Key("title").Text(product.content.title).Key("price");
  if (product.price.has_value()) {
    json.Text(FormatDecimal(*product.price)).Key("currency").Text(product.price->currency.code());
  } else {
    json.Null();
  }
  WriteBalance(json, "real", facts.real);
  WriteBalance(json, "with_sandbox", Together(facts.real, facts.sandbox));
  json.Key("listings").BeginArray();
  for (const LinkedListing& linked : facts.listings) {
    json.BeginObject().Key("channel").Text(ToString(linked.listing.key.channel));
    json.Key("remote_id").Text(linked.listing.key.remote.text()).Key("observed").Text(Shown(linked.listing.observed));
    json.Key("desired");
    if (linked.listing.desired.has_value()) {
      json.Text(Shown(*linked.listing.desired));
    } else {
      json.Null();
    }
    json.Key("open_write");
    if (linked.open.has_value()) {
      json.Text(ToString(linked.open->state));
    } else {
      json.Null();
    }
    json.EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

}  // namespace

Result<World> BooksAskedFor(Program& program, const std::string& flag) {
  if (flag == "real") {
    return World::kReal;
  }
  if (flag == "sandbox") {
    return World::kSandbox;
  }
  if (!flag.empty()) {
    return Fail(ErrorKind::kInvalid, "--world must be real or sandbox, not " + flag);
  }
  if (program.config().platforms.empty()) {
    return World::kReal;
  }
  RIFF_TRY(const Shop* shop, program.shop());
  return BooksFor(shop->policy);
}

std::string JsonText(const std::string& text) {
  JsonWriter json;
  json.Text(text);
  return json.Take();
}

ExitCode ShowProduct(Console& console, const Invocation& invocation, const std::string& sku) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::optional<ProductFacts> facts;
    std::optional<Product> product;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(facts, tx.facts.Of(Sku(sku)));
      RIFF_TRY(product, tx.products.Find(Sku(sku)));
      return {};
    }));
    if (!facts.has_value() || !product.has_value()) {
      return Fail(ErrorKind::kNotFound, "no product " + sku + " (riff products list shows them)");
    }
    Print(console, *facts, *product);
    console.Json(Json(*facts, *product));
    return ExitCode::kDone;
  });
}

}  // namespace riff
