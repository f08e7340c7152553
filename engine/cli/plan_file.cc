#include "engine/cli/plan_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::uintmax_t kBytesMax = std::uintmax_t{256} << 20;

void Write(JsonWriter& json, std::string_view key, const std::optional<Quantity>& quantity) {
  json.Key(key);
  quantity.has_value() ? json.Integer(quantity->units()) : json.Null();
}

void Write(JsonWriter& json, std::string_view key, const std::optional<Money>& money) {
  json.Key(key);
  money.has_value() ? json.Text(FormatDecimal(*money) + " " + std::string(money->currency.code())) : json.Null();
}

void Write(JsonWriter& json, std::string_view key, const std::optional<ListingFacts>& facts) {
  json.Key(key);
  if (!facts.has_value()) {
    json.Null();
    return;
  }
  json.BeginObject().Key("status").Text(ToString(facts->status));
  Write(json, "quantity", facts->quantity);
  Write(json, "price", facts->price);
  json.Key("content").Text(facts->content.text()).EndObject();
}

void Write(JsonWriter& json, std::string_view key, const Balance& books) {
  json.Key(key).BeginObject().Key("available").Integer(books.available.units());
  json.Key("reserved").Integer(books.reserved.units()).Key("committed").Integer(books.committed.units());
  json.Key("oversold").Integer(books.oversold.units()).EndObject();
}

void Write(JsonWriter& json, const Change& change) {
  json.Key("change").BeginObject().Key("kind").Text(KindOf(change));
  if (const auto* set = std::get_if<SetQuantity>(&change)) {
    Write(json, "quantity", std::optional(set->to));
    Write(json, "expected", set->expected);
  } else if (const auto* price = std::get_if<SetPrice>(&change)) {
    Write(json, "price", std::optional(price->to));
  } else if (const auto* content = std::get_if<SetContent>(&change)) {
    json.Key("title").Text(content->to.title);  // All that is decided; the rest is the product's when it is queued.
  } else if (const auto* relist = std::get_if<Relist>(&change)) {
    Write(json, "quantity", std::optional(relist->quantity));
  }
  json.EndObject();
}

