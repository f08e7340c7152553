#include "connectors/vr/vr_form.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace riff::vr {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return lower;
}

std::size_t FindWords(std::string_view text, std::string_view words, std::size_t from) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  if (from > text.size()) return std::string_view::npos;
  const auto start = text.begin() + static_cast<std::ptrdiff_t>(from);
  const auto found = std::search(start, text.end(), words.begin(), words.end(), same);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

void AppendUtf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0u | (point >> 6));
    out += static_cast<char>(0x80u | (point & 0x3Fu));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0u | (point >> 12));
    out += static_cast<char>(0x80u | ((point >> 6) & 0x3Fu));
    out += static_cast<char>(0x80u | (point & 0x3Fu));
  } else {
    out += static_cast<char>(0xF0u | (point >> 18));
    out += static_cast<char>(0x80u | ((point >> 12) & 0x3Fu));
    out += static_cast<char>(0x80u | ((point >> 6) & 0x3Fu));
    out += static_cast<char>(0x80u | (point & 0x3Fu));
  }
}

// The character behind "&name;"; nothing for a name we do not know.
std::optional<std::uint32_t> EntityOf(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::uint32_t>, 6> kNamed = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}}};
  for (const auto& [known, point] : kNamed) {
    if (known == name) return point;
  }
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x') || name.starts_with('X');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), point, is_hex ? 16 : 10);
  const bool is_whole = failure == std::errc() && end == name.data() + name.size();
  if (!is_whole || point == 0 || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return std::nullopt;
  return point;
}

std::string DecodeEntities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.front() == '&' ? text.find(';') : std::string_view::npos;
    const std::optional<std::uint32_t> point =
        end == std::string_view::npos || end > 10 ? std::nullopt : EntityOf(text.substr(1, end - 1));
    if (point) {
      AppendUtf8(out, *point);
      text.remove_prefix(end + 1);
      continue;
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

struct Tag {
  std::string name;  // Lower case; "/select" for an end tag.
  std::map<std::string, std::string> attributes;
  std::size_t end = 0;  // Just behind it.
};

// Reads one attribute of a tag from `at` on, which moves behind it.
void ReadAttribute(std::string_view html, std::size_t& at, Tag& tag) {
  const std::size_t name_end = std::min(html.find_first_of(" \t\r\n\f=>", at), html.size());
  const std::string name = Lower(html.substr(at, name_end - at));
  at = std::max(name_end, at + 1);
  std::size_t sign = html.find_first_not_of(kBlanks, name_end);
  if (sign == std::string_view::npos || html[sign] != '=') {
    if (!name.empty()) tag.attributes.emplace(name, "");
    return;
  }
  sign = std::min(html.find_first_not_of(kBlanks, sign + 1), html.size());
  if (sign == html.size()) {
    at = sign;
    return;
  }
  std::size_t first = sign;
  std::size_t last = 0;
  if (html[sign] == '"' || html[sign] == '\'') {
    first = sign + 1;
    last = std::min(html.find(html[sign], first), html.size());
    at = std::min(last + 1, html.size());
  } else {
    last = std::min(html.find_first_of(" \t\r\n\f>", sign), html.size());
    at = last;
  }
  tag.attributes.emplace(name, DecodeEntities(html.substr(first, last - first)));
}

// The next tag at or behind `from`.
std::optional<Tag> NextTag(std::string_view html, std::size_t from) {
  std::size_t at = from;
  for (;;) {
    at = html.find('<', at);
    if (at == std::string_view::npos || at + 1 >= html.size()) return std::nullopt;
    const auto next = static_cast<unsigned char>(html[at + 1]);
    if (html.substr(at).starts_with("<!--")) {
      at = std::min(html.find("-->", at), html.size());
    } else if (std::isalpha(next) != 0 || next == '/') {
      break;
    } else {
      ++at;
    }
  }
  Tag tag;
  const std::size_t name_end = std::min(html.find_first_of(" \t\r\n\f>", at + 1), html.size());
  tag.name = Lower(html.substr(at + 1, name_end - at - 1));
  at = name_end;
  while (at < html.size()) {
    at = std::min(html.find_first_not_of(kBlanks, at), html.size());
    if (at == html.size() || html[at] == '>') break;
    if (html[at] == '/') {
      ++at;
      continue;
    }
    ReadAttribute(html, at, tag);
  }
  tag.end = std::min(at + 1, html.size());
  return tag;
}

std::string AttributeOf(const Tag& tag, const std::string& name, std::string otherwise) {
  const auto found = tag.attributes.find(name);
  return found == tag.attributes.end() ? std::move(otherwise) : found->second;
}

void ReadInput(const Tag& tag, Form& form) {
  const std::string name = AttributeOf(tag, "name", "");
  const std::string type = Lower(AttributeOf(tag, "type", "text"));
  if (name.empty() || type == "submit" || type == "button" || type == "file" || type == "image" || type == "reset") {
    return;
  }
  if (type == "checkbox" || type == "radio") {
    const std::string value = AttributeOf(tag, "value", "on");
    form.boxes.emplace(name, value);
    if (tag.attributes.contains("checked")) form.fields.emplace_back(name, value);
    return;
  }
  form.fields.emplace_back(name, AttributeOf(tag, "value", ""));
}

// Reads the options of a select up to its end; a browser sends the first one when none is marked.
std::size_t ReadSelect(std::string_view html, const Tag& select, Form& form) {
  const std::string name = AttributeOf(select, "name", "");
  std::vector<Form::Choice>& choices = form.choices[name];
  std::optional<std::string> chosen;
  std::size_t at = select.end;
  while (const std::optional<Tag> tag = NextTag(html, at)) {
    at = tag->end;
    if (tag->name == "/select") break;
    if (tag->name != "option") continue;
    const std::size_t text_end = std::min(html.find('<', at), html.size());
    const std::string text = TextOf(html.substr(at, text_end - at));
    choices.push_back({AttributeOf(*tag, "value", text), text});
    if (tag->attributes.contains("selected")) chosen = choices.back().value;
  }
  if (!chosen && !choices.empty()) chosen = choices.front().value;
  if (!name.empty() && chosen) form.fields.emplace_back(name, *chosen);
  return at;
}

std::string_view FormPart(std::string_view html) {
  const std::size_t named = FindWords(html, "frm_step1", 0);
  if (named == std::string_view::npos) return html;
  const std::size_t end = FindWords(html, "</form", named);
  return html.substr(named, end == std::string_view::npos ? std::string_view::npos : end - named);
}

}  // namespace

