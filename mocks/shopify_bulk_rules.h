#pragma once

#include <string>

namespace riff::sim {

// What is wrong with the text of a bulk read; empty when it may run.
std::string ComplaintAboutBulk(const std::string& query);

}  // namespace riff::sim
