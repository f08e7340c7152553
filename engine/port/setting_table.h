#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/base/error.h"

namespace riff {

// Small named values: stages set by hand, flags, approvals. Never a secret in plain text.
class SettingTable {
 public:
  virtual ~SettingTable() = default;
  virtual Result<std::optional<std::string>> Get(const std::string& name) = 0;
  virtual Result<void> Set(const std::string& name, const std::string& value) = 0;
  virtual Result<void> Remove(const std::string& name) = 0;
  virtual Result<std::map<std::string, std::string>> WithPrefix(const std::string& prefix) = 0;
};

}  // namespace riff
