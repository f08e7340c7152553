#pragma once

#include <string>
#include <vector>

#include "mocks/faults.h"
#include "mocks/market.h"
#include "mocks/multipart.h"

namespace riff::sim {

// What the form `frm_step1` says was wrong, as sentences of the site ("Brand is a required field"); empty when it would
// be accepted. `brands` are the known ones; none means that every brand is.
std::vector<std::string> VrFormErrors(const std::vector<MultipartField>& fields,
                                      const std::vector<std::string>& brands);

// Whether the site trims the model's white space, and keeps the external link.
enum class VrTrim { kKeep, kTrim };
enum class VrLink { kDropped, kKept };

// Puts an accepted form into a listing the way the site does: the price cut to a whole number, the description as given
// but for scripts (and so emptied when the form leaves it empty), the external id dropped.
void ApplyVrForm(const std::vector<MultipartField>& fields, VrTrim trim, VrLink link, MarketListing& listing);

}  // namespace riff::sim
