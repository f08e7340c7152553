#include "engine/cli/hold_text.h"

#include <charconv>

#include "connectors/json/json.h"
#include "engine/serve/hold_document.h"

namespace riff {
namespace {

std::string LinesOf(const Hold& hold) {
  std::string text;
  for (const HoldLine& line : hold.lines) {
    text += (text.empty() ? "" : ", ") + std::to_string(line.quantity.units()) + " " + line.sku.text();
    if (hold.state == HoldState::kCommitted && line.committed < line.quantity) {
      text += " (" + std::to_string(line.committed.units()) + " sold)";
    }
  }
  return text;
}

std::string SoldOf(const Hold& hold) {
  std::string sold;
  std::string back;
  for (const HoldLine& line : hold.lines) {
    const auto add = [&line](std::string& text, Quantity units) {
      if (units > Quantity(0)) {
        text += (text.empty() ? "" : ", ") + std::to_string(units.units()) + " " + line.sku.text();
      }
    };
    add(sold, line.committed);
    add(back, line.quantity - line.committed);
  }
  return sold + (back.empty() ? "" : "; not sold: " + back);
}

void WriteHold(JsonWriter& json, const Hold& hold) {
  json.BeginObject();
  WriteHoldMembers(json, hold);
  json.EndObject();
}

void PrintShortages(Console& console, JsonWriter& json, const std::vector<Shortage>& shortages) {
  for (const Shortage& shortage : shortages) {
    console.Line(console.Bad("insufficient stock: ") + shortage.sku.text() + ": wanted " +
                 std::to_string(shortage.wanted.units()) + ", available " + std::to_string(shortage.available.units()));
  }
  json.Key("shortages");
  WriteShortages(json, shortages);
}

}  // namespace

Result<std::vector<HoldLine>> ParseHoldLines(const std::vector<std::string>& items) {
  std::vector<HoldLine> lines;
  for (const std::string& item : items) {
    const std::size_t equals = item.rfind('=');
    HoldLine line{Sku(item.substr(0, equals)), Quantity(1), {}};
    if (equals != std::string::npos) {
      std::int64_t units = 0;
      const char* end = item.data() + item.size();
      const auto [rest, error] = std::from_chars(item.data() + equals + 1, end, units);
      if (error != std::errc() || rest != end) {
        return Fail(ErrorKind::kInvalid, "\"" + item + "\": a whole number belongs behind the =, such as STR-10=3");
      }
      line.quantity = Quantity(units);
    }
    lines.push_back(line);
  }
  return lines;
}

void PrintHold(Console& console, const Hold& hold) {
  console.Line("hold " + hold.id.text() + " is " + std::string(ToString(hold.state)) + ": " + LinesOf(hold) + " for " +
               hold.owner + (hold.reference.empty() ? "" : " (" + Harmless(hold.reference) + ")") + " in the " +
               std::string(ToString(hold.world)) + " books" +
               (hold.state == HoldState::kActive ? ", until " + FormatUtc(hold.deadline) : ""));
  JsonWriter json;
  WriteHold(json, hold);
  console.Json(json.Take());
}

void PrintHolds(Console& console, const std::vector<Hold>& holds, std::size_t limit) {
  std::vector<std::vector<std::string>> rows;
  JsonWriter json;
  json.BeginObject().Key("holds").BeginArray();
  for (const Hold& hold : holds) {
    rows.push_back({hold.id.text(), std::string(ToString(hold.state)), LinesOf(hold), hold.owner, hold.reference,
                    FormatUtc(hold.deadline)});
    WriteHold(json, hold);
  }
  json.EndArray().EndObject();
  console.Table({{"HOLD"}, {"STATE"}, {"UNITS"}, {"OWNER"}, {"REFERENCE"}, {"UNTIL"}}, rows);
  const bool more = holds.size() == limit && !holds.empty();
  console.Line(std::to_string(holds.size()) + " holds" +
               (more ? "; more: riff hold list --after " + holds.back().id.text() : ""));
  console.Json(json.Take());
}

void PrintPlaced(Console& console, const Placed& placed, HoldMode mode) {
  if (placed.hold.has_value()) {
    PrintHold(console, *placed.hold);
    return;
  }
  JsonWriter json;
  json.BeginObject().Key("hold").Null().Key("mode").Text(ToString(mode));
  PrintShortages(console, json, placed.shortages);
  json.EndObject();
  if (placed.shortages.empty()) {
    console.Line("granted, and nothing is held: [holds] mode is " + std::string(ToString(mode)));
  }
  console.Json(json.Take());
}

void PrintCommitted(Console& console, const Committed& committed) {
  JsonWriter json;
  json.BeginObject().Key("late").Bool(committed.late).Key("late_payment").Bool(!committed.shortages.empty());
  PrintShortages(console, json, committed.shortages);
  json.Key("hold");
  WriteHold(json, committed.hold);
  json.EndObject();
  if (committed.shortages.empty()) {
    console.Line("sold: " + SoldOf(committed.hold) + (committed.late ? " (after the hold had expired)" : ""));
  } else {
    console.Line(console.Bad("late payment: ") + "the hold had expired and its units are gone; nothing was sold");
  }
  console.Json(json.Take());
}

}  // namespace riff
