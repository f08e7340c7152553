#include "tests/bench/report.h"

#include <cstdio>

#include "connectors/json/json.h"

namespace riff::bench {
namespace {

std::string Printed(const char* format, double number) {
  char text[64];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

// Three digits that matter.
std::string Short(double number) {
  return Printed(number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : number >= 1 ? "%.2f" : "%.3f", number);
}

std::string ShortOrNothing(const std::optional<double>& number) { return number.has_value() ? Short(*number) : "-"; }

std::string GoalText(const Figure& figure) {
  if (!figure.at_most.has_value()) {
    return "";
  }
  return "<= " + Short(*figure.at_most) + (*MeetsGoal(figure) ? "  met" : "  MISSED");
}

void AddOptional(JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.Key(key);
  if (number.has_value()) {
    json.Double(*number);
  } else {
    json.Null();
  }
}

}  // namespace

std::optional<bool> MeetsGoal(const Figure& figure) {
  if (!figure.at_most.has_value()) {
    return std::nullopt;
  }
  return figure.ratio.value_or(figure.value) <= *figure.at_most;
}

std::string TableOf(const std::vector<Figure>& figures) {
  std::string text;
  char line[256];
  std::snprintf(line, sizeof line, "%-52s %9s %9s %9s %7s  %-22s %s\n", "what", "listings", "riff", "floor", "ratio",
                "unit", "goal");
  text += line;
  for (const Figure& figure : figures) {
    const std::string listings = figure.listings == 0 ? "-" : std::to_string(figure.listings);
    std::snprintf(line, sizeof line, "%-52s %9s %9s %9s %7s  %-22s %s\n", figure.what.c_str(), listings.c_str(),
                  Short(figure.value).c_str(), ShortOrNothing(figure.floor).c_str(),
                  ShortOrNothing(figure.ratio).c_str(), figure.unit.c_str(), GoalText(figure).c_str());
    text += line;
  }
  return text;
}

std::string JsonOf(const std::vector<Figure>& figures) {
  JsonWriter json;
  json.BeginObject().Key("figures").BeginArray();
  for (const Figure& figure : figures) {
    json.BeginObject()
        .Key("what")
        .Text(figure.what)
        .Key("listings")
        .Integer(static_cast<std::int64_t>(figure.listings));
    json.Key("value").Double(figure.value).Key("unit").Text(figure.unit);
    AddOptional(json, "floor", figure.floor);
    AddOptional(json, "ratio", figure.ratio);
    AddOptional(json, "goal", figure.at_most);
    json.Key("met");
    if (const std::optional<bool> met = MeetsGoal(figure); met.has_value()) {
      json.Bool(*met);
    } else {
      json.Null();
    }
    json.EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

}  // namespace riff::bench
