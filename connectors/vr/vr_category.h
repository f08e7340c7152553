#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/vr/vr_form.h"
#include "engine/base/error.h"

namespace riff::vr {

// The ids for the form's category selects (categ_level_0 …), from a path such as "Guitars>Electric solid body" or
// "51>83". The form's own options are asked first, then the ids that are known. A deeper level that nobody knows is
// sent as it is written, and the site decides. kRejected: the first level is not a category of V&R's.
Result<std::vector<std::string>> CategoryLevels(const Form& form, std::string_view category);

}  // namespace riff::vr
