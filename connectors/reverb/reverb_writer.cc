#include "connectors/reverb/reverb_writer.h"

#include <algorithm>
#include <utility>

#include "connectors/http/outcome.h"
#include "connectors/reverb/reverb_codec.h"
#include "connectors/reverb/reverb_reader.h"

namespace riff::reverb {
namespace {

bool IsListingId(const RemoteId& id) {
  return !id.empty() && id.text().find_first_not_of("0123456789") == std::string::npos;
}

bool IsRefusal(const Result<HttpResponse>& answer) {
  return answer && (answer->status == 400 || answer->status == 406 || answer->status == 412 || answer->status == 422);
}

bool IsOneOfAKind(const RemoteListing& listing) { return listing.quantity_max == Quantity(1); }

// Sold for good: a further unit of it needs a listing of its own.
bool IsLocked(const RemoteListing& listing) {
  return IsOneOfAKind(listing) && listing.facts.status == ListingStatus::kSold;
}

bool IsTakenDown(const RemoteListing& listing) {
  return listing.facts.status == ListingStatus::kEnded || listing.facts.status == ListingStatus::kSold;
}

// What a write's answer means; a success that cannot be read may still be one.
Result<WriteAnswer> AnswerOf(const std::string& what, const Result<HttpResponse>& answer) {
  if (!answer) return Fail(WithContext(what, answer.error()));
  if (answer->status < 200 || answer->status > 299) {
    Error error = StatusError(what, *answer, RequestEffect::kWrite);
    const std::string text = ErrorText(answer->body);
    if (!text.empty()) error.message += ": " + text;
    return Fail(std::move(error));
  }
  Result<WriteAnswer> parsed = ParseWriteAnswer(answer->body);
  if (!parsed) return Fail(WithContext(what, WriteAnswerFailure(parsed.error())));
  return parsed;
}

Accepted Shown(const RemoteListing& listing, std::string note) {
  Accepted accepted;
  accepted.shown = listing.facts;
  accepted.note = std::move(note);
  return accepted;
}

void AddNote(std::string& note, std::string_view more) {
  if (more.empty()) return;
  if (!note.empty()) note += "; ";
  note += more;
}

// The request of a change that needs no look beforehand; nothing for the others.
std::optional<HttpRequest> RequestOf(const Endpoint& endpoint, const Write& write) {
  const std::string path = "/listings/" + write.listing.remote.text();
  if (const auto* quantity = std::get_if<SetQuantity>(&write.change)) {
    return endpoint.Put("reverb.listing.set_quantity", path, QuantityBody(quantity->to));
  }
  if (const auto* price = std::get_if<SetPrice>(&write.change)) {
    return endpoint.Put("reverb.listing.set_price", path, PriceBody(price->to));
  }
  if (const auto* content = std::get_if<SetContent>(&write.change)) {
    return endpoint.Put("reverb.listing.set_content", path, ContentBody(content->to));
  }
  if (std::holds_alternative<EndListing>(write.change)) {
    return endpoint.Put("reverb.listing.end", "/my" + path + "/state/end", EndBody());
  }
  return std::nullopt;
}

bool TakesDown(const Change& change) {
  if (const auto* quantity = std::get_if<SetQuantity>(&change)) return quantity->to == Quantity(0);
  return std::holds_alternative<EndListing>(change);
}

// Reverb says 200 to units that a one-of-a-kind listing will never show; that is a refusal, told late.
WriteOutcome JudgeShown(const Write& write, WriteAnswer answer) {
  if (!answer.listing) {
    Accepted accepted;
    accepted.note = std::move(answer.warnings);
    return accepted;
  }
  const RemoteListing& listing = *answer.listing;
  const auto* quantity = std::get_if<SetQuantity>(&write.change);
  if (quantity != nullptr && quantity->to > Quantity(0) && IsOneOfAKind(listing)) {
    if (IsLocked(listing)) {
      return Fail(ErrorKind::kRejected, "sold for good on Reverb: another unit needs a new listing");
    }
    if (IsTakenDown(listing)) {
      return Fail(ErrorKind::kRejected, "ended on Reverb: a one-of-a-kind listing comes back by a relist only");
    }
    if (quantity->to > Quantity(1)) {
      return Fail(ErrorKind::kRejected, "a listing of a used thing shows one unit on Reverb, never more");
    }
  }
  return Shown(listing, std::move(answer.warnings));
}

class Writer final : public ChannelWriter {
 public:
  Writer(Transport& transport, Endpoint endpoint, std::string shipping_profile)
      : transport_(transport), endpoint_(std::move(endpoint)), shipping_profile_(std::move(shipping_profile)) {}

