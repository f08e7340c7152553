#include "engine/cli/match_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "connectors/table/csv.h"

namespace riff {

namespace {

constexpr double kPriceMax = 1e12;  // Beyond that it is no price, and its cents would not fit.

std::string Lower(std::string_view text) {
  std::string lower;
  for (const char c : text) {
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

std::string Trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Result<CsvTable> ReadTable(const CsvSource& source) {
  std::ifstream file(source.path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(source.path)) {
    return Fail(ErrorKind::kNotFound, "cannot read " + source.path);
  }
  std::ostringstream text;
  text << file.rdbuf();
  CsvOptions options;
  options.delimiter = source.delimiter;
  Result<CsvTable> table = ParseCsv(text.str(), options);
  if (!table.has_value()) {
    return Fail(WithContext(source.path, table.error()));
  }
  for (std::string& name : table->header) {
    name = Lower(Trimmed(name));
  }
  return table;
}

// The columns that hold a field, in the order in which they are preferred.
class Columns {
 public:
  explicit Columns(const CsvTable& table) : table_(table) {}

  bool Has(const std::string& name) const { return Find(name).has_value(); }

  // The first of them that is there and not blank in the row.
  std::string Cell(const CsvTable::Row& row, std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      const std::optional<std::size_t> column = Find(name);
      if (column.has_value() && row.cells[*column].find_first_not_of(" \t") != std::string::npos) {
        return row.cells[*column];
      }
    }
    return {};
  }

 private:
  std::optional<std::size_t> Find(const std::string& name) const {
    const auto found = std::find(table_.header.begin(), table_.header.end(), name);
    return found == table_.header.end() ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(found - table_.header.begin()));
  }

  const CsvTable& table_;
};

// What to say of a file without a needed column: mostly its cells are parted by another sign.
std::string MissingColumn(const CsvSource& source, const CsvTable& table, const std::string& needed) {
  std::string reason = source.path + ": has no column " + needed + " in its first line";
  if (table.header.size() > 1) {
    return reason;
  }
  for (const char sign : {',', ';', '|', '#', '\t'}) {
    if (!table.header.empty() && table.header.front().find(sign) != std::string::npos) {
      return reason + "; its cells seem to be parted by " +
             (sign == '\t' ? "tabs (--delimiter tab)" : std::string("'") + sign + "' (--delimiter '" + sign + "')");
    }
  }
  return reason;
}

// "1899", "$1,899.00", "1.899,00 EUR", "0.0". Nothing for what is no price.
std::optional<double> PriceValue(const std::string& text) {
  std::string figures;
  bool ended = false;  // By a letter: "1e9" and "3 for 2" are no prices.
  for (const char c : text) {
    const bool figure = c >= '0' && c <= '9';
    if (c == '-' || (figure && ended)) {
      return std::nullopt;
    }
    if (figure || c == '.' || c == ',') {
      figures += c;
    } else {
      ended = ended || (!figures.empty() && c != ' ');
    }
  }
  const std::size_t point = figures.find_last_of(".,");
  // A comma before exactly three figures parts thousands; any other last sign parts the cents.
  const bool thousands = point != std::string::npos && figures[point] == ',' && figures.size() - point == 4;
  std::string plain;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const bool sign = figures[i] == '.' || figures[i] == ',';
    plain += !sign ? std::string(1, figures[i]) : i == point && !thousands ? "." : "";
  }
  double value = 0;
  const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  const bool whole = fault == std::errc() && end == plain.data() + plain.size() && !plain.empty();
  return whole && value < kPriceMax ? std::optional(value) : std::nullopt;
}

std::optional<Money> PriceOf(const std::string& text, const std::string& currency) {
  const std::optional<double> value = PriceValue(text);
  if (!value.has_value()) {
    return std::nullopt;
  }
  const Currency known = Currency::Parse(Trimmed(currency)).value_or(Currency::Usd());
  return Money{std::llround(*value * std::pow(10, known.decimals())), known};
}

Condition ConditionOf(const std::string& text) {
  std::string word = Lower(Trimmed(text));
  std::replace_if(word.begin(), word.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  if (word == "brand_new") {
    return Condition::kNew;
  }
  if (word == "used" || word.starts_with("used_") || word.starts_with("pre_owned")) {
    return Condition::kGood;
  }
  return ParseCondition(word).value_or(Condition::kUnknown);
}

RecordKind KindOf(const std::string& text) {
  const std::string word = Lower(Trimmed(text));
  return word == "unique" ? RecordKind::kOneOff : word == "stocked" ? RecordKind::kStocked : RecordKind::kUnknown;
}

MatchRecord RecordOf(const Columns& columns, const CsvTable::Row& row) {
  MatchRecord record;
  record.id = Trimmed(columns.Cell(row, {"id"}));
  record.title = columns.Cell(row, {"title", "name"});
  record.description = columns.Cell(row, {"description"});
  record.brand = columns.Cell(row, {"brand", "manufacturer", "make"});
  record.model = columns.Cell(row, {"model", "modelno", "mpn"});
  record.sku = columns.Cell(row, {"sku"});
  record.serial = columns.Cell(row, {"serial", "serial_number", "serialno"});
  record.barcode = columns.Cell(row, {"barcode", "upc", "ean", "gtin"});
  record.year = columns.Cell(row, {"year"});
  record.finish = columns.Cell(row, {"finish", "color", "colour"});
  record.hand = columns.Cell(row, {"hand", "handedness"});
  record.condition = ConditionOf(columns.Cell(row, {"condition"}));
  record.kind = KindOf(columns.Cell(row, {"kind"}));
  record.price = PriceOf(columns.Cell(row, {"price"}), columns.Cell(row, {"currency"}));
  return record;
}

Result<void> WriteText(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    return Fail(ErrorKind::kInvalid, "cannot write " + path);
  }
  return {};
}

std::string ScoreText(double score) {
  std::array<char, 16> figures{};
  const auto [end, fault] =
      std::to_chars(figures.data(), figures.data() + figures.size(), score, std::chars_format::fixed, 4);
  return std::string(figures.data(), fault == std::errc() ? end : figures.data());
}

std::string LineOf(const CsvSource& source, const CsvTable::Row& row) {
  return source.path + " line " + std::to_string(row.line) + ": ";
}

// The first two columns of a file that must have them.
Result<CsvTable> ReadIdPairs(const CsvSource& source) {
  RIFF_TRY(CsvTable table, ReadTable(source));
  if (table.header.size() < 2) {
    return Fail(ErrorKind::kInvalid, MissingColumn(source, table, "for the right id (its second)"));
  }
  return table;
}

}  // namespace

