#pragma once

#include "engine/port/setting_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlSettingTable final : public SettingTable {
 public:
  explicit SqlSettingTable(Session& session) : session_(session) {}

  Result<std::optional<std::string>> Get(const std::string& name) override;
  Result<void> Set(const std::string& name, const std::string& value) override;
  Result<void> Remove(const std::string& name) override;
  Result<std::map<std::string, std::string>> WithPrefix(const std::string& prefix) override;

 private:
  Session& session_;
};

}  // namespace riff
