#include "connectors/vr/vr_category.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace riff::vr {
namespace {

struct CategoryRow {
  std::string_view parent;  // Empty: a first level.
  std::string_view name;
  std::string_view id;
};

constexpr std::array<CategoryRow, 13> kCategories = {{
    {"", "Guitars", "51"},
    {"", "Basses", "52"},
    {"", "Amps", "53"},
    {"", "Brass & Woodwind", "56"},
    {"", "Pianos", "57"},
    {"", "Effects", "90"},
    {"", "Stringed", "188"},
    {"", "Drums", "216"},
    {"", "Bowed", "235"},
    {"", "Furniture", "390"},
    {"", "Books & DVDs", "422"},
    {"51", "Electric solid body", "83"},
    {"51", "Archtop", "86"},
}};

// The form has four selects.
constexpr std::size_t kLevelsMax = 4;

bool IsSame(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<std::string> IdOf(const Form& form, std::size_t level, std::string_view parent, std::string_view name) {
  if (IsNumber(name)) return std::string(name);
  const auto select = form.choices.find("categ_level_" + std::to_string(level));
  if (select != form.choices.end()) {
    for (const Form::Choice& choice : select->second) {
      if (IsSame(choice.text, name) && !choice.value.empty()) return choice.value;
    }
  }
  for (const CategoryRow& row : kCategories) {
    if (row.parent == parent && IsSame(row.name, name)) return std::string(row.id);
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> CategoryLevels(const Form& form, std::string_view category) {
  std::vector<std::string> ids;
  std::string parent;
  while (!category.empty() && ids.size() < kLevelsMax) {
    const std::size_t end = std::min(category.find('>'), category.size());
    const std::string_view name = Trim(category.substr(0, end));
    category.remove_prefix(std::min(end + 1, category.size()));
    if (name.empty()) continue;
    const std::optional<std::string> id = IdOf(form, ids.size(), parent, name);
    if (!id && ids.empty()) break;
    ids.push_back(id.value_or(std::string(name)));
    parent = ids.back();
  }
  if (ids.empty())
    return Fail(ErrorKind::kRejected, "V&R needs one of its own categories, as in Guitars>Electric solid body");
  return ids;
}

}  // namespace riff::vr