std::string PrintBody(const ReviewedPlan& plan) {
  JsonWriter json;
  json.BeginObject().Key("riff_plan").Integer(kVersion).Key("store").Text(plan.store);
  json.Key("last_run").Integer(plan.last_run.number()).Key("made_at").Text(FormatUtc(plan.made_at));
  json.Key("writes").BeginArray();
  for (const PlannedWrite& write : plan.writes) {
    json.BeginObject().Key("channel").Text(ToString(write.listing.channel));
    json.Key("listing").Text(write.listing.remote.text()).Key("handle").Text(write.handle);
    json.Key("sku").Text(write.sku.text()).Key("verdict").Text(ToString(write.verdict));
    json.Key("key").Text(write.key.text()).Key("reason").Text(write.reason);
    Write(json, write.change);
    Write(json, "desired", std::optional(write.desired));
    Write(json, "observed", std::optional(write.facts.observed));
    Write(json, "acked", write.facts.acked);
    Write(json, "real", write.facts.real);
    Write(json, "sandbox", write.facts.sandbox);
    json.Key("product_changed_at").Text(FormatUtc(write.facts.product_changed_at)).EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

Result<std::optional<Quantity>> ReadQuantity(const JsonValue& in, std::string_view key) {
  RIFF_TRY(const std::optional<std::int64_t> units, in.OptionalInteger(key));
  return units.has_value() ? std::optional(Quantity(*units)) : std::nullopt;
}

Result<Quantity> DemandQuantity(const JsonValue& in, std::string_view key) {
  RIFF_TRY(const std::int64_t units, in.Integer(key));
  return Quantity(units);
}

Result<std::optional<Money>> ReadMoney(const JsonValue& in, std::string_view key) {
  RIFF_TRY(const std::optional<std::string> text, in.OptionalText(key));
  if (!text.has_value()) {
    return std::optional<Money>();
  }
  const std::size_t blank = text->find(' ');
  if (blank == std::string::npos) {
    return Fail(ErrorKind::kInvalid, in.path() + ": a price is an amount, a blank and a currency");
  }
  RIFF_TRY(const Currency currency, Currency::Parse(text->substr(blank + 1)));
  RIFF_TRY(const Money money, ParseMoney(text->substr(0, blank), currency));
  return std::optional(money);
}

Result<ListingFacts> ReadFacts(const JsonValue& in) {
  ListingFacts facts;
  RIFF_TRY(const std::string status, in.Text("status"));
  RIFF_TRY(facts.status, ParseListingStatus(status));
  RIFF_TRY(facts.quantity, ReadQuantity(in, "quantity"));
  RIFF_TRY(facts.price, ReadMoney(in, "price"));
  RIFF_TRY(const std::string content, in.Text("content"));
  facts.content = ContentDigest(content);
  return facts;
}

Result<Balance> ReadBooks(const JsonValue& in) {
  Balance books;
  RIFF_TRY(books.available, DemandQuantity(in, "available"));
  RIFF_TRY(books.reserved, DemandQuantity(in, "reserved"));
  RIFF_TRY(books.committed, DemandQuantity(in, "committed"));
  RIFF_TRY(books.oversold, DemandQuantity(in, "oversold"));
  return books;
}

Result<Change> ReadChange(const JsonValue& in) {
  RIFF_TRY(const std::string kind, in.Text("kind"));
  if (kind == KindOf(SetQuantity{})) {
    SetQuantity set;
    RIFF_TRY(set.to, DemandQuantity(in, "quantity"));
    RIFF_TRY(set.expected, ReadQuantity(in, "expected"));
    return set;
  }
  if (kind == KindOf(SetPrice{})) {
    RIFF_TRY(const std::optional<Money> price, ReadMoney(in, "price"));
    return price.has_value() ? Result<Change>(SetPrice{*price})
                             : Fail(ErrorKind::kInvalid, in.path() + ": a set_price without a price");
  }
  if (kind == KindOf(SetContent{})) {
    SetContent content;
    RIFF_TRY(content.to.title, in.Text("title"));
    return content;
  }
  if (kind == KindOf(Relist{})) {
    RIFF_TRY(const Quantity quantity, DemandQuantity(in, "quantity"));
    return Relist{quantity};
  }
  if (kind == KindOf(PauseListing{})) {
    return PauseListing{};
  }
  if (kind == KindOf(EndListing{})) {
    return EndListing{};
  }
  return Fail(ErrorKind::kInvalid, in.path() + ": no plan has a change of kind " + kind);
}

Result<Verdict> ReadVerdict(const JsonValue& in) {
  RIFF_TRY(const std::string word, in.Text("verdict"));
  for (const Verdict verdict : {Verdict::kPush, Verdict::kAsk, Verdict::kRefuse, Verdict::kHold}) {
    if (word == ToString(verdict)) {
      return verdict;
    }
  }
  return Fail(ErrorKind::kInvalid, in.path() + ": no verdict is called " + word);
}

Result<Preconditions> ReadPreconditions(const JsonValue& in) {
  Preconditions facts;
  RIFF_TRY(const JsonValue observed, in.Get("observed"));
  RIFF_TRY(facts.observed, ReadFacts(observed));
  if (const std::optional<JsonValue> acked = in.Find("acked"); acked.has_value()) {
    RIFF_TRY(facts.acked, ReadFacts(*acked));
  }
  RIFF_TRY(const JsonValue real, in.Get("real"));
  RIFF_TRY(facts.real, ReadBooks(real));
  RIFF_TRY(const JsonValue sandbox, in.Get("sandbox"));
  RIFF_TRY(facts.sandbox, ReadBooks(sandbox));
  RIFF_TRY(const std::string changed_at, in.Text("product_changed_at"));
  RIFF_TRY(facts.product_changed_at, ParseTimestamp(changed_at));
  return facts;
}

Result<PlannedWrite> ReadWrite(const JsonValue& in) {
  PlannedWrite write;
  RIFF_TRY(const std::string channel, in.Text("channel"));
  RIFF_TRY(write.listing.channel, ParseChannel(channel));
  RIFF_TRY(const std::string listing, in.Text("listing"));
  write.listing.remote = RemoteId(listing);
  RIFF_TRY(write.handle, in.Text("handle"));
  RIFF_TRY(const std::string sku, in.Text("sku"));
  write.sku = Sku(sku);
  RIFF_TRY(write.verdict, ReadVerdict(in));
  RIFF_TRY(const std::string key, in.Text("key"));
  write.key = IdempotencyKey(key);
  RIFF_TRY(write.reason, in.Text("reason"));
  RIFF_TRY(const JsonValue change, in.Get("change"));
  RIFF_TRY(write.change, ReadChange(change));
  RIFF_TRY(const JsonValue desired, in.Get("desired"));
  RIFF_TRY(write.desired, ReadFacts(desired));
  RIFF_TRY(write.facts, ReadPreconditions(in));
  return write;
}

}  // namespace

std::string PrintPlanFile(const ReviewedPlan& plan) {
  std::string body = PrintBody(plan);
  const std::string digest = Sha256Hex(body);
  body.pop_back();
  return body + ",\"digest\":\"" + digest + "\"}\n";
}

Result<ReviewedPlan> ParsePlanFile(std::string_view text) {
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(text));
  const JsonValue root = document.root();
  const Result<std::int64_t> version = root.Integer("riff_plan");
  if (!version.has_value()) {
    return Fail(ErrorKind::kInvalid, "this is no plan of riff plan --out");
  }
  if (*version != kVersion) {
    return Fail(ErrorKind::kInvalid, "the plan has version " + std::to_string(*version) + ", and this program reads " +
                                         std::to_string(kVersion) + ": make it anew with riff plan --out");
  }
  ReviewedPlan plan;
  RIFF_TRY(plan.store, root.Text("store"));
  RIFF_TRY(const std::int64_t last_run, root.Integer("last_run"));
  plan.last_run = RunId(last_run);
  RIFF_TRY(const std::string made_at, root.Text("made_at"));
  RIFF_TRY(plan.made_at, ParseTimestamp(made_at));
  RIFF_TRY(const std::vector<JsonValue> writes, root.Array("writes"));
  for (const JsonValue& in : writes) {
    RIFF_TRY(PlannedWrite write, ReadWrite(in));
    plan.writes.push_back(std::move(write));
  }
  RIFF_TRY(const std::string digest, root.Text("digest"));
  if (digest != Sha256Hex(PrintBody(plan))) {
    return Fail(ErrorKind::kInvalid, "the plan was edited since it was made: make it anew with riff plan --out");
  }
  return plan;
}

