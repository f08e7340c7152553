#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace riff::vr {

// V&R's edit page, read as a browser would: what a form would send back if nothing in it were touched.
struct Form {
  std::vector<std::pair<std::string, std::string>> fields;  // In page order; a name may come several times.
  std::map<std::string, std::string> boxes;                 // Every checkbox or radio, ticked or not, and its value.
  struct Choice {
    std::string value;
    std::string text;
  };
  std::map<std::string, std::vector<Choice>> choices;  // The options of each select.
};

// Reads the form "frm_step1" of the page, or all fields of a page without it. Never fails: a page without fields is a
// form without fields.
Form ParseForm(std::string_view html);

// The first field of that name; empty where there is none.
std::string FieldOf(const Form& form, std::string_view name);

// The field of that name alone with this value.
void SetField(Form& form, const std::string& name, std::string value);

// Ticks a box, with the value it has on the page.
void TickBox(Form& form, const std::string& name);

// multipart/form-data. `boundary` occurs in no value.
std::string EncodeMultipart(const Form& form, std::string_view boundary);

// The words of a page or of a part of it: no tags, entities resolved, white space folded.
std::string TextOf(std::string_view html);

// What follows `class="error"` elements say, joined; empty when the page has none.
std::string ErrorsOf(std::string_view html);

// Whether the page says so, whatever its case.
bool Says(std::string_view html, std::string_view words);

}  // namespace riff::vr
