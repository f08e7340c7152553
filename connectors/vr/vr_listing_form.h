#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/vr/vr_codec.h"
#include "connectors/vr/vr_form.h"

namespace riff::vr {

// V&R's form of one listing: filling it in, and reading what came of it. Pure.

// A new listing, on the blank form. `brand_id` is the site's own id of the brand; empty: not told.
Result<Form> FillNew(Form form, const CreateListing& create, const Marker& marker, const std::string& brand_id);

// What an edit changes; the rest of the form stays as the site showed it. `description` is always sent: the form comes
// with an empty one, and an empty one would be stored.
struct Edit {
  std::string id;
  std::string description;
  std::optional<Money> price;
  const ListingContent* content = nullptr;
};

// The listing's own form. Fields that the page left empty are filled from its row of an export (null: it has none).
// kRejected: the page is another listing's form.
Result<Form> FillEdit(Form form, const Edit& edit, const Snapshot& snapshot, const Row* row);

// What the site said to a form. Only kRefused is certain: a page of validation errors.
enum class SubmitWord { kYes, kRefused, kUnclear };
struct SubmitReply {
  SubmitWord word = SubmitWord::kUnclear;
  std::optional<RemoteId> id;  // Where the answer led to the listing.
  std::string reasons;         // Of a refusal, for people.
};
SubmitReply ReadReply(const HttpResponse& response);

}  // namespace riff::vr