Result<void> SavePlanFile(const std::string& path, const ReviewedPlan& plan) {
  const std::string part = path + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << PrintPlanFile(plan);
    file.close();
    if (!file) {
      return Fail(ErrorKind::kInvalid, "the plan cannot be written to " + part);
    }
  }
  std::error_code failed;
  std::filesystem::rename(part, path, failed);
  if (failed) {
    return Fail(ErrorKind::kInvalid, "the plan cannot be written to " + path + ": " + failed.message());
  }
  return {};
}

Result<ReviewedPlan> LoadPlanFile(const std::string& path) {
  std::error_code failed;
  const std::uintmax_t bytes = std::filesystem::file_size(path, failed);
  std::ifstream file(path, std::ios::binary);
  if (failed || !file) {
    return Fail(ErrorKind::kInvalid, "the plan " + path + " cannot be read");
  }
  if (bytes > kBytesMax) {
    return Fail(ErrorKind::kInvalid, "the plan " + path + " is larger than any plan can be");
  }
  std::ostringstream text;
  text << file.rdbuf();
  Result<ReviewedPlan> plan = ParsePlanFile(text.str());
  return plan.has_value() ? std::move(plan) : Fail(WithContext("the plan " + path, std::move(plan.error())));
}

}  // namespace riff
