#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "connectors/http/guarded_transport.h"
#include "connectors/http/paced_transport.h"
#include "engine/port/connector.h"
#include "mocks/credentials.h"
#include "mocks/mock_channel.h"
#include "tests/contract/connectors/marketplace.h"
#include "tests/contract/connectors/spoiling.h"
#include "tests/contract/connectors/token_shelf.h"

namespace riff {

// Everything the wiring would need of one channel's connector.
struct Kit {
  std::vector<std::string> origins;
  IsReading is_reading = nullptr;
  RateRules rates;
  RateClassOf rate_class_of = nullptr;
  std::function<Connector(Channel, Transport&, Clock&, TokenVault&, Access)> connect;
};

// Where a platform cannot do what the contract asks of all. Each rig that has one says why, and who says so.
enum class Deviation {
  kNoWire,               // Nothing is sent, so no fault of a wire strikes; a damaged source stops a write before it.
  kOneOrderALine,        // Things bought together are several orders.
  kOneListingASku,       // Two listings of one SKU cannot be.
  kUnknownIdIsAccepted,  // A write to a listing that is not there looks as if it had worked.
  kReadOnlyCredentialsHalt,   // A write by credentials that may only read is kUnauthorized.
  kProductionHasNoWriter,     // Not even when one is asked for.
  kUsedComesBackByRelist,     // Zero ends a one-of-a-kind listing, and no quantity brings it back.
  kStockedComesBackByRelist,  // Zero ends a stocked listing, and no quantity brings it back.
  kSaleTellsNoPrice,          // Of a unit.
  kSaleHasNoStates,           // A sale is seen, and nothing before or after it.
};

// One form of one platform, as the suite needs to know it.
struct RigSpec {
  std::string name;
  Platform platform = Platform::kEbay;
  sim::FaceMaker make_face;  // Empty: a folder.
  std::function<Kit(const sim::Credentials&, const std::string& folder)> kit;

  std::string category;  // A category that new listings may have, as the connector wants it.
  std::string picture = "https://img.example.test/1.jpg";  // That a new listing in production may show.
  RemoteId unknown;                                        // Spelled as this platform does, and never given out.
  std::string path_sign;                                   // What an error has in it that names a place in an answer.
  // Operations, by pattern, that open a session rather than read or write; faults are aimed past them.
  std::vector<std::string> session_operations;
  SpoilAnswer spoil = SpoilJson;

  // Enough listings for three pages; and how few calls, sessions aside, read n listings from beginning to end, or set
  // the quantities of n listings.
  std::size_t rows_per_page = 1;
  std::function<std::size_t(std::size_t)> calls_to_list;
  std::function<std::size_t(std::size_t)> calls_to_set;

  std::map<Deviation, std::string> deviations;
};
inline void PrintTo(const RigSpec& spec, std::ostream* out) { *out << spec.name; }

// So many calls for n rows, at most `rows` a call.
constexpr std::size_t CallsFor(std::size_t n, std::size_t rows) { return (n + rows - 1) / rows; }

// One line here makes every test of the suite run on another connector.
std::vector<RigSpec> AllRigs();

RigSpec EbayRig();
RigSpec ReverbRig();
RigSpec ShopifyRig();
RigSpec TiktokRig();
RigSpec VrSiteRig();
RigSpec VrFolderRig();

enum class Guard { kReadOnly, kOriginBound };

// A connector with its own guard and pace, as the wiring builds it.
struct Connection {
  std::unique_ptr<Transport> guarded;
  std::unique_ptr<Transport> paced;
  Connector connector;
};

// A marketplace of one rig and the connections to it, on one manual clock that is the engine's and the marketplace's.
class Rig {
 public:
  Rig(const RigSpec& spec, Environment environment, Access production);
  ~Rig();
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  Connection Connect(Guard guard, Access access);
  Marketplace& marketplace() { return *marketplace_; }
  Channel channel() const { return channel_; }

  ManualClock clock;
  Tripwire tripwire;

 private:
  const RigSpec& spec_;
  Channel channel_;
  std::string folder_;  // Empty where there is none; goes with the rig.
  TokenShelf tokens_;
  std::unique_ptr<Marketplace> marketplace_;
  Kit kit_;
};

}  // namespace riff
