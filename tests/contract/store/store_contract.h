#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "engine/base/manual_clock.h"
#include "engine/port/store.h"
#include "engine/store/migrations.h"
#include "tests/contract/store/store_rig.h"

namespace riff {

inline constexpr Channel kReverbProduction{Platform::kReverb, Environment::kProduction};
inline constexpr Channel kReverbSandbox{Platform::kReverb, Environment::kSandbox};
inline constexpr Channel kEbayProduction{Platform::kEbay, Environment::kProduction};

// Beyond 32 bits, so that a cut shows.
inline constexpr std::int64_t kLarge = 5'000'000'123;

// One database of the rig, migrated, with a session.
class StoreContract : public testing::TestWithParam<StoreRigMaker> {
 protected:
  StoreContract() : clock(FromMicros(1'789'000'000'123'456)), rig(GetParam().make(clock)), database(rig->OpenAgain()) {
    EXPECT_TRUE(MigrateUp(*database).has_value());
    store = OpenStore();
  }

  std::unique_ptr<Store> OpenStore() {
    Result<std::unique_ptr<Store>> opened = database->Open();
    EXPECT_TRUE(opened.has_value());
    return *std::move(opened);
  }

  // The body's value, or the test fails with the error. `ask(tx)` answers a Result.
  template <class Ask>
  auto Do(const Ask& ask) {
    return In(*store, ask);
  }

  template <class Ask>
  static auto In(Store& session, const Ask& ask) {
    using Answer = decltype(ask(std::declval<Transaction&>()));
    Answer answer = Fail(ErrorKind::kUnavailable, "the body did not run");
    const Result<void> done = session.Transact([&](Transaction& tx) -> Result<void> {
      answer = ask(tx);
      if (!answer.has_value()) {
        return Fail(answer.error());
      }
      return {};
    });
    EXPECT_TRUE(done.has_value()) << done.error().message;
    if constexpr (!std::is_void_v<typename Answer::value_type>) {
      return answer.has_value() ? *std::move(answer) : typename Answer::value_type{};
    }
  }

  // The kind of error that the body answers; the test fails when it succeeds.
  ErrorKind ErrorOf(const std::function<Result<void>(Transaction&)>& body) {
    const Result<void> done = store->Transact(body);
    EXPECT_FALSE(done.has_value());
    return done.has_value() ? ErrorKind::kUnsupported : done.error().kind;
  }

  Timestamp At(int minutes) { return clock.Now() + std::chrono::minutes(minutes); }

  ManualClock clock;
  std::unique_ptr<StoreRig> rig;
  std::unique_ptr<Database> database;
  std::unique_ptr<Store> store;
};

// What each test starts from: complete, so that a field that is not kept shows.
ListingContent FullContent();
Product FullProduct(const std::string& sku, Timestamp at);
Listing FullListing(const ListingKey& key, Timestamp at);
Write FullWrite(const ListingKey& listing, const std::string& key, Timestamp at);
Movement Moved(World world, const std::string& sku, Account from, Account to, std::int64_t units,
               const std::string& reference);

}  // namespace riff

// Names the whole suite's tests by their database.
#define RIFF_STORE_SUITE(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                    \
      Every, suite, testing::ValuesIn(::riff::AllStoreRigs()), \
      [](const testing::TestParamInfo<::riff::StoreRigMaker>& tested) { return tested.param.name; })
