#include "connectors/ebay/ebay_calls.h"

#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_write_codec.h"

namespace riff::ebay {
namespace {

Error BeforeWriting(Error error) {
  if (error.kind == ErrorKind::kInvalid) {
    error.kind = ErrorKind::kUnavailable;
  }
  return error;
}

// A write's answer must be understood to count as done.
Result<std::string> TextOfAnswer(const HttpResponse& response, std::string_view key) {
  const Result<JsonDocument> document = JsonDocument::Parse(response.body);
  if (!document.has_value()) {
    return Fail(WriteAnswerFailure(document.error()));
  }
  Result<std::string> text = document->root().Text(key);
  if (!text.has_value()) {
    return Fail(WriteAnswerFailure(text.error()));
  }
  return text;
}

}  // namespace

Calls::Calls(const Config& config, std::shared_ptr<Client> client)
    : config_(config), requests_(config), client_(std::move(client)) {}

Result<std::vector<Offer>> Calls::OffersOf(const Sku& sku) {
  Result<std::vector<Offer>> offers = ebay::OffersOf(client_->Send(requests_.OffersOf(sku)));
  return offers.has_value() ? std::move(offers) : Fail(BeforeWriting(offers.error()));
}

Result<JsonDocument> Calls::ReadOffer(const std::string& offer) {
  Result<JsonDocument> document = ReadAnswer("offer " + offer, client_->Send(requests_.Offer(offer)));
  if (!document.has_value()) {
    return Fail(BeforeWriting(document.error()));
  }
  return document;
}

Result<std::optional<JsonDocument>> Calls::ReadItem(const Sku& sku) {
  Result<JsonDocument> document = ReadAnswer("inventory item " + sku.text(), client_->Send(requests_.Item(sku)));
  if (document.has_value()) {
    return std::optional(*std::move(document));
  }
  if (document.error().kind == ErrorKind::kNotFound) {
    return std::optional<JsonDocument>{};
  }
  return Fail(BeforeWriting(document.error()));
}

Result<std::string> Calls::Done(const std::string& what, const HttpRequest& request) {
  const Result<HttpResponse> answer = client_->Send(request);
  if (!answer.has_value()) {
    return Fail(WithContext(what, answer.error()));
  }
  if (!Succeeded(answer->status)) {
    return Fail(RefusalOf(what, *answer, RequestEffect::kWrite));
  }
  // 204 has no body; 200 and 201 may carry warnings.
  return NoteOf(ErrorsOf(answer->body, "warnings"));
}

Result<std::string> Calls::PutItem(const Sku& sku, std::string body) {
  return Done("put inventory item " + sku.text(), requests_.PutItem(sku, std::move(body)));
}

Result<std::string> Calls::UpdateOffer(const std::string& offer, std::string body) {
  return Done("update offer " + offer, requests_.UpdateOffer(offer, std::move(body)));
}

Result<Calls::Created> Calls::CreateOffer(std::string body) {
  const Result<HttpResponse> answer = client_->Send(requests_.CreateOffer(std::move(body)));
  if (!answer.has_value()) {
    return Fail(WithContext("create offer", answer.error()));
  }
  if (Succeeded(answer->status)) {
    RIFF_TRY(std::string offer, TextOfAnswer(*answer, "offerId"));
    return Created{.how = Created::How::kMade, .offer = std::move(offer)};
  }
  if (const std::optional<std::string> met = ExistingOfferOf(ErrorsOf(answer->body))) {
    return Created{.how = Created::How::kMet, .offer = *met};
  }
  return Fail(RefusalOf("create offer", *answer, RequestEffect::kWrite));
}

Result<Calls::Published> Calls::Publish(const std::string& offer) {
  const std::string what = "publish offer " + offer;
  const Result<HttpResponse> answer = client_->Send(requests_.Publish(offer));
  if (!answer.has_value()) {
    return Fail(WithContext(what, answer.error()));
  }
  if (!Succeeded(answer->status)) {
    Error error = RefusalOf(what, *answer, RequestEffect::kWrite);
    // 25713 here does not say "gone": an account that may not sell on the marketplace is told the same.
    if (error.kind == ErrorKind::kNotFound) {
      error.kind = ErrorKind::kRejected;
    }
    return Fail(std::move(error));
  }
  RIFF_TRY(std::string listing_id, TextOfAnswer(*answer, "listingId"));
  return Published{.listing_id = std::move(listing_id), .note = NoteOf(ErrorsOf(answer->body, "warnings"))};
}

Result<std::string> Calls::Withdraw(const std::string& offer) {
  const std::string what = "withdraw offer " + offer;
  const Result<HttpResponse> answer = client_->Send(requests_.Withdraw(offer));
  if (!answer.has_value()) {
    return Fail(WithContext(what, answer.error()));
  }
  const std::vector<ApiError> errors = ErrorsOf(answer->body);
  if (Succeeded(answer->status)) {
    return NoteOf(ErrorsOf(answer->body, "warnings"));
  }
  Error error = RefusalOf(what, *answer, RequestEffect::kWrite);
  if (error.kind != ErrorKind::kNotFound && !Holds(errors, kUserError)) {
    return Fail(std::move(error));
  }
  RIFF_TRY(const JsonDocument document, ReadOffer(offer));
  const Result<Offer> read = OfferOf(document.root());
  if (!read.has_value()) {
    return Fail(BeforeWriting(read.error()));
  }
  if (!read->shown()) {
    return std::string("was not for sale any more");
  }
  if (error.kind == ErrorKind::kNotFound) {
    error.kind = ErrorKind::kRejected;  // It is there, and for sale: the refusal means something else.
  }
  return Fail(std::move(error));
}

Result<void> Calls::EnsureLocation() {
  if (located_ == Located::kYes) {
    return {};
  }
  const Result<JsonDocument> there =
      ReadAnswer("location " + config_.location, client_->Send(requests_.Location(config_.location)));
  if (there.has_value()) {
    located_ = Located::kYes;
    return {};
  }
  if (there.error().kind != ErrorKind::kNotFound) {
    return Fail(BeforeWriting(there.error()));
  }
  if (config_.location_postal_code.empty() || config_.location_country.empty()) {
    return Fail(ErrorKind::kRejected, "eBay has no location " + config_.location +
                                          ": make it there, or set location_postal_code and location_country");
  }
  const Result<std::string> made = Done(
      "create location " + config_.location,
      requests_.CreateLocation(
          config_.location, LocationBody(config_.location, {config_.location_postal_code, config_.location_country})));
  // A conflict says that somebody made it between our two calls.
  if (!made.has_value() && made.error().kind != ErrorKind::kConflict) {
    return Fail(made.error());
  }
  located_ = Located::kYes;
  return {};
}

}  // namespace riff::ebay
