#include "engine/serve/metrics_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace riff {

namespace {

constexpr std::size_t kWaitingMax = 10'000;  // Counted no further: beyond it only "very many" matters.

std::string Escaped(std::string_view value) {
  std::string text;
  for (const char letter : value) {
    if (letter == '\\' || letter == '"') {
      text += '\\';
    }
    text += letter == '\n' ? ' ' : letter;
  }
  return text;
}

// "channel=ebay/production,outcome=stored" as labels: quoted, escaped.
std::string LabelsText(std::string_view labels) {
  std::string text;
  while (!labels.empty()) {
    const std::string_view one = labels.substr(0, labels.find(','));
    labels.remove_prefix(std::min(one.size() + 1, labels.size()));
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) {
      continue;
    }
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", one.substr(0, equals), Escaped(one.substr(equals + 1)));
  }
  return text.empty() ? text : "{" + text + "}";
}

std::string NumberOf(double value) {
  constexpr double kExactMax = 9e15;
  const bool whole = std::trunc(value) == value && std::abs(value) < kExactMax;
  return whole ? fmt::format("{}", static_cast<std::int64_t>(value)) : fmt::format("{}", value);
}

class Text {
 public:
  void Add(std::string_view name, std::string_view type, std::string_view labels, double value) {
    if (name != last_) {
      text_ += fmt::format("# TYPE {} {}\n", name, type);
      last_ = std::string(name);
    }
    text_ += fmt::format("{}{} {}\n", name, LabelsText(labels), NumberOf(value));
  }

  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
  std::string last_;
};

}  // namespace

std::string CountersText(const std::map<std::string, double>& sums) {
  // Sorted by name first: in a map of whole keys "a_b" would part the rows of "a{…}".
  std::map<std::string, std::map<std::string, double>> by_name;
  for (const auto& [key, value] : sums) {
    const std::size_t brace = key.find('{');
    const bool labelled = brace != std::string::npos && key.ends_with('}');
    const std::string labels = labelled ? key.substr(brace + 1, key.size() - brace - 2) : "";
    by_name[key.substr(0, brace)][labels] = value;
  }
  Text text;
  for (const auto& [name, rows] : by_name) {
    for (const auto& [labels, value] : rows) {
      text.Add(name, "counter", labels, value);
    }
  }
  return text.Take();
}

Result<std::string> GaugesText(Store& store, const std::vector<Channel>& channels, Timestamp now) {
  std::string whole;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    Text todos;
    for (const Severity severity : {Severity::kCritical, Severity::kHigh, Severity::kMedium, Severity::kLow}) {
      TodoFilter filter;
      filter.status = TodoStatus::kOpen;
      filter.severity = severity;
      RIFF_TRY(const std::int64_t open, tx.todos.Count(filter));
      todos.Add("riff_todo_open", "gauge", fmt::format("severity={}", ToString(severity)), static_cast<double>(open));
    }
    Text healthy, waiting, writes, read_at;
    for (const Channel channel : channels) {
      const std::string label = "channel=" + ToString(channel);
      RIFF_TRY(const ChannelState state, tx.channels.Get(channel));
      RIFF_TRY(const auto webhooks, tx.webhooks.Waiting(channel, now, kWaitingMax));
      RIFF_TRY(const std::int64_t open, tx.outbox.CountOpen(channel));
      healthy.Add("riff_channel_healthy", "gauge", label, state.health == ChannelHealth::kOk ? 1 : 0);
      waiting.Add("riff_webhooks_waiting", "gauge", label, static_cast<double>(webhooks.size()));
      writes.Add("riff_writes_open", "gauge", label, static_cast<double>(open));
      if (state.complete_read_at.has_value()) {
        const double seconds = static_cast<double>(ToMicros(*state.complete_read_at)) / 1e6;
        read_at.Add("riff_complete_read_timestamp_seconds", "gauge", label, std::floor(seconds));
      }
    }
    whole = todos.Take() + healthy.Take() + waiting.Take() + writes.Take() + read_at.Take();
    return {};
  }));
  return whole;
}

}  // namespace riff