  std::vector<WriteOutcome> Deliver(RunContext&, std::span<const Write> writes) override {
    std::vector<std::optional<WriteOutcome>> outcomes(writes.size());
    SendChanges(writes, outcomes);
    for (std::size_t at = 0; at < writes.size(); ++at) {
      if (!outcomes[at]) outcomes[at] = DeliverAlone(writes[at]);
    }
    std::vector<WriteOutcome> out;
    out.reserve(writes.size());
    for (std::optional<WriteOutcome>& outcome : outcomes) out.push_back(*std::move(outcome));
    return out;
  }

 private:
  // Fills the outcomes of all writes that are one request each.
  void SendChanges(std::span<const Write> writes, std::vector<std::optional<WriteOutcome>>& outcomes) {
    std::vector<HttpRequest> requests;
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < writes.size(); ++at) {
      std::optional<HttpRequest> request = RequestOf(endpoint_, writes[at]);
      if (!request) continue;
      if (!IsListingId(writes[at].listing.remote)) {
        outcomes[at] = Fail(ErrorKind::kNotFound, "no Reverb listing is called " + writes[at].listing.remote.text());
        continue;
      }
      requests.push_back(*std::move(request));
      places.push_back(at);
    }
    if (requests.empty()) return;
    const std::vector<Result<HttpResponse>> answers = transport_.SendAll(requests);

    std::vector<std::size_t> refused_takedowns;
    for (std::size_t n = 0; n < answers.size(); ++n) {
      const Write& write = writes[places[n]];
      Result<WriteAnswer> answer = AnswerOf(requests[n].operation, answers[n]);
      if (answer) {
        outcomes[places[n]] = JudgeShown(write, *std::move(answer));
        continue;
      }
      outcomes[places[n]] = Fail(answer.error());
      if (TakesDown(write.change) && IsRefusal(answers[n])) refused_takedowns.push_back(places[n]);
    }
    AcceptThoseAlreadyDown(writes, refused_takedowns, outcomes);
  }

  // A listing that is down already refuses to be taken down: that is the wanted state, not an error.
  void AcceptThoseAlreadyDown(std::span<const Write> writes, const std::vector<std::size_t>& places,
                              std::vector<std::optional<WriteOutcome>>& outcomes) {
    if (places.empty()) return;
    std::vector<RemoteId> ids;
    for (const std::size_t at : places) ids.push_back(writes[at].listing.remote);
    const std::vector<Result<RemoteListing>> current = ReadListings(transport_, endpoint_, ids);
    for (std::size_t n = 0; n < current.size(); ++n) {
      if (current[n] && IsTakenDown(*current[n])) outcomes[places[n]] = Shown(*current[n], "it was down already");
    }
  }

  WriteOutcome DeliverAlone(const Write& write) {
    if (const auto* create = std::get_if<CreateListing>(&write.change)) return Create(*create);
    if (const auto* relist = std::get_if<Relist>(&write.change)) return RelistOne(write.listing.remote, *relist);
    return Fail(ErrorKind::kUnsupported, "Reverb cannot pause a listing");
  }

  WriteOutcome RelistOne(const RemoteId& id, const Relist& relist) {
    if (relist.quantity < Quantity(1)) return Fail(ErrorKind::kRejected, "a relist needs a unit to show");
    std::vector<Result<RemoteListing>> current = ReadListings(transport_, endpoint_, std::span(&id, 1));
    RIFF_TRY(const RemoteListing listing, std::move(current.front()));
    if (IsLocked(listing)) {
      return Fail(ErrorKind::kRejected, "sold for good on Reverb: another unit needs a new listing");
    }
    Publication publication;
    if (!IsOneOfAKind(listing)) publication.quantity = relist.quantity;
    if (listing.facts.status == ListingStatus::kLive &&
        (IsOneOfAKind(listing) || listing.facts.quantity == relist.quantity)) {
      Accepted accepted = Shown(listing, "it was live already");
      accepted.remote = id;
      return accepted;
    }
    return Publish(id, publication, "");
  }

