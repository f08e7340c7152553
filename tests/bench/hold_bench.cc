// riff-hold-bench: how fast checkouts are held, against the least that SQLite can do it with (docs/performance.md).
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/base/boot_clock.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/base/system_clock.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "engine/sync/edit_product.h"
#include "engine/sync/hold_desk.h"
#include "tests/bench/clients.h"
#include "tests/bench/http_holds.h"
#include "tests/bench/raw_holds.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr int kProducts = 1000;
constexpr int kClients = 16;
constexpr double kMicroseconds = 1e6;
constexpr double kMilliseconds = 1e3;
// The goals are shares of the floor's rate; a figure is a time, so each is turned round.
constexpr double kPlaceGoal = 1 / 0.70;
constexpr double kAloneGoal = 1 / 0.85;
constexpr double kPairGoal = 1 / 0.33;
constexpr double kHotGoal = 1 / 0.95;
constexpr double kTailGoal = 2.5;
constexpr double kHttpGoal = 1 / 0.5;
constexpr double kHttpTailGoal = 5;  // Milliseconds.
constexpr double kWorstGoal = 50;    // Milliseconds.

Sku SkuNumber(int product) { return Sku("P-" + std::to_string(product)); }

// A store with products of plenty, and a desk on it.
class Shop {
 public:
  static Result<std::unique_ptr<Shop>> Make(const std::string& path, int products) {
    std::unique_ptr<Shop> shop(new Shop());
    RIFF_TRY(shop->database_, OpenDatabase({"sqlite:" + path, "/", shop->clock_}));
    RIFF_TRY(MigrateUp(*shop->database_));
    RIFF_TRY(shop->store_, shop->database_->Open());
    RIFF_TRY(shop->store_->Transact([products, &shop](Transaction& tx) -> Result<void> {
      for (int product = 0; product < products; ++product) {
        NewProduct made;
        made.sku = SkuNumber(product);
        made.kind = ProductKind::kStocked;
        made.content.title = "Strings";
        made.available = Quantity(1'000'000'000);
        RIFF_TRY(CreateProduct(tx, made, World::kReal, Actor{"bench", shop->clock_.Now()}));
      }
      return {};
    }));
    shop->desk_ = std::make_unique<HoldDesk>(
        HoldPolicy{}, HoldDeskParts{*shop->store_, shop->clock_, shop->boot_, shop->random_, shop->metrics_});
    return shop;
  }

  Result<HoldId> Place(int product, int key) {
    HoldRequest request;
    request.owner = "checkout";
    request.key = "key-of-a-checkout-" + std::to_string(key);
    request.lines = {HoldLine{SkuNumber(product), Quantity(1), {}}};
    RIFF_TRY(const Placed placed, desk_->Place(request, "bench"));
    if (!placed.hold.has_value()) {
      return Fail(ErrorKind::kRejected, "a hold was refused");
    }
    return placed.hold->id;
  }
  Result<std::unique_ptr<HttpHolds>> Serve(int clients) {
    return HttpHolds::Start(HttpHolds::Parts{*database_, *desk_, clock_, metrics_}, clients);
  }
  Result<void> Commit(const HoldId& id) {
    RIFF_TRY(desk_->Commit(HoldClaim{id, "checkout"}, {}, "bench"));
    return {};
  }

 private:
  Shop() = default;
  SystemClock clock_;
  SystemBootClock boot_;
  SeededRandom random_{1};
  CounterMetrics metrics_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<HoldDesk> desk_;
};

// What one round of one case took.
struct Round {
  ClientTimes floor;
  ClientTimes ours;
};

class HoldBench {
 public:
  HoldBench(std::filesystem::path folder, std::size_t rounds) : folder_(std::move(folder)), rounds_(rounds) {}

  Result<std::vector<Figure>> Run() {
    RIFF_TRY(raw_, RawHolds::Make((folder_ / "raw.db").string(), kProducts));
    RIFF_TRY(shop_, Shop::Make((folder_ / "riff.db").string(), kProducts));
    constexpr int kCalls = 20'000;
    constexpr int kCallsAlone = 2'000;
    RIFF_TRY(const std::vector<Round> many, Rounds(kClients, kCalls, &HoldBench::Spread));
    RIFF_TRY(const std::vector<Round> alone, Rounds(1, kCallsAlone, &HoldBench::Spread));
    RIFF_TRY(const std::vector<Round> pairs, Rounds(kClients, kCalls / 2, &HoldBench::Pair));
    RIFF_TRY(const std::vector<Round> hot, Rounds(kClients, kCalls, &HoldBench::Hot));
    RIFF_TRY(const std::vector<Round> http, HttpRounds(kCalls));
    std::vector<Figure> figures;
    figures.push_back(PerCall("place a hold, 16 clients", many, kPlaceGoal));
    figures.push_back(Tail("place a hold, 16 clients, p99", many));
    figures.push_back(Milliseconds("place a hold, 16 clients, the worst wait", many, kWorstGoal, &ClientTimes::worst));
    figures.push_back(PerCall("place a hold, 1 client", alone, kAloneGoal));
    figures.push_back(PerCall("place and commit, 16 clients", pairs, kPairGoal));
    figures.push_back(PerCall("one hot product, against the same spread", hot, kHotGoal));
    figures.push_back(PerCall("place a hold over HTTP, 16 clients, against an echo", http, kHttpGoal));
    figures.push_back(Milliseconds("place a hold over HTTP, 16 clients, p99", http, kHttpTailGoal, &ClientTimes::p99));
    return figures;
  }

