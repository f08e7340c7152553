#include "tests/rig/fake_marketplace.h"

#include <algorithm>

#include "engine/base/check.h"

namespace riff {

namespace {

Error NotFound(const std::string& what) { return Error{ErrorKind::kNotFound, "no " + what, std::nullopt}; }

}  // namespace

FakeMarketplace::FakeMarketplace(Channel channel, Clock& clock) : channel_(channel), clock_(clock) {
  can.sets_quantity = true;
  can.sets_price = true;
  can.sets_content = true;
  can.pauses = true;
  can.ends = true;
  can.creates = true;
  can.relists = true;
  can.shows_zero = true;
  can.reads_orders = true;
  can.absence_by_get = true;
  Remember();
}

RemoteId FakeMarketplace::NewId() { return RemoteId(std::to_string(++next_id_)); }

void FakeMarketplace::Remember() { history_.emplace_back(clock_.Now(), listings_); }

const FakeMarketplace::Listings& FakeMarketplace::AsListed() const {
  const Timestamp visible = clock_.Now() - lag_;
  const Listings* seen = &history_.front().second;
  for (const auto& [at, listings] : history_) {
    if (at <= visible) {
      seen = &listings;
    }
  }
  return *seen;
}

RemoteListing* FakeMarketplace::FindShown(const std::string& sku) {
  for (auto& [id, listing] : listings_) {
    if (listing.ref.sku.text() == sku) {
      return &listing;
    }
  }
  return nullptr;
}

const RemoteListing* FakeMarketplace::FindShown(const std::string& sku) const {
  return const_cast<FakeMarketplace*>(this)->FindShown(sku);
}

RemoteId FakeMarketplace::List(const Offer& offer) {
  RemoteListing listing;
  listing.ref = ListingRef{NewId(), Sku(offer.sku), offer.handle};
  listing.content.title = offer.title;
  listing.content.condition = offer.condition;
  const Result<Money> price = ParseMoney(offer.price, Currency::Usd());
  RIFF_CHECK(price.has_value(), "the test's own price is right");
  listing.facts = ListingFacts{offer.status, Quantity(offer.quantity), *price, DigestOf(listing.content)};
  if (offer.quantity_max.has_value()) {
    listing.quantity_max = Quantity(*offer.quantity_max);
  }
  const RemoteId id = listing.ref.remote;
  listings_[id] = listing;
  Remember();
  return id;
}

void FakeMarketplace::Edit(const std::string& sku, const std::function<void(RemoteListing&)>& change) {
  RemoteListing* listing = FindShown(sku);
  RIFF_CHECK(listing != nullptr, "the test edits a listing that is there");
  change(*listing);
  listing->facts.content = DigestOf(listing->content);
  Remember();
}

void FakeMarketplace::SetQuantity(const std::string& sku, std::int64_t quantity) {
  Edit(sku, [&](RemoteListing& listing) { listing.facts.quantity = Quantity(quantity); });
}

void FakeMarketplace::End(const std::string& sku) {
  Edit(sku, [](RemoteListing& listing) { listing.facts.status = ListingStatus::kEnded; });
}

void FakeMarketplace::Remove(const std::string& sku) {
  const RemoteListing* listing = FindShown(sku);
  RIFF_CHECK(listing != nullptr, "the test removes a listing that is there");
  listings_.erase(listing->ref.remote);
  Remember();
}

void FakeMarketplace::Sell(RemoteListing& listing, Quantity quantity) {
  listing.facts.quantity = *listing.facts.quantity - quantity;
  if (listing.facts.quantity == Quantity(0) && !can.shows_zero) {
    listing.facts.status = ListingStatus::kSold;
  }
}

Result<OrderId> FakeMarketplace::Buy(const std::string& sku, std::int64_t quantity) {
  const RemoteListing* listing = FindShown(sku);
  if (listing == nullptr) {
    return riff::Fail(NotFound("listing of " + sku));
  }
  return BuyById(listing->ref.remote, quantity);
}

Result<OrderId> FakeMarketplace::BuyById(const RemoteId& remote, std::int64_t quantity) {
  const auto found = listings_.find(remote);
  if (found == listings_.end()) {
    return riff::Fail(NotFound("listing " + remote.text()));
  }
  if (Sellable(found->second.facts).value_or(Quantity(0)) < Quantity(quantity)) {
    return riff::Fail(ErrorKind::kConflict, "not that much for sale");
  }
  return BuyLines({{found->second.ref.sku.text(), quantity}});
}

OrderId FakeMarketplace::BuyLines(const std::vector<std::pair<std::string, std::int64_t>>& lines) {
  Order order;
  order.channel = channel_;
  order.id = OrderId("A" + std::to_string(next_order_++));
  order.platform_state = "paid";
  order.placed_at = clock_.Now();
  order.updated_at = clock_.Now();
  for (const auto& [sku, quantity] : lines) {
    RemoteListing* listing = FindShown(sku);
    RIFF_CHECK(listing != nullptr, "the test buys what is there");
    Sell(*listing, Quantity(quantity));
    OrderLine line;
    line.id = OrderLineId(std::to_string(order.lines.size() + 1));
    line.remote = listing->ref.remote;
    line.sku = listing->ref.sku;
    line.title = listing->content.title;
    line.quantity = Quantity(quantity);
    line.state = OrderState::kPaid;
    order.lines.push_back(line);
  }
  orders_.push_back(order);
  Remember();
  return order.id;
}

Order& FakeMarketplace::OrderOf(const OrderId& order) {
  const auto found = std::find_if(orders_.begin(), orders_.end(), [&](const Order& each) { return each.id == order; });
  RIFF_CHECK(found != orders_.end(), "the test knows its orders");
  return *found;
}

void FakeMarketplace::SetState(const OrderId& id, OrderState state, const std::string& platform_state) {
  Order& order = OrderOf(id);
  order.platform_state = platform_state.empty() ? std::string(ToString(state)) : platform_state;
  order.updated_at = clock_.Now();
  for (OrderLine& line : order.lines) {
    line.state = state;
  }
}

void FakeMarketplace::PlaceOrder(Order order) { orders_.push_back(std::move(order)); }

const RemoteListing& FakeMarketplace::Of(const std::string& sku) const {
  const RemoteListing* listing = FindShown(sku);
  RIFF_CHECK(listing != nullptr, "the test looks at a listing that is there");
  return *listing;
}

std::int64_t FakeMarketplace::ForSale(const std::string& sku) const {
  std::int64_t sum = 0;
  for (const auto& [id, listing] : listings_) {
    sum += listing.ref.sku.text() == sku ? Sellable(listing.facts).value_or(Quantity(0)).units() : 0;
  }
  return sum;
}

std::size_t FakeMarketplace::CountOf(const std::string& sku) const {
  return static_cast<std::size_t>(std::count_if(listings_.begin(), listings_.end(),
                                                [&](const auto& entry) { return entry.second.ref.sku.text() == sku; }));
}

void FakeMarketplace::Fail(Call call, const Error& error, int times) {
  for (int i = 0; i < times; ++i) {
    faults_[call].push_back(error);
  }
}

void FakeMarketplace::LoseAnswers(Lost how, int times) {
  for (int i = 0; i < times; ++i) {
    lost_.push_back(how);
  }
}

void FakeMarketplace::RefuseWritesOf(const std::string& sku, const Error& error) { refused_[sku] = error; }
void FakeMarketplace::AcceptWritesOf(const std::string& sku) { refused_.erase(sku); }
void FakeMarketplace::HideFromLists(const std::string& sku) { hidden_.insert(sku); }
void FakeMarketplace::ShowInLists(const std::string& sku) { hidden_.erase(sku); }
void FakeMarketplace::SetLag(Duration lag) { lag_ = lag; }

int FakeMarketplace::Calls(Call call) const {
  const auto found = calls_.find(call);
  return found == calls_.end() ? 0 : found->second;
}

// Counts the call; the fault that was told for it, if any.
std::optional<Error> FakeMarketplace::NextFault(Call call) {
  ++calls_[call];
  ++requests_;
  std::deque<Error>& waiting = faults_[call];
  if (waiting.empty()) {
    return std::nullopt;
  }
  Error fault = waiting.front();
  waiting.pop_front();
  return fault;
}

Result<Page<RemoteListing>> FakeMarketplace::ListListings(const std::optional<Cursor>& cursor) {
  const std::size_t first = cursor.has_value() ? std::stoul(cursor->text()) : 0;
  if (before_page) {
    before_page(first / page_size);
  }
  if (const std::optional<Error> fault = NextFault(Call::kListListings)) {
    return riff::Fail(*fault);
  }
  std::vector<RemoteListing> shown;
  for (const auto& [id, listing] : AsListed()) {
    if (!hidden_.contains(listing.ref.sku.text())) {
      shown.push_back(listing);
    }
  }
  Page<RemoteListing> page;
  page.total = total;
  for (std::size_t i = first; i < std::min(shown.size(), first + page_size); ++i) {
    page.rows.push_back(shown[i]);
  }
  if (first + page_size < shown.size()) {
    page.next = Cursor(std::to_string(first + page_size));
  }
  return page;
}

std::vector<Result<RemoteListing>> FakeMarketplace::GetListings(std::span<const ListingRef> refs) {
  std::vector<Result<RemoteListing>> answers;
  for (const ListingRef& ref : refs) {
    const std::optional<Error> fault = NextFault(Call::kGetListings);
    const auto found = listings_.find(ref.remote);
    if (fault.has_value()) {
      answers.push_back(riff::Fail(*fault));
    } else if (found == listings_.end()) {
      answers.push_back(riff::Fail(NotFound("listing " + ref.remote.text())));
    } else {
      answers.push_back(found->second);
    }
  }
  return answers;
}

Result<std::vector<RemoteListing>> FakeMarketplace::FindBySku(const Sku& sku) {
  if (const std::optional<Error> fault = NextFault(Call::kFindBySku)) {
    return riff::Fail(*fault);
  }
  std::vector<RemoteListing> found;
  for (const auto& [id, listing] : AsListed()) {
    if (listing.ref.sku == sku) {
      found.push_back(listing);
    }
  }
  return found;
}

Result<Page<Order>> FakeMarketplace::ListOrders(const OrderWindow& window, const std::optional<Cursor>& cursor) {
  const std::size_t first = cursor.has_value() ? std::stoul(cursor->text()) : 0;
  if (before_orders) {
    before_orders(first / page_size);
  }
  order_windows_.push_back(window);
  if (const std::optional<Error> fault = NextFault(Call::kListOrders)) {
    return riff::Fail(*fault);
  }
  std::vector<Order> within;
  for (const Order& order : orders_) {
    if (order.updated_at >= window.from && order.updated_at <= window.to) {
      within.push_back(order);
    }
  }
  Page<Order> page;
  for (std::size_t i = first; i < std::min(within.size(), first + page_size); ++i) {
    page.rows.push_back(within[i]);
  }
  if (first + page_size < within.size()) {
    page.next = Cursor(std::to_string(first + page_size));
  }
  return page;
}

std::vector<WriteOutcome> FakeMarketplace::Deliver(std::span<const Write> writes) {
  if (before_deliver) {
    before_deliver();
  }
  std::vector<WriteOutcome> outcomes;
  for (const Write& write : writes) {
    delivered_.push_back(write);
    const std::optional<Error> fault = NextFault(Call::kDeliver);
    const auto refused = refused_.find(write.sku.text());
    if (fault.has_value()) {
      outcomes.push_back(riff::Fail(*fault));
      continue;
    }
    if (refused != refused_.end()) {
      outcomes.push_back(riff::Fail(refused->second));
      continue;
    }
    std::optional<Lost> lost;
    if (!lost_.empty()) {
      lost = lost_.front();
      lost_.pop_front();
    }
    WriteOutcome outcome = Accepted{};
    if (lost != Lost::kBeforeEffect && !drops_writes) {
      outcome = Apply(write);
      Remember();
    }
    outcomes.push_back(lost.has_value() ? riff::Fail(ErrorKind::kAmbiguous, "the answer was lost")
                                        : std::move(outcome));
  }
  if (after_deliver) {
    after_deliver();
  }
  return outcomes;
}

WriteOutcome FakeMarketplace::Apply(const Write& write) {
  if (const auto* create = std::get_if<CreateListing>(&write.change)) {
    return Create(*create);
  }
  const auto found = listings_.find(write.listing.remote);
  if (found == listings_.end()) {
    return riff::Fail(NotFound("listing " + write.listing.remote.text()));
  }
  return ApplyTo(found->second, write.change);
}

WriteOutcome FakeMarketplace::Create(const CreateListing& create) {
  std::vector<RemoteListing*> same;
  for (auto& [id, listing] : listings_) {
    if (listing.ref.sku == create.sku) {
      same.push_back(&listing);
    }
  }
  if (same.size() > 1) {
    return riff::Fail(ErrorKind::kConflict, "several listings have this SKU");
  }
  RemoteListing listing;
  listing.ref = ListingRef{same.empty() ? NewId() : same.front()->ref.remote, create.sku, ""};
  listing.content = create.content;
  listing.facts = ListingFacts{ListingStatus::kLive, create.quantity, create.price, DigestOf(create.content)};
  created_ += same.empty() ? 1 : 0;
  listings_[listing.ref.remote] = listing;
  Accepted accepted;
  if (!can.id_known_later) {
    accepted.remote = listing.ref.remote;
  }
  return accepted;
}

WriteOutcome FakeMarketplace::ApplyTo(RemoteListing& listing, const Change& change) {
  ListingFacts& facts = listing.facts;
  Accepted accepted;
  if (const auto* quantity = std::get_if<riff::SetQuantity>(&change)) {
    if (can.compares_and_sets && quantity->expected.has_value() && quantity->expected != facts.quantity) {
      return riff::Fail(ErrorKind::kConflict, "it shows another quantity");
    }
    facts.quantity = quantity->to;
    if (quantity->to > Quantity(0)) {
      facts.status = ListingStatus::kLive;
    } else if (!can.shows_zero) {
      facts.status = ListingStatus::kEnded;
    }
  } else if (const auto* price = std::get_if<SetPrice>(&change)) {
    facts.price = price->to;
  } else if (const auto* content = std::get_if<SetContent>(&change)) {
    listing.content = content->to;
    facts.content = DigestOf(content->to);
  } else if (std::holds_alternative<PauseListing>(change)) {
    facts.status = ListingStatus::kPaused;
  } else if (std::holds_alternative<EndListing>(change)) {
    facts.status = ListingStatus::kEnded;
  } else if (const auto* relist = std::get_if<Relist>(&change)) {
    facts.status = ListingStatus::kLive;
    facts.quantity = relist->quantity;
    if (relist_changes_id) {
      RemoteListing moved = listing;
      listings_.erase(moved.ref.remote);
      moved.ref.remote = NewId();
      accepted.remote = moved.ref.remote;
      listings_[moved.ref.remote] = moved;
    }
  }
  return accepted;
}

namespace {

class FakeReader final : public ChannelReader {
 public:
  explicit FakeReader(FakeMarketplace& marketplace) : marketplace_(marketplace) {}
  Result<Page<RemoteListing>> ListListings(RunContext&, const std::optional<Cursor>& cursor) override {
    return marketplace_.ListListings(cursor);
  }
  std::vector<Result<RemoteListing>> GetListings(RunContext&, std::span<const ListingRef> refs) override {
    return marketplace_.GetListings(refs);
  }
  Result<std::vector<RemoteListing>> FindBySku(RunContext&, const Sku& sku) override {
    return marketplace_.FindBySku(sku);
  }
  Result<Page<Order>> ListOrders(RunContext&, const OrderWindow& window, const std::optional<Cursor>& cursor) override {
    return marketplace_.ListOrders(window, cursor);
  }

 private:
  FakeMarketplace& marketplace_;
};

class FakeWriter final : public ChannelWriter {
 public:
  explicit FakeWriter(FakeMarketplace& marketplace) : marketplace_(marketplace) {}
  std::vector<WriteOutcome> Deliver(RunContext&, std::span<const Write> writes) override {
    return marketplace_.Deliver(writes);
  }

 private:
  FakeMarketplace& marketplace_;
};

}  // namespace

Connector MakeFakeConnector(FakeMarketplace& marketplace, Channel channel, Access access) {
  Connector connector;
  connector.channel = channel;
  connector.can = marketplace.can;
  connector.reader = std::make_unique<FakeReader>(marketplace);
  if (access == Access::kReadAndWrite) {
    connector.writer = std::make_unique<FakeWriter>(marketplace);
  }
  return connector;
}

}  // namespace riff
