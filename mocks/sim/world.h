#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/manual_clock.h"
#include "engine/base/random.h"
#include "engine/model/run.h"
#include "engine/port/store.h"
#include "engine/runtime/config.h"
#include "mocks/markets.h"
#include "mocks/sim/check_books.h"
#include "mocks/sim/crash_plan.h"
#include "mocks/sim/options.h"
#include "mocks/sim/sales.h"
#include "mocks/sim/tally.h"
#include "mocks/sim/trace.h"

namespace riff::sim {

class EngineProcess;

// Who may do a thing while an engine is in the middle of a request that another engine makes.
enum class Needs { kNobody, kEngine };

// One simulated shop: the five marketplaces, the engines, their one database, and everything that is to happen, on one
// clock and one thread. While anybody waits, whatever has become due happens, inside that wait.
class World {
 public:
  World(const SimOptions& options, const Config& config, Loudness loudness);
  ~World();

  const SimOptions& options() const { return options_; }
  ManualClock& truth() { return truth_; }
  Markets& markets() { return *markets_; }
  Database& database() { return *database_; }
  const Config& config() const { return config_; }
  Config& config() { return config_; }
  const std::map<Platform, Stage>& stages() const { return stages_; }
  void SetStage(Platform platform, Stage stage) { stages_[platform] = stage; }
  CrashPlan& crashes() { return crashes_; }
  Tally& tally() { return tally_; }
  Trace& trace() { return trace_; }
  Sales& sales() { return sales_; }
  BooksCheck& books() { return books_; }
  EngineProcess& engine(int number) { return *engines_.at(static_cast<std::size_t>(number - 1)); }
  int engines() const { return static_cast<int>(engines_.size()); }
  const std::vector<Sku>& skus() const { return skus_; }
  // The product of a listing at a marketplace, by what it was when it came there; a person may have changed its SKU.
  Sku SkuOf(Channel channel, RowNumber row);
  const std::vector<Channel>& written() const { return written_; }
  const std::vector<Channel>& channels() const { return channels_; }

  // ---- time ----
  // Lets `span` pass, with all that becomes due in it.
  void Pass(Duration span);
  void At(Timestamp at, Needs needs, std::function<void()> deed);
  void In(Duration span, Needs needs, std::function<void()> deed) { At(truth_.Now() + span, needs, std::move(deed)); }
  void Enter() { ++depth_; }
  void Leave() { --depth_; }
  // The next process that waits is stopped for so long.
  void PauseNext(Duration span) { pause_ = span; }

  // ---- chance and faults ----
  std::uint64_t NextSeed() { return seeds_.Next(); }
  bool agitating() const { return agitating_; }
  void SetAgitating(bool agitating) { agitating_ = agitating; }
  double RateOf(std::string_view fault) const;  // 0 while there is no trouble.
  void CountFault(std::string_view fault);
  std::string_view DrawWireFault(Random& random);  // Empty: none. Counts what it gives.
  bool StrikesStore(std::string_view fault);

  // ---- what happened ----
  void Note(std::string_view what, const std::string& detail) { trace_.Note(truth_.Now(), what, detail); }
  void Violate(const std::string& invariant, const std::string& what);
  const Violations& violations() const { return violations_; }
  void NoteRequest(int engine, Channel channel, const HttpRequest& request, std::string_view fault,
                   const Result<HttpResponse>& answer);
  void LookAtRequest(Channel channel, MockChannel& mock);
  void BeginTransaction() { ++open_transactions_; }
  void EndTransaction() { --open_transactions_; }
  void CheckNoTransaction(Channel channel);

  // ---- engines ----
  int cycle_holder() const { return cycle_holder_; }
  void SetCycleHolder(int engine) { cycle_holder_ = engine; }
  void OnDeath(int engine);
  void OnSynced(int engine, Timestamp began, const RunReport& report);
  void SyncSoon(int engine);
  // A person told RIFF not to write somewhere; no cycle counts as clean meanwhile.
  void SwitchOff() { ++switched_off_; }
  void SwitchOn() { --switched_off_; }
  // When the last cycle began in which nothing went wrong anywhere; nothing: there was none.
  const std::optional<Timestamp>& clean_cycle() const { return clean_cycle_; }

  // The checkers' own session with the store. No fault strikes it.
  Result<void> Look(const std::function<Result<void>(Transaction&)>& body) { return eyes_->Read(body); }
  Result<void> Write(const std::function<Result<void>(Transaction&)>& body) { return eyes_->Transact(body); }

 private:
  struct Due {
    Needs needs = Needs::kNobody;
    std::function<void()> deed;
  };

  const SimOptions options_;
  Config config_;
  ManualClock truth_;
  Trace trace_;
  Tally tally_;
  Violations violations_;
  SeededRandom seeds_;
  SeededRandom store_chance_;
  CrashPlan crashes_;
  std::vector<Channel> written_;
  std::vector<Channel> channels_;
  std::vector<Sku> skus_;
  std::map<Platform, Stage> stages_;
  std::unique_ptr<Markets> markets_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Store> eyes_;
  std::vector<std::unique_ptr<EngineProcess>> engines_;
  std::multimap<Timestamp, Due> agenda_;
  Sales sales_;
  BooksCheck books_;
  std::map<Channel, std::int64_t> requests_seen_;
  std::vector<std::pair<std::string_view, double>> wire_faults_;
  std::set<int> sync_soon_;
  std::optional<Timestamp> clean_cycle_;
  Timestamp last_fault_at_{};
  std::map<std::pair<Channel, RowNumber>, Sku> sku_of_;
  Duration pause_{0};
  bool agitating_ = false;
  int switched_off_ = 0;
  int depth_ = 0;
  int cycle_holder_ = 0;
  int open_transactions_ = 0;
};

}  // namespace riff::sim