 private:
  using Call = Result<void> (HoldBench::*)(int number);

  Result<void> Spread(int number) {
    RIFF_TRY(shop_->Place(number % kProducts, key_ + number));
    return {};
  }
  Result<void> Hot(int number) {
    RIFF_TRY(shop_->Place(0, key_ + number));
    return {};
  }
  Result<void> Pair(int number) {
    RIFF_TRY(const HoldId id, shop_->Place(number % kProducts, key_ + number));
    return shop_->Commit(id);
  }

  // The floor of the hot case is our own spread case: it is about what one row costs us more.
  Result<std::vector<Round>> Rounds(int clients, int calls, Call call) {
    std::vector<Round> rounds;
    for (std::size_t i = 0; i <= rounds_; ++i) {  // The first warms the caches.
      Round round;
      const auto floor = [&](int, int number) -> Result<void> {
        return call == &HoldBench::Hot ? Spread(number) : raw_->Place(number % kProducts, key_ + number);
      };
      RIFF_TRY(round.floor, FromClients(clients, calls, floor));
      key_ += calls;
      RIFF_TRY(round.ours,
               FromClients(clients, calls, [&](int, int number) -> Result<void> { return (this->*call)(number); }));
      key_ += calls;
      if (i > 0) {
        rounds.push_back(round);
      }
    }
    return rounds;
  }

  Result<std::vector<Round>> HttpRounds(int calls) {
    RIFF_TRY(const std::unique_ptr<HttpHolds> http, shop_->Serve(kClients));
    std::vector<Round> rounds;
    for (std::size_t i = 0; i <= rounds_; ++i) {
      Round round;
      RIFF_TRY(round.floor, FromClients(kClients, calls,
                                        [&](int client, int number) { return http->Echo(client, BodyOf(number)); }));
      RIFF_TRY(round.ours, FromClients(kClients, calls, [&](int client, int number) {
                 return http->Place(client, "key-of-a-checkout-" + std::to_string(key_ + number), BodyOf(number));
               }));
      key_ += calls;
      if (i > 0) {
        rounds.push_back(round);
      }
    }
    return rounds;
  }
  static std::string BodyOf(int number) {
    return R"({"owner":"checkout","lines":[{"sku":")" + SkuNumber(number % kProducts).text() + R"(","quantity":1}]})";
  }

  template <class Of>
  static Figure Compared(const std::string& what, const std::vector<Round>& rounds, double scale, const Of& of) {
    std::vector<double> ours;
    std::vector<double> floors;
    std::vector<double> ratios;
    for (const Round& round : rounds) {
      ours.push_back(of(round.ours) * scale);
      floors.push_back(of(round.floor) * scale);
      ratios.push_back(of(round.ours) / of(round.floor));
    }
    Figure figure;
    figure.what = what;
    figure.value = MedianOf(ours);
    figure.floor = MedianOf(floors);
    figure.ratio = MedianOf(ratios);
    return figure;
  }
  static Figure PerCall(const std::string& what, const std::vector<Round>& rounds, double goal) {
    Figure figure = Compared(what, rounds, kMicroseconds, [](const ClientTimes& times) { return times.per_call; });
    figure.unit = "us a hold";
    figure.at_most = goal;
    return figure;
  }
  static Figure Tail(const std::string& what, const std::vector<Round>& rounds) {
    Figure figure = Compared(what, rounds, kMilliseconds, [](const ClientTimes& times) { return times.p99; });
    figure.unit = "ms";
    figure.at_most = kTailGoal;
    return figure;
  }
  // Held against a number, and not against the floor.
  static Figure Milliseconds(const std::string& what, const std::vector<Round>& rounds, double goal,
                             double ClientTimes::* of) {
    Figure figure = Compared(what, rounds, kMilliseconds, [of](const ClientTimes& times) { return times.*of; });
    figure.unit = "ms";
    figure.ratio.reset();
    figure.at_most = goal;
    return figure;
  }

  std::filesystem::path folder_;
  std::size_t rounds_;
  int key_ = 0;
  std::unique_ptr<RawHolds> raw_;
  std::unique_ptr<Shop> shop_;
};

int Main(int count, char** words) {
  std::size_t rounds = 5;
  bool json = false;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--quick") {
      rounds = 2;
    } else if (word == "--json") {
      json = true;
    } else {
      std::fputs("riff-hold-bench [--quick] [--json]: how fast checkouts are held, against raw SQLite\n",
                 word == "--help" ? stdout : stderr);
      return word == "--help" ? 0 : 2;
    }
  }
  std::string name = (std::filesystem::temp_directory_path() / "riff-holds-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    std::fputs("riff-hold-bench: no folder for the stores\n", stderr);
    return 3;
  }
  const Result<std::vector<Figure>> figures = HoldBench(name, rounds).Run();
  std::filesystem::remove_all(name);
  if (!figures.has_value()) {
    std::fprintf(stderr, "riff-hold-bench: %s\n", figures.error().message.c_str());
    return 3;
  }
  std::fputs(((json ? JsonOf(*figures) : TableOf(*figures)) + "\n").c_str(), stdout);
  return 0;
}

}  // namespace
}  // namespace riff::bench

int main(int count, char** words) { return riff::bench::Main(count, words); }
