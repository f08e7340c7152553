#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/base/error.h"
#include "mocks/credentials.h"
#include "mocks/mock_servers.h"

namespace riff::sim {

// A secret file: its name under secrets/, and what is in it.
using SecretFiles = std::map<std::string, std::string>;

// A complete riff.toml for these servers: all five platforms in stage hybrid, credentials as references to secret
// files.
struct ConfigFile {
  std::string toml;
  SecretFiles secrets;
};
ConfigFile RenderConfig(const MockUrls& urls, Access production);

// Writes it at `path` and the secrets beside it in secrets/ (mode 0600), over what was there. kInvalid when something
// cannot be written; files written before that stay.
Result<void> WriteConfig(const ConfigFile& config, const std::filesystem::path& path);

}  // namespace riff::sim
