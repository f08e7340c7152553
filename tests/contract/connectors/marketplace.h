#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "engine/base/manual_clock.h"
#include "mocks/mock_channel.h"
#include "tests/contract/connectors/loop_transport.h"

namespace riff {

// The marketplace behind a connector, looked at and changed past the connector: what is true there, the seller's hands,
// the buyers, and the ways to make it misbehave.
class Marketplace {
 public:
  virtual ~Marketplace() = default;

  // Lists something that was always there, and returns its remote id.
  virtual RemoteId Seed(sim::MarketListing listing) = 0;

  // What is there, deleted listings left out, in the order of adding. The SKU is there even where the platform keeps it
  // in a marker only.
  virtual std::vector<sim::MarketListing> Rows() = 0;

  // The same text as before when, and only when, no listing was changed in between.
  virtual std::string Fingerprint() = 0;

  virtual void Edit(const RemoteId& remote, const sim::HandEdit& edit) = 0;
  virtual std::vector<OrderId> Buy(const std::vector<sim::Wanted>& lines, OrderState state) = 0;
  virtual void MoveOrder(const OrderId& order, OrderState state) = 0;

  // What the connector sends through.
  virtual Transport& wire() = 0;

  // Everything that came in so far. Where there is no wire, nothing ever does.
  virtual std::vector<sim::RequestEntry> Requests() = 0;

  // The faults from now on, in place of all before. Without a wire there is nothing that they could strike.
  virtual void Strike(std::vector<sim::FaultRule> rules) = 0;

  // What is read by operations of that pattern looks like this from now on; without a wire, all that is read does.
  virtual void Spoil(const std::string& operations, const AnswerChange& change) = 0;

  // Ends all faults, and what was done by Spoil.
  virtual void Heal() = 0;
};

struct MarketplaceOptions {
  Channel channel;
  Access production = Access::kReadOnly;  // What production credentials may do.
  sim::FaceMaker make_face;               // Empty: a folder with a spreadsheet.
  std::string folder;                     // Of the spreadsheet.
};

std::unique_ptr<Marketplace> MakeMockMarketplace(const MarketplaceOptions& options, ManualClock& clock);
std::unique_ptr<Marketplace> MakeFolderMarketplace(const MarketplaceOptions& options);

// The SKU that V&R's marker link carries; empty when it is none.
Sku SkuOfLink(const std::string& link);

}  // namespace riff
