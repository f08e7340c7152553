#include "tests/bench/mapping_quality.h"

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "connectors/json/json.h"
#include "engine/cli/match_csv.h"
#include "mapping/match.h"
#include "tests/unit/mapping/guitar_shop.h"

namespace riff::bench {

namespace {

constexpr std::size_t kCandidates = 5;

struct Catalogues {
  std::vector<MatchRecord> left;
  std::vector<MatchRecord> right;
  std::vector<TruePair> truth;
};

Result<Catalogues> ReadBenchmark(const std::string& folder, char delimiter) {
  Catalogues read;
  RIFF_TRY(read.left, ReadMatchRecords({folder + "/left.csv", delimiter}));
  RIFF_TRY(read.right, ReadMatchRecords({folder + "/right.csv", delimiter}));
  RIFF_TRY(read.truth, ReadTruePairs({folder + "/matches.csv", delimiter}));
  return read;
}

Result<Catalogues> ForgeGuitars(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Fail(ErrorKind::kNotFound, "cannot read " + path);
  }
  std::ostringstream text;
  text << file.rdbuf();
  GuitarShop shop = ForgeShop(ReadGuitars(text.str()), ShopShape{});
  Catalogues forged;
  for (std::size_t i = 0; i < shop.listings.size(); ++i) {
    if (shop.product_of[i] < shop.products.size()) {
      forged.truth.push_back({shop.listings[i].id, shop.products[shop.product_of[i]].id});
    }
  }
  forged.left = std::move(shop.listings);
  forged.right = std::move(shop.products);
  return forged;
}

Quality QualityOf(const std::string& name, const Catalogues& catalogues) {
  MatchOptions options;
  options.candidates_kept = kCandidates;
  const MatchResult result = MatchRecords(catalogues.left, catalogues.right, options);
  std::vector<ProposedPair> pairs;
  std::map<std::string, std::vector<std::string>> candidates;
  for (const MatchedPair& pair : result.pairs) {
    pairs.push_back(
        {catalogues.left[pair.left].id, catalogues.right[pair.right].id, pair.decision == MatchDecision::kLink});
  }
  for (std::size_t i = 0; i < catalogues.left.size(); ++i) {
    for (const MatchCandidate& candidate : result.candidates[i]) {
      candidates[catalogues.left[i].id].push_back(catalogues.right[candidate.place].id);
    }
  }
  const PairQuality judged = Judge(pairs, catalogues.truth);
  Quality quality;
  quality.catalogue = name;
  quality.truth = judged.truth;
  quality.f1.value = judged.F1();
  quality.link_precision.value = judged.LinkPrecision();
  quality.link_recall.value = judged.LinkRecall();
  quality.first.value = RecallAt(1, candidates, catalogues.truth);
  quality.first_five.value = RecallAt(kCandidates, candidates, catalogues.truth);
  quality.wrong_links = judged.linked - judged.linked_right;
  return quality;
}

std::string CellOf(const Share& share) {
  char text[64];
  if (share.at_least.has_value()) {
    std::snprintf(text, sizeof text, "%.3f (>= %.2f%s)", share.value, *share.at_least,
                  share.value >= *share.at_least ? "" : " MISSED");
  } else {
    std::snprintf(text, sizeof text, "%.3f", share.value);
  }
  return text;
}

void AddShare(JsonWriter& json, const char* key, const Share& share) {
  json.Key(key).BeginObject().Key("value").Double(share.value).Key("goal");
  if (share.at_least.has_value()) {
    json.Double(*share.at_least);
  } else {
    json.Null();
  }
  json.EndObject();
}

}  // namespace

Result<std::vector<Quality>> MeasureQuality(const std::string& folder) {
  std::vector<Quality> measured;
  RIFF_TRY(const Catalogues abt_buy, ReadBenchmark(folder + "/abt-buy", '|'));
  measured.push_back(QualityOf("Abt-Buy", abt_buy));
  measured.back().f1.at_least = 0.96;
  measured.back().link_precision.at_least = 0.99;
  measured.back().link_recall.at_least = 0.75;
  RIFF_TRY(const Catalogues amazon_google, ReadBenchmark(folder + "/amazon-google", '#'));
  measured.push_back(QualityOf("Amazon-Google", amazon_google));
  measured.back().f1.at_least = 0.75;
  measured.back().link_precision.at_least = 0.90;
  measured.back().link_recall.at_least = 0.15;
  RIFF_TRY(const Catalogues guitars, ForgeGuitars(folder + "/guitars.csv"));
  measured.push_back(QualityOf("one-off guitars", guitars));
  measured.back().link_precision.at_least = 1.0;
  measured.back().first.at_least = 0.97;
  measured.back().first_five.at_least = 0.99;
  return measured;
}

std::string TableOf(const std::vector<Quality>& measured) {
  char line[256];
  constexpr const char* kFormat = "%-16s %6s  %-18s %-18s %-18s %11s  %-18s %s\n";
  std::snprintf(line, sizeof line, kFormat, "catalogue", "pairs", "F1", "link precision", "link recall", "wrong links",
                "true one first", "in first five");
  std::string text = line;
  for (const Quality& one : measured) {
    std::snprintf(line, sizeof line, kFormat, one.catalogue.c_str(), std::to_string(one.truth).c_str(),
                  CellOf(one.f1).c_str(), CellOf(one.link_precision).c_str(), CellOf(one.link_recall).c_str(),
                  std::to_string(one.wrong_links).c_str(), CellOf(one.first).c_str(), CellOf(one.first_five).c_str());
    text += line;
  }
  return text;
}

std::string JsonOf(const std::vector<Quality>& measured) {
  JsonWriter json;
  json.BeginArray();
  for (const Quality& one : measured) {
    json.BeginObject().Key("catalogue").Text(one.catalogue);
    json.Key("pairs").Integer(static_cast<std::int64_t>(one.truth));
    AddShare(json, "f1", one.f1);
    AddShare(json, "link_precision", one.link_precision);
    AddShare(json, "link_recall", one.link_recall);
    json.Key("wrong_links").Integer(static_cast<std::int64_t>(one.wrong_links));
    AddShare(json, "true_one_first", one.first);
    AddShare(json, "true_one_in_first_five", one.first_five);
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

}  // namespace riff::bench
