#include "tests/contract/connectors/spoiling.h"

#include <algorithm>
#include <string>

#include "connectors/json/json.h"
#include "connectors/table/csv.h"

namespace riff {
namespace {

constexpr std::string_view kNotWhatItWas = "not what it was";

// Texts become numbers, and everything else that holds nothing (a number, an empty list) a text.
void WriteOtherTypes(JsonWriter& json, const JsonValue& value) {
  if (!value.Keys().empty()) {
    json.BeginObject();
    for (const std::string& key : value.Keys()) {
      json.Key(key);
      if (const std::optional<JsonValue> member = value.Find(key)) {
        WriteOtherTypes(json, *member);
      } else {
        json.Text(kNotWhatItWas);
      }
    }
    json.EndObject();
  } else if (const auto rows = value.AsArray(); rows.has_value() && !rows->empty()) {
    json.BeginArray();
    for (const JsonValue& row : *rows) {
      WriteOtherTypes(json, row);
    }
    json.EndArray();
  } else if (value.IsText()) {
    json.Integer(0);
  } else {
    json.Text(kNotWhatItWas);
  }
}

// Everything as it is, but for the rows of lists, or with members added.
void WriteAround(JsonWriter& json, const JsonValue& value, Spoiling spoiling) {
  if (value.IsObject()) {
    json.BeginObject();
    if (spoiling == Spoiling::kUnknownFields) {
      json.Key("never_heard_of").BeginObject().Key("id").Text("none").EndObject();
    }
    for (const std::string& key : value.Keys()) {
      json.Key(key);
      if (const std::optional<JsonValue> member = value.Find(key)) {
        WriteAround(json, *member, spoiling);
      } else {
        json.Null();
      }
    }
    json.EndObject();
  } else if (value.IsArray()) {
    const Result<std::vector<JsonValue>> rows = value.AsArray();
    json.BeginArray();
    for (const JsonValue& row : *rows) {
      if (spoiling == Spoiling::kOtherRowTypes) {
        WriteOtherTypes(json, row);
      } else {
        WriteAround(json, row, spoiling);
      }
    }
    json.EndArray();
  } else {
    json.Raw(value.Print());
  }
}

void BecomeWebPage(ServerResponse& answer) {
  std::erase_if(answer.headers, [](const ServerHeader& header) { return header.name == "Content-Type"; });
  answer.headers.push_back({"Content-Type", "text/html"});
  answer.body = "<!DOCTYPE html><html><head><title>Hello</title></head><body><h1>Hello</h1></body></html>\n";
}

// True when the spoiling needs no knowledge of what is in the answer.
bool SpoiledBlindly(Spoiling spoiling, ServerResponse& answer) {
  switch (spoiling) {
    case Spoiling::kCutOff:
      answer.body = answer.body.substr(0, answer.body.size() / 2);
      return true;
    case Spoiling::kNotText:
      answer.body = std::string("\x01\xff\xfe\0{\"", 6) + answer.body;
      return true;
    case Spoiling::kWebPage:
      BecomeWebPage(answer);
      return true;
    case Spoiling::kOtherTypes:
    case Spoiling::kOtherRowTypes:
    case Spoiling::kUnknownFields:
      break;
  }
  return false;
}

}  // namespace

std::string_view ToString(Spoiling spoiling) {
  switch (spoiling) {
    case Spoiling::kCutOff:
      return "cut off";
    case Spoiling::kNotText:
      return "not text";
    case Spoiling::kWebPage:
      return "a web page";
    case Spoiling::kOtherTypes:
      return "of other types";
    case Spoiling::kOtherRowTypes:
      return "with rows of other types";
    case Spoiling::kUnknownFields:
      break;
  }
  return "with unknown fields";
}

void SpoilJson(Spoiling spoiling, ServerResponse& answer) {
  if (SpoiledBlindly(spoiling, answer)) {
    return;
  }
  const Result<JsonDocument> document = JsonDocument::Parse(answer.body);
  if (!document.has_value()) {
    return;  // An empty body has no members.
  }
  JsonWriter json;
  if (spoiling == Spoiling::kOtherTypes) {
    WriteOtherTypes(json, document->root());
  } else {
    WriteAround(json, document->root(), spoiling);
  }
  answer.body = json.Take();
}

void SpoilCsv(Spoiling spoiling, ServerResponse& answer) {
  if (SpoiledBlindly(spoiling, answer)) {
    return;
  }
  CsvOptions options;
  options.trailing_delimiter = true;
  const Result<CsvTable> table = ParseCsv(answer.body, options);
  const auto price = table.has_value() ? std::ranges::find(table->header, "product price") : table->header.end();
  if (!table.has_value() || price == table->header.end()) {
    answer.body = spoiling != Spoiling::kUnknownFields ? std::string(kNotWhatItWas) : answer.body;
    return;
  }
  const auto place = static_cast<std::size_t>(price - table->header.begin());
  const auto line = [&](std::vector<std::string> cells, std::string_view more) {
    if (spoiling == Spoiling::kUnknownFields) {
      cells.emplace_back(more);
    }
    cells.emplace_back();  // Every line ends with a comma.
    return FormatCsvRow(cells, CsvOptions());
  };
  std::string csv = line(table->header, "never heard of");
  for (CsvTable::Row row : table->rows) {
    if (spoiling == Spoiling::kOtherTypes || spoiling == Spoiling::kOtherRowTypes) {
      row.cells[place] = std::string(kNotWhatItWas);
    }
    csv += line(std::move(row.cells), "none");
  }
  answer.body = csv;
}

}  // namespace riff
