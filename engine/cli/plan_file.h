#pragma once

#include <string>
#include <string_view>

#include "engine/sync/reviewed_plan.h"

namespace riff {

// A plan as a file: one JSON object {"riff_plan":1,"store":…,"last_run":…,"made_at":…,"writes":[…],"digest":…}. Each
// write has what it changes, its verdict, and the facts that it was decided on. The digest is of everything before it,
// so that a file that was cut or edited is refused; it is no protection against somebody who means harm, who finds that
// nothing is sent but what is planned anyway.
std::string PrintPlanFile(const ReviewedPlan& plan);

// kInvalid for a text that is no plan, was written by another version, was cut or edited, or names a channel that does
// not exist.
Result<ReviewedPlan> ParsePlanFile(std::string_view text);

// Writes the file whole or not at all: beside it first, then in its place. kInvalid names the file that cannot be made.
Result<void> SavePlanFile(const std::string& path, const ReviewedPlan& plan);

// Reads it back; errors as above, with the file's name. A file beyond 256 MB is refused unread.
Result<ReviewedPlan> LoadPlanFile(const std::string& path);

}  // namespace riff
