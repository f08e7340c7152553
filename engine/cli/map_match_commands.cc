#include "engine/cli/map_match_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>

#include "connectors/json/json.h"
#include "engine/cli/invocation.h"
#include "engine/cli/match_csv.h"

namespace riff {

namespace {

constexpr std::size_t kCandidatesWritten = 5;

struct MatchFlags {
  std::string left;
  std::string right;
  std::string delimiter = ",";
  std::string out;
  std::string candidates;
};

struct EvalFlags {
  std::string pairs;
  std::string truth;
  std::string delimiter = ",";
  std::string candidates;
  std::size_t confusions = 20;
};

std::string ThreeDecimals(double share) {
  std::array<char, 16> figures{};
  const auto [end, fault] =
      std::to_chars(figures.data(), figures.data() + figures.size(), share, std::chars_format::fixed, 3);
  return std::string(figures.data(), fault == std::errc() ? end : figures.data());
}

Result<ExitCode> Match(Console& console, const MatchFlags& flags) {
  for (const std::string& written : {flags.out, flags.candidates}) {
    if (written == flags.left || written == flags.right || (written == flags.out && written == flags.candidates)) {
      return Fail(ErrorKind::kInvalid, "--left, --right, --out and --candidates must be different files");
    }
  }
  RIFF_TRY(const char delimiter, ParseDelimiter(flags.delimiter));
  RIFF_TRY(const std::vector<MatchRecord> left, ReadMatchRecords({flags.left, delimiter}));
  RIFF_TRY(const std::vector<MatchRecord> right, ReadMatchRecords({flags.right, delimiter}));
  MatchOptions options;
  options.candidates_kept = flags.candidates.empty() ? 0 : kCandidatesWritten;
  const MatchResult result = MatchRecords(left, right, options);
  RIFF_TRY(WriteMatchPairs(flags.out, result, left, right));
  if (!flags.candidates.empty()) {
    RIFF_TRY(WriteMatchCandidates(flags.candidates, result, left, right));
  }
  const auto links = std::count_if(result.pairs.begin(), result.pairs.end(),
                                   [](const MatchedPair& pair) { return pair.decision == MatchDecision::kLink; });
  const auto reviews = static_cast<std::int64_t>(result.pairs.size()) - links;
  console.Line("matched " + std::to_string(left.size()) + " with " + std::to_string(right.size()) + " records: " +
               std::to_string(links) + " to link, " + std::to_string(reviews) + " to review; written to " + flags.out);
  JsonWriter json;
  json.BeginObject().Key("left").Integer(static_cast<std::int64_t>(left.size()));
  json.Key("right").Integer(static_cast<std::int64_t>(right.size()));
  json.Key("link").Integer(links).Key("review").Integer(reviews).Key("out").Text(flags.out).EndObject();
  console.Json(json.Take());
  return ExitCode::kDone;
}

struct CandidateRecall {
  double first = 0;
  double first_five = 0;
};

std::string JsonOf(const PairQuality& quality, const std::optional<CandidateRecall>& recall) {
  JsonWriter json;
  const auto count = [&](const char* key, std::size_t value) {
    json.Key(key).Integer(static_cast<std::int64_t>(value));
  };
  const auto share = [&](const char* key, double value) { json.Key(key).Raw(ThreeDecimals(value)); };
  json.BeginObject();
  count("truth", quality.truth);
  count("proposed", quality.proposed);
  count("right", quality.right);
  share("precision", quality.Precision());
  share("recall", quality.Recall());
  share("f1", quality.F1());
  json.Key("link").BeginObject();
  count("proposed", quality.linked);
  count("right", quality.linked_right);
  share("precision", quality.LinkPrecision());
  share("recall", quality.LinkRecall());
  json.EndObject();
  if (recall.has_value()) {
    json.Key("candidates").BeginObject();
    share("recall_at_1", recall->first);
    share("recall_at_5", recall->first_five);
    json.EndObject();
  }
  json.Key("confusions").BeginArray();
  for (const Confusion& one : quality.confusions) {
    json.BeginObject().Key("left_id").Text(one.left).Key("proposed").Text(one.proposed).Key("truth").Text(one.truth);
    json.Key("decision").Text(one.proposed.empty() ? "none" : one.linked ? "link" : "review").EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

void PrintQuality(Console& console, const PairQuality& quality, const std::optional<CandidateRecall>& recall,
                  std::size_t confusions) {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  std::vector<std::vector<std::string>> rows;
  rows.push_back({"all", number(quality.proposed), number(quality.right), ThreeDecimals(quality.Precision()),
                  ThreeDecimals(quality.Recall()), ThreeDecimals(quality.F1())});
  rows.push_back({"link", number(quality.linked), number(quality.linked_right), ThreeDecimals(quality.LinkPrecision()),
                  ThreeDecimals(quality.LinkRecall()), ""});
  const auto right = Column::Align::kRight;
  console.Table(
      {{"DECISION"}, {"PAIRS", right}, {"RIGHT", right}, {"PRECISION", right}, {"RECALL", right}, {"F1", right}}, rows);
  console.Line("true pairs: " + number(quality.truth));
  if (recall.has_value()) {
    console.Line("true one among the candidates: first " + ThreeDecimals(recall->first) + ", of the first five " +
                 ThreeDecimals(recall->first_five));
  }
  if (quality.confusions.empty() || confusions == 0) {
    return;
  }
  rows.clear();
  for (std::size_t i = 0; i < std::min(confusions, quality.confusions.size()); ++i) {
    const Confusion& one = quality.confusions[i];
    rows.push_back({one.left, one.proposed.empty() ? "-" : one.proposed, one.truth.empty() ? "-" : one.truth,
                    one.proposed.empty() ? "none"
                    : one.linked         ? "link"
                                         : "review"});
  }
  console.Line("");
  console.Table({{"LEFT"}, {"PROPOSED"}, {"TRUTH"}, {"DECISION"}}, rows);
  if (quality.confusions.size() > rows.size()) {
    console.Line("and " + number(quality.confusions.size() - rows.size()) + " more (--confusions, or --json for all)");
  }
}

Result<ExitCode> Evaluate(Console& console, const EvalFlags& flags) {
  RIFF_TRY(const char delimiter, ParseDelimiter(flags.delimiter));
  RIFF_TRY(const std::vector<ProposedPair> pairs, ReadMatchPairs({flags.pairs, ','}));
  RIFF_TRY(const std::vector<TruePair> truth, ReadTruePairs({flags.truth, delimiter}));
  std::optional<CandidateRecall> recall;
  if (!flags.candidates.empty()) {
    RIFF_TRY(const auto candidates, ReadMatchCandidates({flags.candidates, ','}));
    recall = CandidateRecall{RecallAt(1, candidates, truth), RecallAt(kCandidatesWritten, candidates, truth)};
  }
  const PairQuality quality = Judge(pairs, truth);
  PrintQuality(console, quality, recall, flags.confusions);
  console.Json(JsonOf(quality, recall));
  return ExitCode::kDone;
}

ExitCode Finish(Console& console, const Result<ExitCode>& code) {
  return code.has_value() ? *code : Explain(console, code.error());
}

void AddMatch(CLI::App& map, Invocation& invocation) {
  CLI::App* command = map.add_subcommand("match", "Find the right record of one CSV file for each of another");
  command->footer(
      "Example:\n  riff map match --left ours.csv --right theirs.csv --out pairs.csv\n"
      "Columns by name: id; title or name; description; brand or manufacturer; model, modelno or mpn; price; sku; "
      "year.");
  auto flags = std::make_shared<MatchFlags>();
  command->add_option("--left", flags->left, "The one file")->required();
  command->add_option("--right", flags->right, "The other file")->required();
  command->add_option("--delimiter", flags->delimiter, "What parts the cells of both")->capture_default_str();
  command->add_option("--out", flags->out, "Where the pairs go: left_id,right_id,score,decision")->required();
  command->add_option("--candidates", flags->candidates, "Where the five best of each left go, with the reasons");
  command->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation&) {
      return Finish(console, Match(console, *flags));
    };
  });
}

void AddEval(CLI::App& map, Invocation& invocation) {
  CLI::App* command = map.add_subcommand("eval", "Hold pairs that riff map match wrote against the truth");
  command->footer("Example:\n  riff map eval --pairs pairs.csv --truth matches.csv --delimiter '|'");
  auto flags = std::make_shared<EvalFlags>();
  command->add_option("--pairs", flags->pairs, "What riff map match wrote with --out")->required();
  command->add_option("--truth", flags->truth, "The true pairs; first column the left id, second the right id")
      ->required();
  command->add_option("--delimiter", flags->delimiter, "What parts the cells of the truth")->capture_default_str();
  command->add_option("--candidates", flags->candidates, "What riff map match wrote with --candidates");
  command->add_option("--confusions", flags->confusions, "How many mistakes to list")->capture_default_str();
  command->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation&) {
      return Finish(console, Evaluate(console, *flags));
    };
  });
}

}  // namespace

void AddMapMatchCommands(CLI::App& map, Invocation& invocation) {
  AddMatch(map, invocation);
  AddEval(map, invocation);
}

}  // namespace riff
