#include "tests/rig/shop_rig.h"

#include <algorithm>

#include "engine/rollout/stage_rules.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "engine/sync/read_channel.h"

namespace riff {

namespace {

constexpr std::size_t kAll = 100'000;
const Timestamp kStart = FromMicros(1'790'000'000'000'000);  // In 2026.

}  // namespace

ShopRig::ShopRig() : clock(kStart) {
  database = Must(OpenDatabase({"sqlite::memory:", "", clock}));
  Must(MigrateUp(*database));
  store = Must(database->Open());
  shop.database = database.get();
  shop.concurrency = Concurrency::kOneByOne;
}

FakeMarketplace& ShopRig::Open(Channel channel, Stage stage) {
  desks_[channel].marketplace = std::make_unique<FakeMarketplace>(channel, clock);
  shop.policy.channels[channel].stage = stage;
  Rebuild();
  return At(channel);
}

FakeMarketplace& ShopRig::At(Channel channel) { return *desks_.at(channel).marketplace; }

void ShopRig::Reconnect() { Rebuild(); }

void ShopRig::SetStage(Platform platform, Stage stage) {
  for (auto& [channel, policy] : shop.policy.channels) {
    if (channel.platform == platform) {
      policy.stage = stage;
    }
  }
  Rebuild();
}

void ShopRig::Rebuild() {
  shop.channels.clear();
  for (auto& [channel, desk] : desks_) {
    ChannelPolicy& policy = shop.policy.channels.at(channel);
    const ChannelUse use = UseOf(policy.stage, channel.environment);
    if (use == ChannelUse::kUnused) {
      continue;
    }
    policy.can = desk.marketplace->can;
    const Access access = use == ChannelUse::kReadAndWrite ? Access::kReadAndWrite : Access::kReadOnly;
    desk.connector = MakeFakeConnector(*desk.marketplace, channel, access);
    shop.channels.push_back(
        ShopChannel{&desk.connector, [marketplace = desk.marketplace.get()] { return marketplace->requests(); }});
  }
}

RunReport ShopRig::Sync(const SyncRequest& request) { return Must(RunSync(*store, run, shop, request, progress)); }

RunReport ShopRig::SyncAfter(Duration span, const SyncRequest& request) {
  clock.Advance(span);
  return Sync(request);
}

void ShopRig::Settle() {
  constexpr int kCycles = 4;
  for (int cycle = 0; cycle < kCycles; ++cycle) {
    SyncAfter(shop.policy.sync.settle_time);
  }
}

void ShopRig::ReadAll() {
  BeginRun();
  for (const ShopChannel& channel : shop.channels) {
    ReadChannel(*store, run, shop, channel, progress);
  }
}

RunId ShopRig::BeginRun() {
  run.run = Do([&](Transaction& tx) { return tx.runs.Begin("test", clock.Now()); });
  return run.run;
}

ReconcileRequest ShopRig::PlanRequest(FactsScope scope) {
  ReconcileRequest request;
  request.scope = scope;
  request.policy = Must(CurrentPolicy(*store, shop));
  return request;
}

ReconcileCounts ShopRig::Reconcile(FactsScope scope) { return Must(riff::Reconcile(*store, run, PlanRequest(scope))); }

Plan ShopRig::Preview() { return Must(riff::Preview(*store, run, PlanRequest())); }

void ShopRig::AddProduct(const std::string& sku, std::int64_t available, ProductKind kind, const std::string& title) {
  NewProduct product;
  product.sku = Sku(sku);
  product.kind = kind;
  product.content.title = title;
  product.price = Must(ParseMoney("1499.00", Currency::Usd()));
  product.available = Quantity(available);
  Do([&](Transaction& tx) { return CreateProduct(tx, product, World::kReal, Alice()); });
}

void ShopRig::SetAvailable(const std::string& sku, std::int64_t available, World world) {
  ProductEdit edit;
  edit.available = Quantity(available);
  Do([&](Transaction& tx) { return EditProduct(tx, Sku(sku), edit, world, Alice()); });
}

void ShopRig::SetTitle(const std::string& sku, const std::string& title) {
  ProductEdit edit;
  edit.title = title;
  Do([&](Transaction& tx) { return EditProduct(tx, Sku(sku), edit, World::kReal, Alice()); });
}

void ShopRig::SetPrice(const std::string& sku, const std::string& price) {
  ProductEdit edit;
  edit.price = Must(ParseMoney(price, Currency::Usd()));
  Do([&](Transaction& tx) { return EditProduct(tx, Sku(sku), edit, World::kReal, Alice()); });
}

Balance ShopRig::BalanceOf(const std::string& sku, World world) {
  return Do([&](Transaction& tx) { return tx.ledger.BalanceOf(Sku(sku), world); });
}

std::int64_t ShopRig::CountMovements(const std::string& sku) {
  return static_cast<std::int64_t>(Do([&](Transaction& tx) { return tx.ledger.Of(Sku(sku), 0, kAll); }).size());
}

std::optional<Product> ShopRig::ProductOf(const std::string& sku) {
  return Do([&](Transaction& tx) { return tx.products.Find(Sku(sku)); });
}

std::vector<Listing> ShopRig::ListingsOf(Channel channel) {
  ListingFilter filter;
  filter.channel = channel;
  return Do([&](Transaction& tx) { return tx.listings.List(filter, std::nullopt, kAll); });
}

std::optional<Listing> ShopRig::ListingOf(Channel channel, const std::string& sku) {
  for (const Listing& listing : ListingsOf(channel)) {
    if (listing.sku_shown.text() == sku) {
      return listing;
    }
  }
  return std::nullopt;
}

std::vector<Write> ShopRig::WritesOf(const std::string& sku) {
  return Do([&](Transaction& tx) { return tx.outbox.OfProduct(Sku(sku), kAll); });
}

std::vector<Write> ShopRig::OpenWrites() {
  std::vector<Write> open;
  for (const auto& [channel, desk] : desks_) {
    for (const WriteState state :
         {WriteState::kQueued, WriteState::kInFlight, WriteState::kAccepted, WriteState::kAmbiguous}) {
      const std::vector<Write> some =
          Do([&, name = channel](Transaction& tx) { return tx.outbox.InState(name, state, kAll); });
      open.insert(open.end(), some.begin(), some.end());
    }
  }
  return open;
}

std::optional<Link> ShopRig::LinkOf(Channel channel, const RemoteId& remote) {
  return Do([&](Transaction& tx) { return tx.links.Of(ListingKey{channel, remote}); });
}

std::vector<TodoItem> ShopRig::OpenTodos() {
  TodoFilter filter;
  filter.status = TodoStatus::kOpen;
  return Do([&](Transaction& tx) { return tx.todos.List(filter, 0, kAll); });
}

std::vector<std::string> ShopRig::OpenTodoTypes() {
  std::vector<std::string> types;
  for (const TodoItem& item : OpenTodos()) {
    types.emplace_back(ToString(item.finding.type));
  }
  std::sort(types.begin(), types.end());
  return types;
}

std::optional<TodoItem> ShopRig::TodoOf(TodoType type) {
  TodoFilter filter;
  filter.type = type;
  const std::vector<TodoItem> items = Do([&](Transaction& tx) { return tx.todos.List(filter, 0, kAll); });
  return items.empty() ? std::nullopt : std::optional(items.front());
}

TodoItem ShopRig::TodoById(TodoId id) {
  return Do([&](Transaction& tx) { return tx.todos.Find(id); }).value();
}

std::int64_t ShopRig::CountTodos(TodoType type) {
  TodoFilter filter;
  filter.type = type;
  return Do([&](Transaction& tx) { return tx.todos.Count(filter); });
}

std::size_t ShopRig::CountLedgerFaults() {
  return Do([&](Transaction& tx) { return tx.ledger.FindMismatches(kAll); }).size();
}

}  // namespace riff
