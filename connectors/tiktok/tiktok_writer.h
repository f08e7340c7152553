#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/tiktok/tiktok_wire.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// Writes one shop; every promise is ChannelWriter's. Most urgent first: quantities, then state and title
// (ChangeProducts), then prices, then creates.
//
// A create looks for the seller SKU first and adopts what it finds. It carries the write's idempotency key, and the SKU
// as external_product_id: where the platform says that one is taken, an earlier attempt worked, and it looks again.
// Without a category a create is kUnsupported.
//
// The platform lists nothing without a picture that was uploaded there. Those that the content names by their uris are
// used; its URLs are neither fetched nor sent. Without any, a production channel answers kRejected, and a sandbox
// channel shows a stand-in, which the note says. The stand-in is uploaded when first needed and kept for the life of
// the writer; an upload that failed is tried again at the next create, and fails this one with its own kind, but never
// with kAmbiguous: nothing was listed, and so it is kUnavailable.
class TiktokWriter final : public ChannelWriter {
 public:
  TiktokWriter(Channel channel, std::shared_ptr<TiktokWire> wire) : channel_(channel), wire_(std::move(wire)) {}

  std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) override;

 private:
  // What a new listing will show, and what people should know of it.
  struct Pictures {
    std::vector<std::string> uris;
    std::string note;
  };

  WriteOutcome Create(const Write& write, const CreateListing& change);
  Result<Pictures> PicturesFor(const CreateListing& change);

  Channel channel_;
  std::shared_ptr<TiktokWire> wire_;     // Shared by the channel's reader, writer and prober: one pair of tokens.
  std::optional<std::string> stand_in_;  // Its uri, once it is uploaded.
};

}  // namespace riff::tiktok