Result<char> ParseDelimiter(const std::string& text) {
  if (text == "\\t" || text == "tab") {
    return '\t';
  }
  const bool sign = text.size() == 1 && text != "\"" && text != "\n" && text != "\r" &&
                    static_cast<unsigned char>(text.front()) < 0x80;
  if (!sign) {
    return Fail(ErrorKind::kInvalid, "--delimiter \"" + text + "\" is not one sign");
  }
  return text.front();
}

Result<std::vector<MatchRecord>> ReadMatchRecords(const CsvSource& source) {
  RIFF_TRY(const CsvTable table, ReadTable(source));
  const Columns columns(table);
  if (!columns.Has("id")) {
    return Fail(ErrorKind::kInvalid, MissingColumn(source, table, "\"id\""));
  }
  const bool named = std::any_of(table.header.begin(), table.header.end(), [](const std::string& name) {
    constexpr std::array<std::string_view, 8> kNames = {"title", "name",  "brand",   "manufacturer",
                                                        "make",  "model", "modelno", "mpn"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  });
  if (!named) {
    return Fail(ErrorKind::kInvalid, MissingColumn(source, table, "\"title\" or \"name\""));
  }
  std::vector<MatchRecord> records;
  records.reserve(table.rows.size());
  std::map<std::string, std::size_t> seen;
  for (const CsvTable::Row& row : table.rows) {
    records.push_back(RecordOf(columns, row));
    const std::string& id = records.back().id;
    if (id.empty()) {
      return Fail(ErrorKind::kInvalid, LineOf(source, row) + "its id is empty");
    }
    const auto [before, first] = seen.emplace(id, row.line);
    if (!first) {
      return Fail(ErrorKind::kInvalid,
                  LineOf(source, row) + "id " + id + " stands on line " + std::to_string(before->second) + " already");
    }
  }
  return records;
}

Result<void> WriteMatchPairs(const std::string& path, const MatchResult& result, const std::vector<MatchRecord>& left,
                             const std::vector<MatchRecord>& right) {
  const CsvOptions options;
  std::string text = FormatCsvRow({"left_id", "right_id", "score", "decision"}, options);
  for (const MatchedPair& pair : result.pairs) {
    text += FormatCsvRow(
        {left[pair.left].id, right[pair.right].id, ScoreText(pair.score), std::string(ToString(pair.decision))},
        options);
  }
  return WriteText(path, text);
}

Result<std::vector<ProposedPair>> ReadMatchPairs(const CsvSource& source) {
  RIFF_TRY(const CsvTable table, ReadIdPairs(source));
  const Columns columns(table);
  std::vector<ProposedPair> pairs;
  pairs.reserve(table.rows.size());
  for (const CsvTable::Row& row : table.rows) {
    pairs.push_back(
        ProposedPair{Trimmed(row.cells[0]), Trimmed(row.cells[1]), columns.Cell(row, {"decision"}) == "link"});
  }
  return pairs;
}

Result<void> WriteMatchCandidates(const std::string& path, const MatchResult& result,
                                  const std::vector<MatchRecord>& left, const std::vector<MatchRecord>& right) {
  const CsvOptions options;
  std::string text = FormatCsvRow({"left_id", "rank", "right_id", "score", "why"}, options);
  for (std::size_t i = 0; i < result.candidates.size(); ++i) {
    for (std::size_t rank = 0; rank < result.candidates[i].size(); ++rank) {
      const MatchCandidate& candidate = result.candidates[i][rank];
      text += FormatCsvRow({left[i].id, std::to_string(rank + 1), right[candidate.place].id, ScoreText(candidate.score),
                            candidate.explanation},
                           options);
    }
  }
  return WriteText(path, text);
}

Result<std::map<std::string, std::vector<std::string>>> ReadMatchCandidates(const CsvSource& source) {
  RIFF_TRY(const CsvTable table, ReadIdPairs(source));
  const Columns columns(table);
  if (!columns.Has("left_id") || !columns.Has("right_id")) {
    return Fail(ErrorKind::kInvalid, MissingColumn(source, table, "\"left_id\" or \"right_id\""));
  }
  std::map<std::string, std::vector<std::string>> candidates;
  for (const CsvTable::Row& row : table.rows) {
    candidates[columns.Cell(row, {"left_id"})].push_back(columns.Cell(row, {"right_id"}));
  }
  return candidates;
}

Result<std::vector<TruePair>> ReadTruePairs(const CsvSource& source) {
  RIFF_TRY(const CsvTable table, ReadIdPairs(source));
  std::vector<TruePair> pairs;
  pairs.reserve(table.rows.size());
  for (const CsvTable::Row& row : table.rows) {
    pairs.push_back(TruePair{Trimmed(row.cells[0]), Trimmed(row.cells[1])});
  }
  return pairs;
}

}  // namespace riff