  WriteOutcome Create(const CreateListing& create) {
    RIFF_TRY(const std::string body, CreateBody(create, shipping_profile_));
    Result<std::vector<RemoteListing>> found = FindListings(transport_, endpoint_, create.sku);
    if (!found) return Fail(WithContext("look for the SKU before creating", NotYetWritten(found.error())));
    // A sold one-of-a-kind listing never comes back, so it stands in no new one's way.
    std::erase_if(*found, IsLocked);
    if (found->size() > 1) {
      return Fail(ErrorKind::kConflict,
                  std::to_string(found->size()) + " listings on Reverb show the SKU " + create.sku.text());
    }
    if (found->size() == 1) return Adopt(found->front(), create);

    const HttpRequest request = endpoint_.Post("reverb.listing.create", "/listings", body);
    RIFF_TRY(WriteAnswer answer, AnswerOf(request.operation, Send(transport_, request)));
    if (!answer.listing) {
      return Fail(ErrorKind::kAmbiguous, "Reverb took the new listing and did not name it");
    }
    if (!IsUuid(create.content.category)) AddNote(answer.warnings, "made without a category");
    return PublishDraft(answer.listing->ref.remote, Publication(), std::move(answer.warnings));
  }

  WriteOutcome Adopt(const RemoteListing& listing, const CreateListing& create) {
    const RemoteId& id = listing.ref.remote;
    if (listing.facts.status == ListingStatus::kLive || listing.facts.status == ListingStatus::kPaused) {
      Accepted accepted = Shown(listing, "a listing with this SKU was there already");
      accepted.remote = id;
      return accepted;
    }
    Publication publication;
    publication.price = create.price;
    if (!IsOneOfAKind(listing)) publication.quantity = create.quantity;
    return PublishDraft(id, publication, "a listing with this SKU was there already");
  }

  // As Publish, and an error names the draft that is there by now.
  WriteOutcome PublishDraft(const RemoteId& id, const Publication& publication, std::string note) {
    WriteOutcome outcome = Publish(id, publication, std::move(note));
    if (outcome) return outcome;
    Error error = WithContext("listing " + id.text() + " is there, and publishing it failed", outcome.error());
    // It was there a moment ago, so "not found" is no certainty.
    if (error.kind == ErrorKind::kNotFound) error.kind = ErrorKind::kAmbiguous;
    return Fail(std::move(error));
  }

  WriteOutcome Publish(const RemoteId& id, const Publication& publication, std::string note) {
    const HttpRequest request =
        endpoint_.Put("reverb.listing.publish", "/listings/" + id.text(), PublishBody(publication));
    RIFF_TRY(const WriteAnswer answer, AnswerOf(request.operation, Send(transport_, request)));
    AddNote(note, answer.warnings);
    Accepted accepted;
    accepted.remote = id;
    // Publishing goes on behind the answer, so what it shows is read once more. A failed read takes nothing back.
    const std::vector<Result<RemoteListing>> current = ReadListings(transport_, endpoint_, std::span(&id, 1));
    if (current.front()) {
      accepted.shown = current.front()->facts;
      if (current.front()->facts.status == ListingStatus::kDraft)
        AddNote(note, "still a draft while Reverb works on it");
    }
    accepted.note = std::move(note);
    return accepted;
  }

  Transport& transport_;
  Endpoint endpoint_;
  std::string shipping_profile_;
};

}  // namespace

std::unique_ptr<ChannelWriter> MakeWriter(Transport& transport, Endpoint endpoint, std::string shipping_profile) {
  return std::make_unique<Writer>(transport, std::move(endpoint), std::move(shipping_profile));
}

}  // namespace riff::reverb
