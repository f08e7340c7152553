#pragma once

#include <map>
#include <string>
#include <vector>

#include "mapping/match.h"
#include "mapping/pair_quality.h"

namespace riff {

// A CSV file on disk, and how its cells are parted.
struct CsvSource {
  std::string path;
  char delimiter = ',';
};

// "," ";" "|" "#", a tab as itself or written "\t" or "tab"; kInvalid for anything that is not one such sign.
Result<char> ParseDelimiter(const std::string& text);

// Records out of a CSV file, columns by name in any order and case: `id` (needed), `title` or `name`, `description`,
// `brand`, `manufacturer` or `make`, `model`, `modelno` or `mpn` (one of title, brand and model is needed), `price`
// with `currency`, `sku`, `year`, `serial`, `serial_number` or `serialno`, `barcode`, `upc`, `ean` or `gtin`, `finish`,
// `color` or `colour`, `hand` or `handedness`, `condition`, `kind` (unique or stocked). Other columns are not read; a
// price or condition that cannot be read is taken as not told. kNotFound: no such file. kInvalid names file, line and
// reason: no such column (and the delimiter that seems meant), an empty id, an id that stands there twice, text that is
// not UTF-8.
Result<std::vector<MatchRecord>> ReadMatchRecords(const CsvSource& source);

// "left_id,right_id,score,decision".
Result<void> WriteMatchPairs(const std::string& path, const MatchResult& result, const std::vector<MatchRecord>& left,
                             const std::vector<MatchRecord>& right);
// Needs the first two columns; a file without the fourth holds no links.
Result<std::vector<ProposedPair>> ReadMatchPairs(const CsvSource& source);

// "left_id,rank,right_id,score,why", best first.
Result<void> WriteMatchCandidates(const std::string& path, const MatchResult& result,
                                  const std::vector<MatchRecord>& left, const std::vector<MatchRecord>& right);
Result<std::map<std::string, std::vector<std::string>>> ReadMatchCandidates(const CsvSource& source);

// The first two columns, whatever they are called: left id, right id.
Result<std::vector<TruePair>> ReadTruePairs(const CsvSource& source);

}  // namespace riff