Form ParseForm(std::string_view html) {
  Form form;
  const std::string_view part = FormPart(html);
  std::size_t at = 0;
  while (const std::optional<Tag> tag = NextTag(part, at)) {
    at = tag->end;
    if (tag->name == "input") ReadInput(*tag, form);
    if (tag->name == "select") at = ReadSelect(part, *tag, form);
    if (tag->name == "textarea") {
      const std::size_t end = std::min(FindWords(part, "</textarea", at), part.size());
      const std::string name = AttributeOf(*tag, "name", "");
      if (!name.empty()) form.fields.emplace_back(name, DecodeEntities(part.substr(at, end - at)));
      at = end;
    }
  }
  return form;
}

std::string FieldOf(const Form& form, std::string_view name) {
  for (const auto& [field, value] : form.fields) {
    if (field == name) return value;
  }
  return "";
}

void SetField(Form& form, const std::string& name, std::string value) {
  const auto has_name = [&name](const auto& field) { return field.first == name; };
  const auto first = std::find_if(form.fields.begin(), form.fields.end(), has_name);
  if (first == form.fields.end()) {
    form.fields.emplace_back(name, std::move(value));
    return;
  }
  first->second = std::move(value);
  form.fields.erase(std::remove_if(first + 1, form.fields.end(), has_name), form.fields.end());
}

void TickBox(Form& form, const std::string& name) {
  const auto box = form.boxes.find(name);
  SetField(form, name, box == form.boxes.end() ? "1" : box->second);
}

std::string EncodeMultipart(const Form& form, std::string_view boundary) {
  const std::string start = "--" + std::string(boundary);
  std::string body;
  for (const auto& [name, value] : form.fields) {
    std::string quoted;
    for (const char c : name) {
      if (c == '"') quoted += "%22";
      if (c != '"' && c != '\r' && c != '\n') quoted += c;
    }
    body += start + "\r\nContent-Disposition: form-data; name=\"" + quoted + "\"\r\n\r\n" + value + "\r\n";
  }
  return body + start + "--\r\n";
}

std::string TextOf(std::string_view html) {
  std::string plain;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') {
      inside = true;
      plain += ' ';
    }
    if (!inside) plain += c;
    if (c == '>') inside = false;
  }
  std::string folded;
  for (const char c : DecodeEntities(plain)) {
    const bool is_blank = kBlanks.find(c) != std::string_view::npos;
    if (!is_blank) folded += c;
    if (is_blank && !folded.empty() && folded.back() != ' ') folded += ' ';
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::string ErrorsOf(std::string_view html) {
  std::string out;
  std::size_t at = 0;
  while (const std::optional<Tag> tag = NextTag(html, at)) {
    at = tag->end;
    if (AttributeOf(*tag, "class", "") != "error") continue;
    const std::size_t end = std::min(html.find("</", at), html.size());
    if (!out.empty()) out += "; ";
    out += TextOf(html.substr(at, end - at));
  }
  return out;
}

bool Says(std::string_view html, std::string_view words) { return FindWords(html, words, 0) != std::string_view::npos; }

}  // namespace riff::vr
