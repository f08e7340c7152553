#pragma once

#include <string>
#include <string_view>

namespace riff::sim {

// A zip archive that holds one file, uncompressed: how some platforms pack what one asked them to prepare.
std::string StoredZip(std::string_view file_name, std::string_view content);

}  // namespace riff::sim
