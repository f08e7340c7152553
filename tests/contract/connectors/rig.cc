#include "tests/contract/connectors/rig.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <system_error>

namespace riff {
namespace {

// At noon, UTC: no platform is down then.
Timestamp Noon() { return *ParseTimestamp("2026-11-20T12:00:00Z"); }

std::string MakeFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "connector-contract-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  return name;
}

}  // namespace

Rig::Rig(const RigSpec& spec, Environment environment, Access production)
    : clock(Noon()), spec_(spec), channel_{spec.platform, environment}, folder_(spec.make_face ? "" : MakeFolder()) {
  const MarketplaceOptions options{channel_, production, spec.make_face, folder_};
  marketplace_ = spec.make_face ? MakeMockMarketplace(options, clock) : MakeFolderMarketplace(options);
  kit_ = spec.kit(sim::CredentialsFor(channel_, production), folder_);
}

Rig::~Rig() {
  std::error_code ignored;  // A folder that stays behind fails no test.
  if (!folder_.empty()) {
    std::filesystem::remove_all(folder_, ignored);
  }
}

Connection Rig::Connect(Guard guard, Access access) {
  Connection connection;
  const std::string name = ToString(channel_);
  Transport& wire = marketplace_->wire();
  connection.guarded = guard == Guard::kReadOnly
                           ? MakeReadOnlyTransport(wire, tripwire, name, kit_.origins, kit_.is_reading)
                           : MakeOriginBoundTransport(wire, tripwire, name, kit_.origins);
  connection.paced = MakePacedTransport(*connection.guarded, clock, clock, kit_.rates, kit_.rate_class_of);
  connection.connector = kit_.connect(channel_, *connection.paced, clock, tokens_, access);
  return connection;
}

}  // namespace riff
