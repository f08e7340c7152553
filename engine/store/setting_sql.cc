#include "engine/store/setting_sql.h"

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kGet = {"SELECT value FROM settings WHERE name = :name", "t"};
constexpr Sql kSet = {
    "INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = "
    "excluded.value"};
constexpr Sql kRemove = {"DELETE FROM settings WHERE name = :name"};
constexpr Sql kWithPrefix = {
    "SELECT name, value FROM settings WHERE substr(name, 1, length(:prefix)) = :prefix ORDER BY name", "tt"};

}  // namespace

Result<std::optional<std::string>> SqlSettingTable::Get(const std::string& name) {
  Query query(session_, kGet);
  query.Bind("name", name);
  return ReadRow<std::string>(query, [](Query& row) -> Result<std::string> { return row.Text(); });
}

Result<void> SqlSettingTable::Set(const std::string& name, const std::string& value) {
  Query query(session_, kSet);
  query.Bind("name", name).Bind("value", value);
  return query.Run();
}

Result<void> SqlSettingTable::Remove(const std::string& name) {
  Query query(session_, kRemove);
  query.Bind("name", name);
  return query.Run();
}

Result<std::map<std::string, std::string>> SqlSettingTable::WithPrefix(const std::string& prefix) {
  Query query(session_, kWithPrefix);
  query.Bind("prefix", prefix);
  std::map<std::string, std::string> settings;
  while (true) {
    RIFF_TRY(const bool more, query.Next());
    if (!more) {
      return settings;
    }
    std::string name = query.Text();
    settings.emplace(std::move(name), query.Text());
  }
}

}  // namespace riff
