#include "connectors/tiktok/tiktok_writer.h"

#include <optional>
#include <string>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_endpoints.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "connectors/tiktok/tiktok_image.h"
#include "connectors/tiktok/tiktok_picture.h"
#include "connectors/tiktok/tiktok_product_writer.h"
#include "connectors/tiktok/tiktok_reader.h"
#include "connectors/tiktok/tiktok_sku_writer.h"
#include "connectors/tiktok/tiktok_write_codec.h"

namespace riff::tiktok {

namespace {

// Writes that are delivered together, and where their outcomes go.
struct Share {
  std::vector<const Write*> writes;
  std::vector<std::size_t> indices;

  void Add(const Write& write, std::size_t index) {
    writes.push_back(&write);
    indices.push_back(index);
  }
  void Settle(std::vector<WriteOutcome> settled, std::vector<WriteOutcome>& outcomes) const {
    for (std::size_t i = 0; i < settled.size(); ++i) {
      outcomes[indices[i]] = std::move(settled[i]);
    }
  }
};

// What is there already under this SKU; nothing when it is free.
Result<std::optional<Accepted>> Adopt(TiktokWire& wire, const Sku& sku) {
  RIFF_TRY(const std::vector<RemoteListing> found, SearchSku(wire, sku));
  if (found.size() > 1) {
    return Fail(ErrorKind::kConflict, "several listings show this SKU already");
  }
  if (found.empty()) {
    return std::optional<Accepted>();
  }
  return std::optional(Accepted{.remote = found.front().ref.remote,
                                .handle = {},
                                .shown = found.front().facts,
                                .note = "a listing with this SKU was there already"});
}

std::string JoinNotes(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + "; " + second;
}

// Whatever became of a picture, no listing was made of it yet.
Error BeforeListing(Error error) {
  if (error.kind == ErrorKind::kAmbiguous) {
    error.kind = ErrorKind::kUnavailable;
  }
  return WithContext("the stand-in picture", std::move(error));
}

}  // namespace

std::vector<WriteOutcome> TiktokWriter::Deliver(RunContext& /*run*/, std::span<const Write> writes) {
  std::vector<WriteOutcome> outcomes(writes.size(), Fail(ErrorKind::kUnsupported, "tiktok: an unknown change"));
  Share quantities;
  Share products;
  Share prices;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const Change& change = writes[i].change;
    if (std::holds_alternative<SetQuantity>(change)) {
      quantities.Add(writes[i], i);
    } else if (std::holds_alternative<SetPrice>(change)) {
      prices.Add(writes[i], i);
    } else if (std::holds_alternative<PauseListing>(change)) {
      outcomes[i] = Fail(ErrorKind::kUnsupported, "TikTok Shop has no pause: a hidden product is an ended one");
    } else if (!std::holds_alternative<CreateListing>(change)) {
      products.Add(writes[i], i);
    }
  }
  quantities.Settle(SetQuantities(*wire_, quantities.writes), outcomes);
  products.Settle(ChangeProducts(*wire_, products.writes), outcomes);
  prices.Settle(SetPrices(*wire_, prices.writes), outcomes);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (const auto* create = std::get_if<CreateListing>(&writes[i].change)) {
      outcomes[i] = Create(writes[i], *create);
    }
  }
  return outcomes;
}

WriteOutcome TiktokWriter::Create(const Write& write, const CreateListing& change) {
  if (wire_->config().category.empty()) {
    return Fail(ErrorKind::kUnsupported, "tiktok: no category is configured for new listings");
  }
  if (change.sku.text().size() > kSellerSkuMax) {
    return Fail(ErrorKind::kRejected, "a seller SKU has 50 characters at most there, and cannot be cut");
  }
  const auto there = Adopt(*wire_, change.sku);
  if (!there.has_value()) {
    // Several listings with the SKU stay a conflict; a search that failed is only a search.
    return Fail(WithContext("look for the SKU before creating", NotYetWritten(there.error())));
  }
  if (there->has_value()) {
    return **there;
  }
  RIFF_TRY(const Pictures pictures, PicturesFor(change));
  const TiktokReply reply = wire_->Call({.operation = "tiktok.listing.create",
                                         .method = HttpMethod::kPost,
                                         .path = std::string(kProductsPath),
                                         .query = {},
                                         .body = CreateBody(change, pictures.uris, wire_->config(), write.key),
                                         .effect = RequestEffect::kWrite});
  if (reply.code == kCodeDuplicateExternalId) {
    RIFF_TRY(const auto earlier, Adopt(*wire_, change.sku));
    if (earlier.has_value()) {
      return *earlier;
    }
    // It is there, and the search does not show it yet.
    return Fail(ErrorKind::kAmbiguous, "tiktok.listing.create: an earlier attempt worked and cannot be seen yet");
  }
  if (!reply.document.has_value()) {
    return Fail(reply.document.error());
  }
  const auto created = reply.data().and_then([&](const JsonValue& data) { return DecodeCreated(data, change.sku); });
  if (!created.has_value()) {
    return Fail(WriteAnswerFailure(created.error()));
  }
  return Accepted{.remote = RemoteIdOf({created->product, created->sku}),
                  .handle = {},
                  .shown = {},
                  .note = JoinNotes(pictures.note, created->warnings)};
}

Result<TiktokWriter::Pictures> TiktokWriter::PicturesFor(const CreateListing& change) {
  if (auto uris = UploadedOf(change.content.image_urls); !uris.empty()) {
    return Pictures{.uris = std::move(uris), .note = {}};
  }
  if (channel_.environment == Environment::kProduction) {
    return Fail(ErrorKind::kRejected,
                "the main picture is missing: TikTok Shop shows only pictures that were uploaded there, and this "
                "listing names none");
  }
  if (!stand_in_.has_value()) {
    auto uri = UploadMainPicture(*wire_, StandInPicture());
    if (!uri.has_value()) {
      return Fail(BeforeListing(std::move(uri).error()));
    }
    stand_in_ = *std::move(uri);
  }
  return Pictures{.uris = {*stand_in_}, .note = "shown with a stand-in picture"};
}

}  // namespace riff::tiktok
